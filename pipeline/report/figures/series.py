"""The printed values of an indicator as points and lines."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

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


class AxisScale(NamedTuple):
    """The years and the values that the axes name, in order."""

    years: tuple[int, ...]
    marks: tuple[float, ...]


def corners_of(own: Iterable[SeriesPoint]) -> Iterable[tuple[str, list[SeriesPoint]]]:
    """Yield the full and the dashed line of a plan, a point a year; none of fewer than two."""
    ordered = ordered_points(own)
    known = [point for point in ordered if point.kind not in AIMS]
    aims = [point for point in ordered if point.kind in AIMS]
    # The dashed line begins at the last result before the first target.
    before = [point for point in known if aims and point.year < aims[0].year][-1:]
    for style, part in (("known", known), ("aim", [*before, *aims])):
        corners = [next(group) for _, group in groupby(part, key=lambda point: point.year)]
        if len(corners) > 1:
            yield style, corners


def ordered_points(own: Iterable[SeriesPoint]) -> list[SeriesPoint]:
    """Return the points of a plan by year, results before targets."""
    return sorted(own, key=lambda point: (point.year, point.kind in AIMS))
