"""What speaks for a task going on in a task of another plan, as a few numbers for each pair."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from pipeline.compare.wording.likeness import Likenesses, likenesses
from pipeline.compare.wording.worded import WordedTasks

# at 0.06 two tasks share a few common words; below it every pair of a large plan would be scored
LEAST = 0.06
"""Pairs less alike than this are no candidates, whatever else they share."""
MOST_UNITS = 2.0
"""Highest weight of shared units: a few rare ones in common say all that units can say."""
NEUTRAL = 0.5
MOST_APART = 0.2
"""Likeness by which a pair is ahead of the others, or behind, at most; further ahead it is no likelier to be a link."""


class PairEvidence(NamedTuple):
    """The evidence for one pair. All numbers stay the same if the two plans change places.

    ``likeness``: of the wording, 0 to 1. ``lead``: by how much it exceeds the next best pair of the task that has more
    weak pairs. ``lag``: the same for the other task; negative if that task has a better pair. ``units``: shared units
    (by trade), each counted by how few tasks name it. ``headings``: how many more of the tasks under the same two
    headings are nearest to one another than by chance, times the likeness. ``title``: share of a title's words, by
    rarity, found in the other task. ``kind``: 1 if one is a task and the other a safeguard. ``names``: names in
    quotation marks that both have, each counted by how few tasks have it, 1 at most.
    """

    likeness: float
    lead: float
    lag: float
    units: float
    headings: float
    title: float
    kind: float
    names: float


class CandidatePair(NamedTuple):
    """A pair of tasks by their places in the plans, with its evidence."""

    old: int
    new: int
    features: PairEvidence


def candidates(one: WordedTasks, other: WordedTasks) -> Iterator[CandidatePair]:
    """Yield the pairs of tasks of an older and a newer plan that are alike enough to be looked at, by place."""
    old, new = one.tasks, other.tasks
    if not old or not new:
        return
    near = likenesses(one, other, LEAST)
    headings = _HeadingSupport([text.heading for text in old], [text.heading for text in new], near)
    shared = _Shared(one, other)
    beside = _beside(near, 0), _beside(near, 1)
    for i, j, score in zip(near.old.tolist(), near.new.tolist(), near.score.tolist(), strict=True):
        # a pair is judged among the other pairs of its tasks: 0.3 is much where all others are at 0.1
        next_best = beside[0](i, score), beside[1](j, score)
        features = PairEvidence(
            likeness=score,
            lead=_at_most(score - min(next_best)),
            lag=_at_most(score - max(next_best)),
            units=shared.units(i, j),
            headings=headings.of(i, j) * score,
            title=shared.title(i, j),
            kind=float(old[i].kind != new[j].kind and not (old[i].prose or new[j].prose)),
            names=shared.names(i, j),
        )
        yield CandidatePair(i, j, features)


def _at_most(difference: float) -> float:
    return max(-MOST_APART, min(MOST_APART, difference))


def _beside(near: Likenesses, side: int) -> Callable[[int, float], float]:
    """Return what tells the best likeness of a task with any other task than the one it has this score with."""
    first, second = near.first[side].tolist(), near.second[side].tolist()
    return lambda place, score: second[place] if score == first[place] else first[place]


class _Shared:
    """What two tasks have in common, weighed by how few tasks of both plans have it."""

    def __init__(self, one: WordedTasks, other: WordedTasks) -> None:
        sides = one, other
        self._words = [[frozenset(words) for words in side.words] for side in sides]
        frequency = Counter(word for texts in self._words for words in texts for word in words)
        tasks = len(one.tasks) + len(other.tasks)
        rarity = {word: log((1 + tasks) / count) for word, count in frequency.items()}
        self._titles = [[_Title.of(words, rarity) for words in side.titles] for side in sides]
        self._trades = [[task.trades for task in side.tasks] for side in sides]
        counts = Counter(trade for side in self._trades for trades in side for trade in trades)
        self._unit_weights = {trade: 1 / count for trade, count in counts.items()}
        self._names = one.names, other.names
        self._holders = Counter(name for side in self._names for held in side for name in held)

    def units(self, i: int, j: int) -> float:
        """Return the weight of the fields of work of which both tasks name a unit."""
        both = self._trades[0][i] & self._trades[1][j]
        return min(MOST_UNITS, sum([self._unit_weights[trade] for trade in sorted(both)])) if both else 0.0

    def title(self, i: int, j: int) -> float:
        """Return the larger share of a title that is found in the other task."""
        words = self._words
        return max(self._titles[0][i].share_in(words[1][j]), self._titles[1][j].share_in(words[0][i]))

    def names(self, i: int, j: int) -> float:
        """Return the weight of the names that both have."""
        both = self._names[0][i] & self._names[1][j]
        # “两区”, “证照分离”: a project that only two tasks name is one project, whatever else they say of it
        return min(1.0, sum([1 / (self._holders[name] - 1) for name in sorted(both)])) if both else 0.0


class _Title(NamedTuple):
    """The words of a title, each with its rarity, and the sum of all."""

    words: tuple[tuple[str, float], ...]
    whole: float

    @classmethod
    def of(cls, words: Sequence[str], rarity: Mapping[str, float]) -> "_Title":
        weighed = tuple((word, rarity.get(word, 0.0)) for word in sorted(set(words)))
        return cls(weighed, sum(weight for _, weight in weighed))

    def share_in(self, text: frozenset[str]) -> float:
        """Return the share of the title's words, weighed by rarity, that a text has."""
        return sum([weight for word, weight in self.words if word in text]) / self.whole if self.whole else 0.0


class _HeadingSupport:
    """Counts how often the tasks under two headings are nearest to one another.

    Where a chapter of one plan goes on in a chapter of the other, a pair of tasks in them is the likelier.
    """

    def __init__(self, old: Sequence[str | None], new: Sequence[str | None], near: Likenesses) -> None:
        self._headings = old, new
        self._sizes = Counter(old), Counter(new)
        self._nearest = [
            [
                other[place] if first > 0 else None
                for place, first in zip(near.nearest[side].tolist(), near.first[side].tolist(), strict=True)
            ]
            for side, other in ((0, new), (1, old))
        ]
        self._hits: tuple[dict[tuple[str | None, str | None], int], ...] = (defaultdict(int), defaultdict(int))
        for side in (0, 1):
            for own, far in zip(self._headings[side], self._nearest[side], strict=True):
                self._hits[side][own, far] += 1

    def of(self, i: int, j: int) -> float:
        """Return by how much the share of such tasks, this pair aside, exceeds the share expected by chance."""
        one, other = self._headings[0][i], self._headings[1][j]
        # the pair itself is left out: it would speak for itself
        hits = self._hits[0].get((one, other), 0) - (self._nearest[0][i] == other)
        hits += self._hits[1].get((other, one), 0) - (self._nearest[1][j] == one)
        beside = self._sizes[0][one] + self._sizes[1][other] - 2
        expected = (self._sizes[0][one] + self._sizes[1][other]) / (len(self._headings[0]) + len(self._headings[1]))
        return (hits + NEUTRAL) / (beside + 1) - expected
