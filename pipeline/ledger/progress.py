"""Compute the progress of a plan from its ledgers, quarter by quarter.

States by unit and heading, values against targets, and overdue tasks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.ledger.entry import LedgerEntry, Unplaced
from pipeline.ledger.history import History, read_quarters
from pipeline.ledger.quarter import Quarter
from pipeline.ledger.standing import (
    DONE,
    SILENT,
    STATES,
    Change,
    IndicatorProgress,
    Progress,
    Report,
    ReportedValue,
    Tally,
    TaskProgress,
)
from pipeline.ledger.subjects import TrackedTask, due_target, tracked_tasks
from schemas import Indicator, IndicatorValue, Plan


def progress(plan: Plan, quarters: Mapping[Quarter, History]) -> Progress | None:
    """Return the progress of a plan; None if no ledger was read."""
    if not quarters:
        return None
    held = {quarter: tuple(history.in_force().values()) for quarter, history in sorted(quarters.items())}
    rows = tracked_tasks(plan)
    names = {unit.id: unit.name for unit in plan.units}
    lines = tuple(_task(row, held, names, _headings(plan)) for row in rows)
    headings = dict.fromkeys(line.heading for line in lines)
    return Progress(
        quarters=tuple(str(quarter) for quarter in held),
        labels=tuple(quarter.label for quarter in held),
        by_quarter=tuple(
            _tally(quarter.label, str(quarter), [line.states[at] for line in lines]) for at, quarter in enumerate(held)
        ),
        by_unit=tuple(_by_unit(names, rows, lines)),
        by_heading=tuple(_tally(h, h, [line.state for line in lines if line.heading == h]) for h in headings),
        tasks=lines,
        indicators=tuple(_indicators(plan, held)),
        changes=tuple(_changes(lines)),
        unplaced=sum(isinstance(record, Unplaced) for record in quarters[max(quarters)].records),
    )


def progress_of(corpus: Path, plans: Iterable[Plan]) -> dict[str, Progress]:
    """Return the progress of every plan of which a ledger was read, by plan id."""
    computed = ((plan.plan.id, progress(plan, read_quarters(corpus, plan.plan.id))) for plan in plans)
    return {id: found for id, found in computed if found is not None}


def _by_unit(names: Mapping[str, str], rows: Iterable[TrackedTask], lines: Iterable[TaskProgress]) -> Iterator[Tally]:
    """Yield the tally of each unit over the tasks that it leads or that are assigned to it, in the plan's order."""
    states: dict[str, list[str]] = defaultdict(list)
    for row, line in zip(rows, lines, strict=True):
        for unit in row.main_units:
            states[unit].append(line.state)
    yield from (_tally(name, id, states[id]) for id, name in names.items() if id in states)


def _headings(plan: Plan) -> dict[str, str]:
    return {heading.id: f"{heading.marker}{heading.title}" for heading in plan.headings}


def _tally(name: str, id: str, states: list[str]) -> Tally:
    counted = Counter(states)
    return Tally(name, id, len(states), tuple(counted[state] for state in STATES))


def _task(
    row: TrackedTask,
    held: dict[Quarter, tuple[LedgerEntry, ...]],
    names: Mapping[str, str],
    headings: Mapping[str, str],
) -> TaskProgress:
    reported = {q: [e for e in entries if e.kind == "task" and e.id == row.id] for q, entries in held.items()}
    states: list[str] = []
    for entries in reported.values():
        state = _state(row, entries)
        # nobody reports a finished task again: it stays finished
        states.append(DONE if state == SILENT and states and states[-1] == DONE else state)
    latest = next((quarter for quarter in reversed(reported) if reported[quarter]), None)
    last = next(reversed(held))
    late = row.due_on is not None and row.due_on <= last.last_day and states[-1] != DONE
    mains = {e.status for e in reported[last] if e.status and _is_main(row, e)}
    return TaskProgress(
        id=row.id,
        marker=row.marker,
        title=row.title,
        leads=row.leads,
        heading=headings.get(row.heading or "", ""),
        deadline=row.deadline,
        states=tuple(states),
        reports=tuple(_report(entry, latest, names) for entry in reported[latest]) if latest else (),
        overdue=late and DONE not in states,
        disputed=len(mains) > 1,
    )


def _is_main(row: TrackedTask, entry: LedgerEntry) -> bool:
    return entry.unit is None or not row.main_units or entry.unit in row.main_units


def _state(row: TrackedTask, entries: Iterable[LedgerEntry]) -> str:
    """Return the state that a lead unit reported; of several the one furthest from done, so that no delay is hidden."""
    found = [entry for entry in entries if entry.status]
    mains = [entry for entry in found if _is_main(row, entry)] or found
    order = ("进度滞后", "未启动", "推进中", "已调整", DONE)
    return min((entry.status for entry in mains if entry.status), key=order.index, default=SILENT)


def _report(entry: LedgerEntry, quarter: Quarter, names: Mapping[str, str]) -> Report:
    return Report(
        unit=names.get(entry.unit, entry.unit) if entry.unit else "",
        status=entry.status or "",
        progress=entry.progress or "",
        value=entry.value or "",
        problems=entry.problems or "",
        next=entry.next or "",
        quarter=quarter.label,
    )


def _indicators(plan: Plan, held: dict[Quarter, tuple[LedgerEntry, ...]]) -> Iterable[IndicatorProgress]:
    for entry in plan.indicators:
        target = due_target(entry, next(reversed(held)).year)
        given = {q: [e for e in es if e.kind == "indicator" and e.id == entry.id and e.value] for q, es in held.items()}
        if target is not None or any(given.values()):
            yield _indicator(entry, target, {quarter: found for quarter, found in given.items() if found})


def _indicator(
    entry: Indicator, target: IndicatorValue | None, reported: Mapping[Quarter, list[LedgerEntry]]
) -> IndicatorProgress:
    values = tuple(ReportedValue(q.label, found[-1].value or "", found[-1].number) for q, found in reported.items())
    last = list(reported.values())[-1] if reported else []
    number, aim = (values[-1].number if values else None), target.value if target else None
    share, met = None, None
    if number is not None and aim is not None and target is not None:
        most = target.bound == "at_most"
        met = number <= aim if most else number >= aim
        share = number / aim if aim > 0 and not most else None  # of an upper limit, less is better: no share
    return IndicatorProgress(
        id=entry.id,
        name=entry.name,
        measure=entry.measure or "",
        target=target.raw if target else "",
        target_year=target.year if target else None,
        bound=target.bound if target else "exact",
        values=values,
        share=share,
        met=met,
        disputed=len({found.value for found in last}) > 1,
    )


def _changes(lines: Iterable[TaskProgress]) -> Iterable[Change]:
    for line in lines:
        if len(line.states) > 1 and line.states[-1] != line.states[-2]:
            yield Change(line.id, line.title, line.states[-2], line.states[-1])
