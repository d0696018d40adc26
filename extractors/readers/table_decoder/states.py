"""States of the decoder: places behind cells, and the offers of which the cheapest become states.

Ways and offers are plain tuples: a table has thousands of them, and few become states.
"""

from math import inf
from operator import itemgetter
from typing import NamedTuple

from extractors.readers.table_decoder.candidates import CellsOfKind

BEAM = 10.0
_WIDTH = 12


class CellState(NamedTuple):
    """A place behind a cell."""

    cost: float
    value: str
    """The last value of the row."""
    end: int
    column: int
    """Column of the cell; the number of columns for a cell over the whole width."""
    number: int
    """The last row number."""
    before: "CellState | None"
    start: int
    opens: bool
    """The cell is the first of a row."""
    began: float
    """What the path cost before the row."""
    rival: float
    """By how much the best other way to the beginning of the row was dearer."""
    repeats: bool = False
    """Not a cell: the header printed again."""


CellStart = tuple[int, int, CellState, int, bool, float, float, bool]
"""The part of a state that does not depend on where its cell ends: its fields from ``column`` on."""
Way = tuple[float, int, str, CellStart]
"""What a way to the beginning of a cell costs, what it has in common with offers that it replaces, the value before, and the cell's start.

Of two offers at one place with the same second part the cheaper is kept: they have the same column, row number and, for a value,
beginning.
"""
Offer = tuple[float, int, str, CellStart]
"""Cost, beginning of the cell, value, and the rest of a state. Seven of ten offers never become states, so these are made late."""


CellsFrom = tuple[float, str, int, float, float, CellsOfKind, list[Way]]
"""Cells of one kind that begin at one place, whose texts are rated only where they can matter.

What none of them costs less than, breaks inside them aside; the kind; the place; what the breaks up to behind the first character
cost; what the cells cost besides; the cells; the ways to their beginning, the cheapest first.
"""


class Offers:
    """The cheapest offers of states that end at one place."""

    __slots__ = ("by_key", "least")

    def __init__(self) -> None:
        self.by_key: dict[int, Offer] = {}
        self.least = inf

    def put(self, key: int, offer: Offer) -> None:
        """Add an offer if it is the cheapest of those that differ in nothing that matters for what follows."""
        known = self.by_key.get(key)
        if known is None or offer[0] < known[0]:
            self.by_key[key] = offer
            self.least = min(self.least, offer[0])

    def states(self, end: int) -> list[CellState]:
        """Return the states that are worth going on from, the cheapest first."""
        if not self.by_key:
            return []
        cheapest = sorted(self.by_key.values(), key=_by_cost_and_start)[:_WIDTH]
        limit = cheapest[0][0] + BEAM
        # CellState(…) takes three times as long.
        return [_new(CellState, (cost, value, end, *start)) for cost, _, value, start in cheapest if cost <= limit]


_by_cost_and_start = itemgetter(0, 1)
_new = tuple.__new__
