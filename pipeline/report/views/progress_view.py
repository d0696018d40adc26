"""The progress page of a plan: the reports of its ledgers, with links to tasks, indicators and units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.ledger.entry import STATUSES
from pipeline.ledger.standing import SILENT, STATES, IndicatorProgress, Progress, Report, Tally, TaskProgress
from pipeline.views.fact_views import Quote
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label
from schemas import Message

CODES = {
    **dict(zip(STATUSES, ("idle", "going", "done", "late", "changed"), strict=True)),
    SILENT: "silent",
}
"""States as labels.yml and the style sheet name them."""
ORDER = ("done", "going", "late", "idle", "changed", "silent")
"""Of the pieces of a bar."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a stacked bar; ``width`` in %."""

    state: str
    label: Message
    count: int
    width: float


class StateBar(NamedTuple):
    """A group of tasks by state. ``href`` is empty if the name has no page."""

    name: str
    href: str
    total: int
    pieces: tuple[BarPart, ...]


class ShownState(NamedTuple):
    """A state as it is shown."""

    code: str
    label: Message


class TaskProgressRow(NamedTuple):
    name: Quote
    marker: str
    leads: str
    deadline: str
    states: tuple[ShownState, ...]
    reports: tuple[Report, ...]
    overdue: bool
    disputed: bool


class IndicatorProgressRow(NamedTuple):
    """``share`` in %, None if nothing can be said; ``width`` of its bar; ``verdict``: met, short, or empty."""

    name: Quote
    measure: str
    target: str
    year: str
    """Of the target."""
    values: tuple[str, ...]
    share: str
    width: float
    verdict: str
    disputed: bool


class ChangeRow(NamedTuple):
    name: Quote
    before: ShownState
    now: ShownState


class ProgressView(NamedTuple):
    """``quarters`` are the columns of tasks and indicators, in the order of time."""

    quarters: tuple[str, ...]
    now: StateBar
    by_quarter: tuple[StateBar, ...]
    by_unit: tuple[StateBar, ...]
    by_heading: tuple[StateBar, ...]
    overdue: tuple[TaskProgressRow, ...]
    changes: tuple[ChangeRow, ...]
    indicators: tuple[IndicatorProgressRow, ...]
    tasks: tuple[TaskProgressRow, ...]
    unplaced: int


def progress_view(book: IndexedPlan, directory: UnitDirectory, told: Progress) -> ProgressView:
    """Return the page's view."""
    tasks = tuple(_task(book, line) for line in told.tasks)
    headings = {f"{heading.marker}{heading.title}": heading.id for heading in book.plan.headings}
    quarters = tuple(_line(tally, "") for tally in told.by_quarter)
    return ProgressView(
        quarters=told.labels,
        now=quarters[-1],
        by_quarter=quarters,
        by_unit=tuple(_line(tally, directory.unit_page(tally.id)) for tally in _busiest(told.by_unit)),
        by_heading=tuple(
            _line(tally, book.fact(headings[tally.name]) if tally.name in headings else "") for tally in told.by_heading
        ),
        overdue=tuple(task for task in tasks if task.overdue),
        changes=tuple(
            ChangeRow(_name(book, change.id, change.title), state_of(change.before), state_of(change.now))
            for change in told.changes
        ),
        indicators=tuple(_indicator(book, line, told.labels) for line in told.indicators),
        tasks=tasks,
        unplaced=told.unplaced,
    )


def _busiest(tallies: tuple[Tally, ...]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: -tally.total)


def state_of(name: str) -> ShownState:
    """Return a state of the ledger as it is shown."""
    return ShownState(CODES[name], label(f"progress.{CODES[name]}"))


def _line(tally: Tally, href: str) -> StateBar:
    counts = {CODES[name]: count for name, count in zip(STATES, tally.counts, strict=True)}
    pieces = tuple(
        BarPart(code, label(f"progress.{code}"), counts[code], round(100 * counts[code] / max(tally.total, 1), 2))
        for code in ORDER
    )
    return StateBar(tally.name, href, tally.total, pieces)


def _name(book: IndexedPlan, id: str, title: str) -> Quote:
    return Quote(title, book.fact(id))


def _task(book: IndexedPlan, line: TaskProgress) -> TaskProgressRow:
    return TaskProgressRow(
        name=_name(book, line.id, line.title),
        marker=line.marker,
        leads=line.leads,
        deadline=line.deadline,
        states=tuple(state_of(name) for name in line.states),
        reports=line.reports,
        overdue=line.overdue,
        disputed=line.disputed,
    )


def _indicator(book: IndexedPlan, line: IndicatorProgress, quarters: tuple[str, ...]) -> IndicatorProgressRow:
    told: Mapping[str, str] = {value.quarter: value.text for value in line.values}
    return IndicatorProgressRow(
        name=_name(book, line.id, line.name),
        measure=line.measure,
        target=line.target,
        year=str(line.target_year or ""),
        values=tuple(told.get(quarter, "") for quarter in quarters),
        share="" if line.share is None else f"{100 * line.share:.0f}%",
        width=0.0 if line.share is None else round(min(max(100 * line.share, 0), 100), 1),
        verdict="" if line.met is None else "met" if line.met else "short",
        disputed=line.disputed,
    )
