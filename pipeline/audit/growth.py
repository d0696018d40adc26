"""年均增长 against the values that it leads from and to."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from pipeline.audit.catalogue import finding
from pipeline.audit.numbers import Interval, cell, plain
from schemas import Document, Finding, Indicator, IndicatorValue, Message, Plan
from schemas.finding import Verdict

CONSTANT_PRICES = re.compile("可比价|不变价|生产总值|GDP|增加值")
"""Growth of these is stated at constant prices, so that printed amounts do not show it."""


class YearlyRate(NamedTuple):
    """Yearly growth in % from one printed value to a later one, as reckoned and as rounding leaves it open."""

    base: IndicatorValue
    end: IndicatorValue
    value: float
    open: Interval


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield one growth-rate finding for each printed rate with at least two values to reckon it from."""
    for indicator in plan.indicators:
        rates = tuple(_rates(indicator))
        for stated in indicator.values:
            if stated.kind != "growth_rate" or stated.cumulative:
                continue  # in a column 年均增长/累计, a number in brackets is the sum of all years
            if stated.value is not None and rates:
                yield _judge(indicator, stated, rates)


def _rates(indicator: Indicator) -> Iterator[YearlyRate]:
    """Reckon over each pair of years. The growth of a share (%) may be stated in points: that is a second rate."""
    cells = sorted(
        (c for c in indicator.values if c.year is not None and c.value is not None and c.kind != "growth_rate"),
        key=lambda c: c.year or 0,
    )
    for base, end in combinations(cells, 2):
        years = (end.year or 0) - (base.year or 0)
        low, high = cell(base), cell(end)
        if years <= 0:
            continue
        if (indicator.measure or "").rstrip() in ("%", "％"):
            points = Interval((high.low - low.high) / years, (high.high - low.low) / years)
            yield YearlyRate(base, end, ((end.value or 0.0) - (base.value or 0.0)) / years, points)
        if min(low.low, high.low) > 0 and max(low.high, high.high) < float("inf"):
            reach = Interval(_yearly(low.high, high.low, years), _yearly(low.low, high.high, years))
            yield YearlyRate(base, end, _yearly(base.value or 0.0, end.value or 0.0, years), reach)


def _yearly(base: float, end: float, years: int) -> float:
    return float(100 * ((end / base) ** (1 / years) - 1))


def _judge(indicator: Indicator, stated: IndicatorValue, rates: tuple[YearlyRate, ...]) -> Finding:
    wanted = cell(stated)
    nearest = min(rates, key=lambda rate: abs(rate.value - (stated.value or 0.0)))
    verdict, note = _verdict(indicator, stated, wanted, nearest)
    return finding(
        "growth-rate",
        verdict,
        (stated.evidence, nearest.base.evidence, nearest.end.evidence),
        (indicator.id,),
        name=indicator.name,
        printed=stated.raw,
        base_year=nearest.base.year,
        base=nearest.base.raw,
        end_year=nearest.end.year,
        end=nearest.end.raw,
        rate=plain(round(nearest.value, 2)),
        note=note,
    )


def _verdict(
    indicator: Indicator, stated: IndicatorValue, wanted: Interval, rate: YearlyRate
) -> tuple[Verdict, Message]:
    if wanted.holds(rate.value):
        return "agrees", Message(zh="", en="")
    if rate.open.meets(wanted):
        if "about" in (stated.bound, rate.base.bound, rate.end.bound):
            return "approximate", Message(zh="（含约数）", en=" (some values are approximate)")
        return "rounding", Message(zh="，差别在舍入误差之内", en=", which is within rounding")
    if CONSTANT_PRICES.search(indicator.name + (indicator.note or "")):
        return "scope", Message(zh="，原文可能按可比价计算", en="; the text may use constant prices")
    return "unexplained", Message(zh="，差别超出舍入误差", en=", which is more than rounding explains")
