"""What changed since the last run, for the start page."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.changes import KINDS, Changes, Fact, Kind, PlanChange
from pipeline.report.labels import Label, label
from pipeline.report.parts import Quote
from pipeline.report.shelf import Book, Shelf

MOST = 30
"""Facts named of one kind and one way; the others are counted."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Facts of one kind that came, went or read differently. ``way`` is added, removed or changed."""

    kind: Label
    way: str
    way_label: Label
    count: int
    facts: tuple[Quote, ...]
    """An empty href where the fact is gone."""
    left_out: int


@dataclass(frozen=True, slots=True)
class PlanChangeView:
    title: str
    href: str
    state: Label
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    first: bool
    plans: tuple[PlanChangeView, ...]


def changes_view(changes: Changes | None, shelf: Shelf) -> ChangesView | None:
    """Return the record in words and links; None where no run told."""
    if changes is None:
        return None
    books = {book.plan.plan.id: book for book in shelf.books}
    return ChangesView(changes.first, tuple(_plan(change, books) for change in changes.plans))


def _plan(change: PlanChange, books: Mapping[str, Book]) -> PlanChangeView:
    book = books.get(change.plan)
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


def _line(kind: Kind, way: str, facts: tuple[Fact, ...], book: Book | None) -> ChangeLine:
    return ChangeLine(
        kind=label(f"count.{kind}"),
        way=way,
        way_label=label(f"changes.{way}"),
        count=len(facts),
        facts=tuple(Quote(fact.title, _href(kind, way, fact, book)) for fact in facts[:MOST]),
        left_out=max(0, len(facts) - MOST),
    )


def _href(kind: Kind, way: str, fact: Fact, book: Book | None) -> str:
    if book is None or (way == "removed" and kind != "responsibilities"):
        return ""
    if kind == "findings":
        return book.page("findings")
    return book.fact(fact.id.rpartition("|")[0] if kind == "responsibilities" else fact.id)
