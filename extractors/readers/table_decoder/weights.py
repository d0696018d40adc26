"""What breaks between and inside cells cost in one table: minus the logarithm of how often they stand there."""

# The general rates, and how many breaks they count as, were set by hand on the founding documents and small generated tables;
# they are not fitted to data. The more breaks a table has, the less they matter.

from collections.abc import Iterable, Sequence
from itertools import islice
from math import log
from typing import NamedTuple

from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.stream import BLANK, LINE, PARAGRAPH, STRENGTHS, WIDE

_INSIDE = (1.0, 0.01, 0.002, 0.02, 0.003, 0.01)
"""How often each break stands inside a cell, by character, where nothing is known yet."""
_WRAPPED = (1.0, 0.02, 0.002, 0.14, 0.003, 0.01)
"""The same for a text whose lines end inside cells."""
_ROWS = (0.10, 0.10, 0.10, 0.34, 0.26, 0.10)
_CELLS = (0.10, 0.18, 0.18, 0.34, 0.16, 0.04)
_TRUST = 3.0
"""Breaks that the general rates count as many."""
_TRUST_INSIDE = 120.0


class Weights(NamedTuple):
    """Costs by strength of break."""

    inside: tuple[float, ...]
    cell: tuple[float, ...]
    row: tuple[float, ...]

    def next_cell(self, strength: int, skipped: bool) -> float:
        """Return what the break before a cell costs; ``skipped``: columns before it are left empty.

        An empty cell leaves a blank line where each cell has a line.
        """
        return min(self.cell[strength], self.cell[LINE]) if skipped and strength == PARAGRAPH else self.cell[strength]


def from_header(breaks: Sequence[int], wrapped: bool, body: Iterable[int] = (), lined: bool = False) -> Weights:
    """Return first costs from the breaks between header words: the body is likely to be broken alike.

    ``wrapped``: suppose that lines end inside cells too. ``body``: breaks near the beginning of the body.
    ``lined``: suppose that its cells have lines of their own, whatever separates the header words.
    """
    counts = [0.0] * STRENGTHS
    for strength in breaks:
        counts[strength] += 1.0
    rows = [0.5 * count for count in counts]
    # Blanks hardly stand inside cells: those of the body separate cells, also where the header has none.
    for strength in islice((strength for strength in body if strength in (BLANK, WIDE)), len(breaks)):
        counts[strength] += 1.0
    if lined:
        counts[LINE] = max(counts)
    return weights_from_counts([0.0] * STRENGTHS, counts, rows, _WRAPPED if wrapped else _INSIDE)


def weights_from_counts(
    inside: Sequence[float], cells: Sequence[float], rows: Sequence[float], general: Sequence[float] = _INSIDE
) -> Weights:
    """Return the costs that counts of breaks suggest. ``inside[0]`` counts the characters inside cells."""
    size = sum(inside) + _TRUST_INSIDE
    within = [0.0]
    for strength in range(1, STRENGTHS):
        rate = (inside[strength] + _TRUST_INSIDE * general[strength]) / size
        within.append(COSTS["break.inside"] * min(7.0, -log(rate)))
    cell, row = _costs(cells, _CELLS), _costs(rows, _ROWS)
    return Weights(
        tuple(within),
        tuple(COSTS["break.cell"] * cost for cost in cell),
        tuple(COSTS["break.row"] * cost for cost in row),
    )


def _costs(counts: Sequence[float], general: Sequence[float]) -> tuple[float, ...]:
    total = sum(counts) + _TRUST
    costs = [-log((count + _TRUST * rate) / total) for count, rate in zip(counts, general, strict=True)]
    return tuple(cost - min(costs) for cost in costs)
