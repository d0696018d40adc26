"""The subjects of a ledger: tasks at the level where units are named, and indicators with a target still to come."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.views.duties import Duty, by_subject, duties
from pipeline.views.phrases import HELPING, LEADING, commitment_text, units_text
from schemas import Indicator, IndicatorValue, Plan, Task


class TrackedTask(NamedTuple):
    """A task as the ledger shows it."""

    id: str
    marker: str
    title: str
    text: str
    """The text without the title at its beginning."""
    items: str
    leads: str
    helps: str
    due: str
    """Commitments due in the year."""
    deadline: str
    due_on: str | None
    """Last day in ISO form; None if unknown."""
    heading: str | None
    units: frozenset[str]
    main_units: frozenset[str]
    """Those that lead it or to which it is assigned."""

    @property
    def quote(self) -> str:
        """Return the text that identifies the row if its id is lost."""
        return f"{self.title}\n{self.text}".strip()


class TrackedIndicator(NamedTuple):
    """An indicator as the ledger shows it. ``target``: of the year, else of the next year with one; None if none is left."""

    id: str
    marker: str
    name: str
    measure: str
    target: IndicatorValue | None
    leads: str
    units: frozenset[str]

    @property
    def target_text(self) -> str:
        """Return the target with its year, e.g. 2025年 ≥4."""
        if self.target is None:
            return ""
        return f"{self.target.year}年 {self.target.raw}" if self.target.year else self.target.raw

    @property
    def quote(self) -> str:
        """Return the name that identifies the row if its id is lost."""
        return f"{self.name} {self.measure}".strip()


def tracked_tasks(plan: Plan, year: int | None = None) -> tuple[TrackedTask, ...]:
    """Return the tasks that are tracked, in document order, without safeguards.

    Annex rows replace the body task that they detail, and items that name units of their own replace the item above
    them. A task that names no unit has the units of the item or heading above it.
    """
    return _TrackedTasks(plan, year).rows()


class _TrackedTasks:
    def __init__(self, plan: Plan, year: int | None) -> None:
        self.plan, self.year = plan, year
        self.duties = by_subject(tuple(duty for duty in duties(plan) if duty.via is None))
        self.tasks = {task.id: task for task in plan.tasks}
        self.headings = {heading.id: heading for heading in plan.headings}
        self.below: dict[str, list[Task]] = defaultdict(list)
        self.detailed: set[str] = set()
        for task in plan.tasks:
            if task.details in self.tasks:
                self.detailed.add(task.details or "")
            elif task.parent in self.tasks:
                self.below[task.parent or ""].append(task)

    def rows(self) -> tuple[TrackedTask, ...]:
        return tuple(self._row(task) for task in self.plan.tasks if self._is_tracked(task))

    def _is_tracked(self, task: Task) -> bool:
        if task.kind != "task" or task.id in self.detailed or self._split(task):
            return False
        parent = self.tasks.get(task.parent or "")
        return parent is None or task.details is not None or (self._split(parent) and parent.id not in self.detailed)

    def _split(self, task: Task) -> bool:
        """Return whether the items below name units of their own."""
        return any(child.id in self.duties or self._split(child) for child in self.below.get(task.id, ()))

    def _row(self, task: Task) -> TrackedTask:
        found = self._duties(task)
        commitments = [*self._commitments(task), *(self._commitments(self.tasks[task.details]) if task.details else ())]
        deadline, due_on = self._due(task)
        body = self.tasks.get(task.details or "")
        return TrackedTask(
            id=task.id,
            marker=task.marker or (task.id.rpartition("/")[2] if task.origin == "annex" else ""),
            title=task.title,
            text=task.text.removeprefix(task.title).lstrip("。：:；;，, \n"),
            items="\n".join(f"{item.marker}. {item.text}" if item.marker else item.text for item in task.plan_items),
            leads=units_text(found, LEADING) or "",
            helps=units_text(found, HELPING) or "",
            due="\n".join(dict.fromkeys(commitments)),
            deadline=deadline,
            due_on=due_on,
            heading=task.heading or (body.heading if body else None),
            units=frozenset(duty.responsibility.unit for duty in found),
            main_units=frozenset(d.responsibility.unit for d in found if d.responsibility.relation in LEADING),
        )

    def _duties(self, task: Task) -> tuple[Duty, ...]:
        """Return the task's own duties, else those of the nearest task or heading above it that has some."""
        seen: set[str] = set()
        at: str | None = task.id
        while at and at not in seen:
            if self.duties.get(at):
                return self.duties[at]
            seen.add(at)
            if at in self.tasks:
                above = self.tasks[at]
                at = above.details or above.parent or above.heading
            else:
                at = self.headings[at].parent if at in self.headings else None
        return ()

    def _due(self, task: Task) -> tuple[str, str | None]:
        """Return the deadline and its last day: as printed, else the last year for which the task promises a number."""
        if task.deadline:
            return task.deadline.text, task.deadline.on
        years = [entry.year for entry in self.plan.commitments if entry.subject == task.id and entry.year]
        return (f"{max(years)}年（据数字承诺）", f"{max(years)}-12-31") if years else ("", None)

    def _commitments(self, task: Task) -> Iterable[str]:
        """Yield the commitments of the year, of every year, and those that name no year."""
        for entry in self.plan.commitments:
            if entry.subject == task.id and (self.year is None or entry.year in (None, self.year)):
                yield commitment_text(entry)


def tracked_indicators(plan: Plan, year: int) -> tuple[TrackedIndicator, ...]:
    """Return the indicators that have a target for the year or a later one."""
    found = by_subject(duties(plan))
    lines = []
    for entry in plan.indicators:
        target = due_target(entry, year)
        if target is not None:
            units = found.get(entry.id, ())
            lines.append(
                TrackedIndicator(
                    id=entry.id,
                    marker=entry.marker or "",
                    name=entry.name,
                    measure=entry.measure or "",
                    target=target,
                    leads=units_text(units, LEADING + HELPING) or "",
                    units=frozenset(duty.responsibility.unit for duty in units),
                )
            )
    return tuple(lines)


def due_target(entry: Indicator, year: int) -> IndicatorValue | None:
    """Return the target of the year, else the first of a later year, else one without a year."""
    aims = [value for value in entry.values if value.kind in ("target", "plan")]
    later = sorted(
        (value for value in aims if value.year is not None and value.year >= year), key=lambda v: v.year or 0
    )
    return later[0] if later else next((value for value in aims if value.year is None), None)
