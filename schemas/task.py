"""The tasks of a plan."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence


class Deadline(Model):
    """完成时限 as printed. ``on`` is the last day in ISO form; None if it is no date (持续推进)."""

    text: str
    on: str | None = None
    evidence: Evidence


class PlanItem(Model):
    """One numbered entry of a task's 推进计划."""

    id: str
    marker: str
    text: str
    evidence: Evidence


class Extra(Model):
    """A key of a responsibility clause that is not about units (目标位置 …), as printed."""

    key: str
    value: str
    evidence: Evidence


class Task(Model):
    """A task, or a measure of 保障措施 (kind ``safeguard``)."""

    id: str
    marker: str | None
    """Without punctuation, except brackets: ``1``, ``（1）``, ``一是``; None if none is printed."""
    kind: Literal["task", "safeguard"] = "task"
    title: str
    text: str
    """Text of the item, without its marker, its children and its plan items."""
    origin: Literal["body", "annex"] = "body"
    parent: str | None = None
    """The enclosing item."""
    details: str | None = None
    """For an annex row, the body task that it details."""
    heading: str | None = None
    deadline: Deadline | None = None
    plan_items: tuple[PlanItem, ...] = ()
    extras: tuple[Extra, ...] = ()
    doubt: Message | None = None
    """Why it may be wrong; None if there is no doubt."""
    evidence: Evidence
