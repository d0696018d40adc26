"""A person's decision on an alignment, stored among the corrections of the newer plan.

``target`` is the newer fact's id, ``field`` is ``aligned/`` and the older fact's id, ``now`` says whether they are one.
"""

from collections.abc import Iterable, Set
from typing import NamedTuple

from pipeline.corpus.corrections import ALIGNED, is_alignment
from schemas import Correction


class Judgements(NamedTuple):
    """Pairs (older id, newer id) that a person joined or separated."""

    joined: frozenset[tuple[str, str]] = frozenset()
    separated: frozenset[tuple[str, str]] = frozenset()

    def partner(self, old: str, new: str) -> bool | None:
        """Return whether a person joined (True) or separated (False) this pair; None if nobody judged it."""
        return True if (old, new) in self.joined else False if (old, new) in self.separated else None

    def stale(self, old: Set[str], new: Set[str]) -> tuple[tuple[str, str], ...]:
        """Return the pairs of which a fact no longer exists."""
        return tuple(sorted(pair for pair in self.joined | self.separated if pair[0] not in old or pair[1] not in new))


def judged_alignments(corrections: Iterable[Correction]) -> dict[tuple[str, str], bool]:
    """Return for each judged pair (older id, newer id) whether it is one; if records disagree, the last one counts."""
    return {(one.field.removeprefix(ALIGNED), one.target): bool(one.now) for one in corrections if is_alignment(one)}


def read_judgements(corrections: Iterable[Correction]) -> Judgements:
    """Collect the judgements."""
    latest = judged_alignments(corrections)
    return Judgements(
        frozenset(pair for pair, joined in latest.items() if joined),
        frozenset(pair for pair, joined in latest.items() if not joined),
    )
