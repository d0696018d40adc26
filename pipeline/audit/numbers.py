"""Printed numbers as intervals: the values a rounded number may have."""

import re
from typing import NamedTuple

from schemas import IndicatorValue
from schemas.indicator import Bound

_DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")


class Interval(NamedTuple):
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low - 1e-9 <= value <= self.high + 1e-9

    def meets(self, other: "Interval") -> bool:
        return self.low <= other.high + 1e-9 and other.low <= self.high + 1e-9


def half_unit(raw: str) -> float:
    """Return half of the last printed place: 0.5 for ``70``, 0.005 for ``423.28``; 0.5 where no digit is printed."""
    found = _DIGITS.search(raw)
    places = len(found.group().partition(".")[2]) if found else 0
    return 0.5 * float(10**-places)


def interval_of(value: float, raw: str, bound: Bound = "exact") -> Interval:
    """Return the values that the printed number may mean.

    With 左右 the slack is half of the last digit that is not zero (50左右: 45 to 55). 以上 and 以内 are open at one
    side.
    """
    slack = half_unit(raw)
    if bound == "about":
        step = 1.0
        while value and value == int(value) and value % (step * 10) == 0:
            step *= 10
        slack = max(slack, step / 2)
    low, high = value - slack, value + slack
    if bound == "at_least":
        high = float("inf")
    if bound == "at_most":
        low = float("-inf")
    return Interval(low, high)


def cell(value: IndicatorValue) -> Interval:
    """Return the values that an indicator's number may mean; TypeError if it has none."""
    if value.value is None:
        raise TypeError(f"no number in {value.raw!r}")
    return interval_of(value.value, value.raw, value.bound)


def plain(value: float) -> str:
    """Write a number without trailing zeros and without noise of binary fractions: 422, 1.28."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
