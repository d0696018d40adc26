"""How facts are put into the words of a cell."""

from collections.abc import Iterable

from pipeline.duties import Duty
from pipeline.report.labels import label
from pipeline.report.parts import figure
from pipeline.report.shelf import Book
from schemas import Commitment, Indicator

SIGNS = {"leads": "●", "assigned": "◎", "supports": "○", "guides": "△", "supervises": "◇"}
"""Relations as a matrix shows them."""
LEADING, HELPING = ("leads", "assigned"), ("supports", "guides", "supervises")


def relation_name(relation: str) -> str:
    """Return 牵头, 承担, 配合, 指导 or 督导."""
    return label(f"relation.{relation}").zh


def plan_name(book: Book) -> str:
    """Return the plan's id: short enough for a column that repeats it in every row; the overview tells the titles."""
    return book.plan.plan.id


def marker_text(book: Book, id: str) -> str | None:
    """Return a task's printed number; for an annex row without one the number in its id (7.2)."""
    return book.markers.get(id) or (id.rpartition("/")[2] if book.kinds.get(id) == "annex" else None)


def units_text(duties: Iterable[Duty], relations: tuple[str, ...]) -> str | None:
    """Return the units of these relations as printed: what the text says first, what annex rows tell marked as such."""
    found = [duty for duty in duties if duty.responsibility.relation in relations]
    printed = _names(duty for duty in found if duty.via is None)
    annex = _names(duty for duty in found if duty.via is not None)
    parts = [printed, f"{annex}（据分解表）" if annex else ""]
    return "；".join(part for part in parts if part) or None


def _names(duties: Iterable[Duty]) -> str:
    entries = [duty.responsibility for duty in duties]
    names = "、".join(dict.fromkeys(entry.name for entry in entries))
    opened = next((entry for entry in entries if entry.open_ended), None)
    return f"{names}等{opened.open_text or ''}" if opened else names


def promise_text(entry: Commitment) -> str:
    """Return a number promised in prose, e.g. 2025年 房源 5000套."""
    number = figure(entry.value) + (f"—{figure(entry.upper)}" if entry.upper is not None else "")
    bound = "" if entry.bound == "exact" else label(f"bound.{entry.bound}").zh
    when = f"{entry.year}年" if entry.year else entry.period or ""
    return " ".join(part for part in (when, entry.what, f"{bound}{number}{entry.measure}") if part)


def heading_path(book: Book, heading: str | None) -> str | None:
    """Return a heading with those above it, highest first."""
    found = {entry.id: entry for entry in book.plan.headings}
    path: list[str] = []
    while heading in found and len(path) < len(found):
        entry = found[heading]
        path.insert(0, f"{entry.marker}{entry.title}")
        heading = entry.parent
    return " › ".join(path) or None


def subject_text(book: Book, subject: str) -> str:
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
