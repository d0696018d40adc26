"""Who does what, including what annex rows say about the body task they detail."""

from collections import defaultdict
from typing import NamedTuple

from schemas import Plan, Responsibility


class Duty(NamedTuple):
    """A unit's relation to a subject; ``via`` is the annex row that names it, None if the subject's own text does."""

    subject: str
    responsibility: Responsibility
    via: str | None = None


def body_tasks(plan: Plan) -> dict[str, str]:
    """Return for each annex row the body task that it details: both are one work."""
    return {task.id: task.details for task in plan.tasks if task.details}


def tasks_above(plan: Plan) -> dict[str, str | None]:
    """Return for each task the one that it details or is below; None for the highest."""
    return {task.id: task.details or task.parent for task in plan.tasks}


def highest_tasks(plan: Plan) -> dict[str, str]:
    """Return for each task the highest task of the body that it is below or details."""
    above = tasks_above(plan)
    found = {}
    for id in above:
        top = id
        while parent := above.get(top):
            top = parent
        found[id] = top
    return found


def collective_units(plan: Plan) -> frozenset[str]:
    """Return the ids of the units that are a group (各区政府)."""
    return frozenset(unit.id for unit in plan.units if unit.kind == "collective")


def duties(plan: Plan) -> tuple[Duty, ...]:
    """Return every printed responsibility, then those that annex rows add to the body tasks they detail.

    推进单位 of a body task only assigns; who leads and who supports is printed in its annex rows (重点任务分解表).
    A unit that several rows name in one relation is added once, and not where the body itself names it so.
    """
    printed = tuple(Duty(entry.subject, entry) for entry in plan.responsibilities)
    body_of = body_tasks(plan)
    known = {(duty.subject, duty.responsibility.unit, duty.responsibility.relation) for duty in printed}
    brought: list[Duty] = []
    for entry in plan.responsibilities:
        body = body_of.get(entry.subject)
        key = (body or "", entry.unit, entry.relation)
        if body and entry.relation in ("leads", "supports") and key not in known:
            known.add(key)
            brought.append(Duty(body, entry, via=entry.subject))
    return (*printed, *brought)


def by_subject(found: tuple[Duty, ...]) -> dict[str, tuple[Duty, ...]]:
    """Group duties by subject, in the same order."""
    groups: dict[str, list[Duty]] = defaultdict(list)
    for duty in found:
        groups[duty.subject].append(duty)
    return {subject: tuple(group) for subject, group in groups.items()}
