"""What a comparison says of the indicators of both plans: pictures and statements, each with its passages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.report.figures.cards import IndicatorCard, draw_cards, series_points
from pipeline.report.figures.drawing import Drawing
from pipeline.views.fact_views import Quote, quote_of
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import state_label
from pipeline.views.links import slug
from schemas import Message
from schemas.comparison import Comparison, IndicatorRow, Point
from schemas.statement import Side, Statement


class StatementView(NamedTuple):
    """A statement; ``sides`` is the plan of each passage (0: the older one)."""

    text: Message
    sides: tuple[tuple[int, Quote], ...]
    caveats: tuple[str, ...]


class IndicatorChangeLine(NamedTuple):
    state: str
    label: Message
    old: Quote | None
    new: Quote | None
    measure: str
    drawing: Drawing | None
    said: tuple[StatementView, ...]


def indicator_changes(found: Comparison, books: Mapping[str, IndexedPlan]) -> tuple[IndicatorChangeLine, ...]:
    """Return the indicators of either plan; the pictures share their scales. ``books``: both plans, by id."""
    drawings = draw_cards([_card(row, books) for row in found.indicators])
    return tuple(
        _indicator(row, found, books, drawing) for row, drawing in zip(found.indicators, drawings, strict=True)
    )


def _card(row: IndicatorRow, books: Mapping[str, IndexedPlan]) -> IndicatorCard:
    """Return the picture of an indicator; it has no points, and so is not drawn, unless both plans have numbers."""
    points = tuple(point for book in books.values() for point in series_points(book, _points_of(row.points, book)))
    both = row.state == "continued" and len({point.plan_page for point in points}) == len(books)
    return IndicatorCard(slug(row.new or row.name), row.name, row.measure or "", points if both else ())


def _points_of(points: Iterable[Point], book: IndexedPlan) -> Iterator[Point]:
    return (point for point in points if point.plan == book.plan.plan.id)


def _indicator(
    row: IndicatorRow, found: Comparison, books: Mapping[str, IndexedPlan], drawing: Drawing | None
) -> IndicatorChangeLine:
    old, new = books[found.old.id], books[found.new.id]
    old_name = row.old_name or row.name
    return IndicatorChangeLine(
        state=row.state,
        label=state_label(found.kinship, row.state),
        old=Quote(old_name, old.fact(row.old)) if row.old else None,
        new=Quote(row.name, new.fact(row.new)) if row.new else None,
        measure=" → ".join(dict.fromkeys(filter(None, (row.old_measure, row.measure)))),
        drawing=drawing,
        said=tuple(statement_view(said, books, old) for said in row.statements),
    )


def statement_view(said: Statement, books: Mapping[str, IndexedPlan], old: IndexedPlan) -> StatementView:
    """Return a statement with the passages of the two plans."""
    return StatementView(said, statement_sides(said.sides, books, old), said.caveats)


def statement_sides(
    sides: Iterable[Side], books: Mapping[str, IndexedPlan], old: IndexedPlan
) -> tuple[tuple[int, Quote], ...]:
    """Return the passages, each with its plan: 0 is the older one."""
    return tuple(
        (int(books[side.plan] is not old), quote_of(books[side.plan], side.evidence))
        for side in sides
        if side.plan in books
    )
