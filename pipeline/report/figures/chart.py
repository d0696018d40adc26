"""Compute the coordinates of indicator trajectories; the template draws them as SVG, without a script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipeline.views.fact_views import figure
from pipeline.views.labels import pairs
from schemas import Indicator
from schemas.comparison import Point

WIDTH, HEIGHT = 260, 120
LEFT, RIGHT, TOP, BOTTOM = 28, 28, 26, 24


class ChartValue(NamedTuple):
    """A number to draw. ``plan`` 0 is the older plan, or the only one; 1 the newer."""

    plan: int
    year: int
    value: float
    kind: str
    """``known`` for results and baselines, ``aim`` for targets."""
    text: str


@dataclass(frozen=True, slots=True)
class ChartPoint:
    x: float
    y: float
    year: int
    text: str
    label_y: float
    style: str
    mark: ChartValue


@dataclass(frozen=True, slots=True)
class ChartLine:
    style: str
    points: str
    """As SVG writes them."""


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    base: int
    """y of the axis."""
    points: tuple[ChartPoint, ...]
    lines: tuple[ChartLine, ...]
    ticks: tuple[tuple[float, int], ...]
    """x and year."""

    @property
    def data(self) -> list[dict[str, object]]:
        """Return the numbers of the drawing, for the script that replaces it with an interactive chart."""
        words = {name: pairs("indicator")[name] for name in ("known", "aim")}
        return [{**point.mark._asdict(), "word": words[point.mark.kind]} for point in self.points]


def chart_of(entry: Indicator) -> Chart | None:
    """Return the trajectory of one plan's indicator; None where fewer than two years have a number."""
    marks: dict[int, ChartValue] = {}
    for value in entry.values:
        if value.value is not None and value.year is not None and value.kind != "growth_rate":
            mark = ChartValue(0, value.year, value.value, _kind(value.kind), value.raw or figure(value.value))
            marks.setdefault(value.year, mark)
    return _draw(marks.values())


def chart_of_plans(printed: Iterable[Point], older: str) -> Chart | None:
    """Return the trajectory through two plans; None where fewer than two years have a number."""
    marks: dict[tuple[int, int], ChartValue] = {}
    for point in printed:
        if point.year is not None and point.kind != "growth_rate":
            plan = int(point.plan != older)
            mark = ChartValue(plan, point.year, point.value, _kind(point.kind), point.raw)
            marks.setdefault((plan, point.year), mark)
    return _draw(marks.values())


def _kind(kind: str) -> str:
    return "known" if kind in ("actual", "baseline") else "aim"


def _draw(marks: Iterable[ChartValue]) -> Chart | None:
    ordered = sorted(marks)
    years = sorted({mark.year for mark in ordered})
    if len(years) < 2:
        return None
    low, high = min(mark.value for mark in ordered), max(mark.value for mark in ordered)
    # If all values are close together, an axis from 0 would hide the changes.
    floor = min(0.0, low) if low < high * 0.6 else low - (high - low or abs(high) or 1) * 0.6
    room = (high - floor) or 1

    def across(year: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (year - years[0]) / (years[-1] - years[0]), 1)

    def height(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - floor) / room, 1)

    points = tuple(
        ChartPoint(
            x=across(mark.year),
            y=height(mark.value),
            year=mark.year,
            text=mark.text,
            label_y=height(mark.value) + (17 if mark.plan else -9),  # older plan above, newer below: no overlaps
            style=f"{mark.kind} plan-{mark.plan}",
            mark=mark,
        )
        for mark in ordered
    )
    return Chart(WIDTH, HEIGHT, HEIGHT - BOTTOM, points, _lines(points), tuple((across(year), year) for year in years))


def _lines(points: Sequence[ChartPoint]) -> tuple[ChartLine, ...]:
    """Connect the points of each plan: one line for known values, and one from the last of them to the targets."""
    found = []
    for plan, group in groupby(points, key=lambda point: point.style.split()[1]):
        own = tuple(group)
        turn = next((index for index, point in enumerate(own) if point.style.startswith("aim")), len(own))
        for style, part in (("known", own[:turn]), ("aim", own[max(turn - 1, 0) :])):
            if len(part) > 1:
                found.append(ChartLine(f"{style} {plan}", " ".join(f"{point.x},{point.y}" for point in part)))
    return tuple(found)
