"""The units of the body's tasks against those of the annex rows that detail them (重点任务分解表)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.audit.catalogue import finding
from pipeline.audit.passages import duties, join_names, passage, shorten
from schemas import Document, Evidence, Finding, Plan, Responsibility, Task

MOST = 0.5
"""Rows without a task, or tasks without a row, are worth a word only where they are the exception."""


class _TaskAndRows(NamedTuple):
    task: Task
    body: tuple[Responsibility, ...]
    rows: tuple[Responsibility, ...]
    details: tuple[Task, ...]
    """The annex rows themselves."""


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield annex-adds-units, annex-omits-units, annex-other-lead and annex-other-deadline, and what is untied."""
    for pair in _pairs(plan):
        if pair.body and pair.rows:
            yield from _units(pair, document)
            yield from _leads(pair, document)
        yield from _deadlines(pair)
    yield from _check_links(plan)


def _pairs(plan: Plan) -> Iterator[_TaskAndRows]:
    by_subject = duties(plan)
    below: dict[str, list[Task]] = defaultdict(list)
    rows: dict[str, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        if task.details:
            rows[task.details].append(task)
        elif task.parent and task.origin == "body":
            below[task.parent].append(task)
    for task in plan.tasks:
        if task.id in rows:
            yield _TaskAndRows(
                task,
                tuple(r for part in _whole(task, below) for r in by_subject.get(part.id, ())),
                tuple(r for row in rows[task.id] for part in _whole(row, below) for r in by_subject.get(part.id, ())),
                tuple(rows[task.id]),
            )


def _whole(task: Task, below: Mapping[str, list[Task]]) -> Iterator[Task]:
    yield task
    for part in below.get(task.id, ()):
        yield from _whole(part, below)


def _units(pair: _TaskAndRows, document: Document) -> Iterator[Finding]:
    """Compare both ways; a list that 等 leaves open at the other side proves nothing."""
    for code, here, there in (
        ("annex-adds-units", pair.rows, pair.body),
        ("annex-omits-units", pair.body, pair.rows),
    ):
        if any(r.open_ended for r in there):
            continue
        known = {r.unit for r in there}
        # a table with a column for leads alone leaves out the others on purpose
        leads_only = here is pair.body and all(r.relation == "leads" for r in there)
        extra = tuple(r for r in here if r.unit not in known and not (leads_only and r.relation == "supports"))
        if extra:
            sides = (*passage(document, (r.evidence for r in there), code), *_each_once(extra))
            units = join_names(r.name for r in extra)
            yield finding(code, "unexplained", sides, (pair.task.id,), task=shorten(pair.task.title), units=units)


def _each_once(duties: tuple[Responsibility, ...]) -> Iterator[Evidence]:
    seen: set[str] = set()
    for duty in duties:
        if duty.unit not in seen:
            seen.add(duty.unit)
            yield duty.evidence


def _leads(pair: _TaskAndRows, document: Document) -> Iterator[Finding]:
    leads = tuple(r for r in pair.rows if r.relation == "leads")
    stated = tuple(r for r in pair.body if r.role == "lead")
    first = stated or pair.body[:1]
    if not leads or {r.unit for r in first} & {r.unit for r in leads}:
        return
    yield finding(
        "annex-other-lead",
        "unexplained" if stated else "scope",
        (*(r.evidence for r in first), *_each_once(leads)),
        (pair.task.id,),
        task=shorten(pair.task.title),
        first=join_names(r.name for r in first),
        leads=join_names(r.name for r in leads),
    )


def _deadlines(pair: _TaskAndRows) -> Iterator[Finding]:
    body, rows = pair.task.deadline, pair.details
    # several rows divide the task into steps, each with a date of its own before the last one
    annex = rows[0].deadline if len(rows) == 1 else None
    if body and annex and body.on and annex.on and body.on != annex.on:
        words = {"task": shorten(pair.task.title), "body": body.text, "annex": annex.text}
        sides = (body.evidence, annex.evidence)
        yield finding("annex-other-deadline", "unexplained", sides, (pair.task.id,), **words)


def _check_links(plan: Plan) -> Iterator[Finding]:
    rows = [t for t in plan.tasks if t.origin == "annex" and t.parent is None]
    tied = [t for t in rows if t.details]
    if rows and MOST * len(rows) < len(tied) < len(rows):
        for task in rows:
            if not task.details:
                yield finding("annex-row-untied", "unexplained", (task.evidence,), (task.id,), task=shorten(task.title))
    body = [t for t in plan.tasks if t.origin == "body" and t.kind == "task" and t.parent is None]
    parents = {t.id: t.parent for t in plan.tasks}
    detailed = {t.details for t in tied} | {parents.get(t.details or "") for t in tied}
    without = [t for t in body if t.id not in detailed]
    if MOST * len(body) > len(without) > 0:
        for task in without:
            yield finding(
                "task-without-annex",
                "unexplained",
                (task.evidence,),
                (task.id,),
                task=shorten(task.title),
                others=len(body) - len(without),
            )
