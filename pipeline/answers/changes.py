"""What a plan no longer mentions, what is new in it, and what it reports on the targets of its predecessor."""

from collections.abc import Iterator

from pipeline.answers.passages import plan_cells, subject_cells
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.phrases import figure
from schemas import Evidence
from schemas.comparison import Comparison

STATES = {"not_seen": "not_seen", "new": "new", "vanished": "not_seen", "appeared": "new"}
"""States of tasks, indicators and units in a comparison that an answer lists."""


def changes(found: Comparison, old: IndexedPlan, new: IndexedPlan) -> Iterator[Row]:
    """Yield tasks, indicators and units that only one of the two plans has, and reported values beside targets."""
    ends = {"earlier": old.name, "later": new.name}
    for order, row in enumerate(_rows(found, old, new), 1):
        yield row | ends | {"marker_order": order}


def _rows(found: Comparison, old: IndexedPlan, new: IndexedPlan) -> Iterator[Row]:
    books = {old.plan.plan.id: old, new.plan.plan.id: new}
    for task in found.tasks:
        if task.state in STATES:
            yield _row(books[task.plan], STATES[task.state], task.kind, task.id, task.evidence)
    for entry in found.indicators:
        id, book = (entry.new, new) if entry.new else (entry.old, old)
        evidence = {indicator.id: indicator.evidence for indicator in book.plan.indicators}
        if id and entry.state in STATES:
            yield _row(book, STATES[entry.state], "indicator", id, evidence[id])
        for year in entry.years:
            if id and year.reported:
                values = f"{year.year}年：目标 {year.old.raw}，报告 {year.new.raw}"
                sign = "＋" if year.difference > 0 else ""
                row = _row(book, "reported", "indicator", id, year.new.evidence)
                yield row | {"detail": f"{values}（{sign}{figure(year.difference)}）"}
    for unit in found.units:
        if unit.state in STATES and unit.evidence:
            side = unit.evidence[0]
            row = _row(books[side.plan], STATES[unit.state], "unit", side.subject, side.evidence)
            yield row | {"subject": unit.name}


def _row(book: IndexedPlan, state: str, kind: str, subject: str, evidence: Evidence) -> Row:
    return {"state": state, "kind": kind, **subject_cells(book, subject), **plan_cells(book, evidence)}
