"""Tasks without a lead, and what falls due."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.answers.passages import plan_cells, subject_cells, unit_names
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.phrases import LEADING, commitment_text
from schemas import Task


def no_lead(book: IndexedPlan) -> Iterator[Row]:
    """Yield the tasks and safeguards that nobody leads, annex rows included in the tasks they detail."""
    led = {duty.subject for duty in book.duties if duty.responsibility.relation == "leads"}
    items = [task for task in book.plan.tasks if not task.details]
    parts: dict[str, list[Task]] = defaultdict(list)
    for task in items:
        parts[task.parent or ""].append(task)

    def has_lead(task: Task) -> bool:
        below = parts.get(task.id)
        return task.id in led or (below is not None and all(map(has_lead, below)))

    for order, task in enumerate(items, 1):
        if not has_lead(task):
            found = book.duties_of.get(task.id, ())
            yield {
                **subject_cells(book, task.id),
                "kind": task.kind,
                "assigned": unit_names(found, "assigned"),
                "supports": unit_names(found, "supports", "guides", "supervises"),
                "deadline": task.deadline.text if task.deadline else None,
                "marker_order": order,
                **plan_cells(book, task.evidence),
            }


def due(book: IndexedPlan) -> Iterator[Row]:
    """Yield deadlines of tasks, and commitments and targets of a year; a deadline that is no date has no ``due_on``."""
    for task in book.plan.tasks:
        if task.deadline:
            yield _due(book, "task", task.id, task.deadline.on, task.deadline.text) | plan_cells(
                book, task.deadline.evidence
            )
    for entry in book.plan.commitments:
        if entry.year:
            row = _due(book, "commitment", entry.subject, f"{entry.year}-12-31", f"{entry.year}年")
            row["subject"] = f"{commitment_text(entry)}（{row['subject']}）"
            yield row | plan_cells(book, entry.evidence)
    for indicator in book.plan.indicators:
        for value in indicator.values:
            if value.year and value.kind in ("plan", "target"):
                row = _due(book, "target", indicator.id, f"{value.year}-12-31", f"{value.year}年")
                row["subject"] = f"{row['subject']}：{value.raw}{indicator.measure or ''}"
                yield row | plan_cells(book, value.evidence)


def _due(book: IndexedPlan, kind: str, subject: str, on: str | None, printed: str) -> Row:
    units = unit_names(book.duties_of.get(subject, ()), *LEADING)
    return {**subject_cells(book, subject), "due_on": on, "printed": printed, "kind": kind, "units": units}
