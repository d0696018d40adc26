"""What speaks for a task going on in a task of another plan, as a few numbers for each pair."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.links.shared import shared_names, shared_titles, shared_units
from pipeline.compare.wording.likeness import Likenesses, Places, likenesses
from pipeline.compare.wording.worded import WordedTasks

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)
# at 0.06 two tasks share a few common words; below it every pair of a large plan would be scored
LEAST = 0.06
"""Pairs less alike than this are no candidates, whatever else they share."""
NEUTRAL = 0.5
MOST_APART = 0.2
"""Likeness by which a pair is ahead of the others, or behind, at most; further ahead it is no likelier to be a link."""


class PairEvidence(NamedTuple, Generic[Number]):
    """The evidence for one pair, or for many: then each field has one entry a pair. All numbers stay the same if the two
    plans change places.

    ``likeness``: of the wording, 0 to 1. ``lead``: by how much it exceeds the next best pair of the task that has more
    weak pairs. ``lag``: the same for the other task; negative if that task has a better pair. ``units``: shared units
    (by trade), each counted by how few tasks name it. ``headings``: how many more of the tasks under the same two
    headings are nearest to one another than by chance, times the likeness. ``title``: share of a title's words, by
    rarity, found in the other task. ``kind``: 1 if one is a task and the other a safeguard. ``names``: names in
    quotation marks that both have, each counted by how few tasks have it, 1 at most.
    """

    likeness: Number
    lead: Number
    lag: Number
    units: Number
    headings: Number
    title: Number
    kind: Number
    names: Number


class CandidatePairs(NamedTuple):
    """Pairs of tasks by their places in the plans, with their evidence."""

    old: Places
    new: Places
    features: PairEvidence[Floats]


def candidates(one: WordedTasks, other: WordedTasks) -> CandidatePairs:
    """Return the pairs of tasks of an older and a newer plan that are alike enough to be looked at, by place."""
    if not one.tasks or not other.tasks:
        none = np.zeros(0, np.int64)
        return CandidatePairs(none, none, PairEvidence(*[np.zeros(0)] * len(PairEvidence._fields)))
    near = likenesses(one, other, LEAST)
    score = near.score.astype(np.float64)
    # a pair is judged among the other pairs of its tasks: 0.3 is much where all others are at 0.1
    beside = _beside(near, 0), _beside(near, 1)
    kinds = [np.array([task.kind for task in side.tasks], dtype="U") for side in (one, other)]
    prose = [np.array([task.prose for task in side.tasks], dtype=bool) for side in (one, other)]
    headings = [[task.heading for task in side.tasks] for side in (one, other)]
    features = PairEvidence(
        likeness=score,
        lead=np.clip(score - np.minimum(*beside), -MOST_APART, MOST_APART),
        lag=np.clip(score - np.maximum(*beside), -MOST_APART, MOST_APART),
        units=shared_units(one, other, near),
        headings=_heading_support(headings[0], headings[1], near) * score,
        title=shared_titles(one, other, near),
        kind=((kinds[0][near.old] != kinds[1][near.new]) & ~prose[0][near.old] & ~prose[1][near.new]).astype(
            np.float64
        ),
        names=shared_names(one, other, near),
    )
    return CandidatePairs(near.old, near.new, features)


def _beside(near: Likenesses, side: int) -> Floats:
    """Return for each pair the best likeness that its task of this side has with any other task."""
    places = near.new if side else near.old
    first, second = near.first[side][places], near.second[side][places]
    return np.where(near.score == first, second, first).astype(np.float64)


def _heading_support(old: Sequence[str | None], new: Sequence[str | None], near: Likenesses) -> Floats:
    """Return for each pair by how much more of the tasks under its two headings are nearest to one another than by chance.

    Where a chapter of one plan goes on in a chapter of the other, a pair of tasks in them is the likelier. The pair itself
    is left out: it would speak for itself.
    """
    one, other = _numbered(old), _numbered(new)
    # the heading of the nearest task; a task that nothing is like goes with those under no heading
    far = np.where(near.first[0] > 0, other[near.nearest[0]], 0), np.where(near.first[1] > 0, one[near.nearest[1]], 0)
    most = max(len(old), len(new)) + 1
    known, hits = np.unique(np.concatenate((one * most + far[0], far[1] * most + other)), return_counts=True)
    here, there = one[near.old], other[near.new]
    wanted = here * most + there
    places = np.searchsorted(known, wanted) % len(known)
    found = np.where(known[places] == wanted, hits[places], 0)
    found -= (far[0][near.old] == there).astype(np.int64) + (far[1][near.new] == here)
    sizes = np.bincount(one)[here] + np.bincount(other)[there]
    return (found + NEUTRAL) / (sizes - 2 + 1) - sizes / (len(old) + len(new))


def _numbered(headings: Sequence[str | None]) -> Places:
    """Return a number for each task's heading, 0 for none."""
    numbers = {heading: number for number, heading in enumerate(dict.fromkeys((None, *headings)))}
    return np.array([numbers[heading] for heading in headings], dtype=np.int64)
