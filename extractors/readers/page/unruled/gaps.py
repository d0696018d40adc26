"""Columns that are none: the space between two rules that stand over groups of columns."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.page.model import PageTable, Ruling
from extractors.readers.page.unruled.region import NEAR

NARROW = 3.0
"""Em: an empty column that is wider may be one that nobody filled in, unless a rule over its neighbours leaves it out."""


def without_gaps(table: PageTable, rules: Sequence[Ruling]) -> PageTable:
    """Return a table without the columns in which no row has a text, not even the header, and that are space between others.

    ``rules`` are those drawn in it.
    """
    size = max((line.size for cell in table.cells for line in cell.lines), default=0.0)
    filled = {cell.column for cell in table.cells if cell.lines and cell.column_span == 1}
    width = len(table.columns) - 1
    kept = [
        column
        for column, (left, right) in enumerate(pairwise(table.columns))
        if column in filled or not (right - left <= NARROW * size or _is_beside(rules, left, right))
    ]
    if len(kept) == width:
        return table
    place = [sum(column < at for column in kept) for at in range(width + 1)]
    cells = (
        cell._replace(column=place[cell.column], column_span=place[cell.column + cell.column_span] - place[cell.column])
        for cell in table.cells
    )
    inner = [(table.columns[left + 1] + table.columns[right]) / 2 for left, right in pairwise(kept)]
    return table._replace(
        columns=(table.columns[0], *inner, table.columns[-1]), cells=tuple(cell for cell in cells if cell.column_span)
    )


def _is_beside(rules: Sequence[Ruling], left: float, right: float) -> bool:
    """Return whether a rule ends at the left side of a column or begins at its right side: it heads the columns beside it."""
    return any(abs(rule.end - left) <= NEAR or abs(rule.start - right) <= NEAR for rule in rules)
