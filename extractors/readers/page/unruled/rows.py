"""Rows of a table without rules between them: cells whose middles, first or last lines stand at one height."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.unruled.groups import Group

LEVEL = 0.38
"""Em by which the places of the cells of one row may differ."""
HALFWAY = 1.5
"""Em between two header rows, at most, in whose middle a merged header cell stands."""
FULL = 0.7
"""Share of the rows that a column must fill to say where rows are."""


class Row(NamedTuple):
    """Cells that stand side by side."""

    groups: tuple[Group, ...]

    @property
    def top(self) -> float:
        """Upper edge of the text."""
        return min(group.top for group in self.groups)

    @property
    def bottom(self) -> float:
        """Lower edge of the text."""
        return max(group.bottom for group in self.groups)

    @property
    def columns(self) -> set[int]:
        """Columns with text."""
        return {column for group in self.groups for column in range(group.first, group.last + 1)}


def _first(group: Group) -> float:
    return group.chunks[0].middle


def _last(group: Group) -> float:
    return group.chunks[-1].middle


def _middle(group: Group) -> float:
    return group.middle


WAYS: tuple[Callable[[Group], float], ...] = (_middle, _first, _last)
"""How cells of different height may be aligned, the usual way first."""


class Rows(NamedTuple):
    """The rows of a table, and the cells that are none of them alone: merged over several."""

    rows: list[Row]
    sparse: list[Group]
    centred: bool
    """Cells are aligned by their middles, merged ones too."""
    sure: bool = True
    """False if the lines may be parted into other rows as well."""


def find_rows(groups: Sequence[Group], columns: int) -> Rows:
    """Put cells into rows by the alignment on which they agree best."""
    counts = [sum(1 for g in groups if g.first == g.last == column) for column in range(columns)]
    most = max(counts, default=0)
    full = {column for column, count in enumerate(counts) if count >= FULL * most}
    dense = [g for g in groups if g.first != g.last or g.first in full]
    sparse = [g for g in groups if g.first == g.last and g.first not in full]
    best, way = min(((_levels(dense, way), way) for way in WAYS), key=lambda pair: (len(pair[0]), WAYS.index(pair[1])))
    rows, left = _between([Row(tuple(level)) for level in best])
    rows = _overlapping(rows)
    for group in sparse:
        place = _place(rows, group, way)
        if place is None:
            left.append(group)
        else:
            rows[place] = Row((*rows[place].groups, group))
    return Rows(rows, left, way is _middle)


def _levels(groups: Sequence[Group], way: Callable[[Group], float]) -> list[list[Group]]:
    levels: list[list[Group]] = []
    for group in sorted(groups, key=way):
        if levels and way(group) - way(levels[-1][-1]) <= LEVEL * group.size:
            levels[-1].append(group)
        else:
            levels.append([group])
    return levels


def _place(rows: Sequence[Row], group: Group, way: Callable[[Group], float]) -> int | None:
    """Return the row in which a cell of a sparse column stands; None if it stands between rows."""
    for index, row in enumerate(rows):
        if group.first in row.columns:
            continue
        if any(abs(way(other) - way(group)) <= LEVEL * group.size for other in row.groups):
            return index
    return None


def _between(rows: list[Row]) -> tuple[list[Row], list[Group]]:
    """Take out cells that stand beside two rows, and overlap both or are halfway between header rows: they are merged over the two."""
    found: list[Row] = []
    merged: list[Group] = []
    for index, row in enumerate(rows):
        if 0 < index < len(rows) - 1:
            above, below = rows[index - 1], rows[index + 1]
            beside = not row.columns & (above.columns | below.columns)
            overlaps = row.top < above.bottom and row.bottom > below.top and above.bottom <= below.top
            if beside and (overlaps or (index == 1 and _is_halfway(above, row, below))):
                merged += row.groups
                continue
        found.append(row)
    return found, merged


def _is_halfway(above: Row, row: Row, below: Row) -> bool:
    """Return whether cells of one line each stand in the middle between two rows that leave no more than a line between."""
    size = min(group.size for group in row.groups)
    off = (row.top + row.bottom) / 2 - (above.bottom + below.top) / 2
    single = all(len(group.chunks) == 1 for group in row.groups)
    return single and abs(off) <= LEVEL * size and below.top - above.bottom <= HALFWAY * size


def _overlapping(rows: list[Row]) -> list[Row]:
    """Join rows whose text overlaps in height and whose columns do not: one row in which a cell is aligned otherwise."""
    found: list[Row] = []
    for row in rows:
        if found and not found[-1].columns & row.columns:
            last = found[-1]
            shared = min(last.bottom, row.bottom) - max(last.top, row.top)
            if shared > 0.5 * min(last.bottom - last.top, row.bottom - row.top):
                found[-1] = Row((*last.groups, *row.groups))
                continue
        found.append(row)
    return found


def borders(rows: Sequence[Row]) -> list[float]:
    """Return y of the borders of rows: between two rows the middle of the free space."""
    if not rows:
        return []
    inner = [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
    free = sorted(b.top - a.bottom for a, b in pairwise(rows))
    pad = max(free[len(free) // 2] / 2, 0.0) if free else 0.0
    return [rows[0].top - pad, *inner, rows[-1].bottom + pad]
