"""One indicator over all plans: its picture, targets beside results by year, and every printed value."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.report.figures.drawing import Drawing
from pipeline.report.figures.series import AIMS, SeriesPoint
from pipeline.report.figures.trajectory import draw_trajectory
from pipeline.tables.default_rows import Row
from pipeline.views.fact_views import Quote
from pipeline.views.labels import label
from schemas import Message

LISTED = 300
"""Rows of a table on the page; the answers have all, and the page leads there."""
PICTURED = 12
"""Plans in the picture: lines of more could not be told apart."""


class IndicatorOfPlan(NamedTuple):
    """A row of the answer about indicators."""

    plan: Quote
    place: str
    name: Quote
    attribute: str
    known: str
    targets: str
    change: Message | None


class YearOfPlace(NamedTuple):
    """What the plans of a place set as a target for a year, and what they report of it; each printed value once."""

    place: str
    year: int
    targets: tuple[Quote, ...]
    results: tuple[Quote, ...]


class PrintedValue(NamedTuple):
    year: int | None
    kind: Message
    bound: Message | None
    printed: Quote
    measure: str
    plan: Quote
    quote: str


class IndicatorPage(NamedTuple):
    family: str
    plans: tuple[IndicatorOfPlan, ...]
    beside: tuple[YearOfPlace, ...]
    values: tuple[PrintedValue, ...]
    plan_count: int
    value_count: int
    drawing: Drawing | None
    pictured: int
    """Plans in the picture."""
    drawable: int
    """Plans that print a value of the indicator."""


def indicator_page(
    family: str, name: str, rows: Sequence[Row], values: Sequence[Row], counts: tuple[int, int]
) -> IndicatorPage:
    """Return the page of a family of indicators from its rows of the two answers; ``name`` is that of saved pictures.

    ``counts``: how many rows and values all plans have, which may be more than the given ones.
    """
    levels = [row for row in values if row["kind"] != "growth_rate"]  # a rate is on another scale than its indicator
    drawable = list(dict.fromkeys(str(row["plan_page"]) for row in levels))
    pages = drawable[:PICTURED]
    points = [_point(row) for row in levels if row["plan_page"] in pages and row["year"] and row["value"] is not None]
    return IndicatorPage(
        family=family,
        plans=tuple(_of_plan(row) for row in rows[:LISTED]),
        beside=tuple(islice(_beside(levels), LISTED)),
        values=tuple(_value_line(row) for row in values[:LISTED]),
        plan_count=counts[0],
        value_count=counts[1],
        pictured=len(pages),
        drawable=len(drawable),
        drawing=draw_trajectory(name, family, points),
    )


def _of_plan(row: Row) -> IndicatorOfPlan:
    return IndicatorOfPlan(
        plan=_quote(row, "plan_title", "plan_page"),
        place=str(row["plan_place"] or ""),
        name=_quote(row, "name", "subject_page"),
        attribute=str(row["attribute"] or ""),
        known=str(row["known"] or ""),
        targets=str(row["targets"] or ""),
        change=label(f"change.{row['change']}") if row["change"] else None,
    )


def _beside(values: Iterable[Row]) -> Iterable[YearOfPlace]:
    """Yield the years for which a place has both a target and a result."""
    found: dict[tuple[str, int], tuple[dict[str, Quote], dict[str, Quote]]] = {}
    for row in values:
        if isinstance(row["year"], int):
            targets, results = found.setdefault((str(row["plan_place"] or ""), row["year"]), ({}, {}))
            side = targets if row["kind"] in AIMS else results
            side.setdefault(str(row["printed"]), _quote(row, "printed", "source"))
    for (place, year), (targets, results) in sorted(found.items()):
        if targets and results:
            yield YearOfPlace(place, year, tuple(targets.values()), tuple(results.values()))


def _value_line(row: Row) -> PrintedValue:
    return PrintedValue(
        year=row["year"] if isinstance(row["year"], int) else None,
        kind=label(f"value.{row['kind']}"),
        bound=label(f"bound.{row['bound']}") if row["bound"] else None,
        printed=_quote(row, "printed", "source"),
        measure=str(row["measure"] or ""),
        plan=_quote(row, "plan_title", "plan_page"),
        quote=str(row.get("quote") or ""),
    )


def _point(row: Mapping[str, object]) -> SeriesPoint:
    texts = {name: str(row[name]) for name in ("plan_page", "kind", "printed", "source")}
    return SeriesPoint(plan=str(row["plan_title"]), year=int(str(row["year"])), value=float(str(row["value"])), **texts)


def _quote(row: Row, text: str, href: str) -> Quote:
    return Quote(str(row[text]), str(row[href]))
