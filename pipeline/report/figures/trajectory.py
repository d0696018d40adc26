"""Draw one indicator over the years and plans: results as a full line, targets as a dashed one, a colour for each plan."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.report.figures.drawing import (
    SERIES,
    Drawing,
    DrawnShape,
    LegendEntry,
    label_text,
    rule,
    shorten,
    source_line,
    text_width,
    ticks,
)
from pipeline.report.figures.series import AIMS, AxisScale, SeriesPoint, corners_of, ordered_points
from pipeline.report.figures.trajectory_chart import INSET, trajectory_chart
from pipeline.views.labels import label, plain
from pipeline.views.phrases import figure
from schemas import Message

LEFT, RIGHT, TOP, BOTTOM = 64, 40, 24, 34
LONGEST = 110
"""Pixels of what is printed beside a point."""


class PlotSize(NamedTuple):
    """A size in pixels, and about how many values its axis names."""

    width: float
    height: float
    marks: int


PAGE, CARD = PlotSize(760, 300, 5), PlotSize(320, 190, 3)


class _PlotArea(NamedTuple):
    size: PlotSize
    scale: AxisScale

    def x(self, year: int) -> float:
        first, last = self.scale.years[0], self.scale.years[-1]
        return LEFT + INSET + (self.size.width - LEFT - INSET - RIGHT) * (year - first) / (last - first)

    def y(self, value: float) -> float:
        low, high = self.scale.marks[0], self.scale.marks[-1]
        return self.floor - (self.floor - TOP) * (value - low) / (high - low)

    @property
    def floor(self) -> float:
        return self.size.height - BOTTOM


def scale_of(points: Iterable[SeriesPoint], size: PlotSize = PAGE) -> AxisScale:
    """Return the scale of the pictures of all these points."""
    held = tuple(points)
    values = [point.value for point in held]
    low, high = min(values), max(values)
    # If all values are close together, an axis from 0 would hide the changes.
    marks = ticks(min(0.0, low) if low < high * 0.6 or low == high else low, high, size.marks)
    return AxisScale(tuple(sorted({point.year for point in held})), tuple(marks))


def draw_trajectory(
    name: str, title: str, points: Sequence[SeriesPoint], size: PlotSize = PAGE, scale: AxisScale | None = None
) -> Drawing | None:
    """Return the picture of an indicator; None where fewer than two years have a number."""
    if len({point.year for point in points}) < 2:
        return None
    area = _PlotArea(size, scale or scale_of(points, size))
    plans = list(dict.fromkeys((point.plan, point.plan_page) for point in points))
    shapes = [*_axes(area)]
    for at, (_, page) in enumerate(plans):
        shapes += _lines(area, [p for p in points if p.plan_page == page], f"s{at % SERIES}")
    shapes += _labels(area, points, [page for _, page in plans])
    shown = tuple(LegendEntry(f"s{at % SERIES}", plain(plan), page) for at, (plan, page) in enumerate(plans))
    caption = Message(zh=f"{title}：实线为完成值与基期，虚线为计划与目标", en=f"{title}: results solid, targets dashed")
    source = source_line(plan for plan, _ in plans)
    return Drawing(
        name, size.width, size.height, tuple(shapes), caption, source, shown, trajectory_chart(area.scale, points)
    )


def _axes(area: _PlotArea) -> Iterable[DrawnShape]:
    for value in area.scale.marks:
        yield rule(LEFT, area.y(value), area.size.width - RIGHT, area.y(value), "grid-line")
        yield label_text(LEFT - 8, area.y(value) + 4, figure(value), "end")
    last = -999.0
    for year in area.scale.years:
        if area.x(year) - last >= 32:  # four digits and a gap
            last = area.x(year)
            yield label_text(last, area.floor + 20, str(year))


def _lines(area: _PlotArea, own: Sequence[SeriesPoint], css: str) -> Iterable[DrawnShape]:
    for style, corners in corners_of(own):
        line = " ".join(f"{area.x(p.year):.1f},{area.y(p.value):.1f}" for p in corners)
        yield DrawnShape("polyline", {"points": line}, f"{style} {css}")
    for point in ordered_points(own):
        kind = label(f"value.{point.kind}")
        tip = Message(
            zh=f"{point.year}年 {kind.zh} {point.printed} 《{point.plan}》",
            en=f"{point.year} {kind.en} {point.printed} 《{point.plan}》",
        )
        at: dict[str, float | str] = {"cx": round(area.x(point.year), 1), "cy": round(area.y(point.value), 1), "r": 5}
        yield DrawnShape("circle", at, f"{'aim' if point.kind in AIMS else 'known'} {css}", tip=tip, href=point.source)


def _labels(area: _PlotArea, points: Sequence[SeriesPoint], pages: Sequence[str]) -> Iterable[DrawnShape]:
    """Yield what is printed beside each point where there is room, later years first: the tip has every value."""
    taken: list[tuple[float, float, float, float]] = []
    dots = [(area.x(point.year), area.y(point.value)) for point in points]
    for point in sorted(points, key=lambda point: (-point.year, point.value)):
        text = shorten(point.printed, LONGEST)
        x, half = area.x(point.year), text_width(text) / 2 + 3
        for y in (area.y(point.value) - 11, area.y(point.value) + 21):
            box = (x - half, y - 12, x + half, y + 3)
            free = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
            clear = not any(box[0] < dx < box[2] and box[1] - 4 < dy < box[3] + 4 for dx, dy in dots)
            if (
                free
                and clear
                and box[0] > LEFT - 20
                and box[2] < area.size.width
                and box[1] > TOP - 20
                and box[3] < area.floor
            ):
                taken.append(box)
                yield label_text(x, y, text, css=f"value s{pages.index(point.plan_page) % SERIES}")
                break
