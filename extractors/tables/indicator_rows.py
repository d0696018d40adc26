"""Rows of an indicator table: which tables are one, what is a row, a group or a stack of rows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import parse_indicator_name
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.values import read_value
from extractors.tables.columns import columns_of
from extractors.tables.rows import Row, body_rows, own_cells, text_of
from schemas import Block, Cell

TOTALS = frozenset({"合计", "总计", "小计", "共计", "总和"})
_NAME_KINDS = ("title", "content", "category", "other")
_MARKER = re.compile(rf"^\s*[（(]?(?:[{ONE_TO_TEN}]{{1,3}}|\d{{1,2}})[、.．）)]\s*")
_COUNT = re.compile(r"(\d{1,3})\s*(?=[\u3400-\u9fff“])")
_NOTE = re.compile(r"^(?:注|备注|说明)\s*[:：\d]")


class CellText(NamedTuple):
    """Part of a block's text."""

    start: int
    end: int
    text: str


class PrintedIndicator(NamedTuple):
    """One indicator as printed, before its words are understood. ``None``: no such column, or an empty cell."""

    row: int
    marker: str | None
    name: CellText
    measure: str | None
    """Text of the table's measure column, empty where that is empty; None where it has no such column."""
    category: str | None
    attribute: str | None
    note: str | None
    values: tuple[tuple[ColumnMeaning, CellText], ...]
    roles: tuple[tuple[ColumnMeaning, CellText], ...]
    span: tuple[int, int]
    """Of the whole row in the block's text."""


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
    """Return the scheme of an indicator table; None where the table is none.

    One has value columns and an indicator column; without an indicator column most of its values must be numbers.
    """
    columns = columns_of(block)
    values = tuple(i for i, column in enumerate(columns) if column.kind == "value")
    if not values:
        return None
    names = tuple(i for i, column in enumerate(columns) if column.kind == "indicator")
    if names:
        return Scheme(columns, names, values)
    left = [i for i, column in enumerate(columns) if column.kind in _NAME_KINDS and i < values[0]]
    if not left or not _mostly_numbers(block, values):
        return None
    titles = [i for i in left if columns[i].kind == "title"]
    return Scheme(columns, ((titles or left)[-1],), values)


def is_indicator_table(block: Block) -> bool:
    """Return whether the block is a table of indicators."""
    return scheme_of(block) is not None


def _mostly_numbers(block: Block, columns: tuple[int, ...]) -> bool:
    found = [read_value(text_of(block, cells.get(i))) for _, cells in body_rows(block) for i in columns]
    owed = [value for value in found if value]
    return sum(value.value is not None for value in owed) * 2 > len(owed)


def indicator_rows(block: Block, scheme: Scheme) -> Iterator[PrintedIndicator]:
    """Yield the indicators of the table in order, groups and merged categories passed on to their rows."""
    yield from _unstacked_rows(_without_row_numbers(tuple(_printed_rows(block, scheme))))


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
    for number, cells in body_rows(block):
        own = own_cells(block, number, cells)
        if not own:
            continue
        if _is_group(block, cells, own, scheme):
            text = text_of(block, own[0])
            if not _NOTE.match(text):
                group, above = _MARKER.sub("", "".join(text.split())), None
            continue
        name = _name_cell(block, cells, scheme)
        if name is None or _repeats_header(block, name, scheme):
            continue
        category = _category(block, cells, name, scheme)
        above = category or above
        category = None if "".join(text_of(block, name).split()) in TOTALS else above or group
        yield _row(block, number, cells, own, name, category, scheme)


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
    return first if first and "".join(text_of(block, first).split()) in TOTALS else None


def _repeats_header(block: Block, name: Cell, scheme: Scheme) -> bool:
    text = "".join(text_of(block, name).split())
    return any(text == scheme.columns[i].label for i in scheme.names)


def _category(block: Block, cells: Row, name: Cell, scheme: Scheme) -> str | None:
    places = (*scheme.of("category"), *scheme.names[:-1])
    found = [cells[i] for i in places if i in cells and cells[i] != name and text_of(block, cells[i])]
    return "".join(text_of(block, found[-1]).split()).rstrip("*＊") if found else None


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
        marker="".join((first("number") or "").split()) or parse_indicator_name(text_of(block, name)).marker,
        name=_passage(block, name),
        measure=first("measure"),
        category=category,
        attribute=first("attribute") or None,
        note=first("note") or None,
        values=passages(scheme.values),
        roles=passages(scheme.of("role")),
        span=(own[0].start, own[-1].end),
    )


def _passage(block: Block, cell: Cell) -> CellText:
    text = block.text[cell.start : cell.end]
    left = len(text) - len(text.lstrip())
    return CellText(
        cell.start + left, cell.start + len(text.rstrip()) if text.strip() else cell.start + left, text.strip()
    )


class _Stack(NamedTuple):
    """The lines of a row whose cells hold several indicators; where ``led``, the first name is their category."""

    names: tuple[CellText, ...]
    height: int
    """Number of indicators."""
    led: bool


def _stack(row: PrintedIndicator) -> _Stack | None:
    names = _lines(row.name)
    values = [_lines(passage) for _, passage in row.values]
    counts = {len(lines) for lines in values if lines}
    if len(names) < 2 or len(counts) != 1 or any(_is_words(line.text) for lines in values for line in lines):
        return None
    count = counts.pop()
    if len(names) not in (count, count + 1) or len(_lines_of(row.measure)) not in (0, count):
        return None
    return _Stack(names, count, len(names) > count)


def _unstacked_rows(rows: tuple[PrintedIndicator, ...]) -> Iterator[PrintedIndicator]:
    """Take rows apart whose cells hold several indicators, one a line; the first line may be their category.

    Two name lines beside one value are a category only where other rows of the table are stacked so;
    elsewhere they are one wrapped name.
    """
    stacks = [_stack(row) for row in rows]
    leads = any(stack.led and stack.height > 1 for stack in stacks if stack)
    for row, stack in zip(rows, stacks, strict=True):
        if stack is None or (stack.height == 1 and not leads):
            yield row
            continue
        measures = _lines_of(row.measure)
        category = "".join(stack.names[0].text.split()).rstrip("*＊") if stack.led else row.category
        for index, name in enumerate(stack.names[stack.led :]):
            yield row._replace(
                marker=row.marker if index == 0 else None,
                name=name,
                measure=measures[index] if measures else row.measure,
                category=category,
                values=tuple((column, _lines(passage)[index]) for column, passage in row.values if passage.text),
            )


def _lines(passage: CellText) -> tuple[CellText, ...]:
    lines, at = [], passage.start
    for line in passage.text.split("\n"):
        if text := line.strip():
            start = at + line.index(text)
            lines.append(CellText(start, start + len(text), text))
        at += len(line) + 1
    return tuple(lines)


def _lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _is_words(text: str) -> bool:
    value = read_value(text)
    return value is not None and value.value is None
