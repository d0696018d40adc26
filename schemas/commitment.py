"""A number that prose commits to."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence
from schemas.indicator import Bound


class Commitment(Model):
    """E.g. 至2025年新增房源5000套 → what 房源, value 5000, measure 套, change increase, year 2025."""

    id: str
    subject: str
    """Id of the task, heading or plan that contains it."""
    what: str
    value: float
    upper: float | None = None
    """End of a range (3—5家)."""
    measure: str
    bound: Bound = "exact"
    change: Literal["increase", "decrease"] | None = None
    year: int | None = None
    period: str | None = None
    """每年, 每季度 … if the number recurs."""
    doubt: Message | None = None
    """Why it may be wrong; None if there is no doubt."""
    evidence: Evidence
