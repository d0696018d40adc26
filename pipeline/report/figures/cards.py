"""Draw the indicators of a table, or of two plans, as small pictures on shared scales."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.report.figures.drawing import Drawing
from pipeline.report.figures.series import AxisScale, SeriesPoint
from pipeline.report.figures.trajectory import CARD, draw_trajectory, scale_of
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.phrases import figure
from schemas import IndicatorValue
from schemas.comparison import Point

ALIKE = 5
"""Factor between the highest values of pictures that share a scale: beyond it, the smaller ones would be flat lines."""


class IndicatorCard(NamedTuple):
    """An indicator to draw. ``name`` is that of saved files."""

    name: str
    title: str
    measure: str
    points: tuple[SeriesPoint, ...]


def series_points(book: IndexedPlan, values: Iterable[IndicatorValue | Point]) -> Iterator[SeriesPoint]:
    """Yield the values of a plan that can be drawn; growth rates, which are on another scale, are not."""
    for value in values:
        if value.value is not None and value.year is not None and value.kind != "growth_rate":
            yield SeriesPoint(
                plan=book.name,
                plan_page=book.page("index"),
                year=value.year,
                kind=value.kind,
                value=value.value,
                printed=value.raw or figure(value.value),
                source=book.source(value.evidence),
            )


def draw_cards(cards: Sequence[IndicatorCard]) -> tuple[Drawing | None, ...]:
    """Return the picture of each card; None where fewer than two years have a number.

    All pictures have the same years, and those of one measure and similar size the same values.
    """
    drawable = [card for card in cards if len({point.year for point in card.points}) > 1]
    years = tuple(sorted({point.year for card in drawable for point in card.points}))
    scales = {card: scale._replace(years=years) for card, scale in _scales(drawable)}
    return tuple(_draw(card, scales[card]) if card in scales else None for card in cards)


def _scales(cards: Sequence[IndicatorCard]) -> list[tuple[IndicatorCard, AxisScale]]:
    by_measure: dict[str, list[IndicatorCard]] = defaultdict(list)
    for card in cards:
        by_measure[card.measure].append(card)
    found = []
    for alike in by_measure.values():
        groups: list[list[IndicatorCard]] = []
        for card in sorted(alike, key=_highest):
            if not groups or _highest(card) > ALIKE * _highest(groups[-1][0]):
                groups.append([])
            groups[-1].append(card)
        for group in groups:
            scale = scale_of((point for card in group for point in card.points), CARD)
            found += [(card, scale) for card in group]
    return found


def _highest(card: IndicatorCard) -> float:
    return max(abs(point.value) for point in card.points)


def _draw(card: IndicatorCard, scale: AxisScale) -> Drawing | None:
    title = f"{card.title}（{card.measure}）" if card.measure else card.title
    return draw_trajectory(card.name, title, card.points, CARD, scale)
