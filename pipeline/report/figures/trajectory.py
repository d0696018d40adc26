"""Draw one indicator over the years and plans: results as a full line, targets as a dashed one, a colour for each plan."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.report.figures.drawing import (
    SERIES,
    Drawing,
    DrawnShape,
    LegendEntry,
    label_text,
    rule,
    source_line,
    text_width,
    ticks,
)
from pipeline.views.labels import label, plain
from pipeline.views.phrases import figure
from schemas import Message

WIDTH, HEIGHT = 760, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 40, 24, 34
AIMS = ("plan", "target")


class SeriesPoint(NamedTuple):
    """A printed value. ``plan`` is its title."""

    plan: str
    plan_page: str
    year: int
    kind: str
    value: float
    printed: str
    source: str


class _PlotArea(NamedTuple):
    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> float:
        first, last = self.years
        return LEFT + (WIDTH - LEFT - RIGHT) * (year - first) / (last - first)

    def y(self, value: float) -> float:
        low, high = self.values
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low)


def draw_trajectory(name: str, title: str, points: Sequence[SeriesPoint]) -> Drawing | None:
    """Return the picture of an indicator; None where fewer than two years have a number."""
    years = sorted({point.year for point in points})
    if len(years) < 2:
        return None
    values = [point.value for point in points]
    low, high = min(values), max(values)
    # If all values are close together, an axis from 0 would hide the changes.
    marks = ticks(min(0.0, low) if low < high * 0.6 or low == high else low, high)
    area = _PlotArea((years[0], years[-1]), (marks[0], marks[-1]))
    plans = list(dict.fromkeys((point.plan, point.plan_page) for point in points))
    shapes = [*_axes(area, years, marks)]
    for at, (plan, _) in enumerate(plans):
        shapes += _lines(area, sorted(p for p in points if p.plan == plan), f"s{at % SERIES}")
    shapes += _labels(area, points, [plan for plan, _ in plans])
    shown = tuple(LegendEntry(f"s{at % SERIES}", plain(plan), page) for at, (plan, page) in enumerate(plans))
    caption = Message(zh=f"{title}：实线为完成值与基期，虚线为计划与目标", en=f"{title}: results solid, targets dashed")
    return Drawing(name, WIDTH, HEIGHT, tuple(shapes), caption, source_line(plan for plan, _ in plans), shown)


def _axes(area: _PlotArea, years: Sequence[int], marks: Sequence[float]) -> Iterable[DrawnShape]:
    for value in marks:
        yield rule(LEFT, area.y(value), WIDTH - RIGHT, area.y(value), "grid-line")
        yield label_text(LEFT - 8, area.y(value) + 4, figure(value), "end")
    last = -999.0
    for year in years:
        if area.x(year) - last >= 34:  # four digits and a gap
            last = area.x(year)
            yield label_text(last, HEIGHT - BOTTOM + 20, str(year))


def _lines(area: _PlotArea, own: Sequence[SeriesPoint], css: str) -> Iterable[DrawnShape]:
    ordered = sorted(own, key=lambda point: (point.year, point.kind in AIMS))
    known = [point for point in ordered if point.kind not in AIMS]
    aims = [point for point in ordered if point.kind in AIMS]
    # The dashed line begins at the last result before the first target.
    before = [point for point in known if aims and point.year < aims[0].year][-1:]
    for style, part in (("known", known), ("aim", [*before, *aims])):
        corners = [next(group) for _, group in groupby(part, key=lambda point: point.year)]
        if len(corners) > 1:
            line = " ".join(f"{area.x(p.year):.1f},{area.y(p.value):.1f}" for p in corners)
            yield DrawnShape("polyline", {"points": line}, f"{style} {css}")
    for point in ordered:
        kind = label(f"value.{point.kind}")
        tip = Message(
            zh=f"{point.year}年 {kind.zh} {point.printed} 《{point.plan}》",
            en=f"{point.year} {kind.en} {point.printed} 《{point.plan}》",
        )
        at: dict[str, float | str] = {"cx": round(area.x(point.year), 1), "cy": round(area.y(point.value), 1), "r": 5}
        yield DrawnShape("circle", at, f"{'aim' if point.kind in AIMS else 'known'} {css}", tip=tip, href=point.source)


def _labels(area: _PlotArea, points: Sequence[SeriesPoint], plans: Sequence[str]) -> Iterable[DrawnShape]:
    """Yield what is printed beside each point where there is room, later years first: the tip has every value."""
    taken: list[tuple[float, float, float, float]] = []
    dots = [(area.x(point.year), area.y(point.value)) for point in points]
    for point in sorted(points, key=lambda point: (-point.year, point.value)):
        x, half = area.x(point.year), text_width(point.printed) / 2 + 3
        for y in (area.y(point.value) - 11, area.y(point.value) + 21):
            box = (x - half, y - 12, x + half, y + 3)
            free = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
            clear = not any(box[0] < dx < box[2] and box[1] - 4 < dy < box[3] + 4 for dx, dy in dots)
            if (
                free
                and clear
                and box[0] > LEFT - 20
                and box[2] < WIDTH
                and box[1] > TOP - 20
                and box[3] < HEIGHT - BOTTOM
            ):
                taken.append(box)
                yield label_text(x, y, point.printed, css=f"value s{plans.index(point.plan) % SERIES}")
                break
