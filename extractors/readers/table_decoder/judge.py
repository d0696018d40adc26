"""How well a recovered table fits its columns, whoever recovered it: what its cells cost as texts of their columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning
from extractors.language.counted_names import has_stray_number
from extractors.language.measures import measure_of
from extractors.language.patterns import lazy_pattern
from extractors.language.values import BEGINS_VALUE, WORDED_VALUE
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion, text_of
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import is_rest, number_of, opens_name
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.rows import TEXTS, broken_short, kinds_of, neighbours, skip
from extractors.units.names import is_complete

_ODD = 1.7
"""A cell that costs more does not belong in its column."""
_LARGE = 150
"""Cells of a table that is read once only, unless one cell of eight is odd."""
_SOME = 8
_GROUP = 0.7
_TWO_IN_ONE = 2.0
"""A line ends inside a name, but its column has longer lines and the column before it is empty: two cells in one."""
_AFTER = 10
"""Lines behind a table among which its next row number is looked for; cells broken at their width stand before it."""
_MEANT = frozenset({"number", "indicator", "title", "content", "role", "measure", "value"})
_NEARLY = 0.5
_NEXT = -2.0
_NOT_NEXT = 3.0
_NUMBER = lazy_pattern(r"\d{1,3}")
_LIST = lazy_pattern(r"[、，,；;]")
_LONGEST_START = 4
"""Characters of a name above the rest of it that do not show themselves that a name begins: 国网⏎市供电公司."""


def cost_of(lines: Sequence[TextLine], region: TableRegion) -> float:
    """Return the cost of all body cells, of the columns that rows leave empty and of row numbers that do not count up."""
    columns = columns_of(lines, region)
    kinds = [column.kind for column in columns]
    joined = len(_two_in_one(lines, region, kinds)) + _names_below_text(lines, region, kinds)
    return sum(cost for cost, _ in _costs(lines, region, kinds_of(columns))) + _TWO_IN_ONE * joined


def is_clean(lines: Sequence[TextLine], region: TableRegion) -> bool:
    """Return whether all cells, but for a few of a large table, belong in their columns and nothing below the table looks like another row of it."""
    columns = columns_of(lines, region)
    looks = kinds_of(columns)
    # sums and problems are no part of what is read, but nearly all rows have them
    kinds = [look if column.kind == "other" else column.kind for column, look in zip(columns, looks, strict=True)]
    filled = [cost for cost, has_text in _costs(lines, region, looks) if has_text]
    odd = sum(cost > _ODD for cost in filled)
    odd += len(_two_in_one(lines, region, kinds)) + _names_below_text(lines, region, kinds)
    if len(filled) >= _LARGE:
        return odd * _SOME <= len(filled)
    doubts = (_has_gaps, _has_stray_figures, _has_joined_roles, _has_torn_values, _has_open_borders, _goes_on)
    return not odd and not any(doubt(lines, region, kinds) for doubt in doubts)


def _goes_on(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether what follows looks like the table still: the rest of a row, a header word, the next row number or a measure near by."""
    near = [line.text.split(None, 2) for line in lines[region.last : region.last + _AFTER]]
    first = [words[0] for words in near]
    if first and (column_words.word(first[0]) or _NUMBER.fullmatch(first[0])):
        return True
    if first and (p.ENDS_VALUE.match(first[0]) or p.ATTRIBUTE.fullmatch(first[0])):
        return True
    if "number" not in kinds:
        return "measure" in kinds and any(measure_of(word) for word in first)
    numbers = [
        match.group()
        for cell in region.cells
        if cell.column == kinds.index("number") and (match := _NUMBER.match(text_of(lines, cell.pieces)))
    ]
    if not numbers:
        return False
    following = str(int(numbers[-1]) + 1)
    # A category may be before the number, or the last cell took it as a line of its own.
    last = max((cell.pieces for cell in region.cells if cell.pieces), key=lambda pieces: pieces[-1])
    taken = len(last) > 1 and text_of(lines, last[-1:]) == following
    return taken or any(following in words[:2] for words in near)


def _has_gaps(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether a column that says what a row means is empty in most rows, or in a few but filled in nearly all.

    In most rows: its header was cut at the wrong place. In a few: their text went into a neighbour.
    """
    filled = Counter(
        cell.column for cell in region.cells if cell.row >= region.header_rows and text_of(lines, cell.pieces)
    )
    grouped = sum(cell.column_span > 1 for cell in region.cells if cell.row >= region.header_rows)
    rows = region.rows - region.header_rows - grouped
    return any(
        (kind in ("value", "measure") and 2 * filled[place] < rows)
        or (kind in ("title", "content", "deadline", "other") and not filled[place])
        or (kind in _MEANT and rows and _NEARLY * rows <= filled[place] < rows)
        for place, kind in enumerate(kinds)
    )


def _has_stray_figures(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether a column of unknown meaning has mostly figures: its neighbour's header word was taken for its own."""
    figures: Counter[int] = Counter()
    for cell in region.cells:
        if cell.row >= region.header_rows and kinds[cell.column] == "other" and cell.pieces:
            figures[cell.column] += 1 if number_of(text_of(lines, cell.pieces)) is not None else -1
    return any(count > 0 for count in figures.values())


def rows_with_two_in_one(lines: Sequence[TextLine], region: TableRegion) -> frozenset[int]:
    """Return the rows whose name is likely a category and a name: nothing else shows it."""
    return frozenset(_two_in_one(lines, region, [column.kind for column in columns_of(lines, region)]))


def _two_in_one(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> list[int]:
    """Return the rows of names that are likely a category and a name: broken at no width, beside an empty column of categories."""
    own = {(cell.row, cell.column) for cell in region.cells if cell.pieces}
    rows: list[int] = []
    for column in range(1, region.columns):
        if kinds[column - 1] != "category" or kinds[column] not in ("indicator", "title"):
            continue
        lengths = {
            cell.row: [len(text_of(lines, (piece,))) for piece in cell.pieces]
            for cell in region.cells
            if cell.column == column and cell.row >= region.header_rows and cell.pieces
        }
        rows += [row for row in broken_short(lengths) if (row, column - 1) not in own]
    return rows


def _has_torn_values(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether a value in words, or the last line of a name, and the cell after it are one phrase: 完成市下达|任务."""
    cells = [cell for cell in sorted(region.cells, key=lambda cell: (cell.row, cell.column)) if cell.pieces]
    for cell, following in pairwise(cells):
        if cell.row < region.header_rows or kinds[cell.column] not in ("indicator", "value"):
            continue
        torn = cell.pieces if kinds[cell.column] == "value" else cell.pieces[-1:]  # the last line of a name
        text, rest = text_of(lines, torn), text_of(lines, following.pieces)
        # 依据上级要求 may be a whole value, but no value begins with 确定
        if not BEGINS_VALUE.match(rest) and WORDED_VALUE.fullmatch(text + rest):
            return True
    return False


def _has_open_borders(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether a border between two texts of a row may nearly as well be at another line end between them."""
    looks = kinds_of(columns_of(lines, region))
    cells = [cell for cell in sorted(region.cells, key=lambda cell: (cell.row, cell.column)) if cell.pieces]
    for cell, following in pairwise(cells):
        one, two = looks[cell.column], looks[following.column]
        pieces = (*cell.pieces, *following.pieces)
        if cell.row < region.header_rows or cell.row != following.row or len(pieces) < 3 or not {one, two} <= TEXTS:
            continue
        if one == "category":  # it stands above many rows: its own border is that of the first
            continue

        def cost(at: int, pieces: Sequence[Piece] = pieces, one: str = one, two: str = two) -> float:
            return FIT[one](text_of(lines, pieces[:at])) + FIT[two](text_of(lines, pieces[at:]))

        printed = len(cell.pieces)
        least = cost(printed) + COSTS["margin.doubtful"]
        if any(cost(at) < least for at in range(1, len(pieces)) if at != printed):
            return True
    return False


def _has_joined_roles(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> bool:
    """Return whether a cell has two names without a separator between its lines beside an empty column of units.

    Then the second name is likely the first of that column: 市审计局⏎市医保局、市民政局.
    """
    filled = {(cell.row, cell.column) for cell in region.cells if text_of(lines, cell.pieces)}
    columns = [place for place, kind in enumerate(kinds) if kind == "role"]
    for row, last, first in _between_names(lines, region, kinds):
        alone = any((row, other) not in filled for other in columns)
        if alone and is_complete(last) and is_complete(first):
            return True
    return False


def _names_below_text(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> int:
    """Count the names in cells of units below a text that begins no name: the text is another cell, 编制方案⏎市审计局."""
    return sum(
        len(last) > _LONGEST_START and not opens_name(last) and opens_name(first) and is_complete(first)
        for _, last, first in _between_names(lines, region, kinds)
    )


def _between_names(
    lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]
) -> Iterator[tuple[int, str, str]]:
    """Yield (row, name before, name behind) at the line ends and blanks in cells of units."""
    for cell in region.cells:
        if cell.row < region.header_rows or kinds[cell.column] != "role":
            continue
        parts = [part for i, left, right in cell.pieces for part in lines[i].text[left:right].split()]
        for at in range(1, len(parts)):
            yield cell.row, _LIST.split("".join(parts[:at]))[-1], _LIST.split("".join(parts[at:]))[0]


def _costs(lines: Sequence[TextLine], region: TableRegion, kinds: Sequence[str]) -> list[tuple[float, bool]]:
    """Return the cost of each body cell, and whether it has text. ``kinds``: what the cells of each column look like."""
    found: list[tuple[float, bool]] = []
    number, value, row = 0, "", -1
    for cell in sorted(region.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row < region.header_rows:
            continue
        if cell.row != row:
            row, value = cell.row, ""
        if cell.column_span > 1:
            rest = is_rest(text_of(lines, cell.pieces))
            found.append((_ODD + _GROUP if rest else _GROUP, rest))  # no heading of rows
            continue
        kind = kinds[cell.column]
        text = text_of(lines, cell.pieces)
        if not text:
            found.append((skip(kind), False))
            continue
        cost = FIT[kind](text)
        if kind == "number":
            digits = _NUMBER.match(text)
            read = int(digits.group()) if digits else number
            cost = min(cost, 3.0) + (_NEXT if read == number + 1 else _NOT_NEXT)
            number = read
        elif kind == "indicator" and has_stray_number(text):
            cost += COSTS["indicator.leading-digit"]
        elif kind == "value":
            cost += neighbours(value, text) if value else 0.0
            value = text
        found.append((cost, True))
    return found


def columns_of(lines: Sequence[TextLine], region: TableRegion) -> tuple[ColumnMeaning, ...]:
    """Return what the header of a table says that its columns mean."""
    words: list[list[str]] = [[] for _ in range(region.columns)]
    for cell in sorted(region.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row < region.header_rows:
            for column in range(cell.column, min(cell.column + cell.column_span, region.columns)):
                words[column].append(text_of(lines, cell.pieces))
    return column_words.read(tuple(tuple(column) for column in words))
