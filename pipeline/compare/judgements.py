"""A person's decision on an alignment, stored among the corrections of the newer plan.

``target`` is the newer fact's id, ``field`` is ``aligned/`` and the older fact's id, ``now`` says whether they are one.
"""

from collections.abc import Iterable, Set
from typing import NamedTuple

from schemas import Correction

FIELD = "aligned/"


class Judgements(NamedTuple):
    """Pairs (older id, newer id) that a person joined or separated."""

    joined: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()

    def partner(self, old: str, new: str) -> bool | None:
        """Return what a person said of this pair; None if nobody did."""
        return True if (old, new) in self.joined else False if (old, new) in self.parted else None

    def stale(self, old: Set[str], new: Set[str]) -> tuple[tuple[str, str], ...]:
        """Return the pairs of which a fact is there no longer."""
        return tuple(sorted(pair for pair in self.joined | self.parted if pair[0] not in old or pair[1] not in new))


def is_judgement(correction: Correction) -> bool:
    """Return whether a record is about an alignment, and not about a fact's field."""
    return correction.field.startswith(FIELD)


def read_judgements(corrections: Iterable[Correction]) -> Judgements:
    """Collect the judgements; where records disagree the last one counts."""
    said: dict[tuple[str, str], bool] = {}
    for correction in corrections:
        if is_judgement(correction):
            said[correction.field.removeprefix(FIELD), correction.target] = bool(correction.now)
    return Judgements(
        frozenset(pair for pair, joined in said.items() if joined),
        frozenset(pair for pair, joined in said.items() if not joined),
    )
