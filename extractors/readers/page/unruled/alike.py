"""Whether two tables without ruled columns stand in the same columns: their text does, the borders are only guessed."""

from itertools import pairwise

from extractors.readers.page.model import PageTable

SLACK = 3.0
"""Points by which the text of one table may reach into a column of the other."""


def in_columns(first: PageTable, second: PageTable) -> bool:
    """Return whether each text of one table stands inside one column of the other."""
    return len(first.columns) == len(second.columns) and _inside(first, second) and _inside(second, first)


def _inside(table: PageTable, other: PageTable) -> bool:
    """Return whether no text of a table's columns overlaps the text of another column in the other table."""
    own, theirs = _extents(table), _extents(other)
    for (before, after), (left, right) in zip(pairwise(own), pairwise(theirs), strict=True):
        if before and right and before[1] > right[0] + SLACK:
            return False
        if after and left and after[0] < left[1] - SLACK:
            return False
    return True


def _extents(table: PageTable) -> list[tuple[float, float] | None]:
    """Return from where to where the text of each column reaches; None for an empty column."""
    found: list[tuple[float, float] | None] = []
    for column in range(len(table.columns) - 1):
        lines = [line for cell in table.cells if cell.column == column and cell.column_span == 1 for line in cell.lines]
        found.append((min(line.left for line in lines), max(line.right for line in lines)) if lines else None)
    return found
