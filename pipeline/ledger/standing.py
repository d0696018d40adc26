"""The data of the progress page: states of tasks and values of indicators."""

from dataclasses import dataclass

from pipeline.ledger.entry import STATUSES

SILENT = "未填报"
"""State of a task for which no workbook reports one."""
STATES = (*STATUSES, SILENT)
DONE = "已完成"


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks of one group by state; ``counts`` in the order of STATES."""

    name: str
    id: str
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one workbook reports about a task in a quarter. ``unit`` is empty for the workbook of all units."""

    unit: str
    status: str
    progress: str
    value: str
    problems: str
    next: str
    quarter: str


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """A task with one of ``states`` per quarter. ``disputed``: its lead units report different states in the last."""

    id: str
    marker: str
    title: str
    leads: str
    heading: str
    deadline: str
    states: tuple[str, ...]
    reports: tuple[Report, ...]
    """Of the latest quarter with any report."""
    overdue: bool
    disputed: bool

    @property
    def state(self) -> str:
        """Return the state of the last quarter."""
        return self.states[-1] if self.states else SILENT


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A reported value. ``number`` is None if it is no plain number."""

    quarter: str
    text: str
    number: float | None


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """An indicator's reported values against its target. ``share``: latest number by target; None if meaningless."""

    id: str
    name: str
    measure: str
    target: str
    target_year: int | None
    bound: str
    values: tuple[ReportedValue, ...]
    share: float | None
    met: bool | None
    """None if unknown: the value is in words, or nothing is reported."""
    disputed: bool
    """Units reported different values in the latest quarter."""


@dataclass(frozen=True, slots=True)
class Change:
    """A task whose state differs from the quarter before."""

    id: str
    title: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The view behind the progress page. ``quarters`` are in time order; tallies and overdue tasks are of the last."""

    quarters: tuple[str, ...]
    labels: tuple[str, ...]
    by_quarter: tuple[Tally, ...]
    by_unit: tuple[Tally, ...]
    by_heading: tuple[Tally, ...]
    tasks: tuple[TaskProgress, ...]
    indicators: tuple[IndicatorProgress, ...]
    changes: tuple[Change, ...]
    unplaced: int
    """Rows of the last quarter that could not be taken."""

    @property
    def overdue(self) -> tuple[TaskProgress, ...]:
        """Return the tasks whose deadline passed before they were done."""
        return tuple(task for task in self.tasks if task.overdue)
