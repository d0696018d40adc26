"""Trajectories of indicators as coordinates: the template draws them, no script is needed."""

from dataclasses import dataclass

from pipeline.report.parts import figure
from schemas import Indicator

WIDTH, HEIGHT = 260, 120
LEFT, RIGHT, TOP, BOTTOM = 28, 28, 26, 24


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    year: int
    text: str
    kind: str
    """``known`` for what was, ``aim`` for what is to be."""


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    base: int
    """y of the axis."""
    points: tuple[Point, ...]
    known: str
    """Points of the line through what was, as SVG writes them; empty for fewer than two."""
    aim: str
    """The line on to the targets."""


def chart_of(entry: Indicator) -> Chart | None:
    """Return the trajectory; None where fewer than two years have a number."""
    by_year: dict[int, tuple[float, str, str]] = {}
    for value in entry.values:
        if value.value is None or value.year is None or value.kind == "growth_rate":
            continue
        kind = "known" if value.kind in ("actual", "baseline") else "aim"
        by_year.setdefault(value.year, (value.value, kind, value.raw or figure(value.value)))
    if len(by_year) < 2:
        return None
    years = sorted(by_year)
    low, high = min(value for value, *_ in by_year.values()), max(value for value, *_ in by_year.values())
    floor = min(0.0, low) if low < high * 0.6 else low - (high - low or abs(high) or 1) * 0.6
    room = (high - floor) or 1
    points = tuple(
        Point(
            x=round(LEFT + (WIDTH - LEFT - RIGHT) * (year - years[0]) / (years[-1] - years[0]), 1),
            y=round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (by_year[year][0] - floor) / room, 1),
            year=year,
            text=by_year[year][2],
            kind=by_year[year][1],
        )
        for year in years
    )
    turn = next((index for index, point in enumerate(points) if point.kind == "aim"), len(points))
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        base=HEIGHT - BOTTOM,
        points=points,
        known=_line(points[:turn]),
        aim=_line(points[max(turn - 1, 0) :]),
    )


def _line(points: tuple[Point, ...]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points) if len(points) > 1 else ""
