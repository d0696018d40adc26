"""A rule that a document states for its own responsibility lists."""

from typing import Literal

from schemas.base import Model
from schemas.evidence import Evidence


class StatedRule(Model):
    """列第一位者为牵头单位 (``first-leads``), 逗号前为牵头单位 (``before-comma-leads``), 带*的为牵头单位 (``marked-leads``), 无牵头单位的，责任单位即为牵头单位 (``responsible-leads``), 以下均需…不再列出 (``also-responsible``)."""

    name: Literal["first-leads", "before-comma-leads", "marked-leads", "responsible-leads", "also-responsible"]
    units: tuple[str, ...] = ()
    """For ``also-responsible``: the names as printed."""
    evidence: Evidence
