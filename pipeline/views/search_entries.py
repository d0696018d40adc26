"""What can be found by its words: headings, tasks and indicators of a plan, and units."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.views.fact_views import beyond_title
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.links import unit_page
from schemas import Unit

LONGEST = 240
"""Number of characters of a text that are indexed and shown."""


class SearchEntry(NamedTuple):
    """One result of a search."""

    kind: str
    title: str
    text: str
    href: str
    where: str


def plan_entries(book: IndexedPlan) -> Iterator[SearchEntry]:
    """Yield what can be found of a plan."""
    where = book.name
    for heading in book.plan.headings:
        yield SearchEntry("heading", heading.title, "", book.fact(heading.id), where)
    for task in book.plan.tasks:
        kind = "annex" if task.origin == "annex" else task.kind
        said = " ".join((beyond_title(task), *(item.text for item in task.plan_items)))
        yield SearchEntry(kind, task.title, " ".join(said.split())[:LONGEST], book.fact(task.id), where)
    for entry in book.plan.indicators:
        values = " ".join(f"{value.year or ''} {value.raw}" for value in entry.values)
        yield SearchEntry(
            "indicator", entry.name, f"{entry.measure or ''} {values}".strip(), book.fact(entry.id), where
        )


def unit_entry(unit: Unit) -> SearchEntry:
    """Return a unit as a result, with its other names as the text."""
    return SearchEntry("unit", unit.name, "、".join(unit.aliases), unit_page(unit.id), unit.jurisdiction or "")
