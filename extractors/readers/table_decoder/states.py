"""States of the decoder: places behind cells, and the offers of which the cheapest become states."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

BEAM = 10.0
_WIDTH = 12

OfferKey = tuple[int, int, int]
"""What two offers at one place must share for the cheaper to replace the other: column, start of a value or -1, number."""


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


class CellStart(NamedTuple):
    """The part of a state that does not depend on where its cell ends."""

    column: int
    number: int
    before: CellState
    start: int
    opens: bool
    began: float
    rival: float
    repeats: bool = False


Offer = tuple[float, str, CellStart]
"""Cost, value and the rest of a state. Seven of ten offers never become states, so these are made late."""


class CellsFrom(NamedTuple):
    """Cells of one kind that begin at one place, whose texts are rated only where they can matter."""

    least: float
    """None of them costs less, breaks inside them aside."""
    kind: str
    start: int
    extra: float
    ways: "Sequence[Offer]"
    """The ways to the beginning of the cells."""


class Offers:
    """The cheapest offers of states that end at one place, and the cells that end there and are not rated yet."""

    __slots__ = ("by_key", "least", "unrated")

    def __init__(self) -> None:
        self.by_key: dict[OfferKey, Offer] = {}
        self.least = inf
        self.unrated: list[CellsFrom] = []

    def put(self, key: OfferKey, cost: float, value: str, start: CellStart) -> None:
        """Add an offer if it is the cheapest of those that differ in nothing that matters for what follows."""
        known = self.by_key.get(key)
        if known is None or cost < known[0]:
            self.by_key[key] = (cost, value, start)
            self.least = min(self.least, cost)

    def states(self, end: int) -> list[CellState]:
        """Return the states that are worth going on from, the cheapest first."""
        if not self.by_key:
            return []
        cheapest = sorted(self.by_key.values(), key=_by_cost_and_start)[:_WIDTH]
        limit = cheapest[0][0] + BEAM
        return [CellState(cost, value, end, *start) for cost, value, start in cheapest if cost <= limit]


def _by_cost_and_start(offer: Offer) -> tuple[float, int]:
    return offer[0], offer[2].start
