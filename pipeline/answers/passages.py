"""Cells that answers share: the plan, the passage, names of units."""

from collections.abc import Iterable

from pipeline.tables.default_rows import Row
from pipeline.views.duties import Duty
from pipeline.views.indexed_plan import IndexedPlan
from schemas import Evidence

LONGEST = 300
"""Characters of a passage that a row shows; the address leads to the whole."""


def plan_cells(book: IndexedPlan, evidence: Evidence | None) -> Row:
    """Return the cells that close every row: the plan, and the passage where there is one."""
    header = book.plan.plan
    cells: Row = {
        "plan": header.id,
        "plan_title": book.name,
        "plan_place": header.place,
        "plan_page": book.page("index"),
    }
    if evidence is None:
        return cells
    return cells | {"quote": shown_quote(evidence.quote), "page": evidence.page, "source": book.source(evidence)}


def shown_quote(quote: str) -> str:
    """Return a passage as a row shows it."""
    return " ".join(quote.split())[:LONGEST]


def subject_cells(book: IndexedPlan, subject: str) -> Row:
    """Return what to call a task, heading, indicator or plan, and where it is."""
    marker = book.markers.get(subject, "")
    title = book.titles.get(subject, book.name)
    return {
        "subject": f"{marker} {title}".strip(),
        "subject_id": subject,
        "subject_page": book.fact(subject),
    }


def unit_names(found: Iterable[Duty], *relations: str) -> str | None:
    """Return the units of these relations as printed, each once; None if there are none."""
    names = (duty.responsibility.name for duty in found if duty.responsibility.relation in relations)
    return "、".join(dict.fromkeys(names)) or None
