"""Move the nodes of a picture apart until no circle and no name covers another."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.float64]
STEP = 0.4
"""Share of an overlap by which both nodes move in a round: half of it would overshoot where several push a node."""
ROUNDS = 120
LARGER = 1.06
"""Factor by which the whole picture grows if moving the nodes alone does not separate them."""


class Footprint(NamedTuple):
    """The room of a node and its name, in pixels from the centre of its circle."""

    aside: float
    """To the left, and as much to the right."""
    above: float
    below: float


def separate(places: Positions, footprints: list[Footprint]) -> Positions:
    """Return the positions (n × 2) of n nodes, moved apart so that no two footprints overlap."""
    room = np.array(footprints, dtype=np.float64)
    half = np.column_stack((room[:, 0], (room[:, 1] + room[:, 2]) / 2))
    offset = np.array([0.0, 1.0]) * ((room[:, 2] - room[:, 1]) / 2)[:, None]
    centres, needed = places + offset, half[:, None, :] + half[None, :, :]
    while not _moved_apart(centres, needed):
        centres *= LARGER
    return centres - offset


def _moved_apart(centres: Positions, needed: NDArray[np.float64]) -> bool:
    """Move the centres in place and return whether nothing overlaps at the end."""
    earlier = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :])[:, :, None]
    for _ in range(ROUNDS):
        apart = centres[:, None, :] - centres[None, :, :]
        overlap = needed - np.abs(apart)
        covered: NDArray[np.bool_] = np.all(overlap > 0, axis=2) & (earlier[:, :, 0] != 0)
        if not covered.any():
            return True
        # The shorter way out: names are wide and low, so most pairs part up and down.
        shorter = overlap == overlap.min(axis=2, keepdims=True)
        way = np.where(apart == 0, earlier, np.sign(apart))
        push = np.where(covered[:, :, None] & shorter, overlap + 1, 0.0) * way
        centres += STEP * push.sum(axis=1)
    return False
