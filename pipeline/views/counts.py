"""Count what the outputs show, one function a count. counts.yml says what each counts and what to bear in mind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.views.duties import body_tasks
from schemas import Message, Plan


class CountDefinition(NamedTuple):
    """What a count is called and what it counts."""

    key: str
    of: str
    """``corpus``, ``plan``, ``unit`` or ``pair``."""
    name: Message
    about: Message
    caveat: Message | None


@cache
def definitions() -> Mapping[str, CountDefinition]:
    """Return the definitions by key, in the order of counts.yml."""
    rows = read_packaged_yaml(Path(__file__).with_name("counts.yml"))
    return {
        key: CountDefinition(
            key,
            row["of"],
            _message(row["name"]),
            _message(row["about"]),
            _message(row["caveat"]) if "caveat" in row else None,
        )
        for key, row in rows.items()
    }


def _message(pair: list[str]) -> Message:
    zh, en = pair
    return Message(zh=zh, en=en)


PLAN_COUNTS: Mapping[str, Callable[[Plan], int]] = {
    "headings": lambda plan: len(plan.headings),
    "tasks": lambda plan: sum(task.kind == "task" and task.details is None for task in plan.tasks),
    "annex_rows": lambda plan: sum(task.details is not None for task in plan.tasks),
    "safeguards": lambda plan: sum(task.kind == "safeguard" and task.details is None for task in plan.tasks),
    "indicators": lambda plan: len(plan.indicators),
    "units": lambda plan: len({entry.unit for entry in plan.responsibilities}),
    "responsibilities": lambda plan: len(plan.responsibilities),
    "commitments": lambda plan: len(plan.commitments),
    "findings": lambda plan: len(plan.findings),
}


def plan_counts(plan: Plan) -> dict[str, int]:
    """Return every count of a plan by key; tasks, annex rows and safeguards add up to the items of ``plan.tasks``."""
    return {key: count(plan) for key, count in PLAN_COUNTS.items()}


UNIT_COUNTS = (
    "leads", "leads_by_annex", "assigned", "supports", "supports_by_annex", "guides", "supervises", "unit_plans",
    "co_workers",
)  # fmt: skip
"""Counts of a unit, in the order in which tables show them; views/unit_statistics.py adds them up over plans."""


class DutyCounts(NamedTuple):
    """Subjects by unit and relation. ``by_annex``: those of them that only annex rows state."""

    subjects: Counter[tuple[str, str]]
    by_annex: Counter[tuple[str, str]]


def duty_counts(plan: Plan) -> DutyCounts:
    """Count the subjects of each unit by relation: an annex row counts as the body task that it details."""
    body_of = body_tasks(plan)
    printed: dict[tuple[str, str], set[str]] = defaultdict(set)
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in plan.responsibilities:
        key = (entry.unit, entry.relation)
        subjects[key].add(body_of.get(entry.subject, entry.subject))
        if entry.subject not in body_of:
            printed[key].add(entry.subject)
    return DutyCounts(
        Counter({key: len(group) for key, group in subjects.items()}),
        Counter({key: len(group - printed[key]) for key, group in subjects.items()}),
    )
