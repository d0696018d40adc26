"""The facts that can be coded, and those that records refer to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from pipeline.corpus.codebook import CodableKind, CodeEntry
from pipeline.views.phrases import commitment_text, responsibility_text, subject_titles
from pipeline.views.responsibility_ids import responsibility_ids
from schemas import Evidence, Plan


class CodableFact(NamedTuple):
    """A fact with its passage. ``text``: what it says, in one line."""

    id: str
    plan: str
    kind: CodableKind
    text: str
    evidence: Evidence


def codable_facts(plan: Plan, codebook: tuple[CodeEntry, ...]) -> Iterator[CodableFact]:
    """Yield the facts to which a code of the codebook applies, in the order of the plan."""
    kinds = {kind for entry in codebook for kind in entry.applies_to}
    return (fact for fact in _facts(plan) if fact.kind in kinds)


def _facts(plan: Plan) -> Iterator[CodableFact]:
    id = plan.plan.id
    titles = subject_titles(plan)
    for task in plan.tasks:
        yield CodableFact(task.id, id, task.kind, task.title, task.evidence)
    for commitment in plan.commitments:
        yield CodableFact(commitment.id, id, "commitment", commitment_text(commitment), commitment.evidence)
    for duty_id, duty in responsibility_ids(plan):
        yield CodableFact(duty_id, id, "responsibility", responsibility_text(duty, titles), duty.evidence)


def proposed_codes(fact: CodableFact, codes: Iterable[CodeEntry]) -> tuple[CodeEntry, ...]:
    """Return the codes whose keywords occur in the fact or its passage; they are hints and never codings."""
    text = fact.text + fact.evidence.quote
    return tuple(code for code in codes if fact.kind in code.applies_to and any(word in text for word in code.keywords))


class FactFinder:
    """Finds the fact that a record refers to, also after ids have changed."""

    def __init__(self, facts: Iterable[CodableFact]) -> None:
        self._by_id = {fact.id: fact for fact in facts}
        self._by_quote: dict[tuple[str, str, str], list[CodableFact]] = defaultdict(list)
        for fact in self._by_id.values():
            self._by_quote[fact.plan, fact.kind, fact.evidence.quote].append(fact)

    def find(self, id: str, quote: str) -> CodableFact | None:
        """Return the fact with this id and passage, else the only one of its plan and kind with this passage, else None."""
        fact = self._by_id.get(id)
        if fact is not None and fact.evidence.quote == quote:
            return fact
        plan, kinds = id.partition("/")[0], (fact.kind,) if fact else get_args(CodableKind)
        same = [other for kind in kinds for other in self._by_quote.get((plan, kind, quote), ())]
        return same[0] if len(same) == 1 else None
