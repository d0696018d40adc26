"""Find the tables that a text dump has flattened into lines."""

from collections.abc import Iterator, Sequence

from extractors.language.page_lines import CONTINUED
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import TableRegion
from extractors.readers.dump_tables.aligned.find import aligned_tables
from extractors.readers.dump_tables.grid import GridReading, body_cells, read_grid
from extractors.readers.dump_tables.header import Header, headers
from extractors.readers.dump_tables.names import learn
from extractors.readers.dump_tables.repeated_header import repeats
from extractors.readers.dump_tables.row_ends import rows_with_open_ends
from extractors.readers.dump_tables.run_together_regions import joined_tables
from extractors.readers.dump_tables.separators.even_rows import even_tables
from extractors.readers.dump_tables.separators.keyed import keyed_tables
from extractors.readers.dump_tables.separators.separated import separated_tables
from extractors.readers.dump_tables.separators.tabs import tab_tables
from extractors.readers.dump_tables.tokens import Token, tokens
from extractors.readers.table_decoder.find import decoded_tables
from extractors.readers.table_decoder.judge import cost_of, is_clean, rows_with_two_in_one
from extractors.readers.table_decoder.patterns import PAGE_NUMBER

__all__ = ["TableRegion", "find_tables"]

_NUMBER = lazy_pattern(r"(\d{1,3})(?:$|\s|[、.．].{0,12}$)")
"""A row number alone, before a blank, or in front of a short title; items of a plan are longer."""
_FIGURES = frozenset({"number", "value", "measure", "other"})
"""Kinds of columns whose cells may be bare numbers."""
_NEAR = 6
"""Lines below a header among which the first row number stands."""
_BY_TEXTS = ("flattened", "decoded")
"""Ways to read a table in which nothing but texts and breaks shows where cells end."""
_CLEARLY = 1.0
_EVEN = 0.01
_FIRST_LOOK = 1500
_MARGIN = 100
"""Lines behind a header in which its table is looked for; more where it does not end before the last of them."""


def find_tables(lines: Sequence[TextLine]) -> tuple[TableRegion, ...]:
    """Return the tables among the lines in reading order; they never overlap."""
    lines = tuple(lines)
    found = [*tab_tables(lines), *separated_tables(lines)]
    found += [region for region in keyed_tables(lines) if not any(_overlap(region, other) for other in found)]
    aligned = [region for region in aligned_tables(lines) if not any(_overlap(region, other) for other in found)]
    found += aligned
    found += [region for region in _flattened_tables(lines) if not any(_overlap(region, other) for other in aligned)]
    found += [region for region in joined_tables(lines) if not any(_overlap(region, other) for other in found)]
    clean = [
        region
        for region in found
        if region.how in ("tabs", "keyed", "aligned") or (region.how == "flattened" and is_clean(lines, region))
    ]
    for region in decoded_tables(lines, clean):
        found = _with(lines, found, region)
    for region in even_tables(lines):
        found = _with(lines, found, region, whole=True)
    told = (_with_doubt(lines, region) for region in found)
    return tuple(sorted(told, key=lambda region: (region.first, region.start)))


def _with(
    lines: Sequence[TextLine], found: list[TableRegion], region: TableRegion, whole: bool = False
) -> list[TableRegion]:
    """Return the tables with one more, in place of those that it overlaps, unless they are better.

    ``whole``: it replaces only what it holds.
    """
    others = [other for other in found if _overlap(region, other)]
    if others and ((whole and not _holds(region, others)) or not _is_better(lines, region, others)):
        return found
    return [*(other for other in found if other not in others), region]


def _with_doubt(lines: Sequence[TextLine], region: TableRegion) -> TableRegion:
    """Return a table with the rows in which a category, or the end of a list of units, may be the beginning of a name."""
    if region.how not in _BY_TEXTS:
        return region
    close = {*region.close_rows, *rows_with_open_ends(lines, region)}
    close |= rows_with_two_in_one(lines, region) if region.how == "flattened" else set()
    return region._replace(close_rows=tuple(sorted(close)))


def _is_better(lines: Sequence[TextLine], region: TableRegion, others: Sequence[TableRegion]) -> bool:
    """Return whether a reading fits its columns clearly better than those that it would replace, or explains more."""
    before = (region.first, region.start) < min((other.first, other.start) for other in others)
    gain = sum(cost_of(lines, other) for other in others) - cost_of(lines, region)
    if len(others) == 1 and region.cells != others[0].cells and abs(gain) < _EVEN:
        return True  # the same texts in other columns: only the decoder looks at the breaks around empty cells
    return gain > (-_CLEARLY if before and _records(region) >= sum(map(_records, others)) - 2 else _CLEARLY)


def _holds(region: TableRegion, others: Sequence[TableRegion]) -> bool:
    """Return whether a region has all lines of others that were read in other ways than by separators."""
    ways = {other.how for other in others}
    first, last = min(other.first for other in others), max(other.last for other in others)
    return ways <= {"flattened", "decoded"} and region.first <= first and last <= region.last


def _records(region: TableRegion) -> int:
    """Return how many rows below the header are no headings over several columns."""
    headings = {cell.row for cell in region.cells if cell.row >= region.header_rows and cell.column_span > 1}
    return region.rows - region.header_rows - len(headings)


def _overlap(one: TableRegion, other: TableRegion) -> bool:
    return (one.first, one.start) < (other.last - 1, other.end) and (other.first, other.start) < (one.last - 1, one.end)


def _flattened_tables(lines: tuple[TextLine, ...]) -> Iterator[TableRegion]:
    """Yield the tables whose header stands as words on lines of their own."""
    found = list(headers(lines))
    learnt = learn(lines) if found else frozenset()
    end = 0
    for at, header in enumerate(found):
        if header.first < end:
            continue
        other = next((later.first for later in found[at + 1 :] if later.text != header.text), len(lines))
        region = _table(lines, header, other, learnt)
        if region:
            yield region
            end = region.last


def _table(lines: tuple[TextLine, ...], header: Header, limit: int, learnt: frozenset[str]) -> TableRegion | None:
    body, furniture = _without_repeats(lines, header, limit)
    breaks = frozenset(index + 1 for index in furniture if index + 1 not in furniture)
    size = _FIRST_LOOK
    while True:
        stream = tokens(lines, body[:size], breaks)
        if not stream:
            return None
        grids = [read_grid(stream, layout, learnt) for layout in header.layouts]
        grid = min(grids, key=lambda grid: grid.reading.cost)
        if not _convincing(grid):
            return None
        if size >= len(body) or len(grid.reading.steps) < len(stream) - _MARGIN:
            return _region(stream, header, grid, furniture)
        size *= 4


def _without_repeats(lines: Sequence[TextLine], header: Header, limit: int) -> tuple[list[int], frozenset[int]]:
    """Return the lines behind the header that are no repetition of it, and those that are."""
    numbered = any(column.kind == "number" for column in header.layouts[0].columns)
    body: list[int] = []
    furniture: set[int] = set()
    at = header.last
    while at < limit:
        size = repeats(lines, header, at)
        if size and numbered and _numbers_restart(lines, header.last, at, size):
            break
        if size:
            if body and _is_page_number(lines, body[-1], at, header):
                furniture.add(body.pop())
            furniture |= set(range(at, at + size))
            at += size
        else:
            body.append(at)
            at += 1
    return body, frozenset(furniture)


def _is_page_number(lines: Sequence[TextLine], place: int, at: int, header: Header) -> bool:
    """Return whether a number alone on its line closes a page: the next one begins with the header, and no last cell is a number."""
    number = PAGE_NUMBER.fullmatch(lines[place].text)
    if place + 1 != at or number is None or header.layouts[0].columns[-1].kind in _FIGURES:
        return False
    return lines[at].page_start or CONTINUED.fullmatch(without_blanks(lines[at].text)) is not None


def _numbers_restart(lines: Sequence[TextLine], first: int, at: int, size: int) -> bool:
    """Return whether the rows are numbered from 1 again below a repeated header: it is that of another table.

    A numbered title that stood above too is a merged cell printed again.
    """
    near = (_NUMBER.match(line.text) for line in lines[at + size : at + size + _NEAR])
    number = next((match for match in near if match), None)
    if number is None or number[1] != "1":
        return False
    return number.string == "1" or all(number.string != above.text for above in lines[first:at])


def _convincing(grid: GridReading) -> bool:
    """Return whether the reading is evidence of a table: two rows or more, and more that fits its columns than not."""
    rows = sum(step.mode == "row" for step in grid.reading.steps)
    return rows >= 2 and grid.reading.cost < -1.0 * rows


def _region(stream: Sequence[Token], header: Header, grid: GridReading, furniture: frozenset[int]) -> TableRegion:
    last = stream[len(grid.reading.steps) - 1]
    body, rows = body_cells(stream, grid, grid.layout.rows)
    return TableRegion(
        first=header.first,
        last=last.line + 1,
        start=0,
        end=last.end,
        cells=(*sorted(grid.layout.cells, key=lambda cell: (cell.row, cell.column)), *body),
        rows=rows,
        columns=len(grid.layout.columns),
        header_rows=grid.layout.rows,
        how="flattened",
        furniture=tuple(sorted(index for index in furniture if index <= last.line)),
    )
