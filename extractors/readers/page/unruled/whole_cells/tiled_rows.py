"""Rows whose lines all stand equally close and have no numbers: the ways to part the lines into rows of whole cells.

In a row, all cells begin on one line, or all stand in its middle. Of the ways to part the lines of all columns so, the one whose
cells are most likely whole is taken; where another is nearly as good, nothing on the page tells the rows apart.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning
from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.counted_rows import merged_cells
from extractors.readers.page.unruled.groups import Group, is_broken
from extractors.readers.page.unruled.line_rows import TIGHT
from extractors.readers.page.unruled.rows import LEVEL, Row, Rows
from extractors.readers.page.unruled.whole_cells.cells import IMPOSSIBLE, NEVER_EMPTY, Column, cell_cost, empty_cost

MARGIN = 2.0
"""Cost by which the next way must be worse for the rows to be sure."""
WORST = 3.0
"""Cost of a row, on average, up to which a way is believed."""
KNOWN = 2
"""Header words that must be known."""
HEADER_LINES = 3
"""Lines of a header cell, at most."""
LINES = 14
"""Lines of a cell, at most."""
MERGED = 2
"""First columns that may have cells over several rows."""
FILLED = 0.5
"""Share of the columns that have a text in every row."""

Columns = Sequence[Sequence[Chunk]]
"""The lines of each column, from top to bottom."""
_Cut = tuple[int, ...]
"""How many lines of each column stand above a border between rows."""


class Tiled(NamedTuple):
    """Rows of whole cells."""

    rows: Rows
    """``sure`` if no other way to part the lines is nearly as good."""
    cost: float


class _Way(NamedTuple):
    """A way to part the lines of a table down to a cut."""

    cost: float
    cuts: tuple[_Cut, ...]


def tiled_rows(columns: Sequence[Column]) -> Tiled | None:
    """Return the rows of columns without their header; None if the lines cannot be parted into rows.

    Cells are merged over rows in as few of the first columns as possible: lines of a narrow column could all be one cell.
    """
    for merged in range(min(MERGED, len(columns) - 2) + 1):
        if any(column.meaning and column.meaning.kind in NEVER_EMPTY for column in columns[:merged]):
            break
        found = _tiled(columns, merged)
        if found is not None and found.cost <= WORST * len(found.rows.rows):
            return found
    return None


def _tiled(columns: Sequence[Column], merged: int) -> Tiled | None:
    """Return the rows where ``merged`` first columns have cells over several rows."""
    own = columns[merged:]
    ways = [(way, centred) for centred in (False, True) for way in _best_two(own, merged, centred)]
    if not ways:
        return None
    best, centred = min(ways, key=lambda pair: pair[0].cost)
    other = min((way.cost for way, _ in ways if way.cuts != best.cuts), default=IMPOSSIBLE)
    rows = [Row(tuple(_groups(own, merged, above, below))) for above, below in pairwise(best.cuts)]
    sparse = [group for index in range(merged) for group in merged_cells(index, columns[index].lines)]
    found = Rows(rows, sparse, centred, sure=other - best.cost >= MARGIN)
    return Tiled(found, cost_of(found, columns))


def cost_of(rows: Rows, columns: Sequence[Column]) -> float:
    """Return what speaks against the cells of rows as whole ones; ``columns`` are those below the header."""
    cost = 0.0
    groups = [group for row in rows.rows for group in row.groups if group.first == group.last]
    for group in (*groups, *rows.sparse):
        column = columns[group.first]
        start = column.lines.index(group.chunks[0])
        cost += cell_cost(column, start, start + len(group.chunks))
    for index in {*range(len(columns))} - {group.first for group in rows.sparse}:
        missing = sum(index not in row.columns for row in rows.rows)
        cost += missing * empty_cost(columns[index], index < MERGED)
    return cost


def header_of(columns: Columns) -> tuple[Sequence[Group], Sequence[ColumnMeaning | None]] | None:
    """Return the header cells that stand above columns, and what they mean; None if fewer than two are known words."""
    bottoms = {chunk.bottom for column in columns for chunk in column[:HEADER_LINES]}
    headers = [_header_above(columns, bottom) for bottom in sorted(bottoms, reverse=True)]
    cells, meanings = max(
        headers, key=lambda header: sum(meaning is not None for meaning in header[1]), default=((), ())
    )
    if sum(meaning is not None for meaning in meanings) < KNOWN or not all(cell.chunks for cell in cells):
        return None
    if any(not is_broken(columns[cell.first], *pair) for cell in cells for pair in pairwise(cell.chunks)):
        return None  # one stands above another: 指标值 over 现状
    if not any(_is_level([cell.chunks for cell in cells], centred) for centred in (False, True)):
        return None
    return cells, meanings


def _header_above(columns: Columns, bottom: float) -> tuple[Sequence[Group], Sequence[ColumnMeaning | None]]:
    """Return what stands above a height in each column, and what it means as a header word."""
    cells = [
        Group(index, index, tuple(chunk for chunk in column[:HEADER_LINES] if chunk.middle < bottom))
        for index, column in enumerate(columns)
    ]
    return cells, [column_words.word(cell.text) if cell.chunks else None for cell in cells]


def _best_two(columns: Sequence[Column], merged: int, centred: bool) -> list[_Way]:
    """Return the two best ways to part the lines of columns into rows; fewer if there are not so many."""
    cuts = _cuts(columns)
    costs: dict[tuple[int, int, int], float] = {}
    best: dict[_Cut, list[_Way]] = {cuts[0]: [_Way(0.0, (cuts[0],))]}
    for place, below in enumerate(cuts[1:], 1):
        ways: list[_Way] = []
        for above in reversed(cuts[:place]):
            if max(b - a for a, b in zip(above, below, strict=True)) > LINES:
                break
            if above not in best or not _is_row(columns, above, below, centred):
                continue
            cost = sum(
                _cost(columns, costs, place, a, b, merged)
                for place, (a, b) in enumerate(zip(above, below, strict=True))
            )
            if cost < IMPOSSIBLE:
                ways += [_Way(way.cost + cost, (*way.cuts, below)) for way in best[above]]
        if ways:
            best[below] = sorted(ways)[:2]
    return best.get(cuts[-1], []) if len(cuts) > 1 else []


def _cuts(columns: Sequence[Column]) -> list[_Cut]:
    """Return all borders that may be between rows, from the first to the last."""
    heights = sorted({line.middle for column in columns for line in column.lines})
    found = [tuple(0 for _ in columns)]
    counts = [0 for _ in columns]
    for height in heights:
        for place, column in enumerate(columns):
            while counts[place] < len(column.lines) and column.lines[counts[place]].middle <= height:
                counts[place] += 1
        found.append(tuple(counts))
    return found


def _is_row(columns: Sequence[Column], above: _Cut, below: _Cut, centred: bool) -> bool:
    """Return whether the lines between two cuts are one row: cells without gaps, at one height."""
    cells = [column.lines[a:b] for column, a, b in zip(columns, above, below, strict=True) if a < b]
    named = sum(a < b and not column.marks for column, a, b in zip(columns, above, below, strict=True))
    if len(cells) < 2 or named < FILLED * sum(not column.marks for column in columns):
        return False
    if not _is_level(cells, centred):
        return False
    return all(
        lower.middle - upper.middle <= TIGHT * max(upper.size, lower.size)
        for cell in cells
        for upper, lower in pairwise(cell)
    )


def _is_level(cells: Sequence[Sequence[Chunk]], centred: bool) -> bool:
    """Return whether the middles of cells stand at one height; or else their first lines."""
    places = [(cell[0].middle + cell[-1].middle) / 2 if centred else cell[0].middle for cell in cells]
    return max(places) - min(places) <= LEVEL * max(cell[0].size for cell in cells)


def _cost(
    columns: Sequence[Column], costs: dict[tuple[int, int, int], float], place: int, start: int, end: int, merged: int
) -> float:
    if start == end:
        return empty_cost(columns[place], place + merged < MERGED)
    known = costs.get((place, start, end))
    if known is None:
        known = costs[place, start, end] = cell_cost(columns[place], start, end)
    return known


def _groups(columns: Sequence[Column], first: int, above: _Cut, below: _Cut) -> Iterator[Group]:
    for index, (column, start, end) in enumerate(zip(columns, above, below, strict=True), first):
        if start < end:
            yield Group(index, index, column.lines[start:end])
