"""Numbers of a plan in one form, whether a table or a sentence has them: what is counted, how much, by when."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.audit.numbers import plain
from pipeline.compare.indicators import full_name, measure
from pipeline.compare.names import split_increase
from schemas import Commitment, Evidence, Indicator, IndicatorValue, Plan
from schemas.indicator import Bound

_RANGE = re.compile(r"(\d+(?:\.\d+)?)[—–\-~～至]+(\d+(?:\.\d+)?)")


class Quantity(NamedTuple):
    """A number. ``name`` is free of 新增 and verbs.

    ``increase``: what is added is counted, not the whole. ``cumulative``: a table gives it as a sum over the period.
    ``prose``: a sentence has it, which need not say whether it is a sum.
    """

    id: str
    label: str
    name: str
    increase: bool
    cumulative: bool
    prose: bool
    measure: str | None
    low: float
    high: float
    bound: Bound
    kind: Literal["target", "reported"]
    year: int | None
    raw: str
    evidence: Evidence

    @property
    def text(self) -> str:
        """Return the number as printed, with its measure."""
        return self.raw if not self.measure or self.measure in self.raw else f"{self.raw}{self.measure}"

    @property
    def said(self) -> tuple[str, bool, float, float, int | None]:
        """Return what the number says; an annex row repeats what the body or a table says."""
        return self.name, self.increase, self.low, self.high, self.year


def quantities(plan: Plan) -> tuple[Quantity, ...]:
    """Return the numbers of indicator tables, then those of prose. What an annex row repeats is returned once."""
    end = plan.plan.period.end
    found = [one for indicator in plan.indicators for one in _of_table(indicator)]
    said = {one.said for one in found}
    for commitment in plan.commitments:
        one = _of_prose(commitment, end)
        if commitment.period is None and one.said not in said:
            said.add(one.said)
            found.append(one)  # 每年 is no amount by the end of the plan
    return tuple(found)


def _of_table(indicator: Indicator) -> Iterator[Quantity]:
    name, increase = split_increase(full_name(indicator))
    for value in indicator.values:
        numbers = _numbers(value)
        if numbers is None or value.kind == "growth_rate":
            continue
        yield Quantity(
            indicator.id,
            indicator.name,
            name,
            increase,
            value.cumulative,
            False,
            measure(indicator),
            *numbers,
            value.bound,
            "reported" if value.kind in ("actual", "baseline") else "target",
            value.year,
            value.raw.strip("〔〕[]"),
            value.evidence,
        )


def _numbers(value: IndicatorValue) -> tuple[float, float] | None:
    """Return the ends of a value that is a number or a range; None if it is neither."""
    if value.value is not None:
        return value.value, value.value
    found = _RANGE.search(value.raw)
    return (float(found[1]), float(found[2])) if found else None


def _of_prose(said: Commitment, end: int | None) -> Quantity:
    name, increase = split_increase(said.what)
    high = said.upper if said.upper is not None else said.value
    raw = plain(said.value) if said.upper is None else f"{plain(said.value)}—{plain(said.upper)}"
    return Quantity(
        said.id,
        said.what,
        name,
        increase or said.change == "increase",
        False,
        True,
        said.measure,
        said.value,
        high,
        said.bound,
        "target",
        said.year or end,
        _BOUNDS[said.bound].format(raw + said.measure),
        said.evidence,
    )


_BOUNDS = {"exact": "{}", "about": "约{}", "at_least": "{}以上", "at_most": "{}以下"}
