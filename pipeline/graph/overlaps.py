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

NEAR = 40.0
"""Pixels between two nodes up to which they are looked at in each round; the list is made anew when one moved by half."""


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
    centres = places + offset
    while not _moved_apart(centres, half):
        centres *= LARGER
    return centres - offset


def _moved_apart(centres: Positions, half: Positions) -> bool:
    """Move the centres in place and return whether nothing overlaps at the end."""
    (one, other), listed = _near(centres, half), centres.copy()
    for _ in range(ROUNDS):
        if np.abs(centres - listed).max(initial=0.0) > NEAR / 2:
            (one, other), listed = _near(centres, half), centres.copy()
        apart = centres[one] - centres[other]
        overlap = half[one] + half[other] - np.abs(apart)
        covered = (overlap > 0).all(axis=1)
        if not covered.any():
            return True
        pushed, pushing, apart, overlap = one[covered], other[covered], apart[covered], overlap[covered]
        # The shorter way out: names are wide and low, so most pairs part up and down.
        shorter = overlap == overlap.min(axis=1, keepdims=True)
        way = np.where(apart == 0, np.sign(pushed - pushing)[:, None], np.sign(apart))
        push = np.where(shorter, overlap + 1, 0.0) * way
        for axis in (0, 1):
            centres[:, axis] += STEP * np.bincount(pushed, push[:, axis], len(centres))
    return False


def _near(centres: Positions, half: Positions) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs that are not further from each other than NEAR, in both orders: no other can soon overlap.

    A node is held only against those that follow it from top to bottom within reach of the highest footprint, so that the
    work grows with the pairs that are near and not with all pairs.
    """
    order = np.argsort(centres[:, 1], kind="stable")
    heights = centres[order, 1]
    ends = np.searchsorted(heights, heights + (2 * half[:, 1].max(initial=0.0) + NEAR))
    following = ends - np.arange(1, len(ends) + 1)
    upper = np.repeat(np.arange(len(ends)), following)
    lower = upper + 1 + np.arange(len(upper)) - np.repeat(np.cumsum(following) - following, following)
    one, other = order[upper], order[lower]
    near = (np.abs(centres[one] - centres[other]) < half[one] + half[other] + NEAR).all(axis=1)
    one, other = np.concatenate((one[near], other[near])), np.concatenate((other[near], one[near]))
    rows = np.lexsort((other, one))
    return one[rows], other[rows]
