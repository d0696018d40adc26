"""指标: a named quantity with values by year."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence

ValueKind = Literal["actual", "baseline", "plan", "target", "growth_rate"]
Bound = Literal["exact", "about", "at_least", "at_most"]


class IndicatorValue(Model):
    """One cell. ``value`` is None when it is not a number; ``year`` None for growth rates and where none is printed."""

    year: int | None
    kind: ValueKind
    value: float | None
    bound: Bound = "exact"
    raw: str
    """As printed, white space removed."""
    cumulative: bool = False
    """〔70〕: a total over the period."""
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
    """A 合计 row."""
    values: tuple[IndicatorValue, ...] = ()
    doubt: Message | None = None
    """Why the row may be read wrong: another reading was close, or the page was hard to recognise; None: no doubt."""
    evidence: Evidence
