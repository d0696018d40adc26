"""指标: a named quantity with values by year."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence

ValueKind = Literal["actual", "baseline", "plan", "target", "growth_rate"]
Bound = Literal["exact", "about", "at_least", "at_most"]


class IndicatorValue(Model):
    """One cell. ``value`` is None if it is not a number; ``year`` is None for growth rates and if none is printed."""

    year: int | None
    kind: ValueKind
    value: float | None
    bound: Bound = "exact"
    raw: str
    """As printed, without white space."""
    cumulative: bool = False
    """Whether it is a total over the period: 〔70〕."""
    evidence: Evidence


class Indicator(Model):
    """A row of an indicator table."""

    id: str
    marker: str | None = None
    """序号 as printed."""
    name: str
    measure: str | None = None
    """计量单位; None if none is printed."""
    category: str | None = None
    attribute: str | None = None
    """约束性 or 预期性."""
    note: str | None = None
    table: str | None = None
    """Caption of the table."""
    total: bool = False
    """Whether it is a 合计 row."""
    values: tuple[IndicatorValue, ...] = ()
    doubt: Message | None = None
    """Why the row may be wrong: another reading was close, or the page was hard to recognise; None if there is no doubt."""
    evidence: Evidence
