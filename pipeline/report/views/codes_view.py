"""The codes that researchers gave to the facts of a plan, as the plan page shows and filters them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.store.codes import CodedFact
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label, plain
from pipeline.views.responsibility_ids import responsibility_ids
from schemas import Message


class CodeChip(NamedTuple):
    """A code at a task. ``key`` identifies it for the filter."""

    key: str
    variable: str
    name: Message


class PlanCodes(NamedTuple):
    """The codes of a plan. ``at``: those of each task and of its commitments and responsibilities, by element id."""

    at: Mapping[str, tuple[CodeChip, ...]]
    choices: tuple[CodeChip, ...]


def plan_codes(book: IndexedPlan, codes: Iterable[CodedFact]) -> PlanCodes:
    """Return the codes of the plan's tasks; codes of facts that belong to no task are left to the tables."""
    owners = _owners(book)
    at: dict[str, dict[CodeChip, None]] = {}
    for fact in codes:
        if owner := owners.get(fact.fact):
            at.setdefault(book.anchor(owner), {}).update(dict.fromkeys(_chips(fact)))
    every = {chip for chips in at.values() for chip in chips}
    return PlanCodes(
        {anchor: tuple(chips) for anchor, chips in at.items()},
        tuple(sorted(every, key=lambda chip: (chip.variable, chip.key))),
    )


def _owners(book: IndexedPlan) -> dict[str, str]:
    """Return the task of each task, commitment and responsibility by id."""
    tasks = {task.id for task in book.plan.tasks}
    subjects = {task: task for task in tasks}
    subjects |= {commitment.id: commitment.subject for commitment in book.plan.commitments}
    subjects |= {id: duty.subject for id, duty in responsibility_ids(book.plan)}
    return {id: subject for id, subject in subjects.items() if subject in tasks}


def _chips(fact: CodedFact) -> Iterator[CodeChip]:
    for code, name in zip(fact.codes, fact.names, strict=True):
        yield CodeChip(f"{fact.variable}:{code}", fact.variable, plain(name))
    if not fact.codes:
        state = "disputed" if fact.state == "disputed" else "none"
        yield CodeChip(f"{fact.variable}::{state}", fact.variable, label(f"code.{state}"))
