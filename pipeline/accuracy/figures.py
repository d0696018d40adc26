"""Precision and recall of each kind of fact from the judgements of a sample."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.accuracy.draw import KINDS
from pipeline.accuracy.intervals import Proportion, wilson


class FactJudgement(NamedTuple):
    """Whether a fact of this kind, from a plan of this genre, is what its passage states."""

    plan: str
    kind: str
    genre: str
    doubtful: bool
    is_right: bool


class PassageJudgement(NamedTuple):
    """How many facts of each kind were found in a passage, and how many a person found missing."""

    plan: str
    genre: str
    found: Mapping[str, int]
    missing: Mapping[str, int]


class SampleJudgements(NamedTuple):
    """All judgements of a sample; what nobody has judged is not in it."""

    facts: tuple[FactJudgement, ...] = ()
    passages: tuple[PassageJudgement, ...] = ()

    @property
    def plans(self) -> frozenset[str]:
        """Return the ids of the plans of which something was judged."""
        return frozenset(one.plan for one in self.facts) | {one.plan for one in self.passages}

    def by_genre(self) -> "dict[str, SampleJudgements]":
        """Return all judgements under "", then those of each kind of document if there are several kinds."""
        genres = dict.fromkeys([*(one.genre for one in self.facts), *(one.genre for one in self.passages)])
        genres.pop("", None)
        return {"": self} | ({genre: self._of_genre(genre) for genre in genres} if len(genres) > 1 else {})

    def _of_genre(self, genre: str) -> "SampleJudgements":
        facts = tuple(one for one in self.facts if one.genre == genre)
        return SampleJudgements(facts, tuple(one for one in self.passages if one.genre == genre))


class Accuracy(NamedTuple):
    """Precision and recall of a kind of fact; ``doubtful`` is the precision of facts that carry a doubt."""

    kind: str
    precision: Proportion
    doubtful: Proportion
    recall: Proportion


def accuracy_of(judged: SampleJudgements, level: float = 0.95) -> tuple[Accuracy, ...]:
    """Return precision and recall of each kind of fact."""
    said = Counter((one.kind, one.is_right) for one in judged.facts)
    doubtful = Counter((one.kind, one.is_right) for one in judged.facts if one.doubtful)
    found: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for passage in judged.passages:
        found.update(passage.found)
        missing.update(passage.missing)
    return tuple(
        Accuracy(
            kind,
            wilson(said[kind, True], said[kind, True] + said[kind, False], level),
            wilson(doubtful[kind, True], doubtful[kind, True] + doubtful[kind, False], level),
            wilson(found[kind], found[kind] + missing[kind], level),
        )
        for kind in KINDS
    )
