"""Facts as the text of a cell."""

from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from pipeline.views.phrases import figure
from schemas import Indicator

SIGNS = {"leads": "●", "assigned": "◎", "supports": "○", "guides": "△", "supervises": "◇"}
"""Relations as a matrix shows them."""


def relation_name(relation: str) -> str:
    """Return 牵头, 承担, 配合, 指导 or 督导."""
    return label(f"relation.{relation}").zh


def plan_name(book: IndexedPlan) -> str:
    """Return the plan's id: short enough for a column that repeats it in every row; the overview has the titles."""
    return book.plan.plan.id


def marker_text(book: IndexedPlan, id: str) -> str | None:
    """Return a task's printed number; for an annex row without one the number in its id (7.2)."""
    return book.markers.get(id) or (id.rpartition("/")[2] if book.kinds.get(id) == "annex" else None)


def heading_path(book: IndexedPlan, heading: str | None) -> str | None:
    """Return a heading with those above it, highest first."""
    found = {entry.id: entry for entry in book.plan.headings}
    path: list[str] = []
    while heading in found and len(path) < len(found):
        entry = found[heading]
        path.insert(0, f"{entry.marker}{entry.title}")
        heading = entry.parent
    return " › ".join(path) or None


def subject_text(book: IndexedPlan, subject: str) -> str:
    """Return a task, heading or indicator with its printed number."""
    return f"{marker_text(book, subject) or ''} {book.title(subject)}".strip()


def value_text(entry: Indicator, year: int | None) -> tuple[str | float | None, bool]:
    """Return what the indicator's table prints for a year, a plain number as one, and whether it was achieved already."""
    held = [value for value in entry.values if value.year == year and value.kind != "growth_rate"]
    if not held:
        return None, False
    known = all(value.kind in ("actual", "baseline") for value in held)
    only = held[0]
    if len(held) == 1 and only.value is not None and only.bound == "exact" and only.raw == figure(only.value):
        return only.value, known
    return "；".join(dict.fromkeys(value.raw for value in held)), known
