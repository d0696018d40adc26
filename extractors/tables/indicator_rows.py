"""Rows of an indicator table: which tables are one, what is a row and what a group."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import parse_indicator_name
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.values import read_value
from extractors.language.whitespace import without_blanks
from extractors.lexicon import words_of
from extractors.tables.columns import columns_of
from extractors.tables.joined_figures import holds_figures, names_part
from extractors.tables.printed_indicators import CellText, PrintedIndicator
from extractors.tables.rows import Row, body_rows, own_cells, repeated_headers, text_of
from extractors.tables.stacked_indicators import unstacked_rows
from schemas import Block, Cell

TOTALS = frozenset({"合计", "总计", "小计", "共计", "总和"})
_NAME_KINDS = ("title", "content", "category", "other")
_MARKER = lazy_pattern(rf"^\s*[（(]?(?:[{ONE_TO_TEN}]{{1,3}}|\d{{1,2}})[、.．）)]\s*")
_COUNT = lazy_pattern(r"(\d{1,3})\s*(?=[\u3400-\u9fff“])")
PART_OF = lazy_pattern(r"其中[:：]?")
_PART = lazy_pattern(r"\s*[#＃]?其中")
_SHARE = lazy_pattern(r"(?:率|比|比例|比重|占比|程度|指数|强度)$")
_BRACKET = lazy_pattern(r"[（(][^（()）]*[）)]$")
_NOTE = lazy_pattern(r"^(?:注|备注|说明)\s*[:：\d]")


class Scheme(NamedTuple):
    """The columns of an indicator table by what they mean."""

    columns: tuple[ColumnMeaning, ...]
    names: tuple[int, ...]
    """Columns whose last one with text names the indicator."""
    values: tuple[int, ...]

    def of(self, kind: str) -> tuple[int, ...]:
        """Return the columns of this kind that do not name the indicator."""
        return tuple(i for i, column in enumerate(self.columns) if column.kind == kind and i not in self.names)


def scheme_of(block: Block) -> Scheme | None:
    """Return the scheme of an indicator table; None if the table is none.

    One has value columns and an indicator column; without an indicator column most of its values must be numbers.
    """
    columns = columns_of(block)
    values = tuple(i for i, column in enumerate(columns) if column.kind == "value")
    if not values:
        return None
    names = tuple(i for i, column in enumerate(columns) if column.kind == "indicator")
    if names:
        return Scheme(columns, (*names, *_under_no_header(block, columns, names[-1] + 1, values[0])), values)
    left = [i for i, column in enumerate(columns) if column.kind in _NAME_KINDS and i < values[0]]
    if not left or not _mostly_numbers(block, values):
        return None
    titles = [i for i in left if columns[i].kind == "title"]
    if titles and {"role", "deadline"} <= {column.kind for column in columns}:
        return None  # tasks with their amounts: 重点任务 | 数量 | 责任单位 | 完成时限
    return Scheme(columns, ((titles or left)[-1],), values)


def _under_no_header(block: Block, columns: tuple[ColumnMeaning, ...], start: int, end: int) -> Iterator[int]:
    """Yield the columns without header words right after the indicator column that hold text in most rows: the names."""
    rows = [cells for _, cells in body_rows(block)]
    for place in range(start, end):
        texts = [text for cells in rows if (text := text_of(block, cells.get(place)))]
        numbers = sum((value := read_value(text)) is None or value.value is not None for text in texts)
        if columns[place].kind != "other" or columns[place].label or 2 * len(texts) <= len(rows) or numbers:
            return
        yield place


def is_indicator_table(block: Block) -> bool:
    """Return whether the block is a table of indicators."""
    return scheme_of(block) is not None


def _mostly_numbers(block: Block, columns: tuple[int, ...]) -> bool:
    found = [read_value(text_of(block, cells.get(i))) for _, cells in body_rows(block) for i in columns]
    owed = [value for value in found if value]
    return sum(value.value is not None for value in owed) * 2 > len(owed)


def indicator_rows(block: Block, scheme: Scheme) -> Iterator[PrintedIndicator]:
    """Yield the indicators of the table in order, groups and merged categories passed on to their rows."""
    yield from unstacked_rows(_without_row_numbers(tuple(_printed_rows(block, scheme))))


def _without_row_numbers(rows: tuple[PrintedIndicator, ...]) -> tuple[PrintedIndicator, ...]:
    """Take row numbers off names where those of the whole table, in their own cells or before the names, count up from 1."""
    found: list[PrintedIndicator] = []
    for number, row in enumerate(rows, 1):
        fused = None if row.marker else _COUNT.match(row.name.text)
        if (fused[1] if fused else (row.marker or "").strip(".．、")) != str(number):
            return rows
        if fused:
            name = CellText(row.name.start + fused.end(), row.name.end, row.name.text[fused.end() :])
            row = row._replace(marker=fused[1], name=name)
        found.append(row)
    return tuple(found) if len(found) > 1 else rows


def _printed_rows(block: Block, scheme: Scheme) -> Iterator[PrintedIndicator]:
    group: str | None = None
    above: str | None = None
    whole: PrintedIndicator | None = None
    rows = body_rows(block)
    repeated = repeated_headers(block)
    for number, cells in rows:
        own = own_cells(block, number, cells)
        if not own or number in repeated:
            continue
        if _is_group(block, cells, own, scheme):
            text = text_of(block, own[0])
            if not (_NOTE.match(text) or _PART.match(text) or holds_figures(text)):
                group, above = _MARKER.sub("", without_blanks(text)), None
            continue
        name = _name_cell(block, cells, scheme)
        if name is None or _repeats_header(block, name, scheme) or _is_no_name(text_of(block, name)):
            continue
        category = _category(block, cells, name, scheme)
        part = category is not None and PART_OF.fullmatch(category) is not None
        named_part = category if category and names_part(category) else None
        above = above if part or named_part else category or above
        category = None if without_blanks(text_of(block, name)) in TOTALS else named_part or above or group
        row = _row(block, number, cells, own, name, category, scheme)
        before = next((cell for cell in own[::-1] if cell.end <= name.start), None)
        if part and before and PART_OF.fullmatch(text_of(block, before)):  # the cell before holds the first word
            row = row._replace(name=_passage(block, name.model_copy(update={"start": before.start})))
        if row.measure == "" and whole is not None and _shares_measure(row):
            row = row._replace(measure=whole.measure)
        whole = whole if _PART.match(row.name.text) else row
        yield row


def _is_no_name(text: str) -> bool:
    """Return whether a text in the place of a name holds the figures of its row, or is one."""
    return holds_figures(text) or not any(map(str.isalpha, text))


def _shares_measure(row: PrintedIndicator) -> bool:
    """Return whether a row counts a part of what the row above counts: 其中：…, and no share of it."""
    named = parse_indicator_name(row.name.text)
    return bool(_PART.match(named.name)) and named.measure is None and not _SHARE.search(named.name)


def _is_group(block: Block, cells: Row, own: tuple[Cell, ...], scheme: Scheme) -> bool:
    if len(own) != 1 or any(own[0].column == i and own[0].column_span == 1 for i in scheme.values):
        return False
    spanned = [cells[i] for i in scheme.values if i in cells and cells[i] != own[0]]
    return not any(text_of(block, cell) for cell in spanned)


def _name_cell(block: Block, cells: Row, scheme: Scheme) -> Cell | None:
    named = [cells[i] for i in scheme.names if i in cells and text_of(block, cells[i])]
    if named:
        return named[-1]
    # 合计 often stands in the first column, the name's own left empty
    first = next((cells[i] for i in sorted(cells) if i < scheme.values[0] and text_of(block, cells[i])), None)
    return first if first and without_blanks(text_of(block, first)) in TOTALS else None


def _repeats_header(block: Block, name: Cell, scheme: Scheme) -> bool:
    text = without_blanks(text_of(block, name))
    word = column_words.word(text)
    return (word is not None and word.kind == "indicator") or any(text == scheme.columns[i].label for i in scheme.names)


def _category(block: Block, cells: Row, name: Cell, scheme: Scheme) -> str | None:
    places = (*scheme.of("category"), *scheme.names[:-1])
    texts = [without_blanks(text_of(block, cells[i])) for i in places if i in cells and cells[i] != name]
    numbered = any(text_of(block, cells.get(i)) for i in scheme.of("number"))
    # the part of a whole has no number of its own: 其中… beside one is the rest of the row above
    found = [text for text in texts if text and not holds_figures(text) and not (numbered and names_part(text))]
    return found[-1].rstrip("*＊") if found else None


def _row(
    block: Block, number: int, cells: Row, own: tuple[Cell, ...], name: Cell, category: str | None, scheme: Scheme
) -> PrintedIndicator:
    def first(kind: str) -> str | None:
        texts = [text_of(block, cells.get(i)) for i in scheme.of(kind)]
        return next((text for text in texts if text), "") if texts else None

    def passages(places: tuple[int, ...]) -> tuple[tuple[ColumnMeaning, CellText], ...]:
        return tuple((scheme.columns[i], _passage(block, cells[i])) for i in places if i in cells)

    return PrintedIndicator(
        row=number,
        marker=without_blanks(first("number") or "") or parse_indicator_name(text_of(block, name)).marker,
        name=_passage(block, name),
        measure=None if (measure := first("measure")) and holds_figures(measure) else measure,
        category=category,
        attribute=first("attribute") or None,
        note=_note(block, cells, scheme),
        values=passages(scheme.values),
        roles=passages(scheme.of("role")),
        span=(own[0].start, own[-1].end),
    )


def is_weight(column: ColumnMeaning) -> bool:
    """Return whether a column says how much each row counts in an assessment: 分值, 权重（%）."""
    return column.kind == "other" and _BRACKET.sub("", column.label) in words_of("quantities", "weight")


def _note(block: Block, cells: Row, scheme: Scheme) -> str | None:
    """Return the text of a row's note and, with its header, what it counts in an assessment: 分值：10."""
    texts = [text for i in scheme.of("note") if (text := text_of(block, cells.get(i)))][:1]
    weights = [i for i, column in enumerate(scheme.columns) if is_weight(column)]
    texts += [f"{scheme.columns[i].label}：{text}" for i in weights if (text := text_of(block, cells.get(i)))]
    return "；".join(texts) or None


def _passage(block: Block, cell: Cell) -> CellText:
    text = block.text[cell.start : cell.end]
    left = len(text) - len(text.lstrip())
    return CellText(
        cell.start + left, cell.start + len(text.rstrip()) if text.strip() else cell.start + left, text.strip()
    )
