"""What changed since the last run."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.compare.last_run import KINDS, ChangedFact, Changes, PlanChange
from pipeline.store.results import plan_folders, read_result
from pipeline.views.fact_views import Quote
from pipeline.views.indexed_plan import IndexedPlan, index_plan
from pipeline.views.labels import label, value_label
from schemas import Message

MOST = 30
"""Facts named of one kind and one way; the others are counted."""
PLANS = 400
"""Plans listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Facts of one kind that came, went or read differently. ``way`` is added, removed or changed."""

    kind: Message
    way: str
    way_label: Message
    count: int
    facts: tuple[Quote, ...]
    """An empty href where the fact is gone."""
    left_out: int


class PlanChangeView(NamedTuple):
    title: str
    href: str
    state: Message
    lines: tuple[ChangeLine, ...]


class ChangesView(NamedTuple):
    first: bool
    plans: tuple[PlanChangeView, ...]
    total: int
    """Plans that changed, also those beyond the listed ones."""


def changes_view(changes: Changes | None, outputs: Path) -> ChangesView | None:
    """Return the record in words and links; None if no run recorded any."""
    if changes is None:
        return None
    plans = changes.plans[:PLANS]
    folders = {folder.name: folder for folder in plan_folders(outputs)} if plans else {}
    return ChangesView(
        changes.first,
        tuple(_plan(change, folders.get(change.plan)) for change in plans),
        len(changes.plans),
    )


def _plan(change: PlanChange, folder: Path | None) -> PlanChangeView:
    book = index_plan(read_result(folder)) if folder else None
    lines = (
        _line(kind, way, getattr(change.kinds[kind], way), book)
        for kind in KINDS
        if kind in change.kinds
        for way in ("added", "removed", "changed")
    )
    return PlanChangeView(
        title=change.title,
        href=book.page("index") if book else "",
        state=label(f"changes.{change.state}"),
        lines=tuple(line for line in lines if line.count),
    )


def _line(kind: str, way: str, facts: tuple[ChangedFact, ...], book: IndexedPlan | None) -> ChangeLine:
    return ChangeLine(
        kind=value_label("count", kind),
        way=way,
        way_label=label(f"changes.{way}"),
        count=len(facts),
        facts=tuple(Quote(fact.title, _href(kind, way, fact, book)) for fact in facts[:MOST]),
        left_out=max(0, len(facts) - MOST),
    )


def _href(kind: str, way: str, fact: ChangedFact, book: IndexedPlan | None) -> str:
    if book is None or (way == "removed" and kind != "responsibilities"):
        return ""
    if kind == "findings":
        return book.page("findings")
    return book.fact(fact.id.rpartition("|")[0] if kind == "responsibilities" else fact.id)
