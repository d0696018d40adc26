"""Rows of columns whose lines all stand equally close: the numbers that count the rows say where each is."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.groups import Group
from extractors.readers.page.unruled.line_rows import TIGHT
from extractors.readers.page.unruled.rows import LEVEL, Row, Rows

Columns = Sequence[Sequence[Chunk]]
"""The lines of each column, from top to bottom."""
HALF = 0.5
"""Em by which a row reaches over the middle of its first line."""


class _Bands(NamedTuple):
    """Where the rows of some columns are, and how the cells stand in them."""

    starts: tuple[float, ...]
    """Y at which the row of each number begins."""
    end: float
    """Y at which the last of them ends: what stands below is a row without a number, as one of sums is."""
    centred: bool
    """Cells stand in the middle of their rows; else their first lines are level with the numbers."""


def counted_rows(columns: Columns, counted: int, ends: tuple[float, float], cut: bool) -> Rows | None:
    """Return the rows of columns between two y: one for each number of the column ``counted``, and what is above and below.

    None if the lines do not stand beside the numbers as those of rows do. A column before the numbers may have cells
    over several rows, and fewer than half of those behind them. ``cut``: the end of the page may cut the last row.
    """
    numbers = [chunk for chunk in columns[counted] if chunk.text.isdecimal()]
    sure = numbers[:-1] if cut else numbers
    found = [_rows(columns, counted, bands, sure) for bands in _possible(numbers, ends, cut)]
    # two may fit by chance where each row has one line more or less than the next
    return max((rows for rows in found if rows is not None), key=_free_space, default=None)


def rows_at_numbers(columns: Columns, counted: int) -> Rows | None:
    """Return the rows of columns, each from a number of the column ``counted`` down to the next.

    None if a cell below the first number does not begin beside one; what is above it, of a header say, is left out.
    """
    numbers = [chunk for chunk in columns[counted] if chunk.text.isdecimal()]
    bands = _flush(numbers)
    body = [[chunk for chunk in column if chunk.middle >= bands.starts[0]] for column in columns]
    if any(not chunk.text.isdecimal() for chunk in body[counted]):
        return None
    cells = [_cells(index, column, bands) for index, column in enumerate(body)]
    if not all(_are_level(own, numbers, centred=False) for own in cells) or _ends_level(cells):
        return None
    return Rows([Row(tuple(own[row] for own in cells if row in own)) for row in range(len(numbers))], [], centred=False)


def _ends_level(cells: Sequence[Mapping[int, Group]]) -> bool:
    """Return whether the numbers stand beside the last lines of rows, not the first: behind those is more space than before."""
    before = after = 0.0
    for own in cells:
        for row, cell in own.items():
            if row + 1 in own:
                below = own[row + 1].chunks[0]
                before += below.top - cell.bottom
                after += (*cell.chunks[1:], below)[0].top - cell.chunks[0].bottom
    return after > before


def _flush(numbers: Sequence[Chunk]) -> _Bands:
    return _Bands(tuple(number.middle - HALF * number.size for number in numbers), inf, centred=False)


def _possible(numbers: Sequence[Chunk], ends: tuple[float, float], cut: bool) -> Iterator[_Bands]:
    """Yield where rows may begin: each number is in the middle of its row, from the first row on or from the last, or in its first line."""
    middles = [number.middle for number in numbers]
    down = [ends[0]]
    for middle in middles:
        down.append(2 * middle - down[-1])
    left = ends[1] - down[-1]
    if cut or left > -LEVEL * numbers[-1].size:
        below = not cut and left > numbers[-1].size
        yield _Bands(tuple(down[:-1]), down[-1] if below else inf, centred=True)
    up = [ends[1]]
    for middle in reversed(middles):
        up.append(2 * middle - up[-1])
    yield _Bands(tuple(up[:0:-1]), inf, centred=True)
    yield _flush(numbers)


def _rows(columns: Columns, counted: int, bands: _Bands, numbers: Sequence[Chunk]) -> Rows | None:
    """Return the rows; None if a cell is not level with its number, which is looked at for ``numbers`` alone."""
    rows: dict[int, list[Group]] = {}
    sparse: list[Group] = []
    behind = 0
    for index, column in enumerate(columns):
        cells = _cells(index, column, bands)
        if _are_level(cells, numbers, bands.centred):
            for row, cell in cells.items():
                rows.setdefault(row, []).append(cell)
            continue
        merged = merged_cells(index, column)
        behind += index > counted
        if index > counted and (len(merged) == 1 or 2 * behind >= len(columns) - counted):
            return None
        sparse += merged
    return Rows([Row(tuple(rows[row])) for row in sorted(rows)], sparse, bands.centred)


def _free_space(rows: Rows) -> float:
    """Return how far the cells of rows are from those below them, all together."""
    return sum(
        below.top - above.bottom
        for upper, lower in pairwise(rows.rows)
        for above in upper.groups
        for below in lower.groups
        if above.first == below.first
    )


def _cells(index: int, column: Sequence[Chunk], bands: _Bands) -> Mapping[int, Group]:
    """Return the cells of a column by their rows; -1 is what stands above the first, and the last may have no number."""
    lines: dict[int, list[Chunk]] = {}
    for chunk in column:
        row = bisect_right((*bands.starts, bands.end), chunk.middle) - 1
        lines.setdefault(row, []).append(chunk)
    return {row: Group(index, index, tuple(chunks)) for row, chunks in lines.items()}


def merged_cells(index: int, column: Sequence[Chunk]) -> list[Group]:
    """Return the cells of a column that may reach over several rows: what is far below is another."""
    cells: list[list[Chunk]] = []
    for chunk in column:
        if cells and chunk.middle - cells[-1][-1].middle <= TIGHT * chunk.size:
            cells[-1].append(chunk)
        else:
            cells.append([chunk])
    return [Group(index, index, tuple(cell)) for cell in cells]


def _are_level(cells: Mapping[int, Group], numbers: Sequence[Chunk], centred: bool) -> bool:
    """Return whether each cell stands beside the number of its row."""
    for row, cell in cells.items():
        if 0 <= row < len(numbers):
            place = cell.middle if centred else cell.chunks[0].middle
            if abs(place - numbers[row].middle) > LEVEL * cell.size:
                return False
    return True
