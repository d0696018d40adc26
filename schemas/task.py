"""The tasks of a plan."""

from typing import Literal

from schemas.base import Message, Model, html_table
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
    """A key of a responsibility clause that is not about units (目标位置 …), as printed.

    Where a person is printed behind a unit, the label of the units is the key and both are the value: 责任单位, 县林业局 张三.
    """

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

    def _repr_html_(self) -> str:
        """Return the task with its passage as a table for a notebook."""
        rows = [("deadline", self.deadline.text if self.deadline else None), ("text", self.text), ("id", self.id)]
        place = f"{self.evidence.block}, page {self.evidence.page}" if self.evidence.page else self.evidence.block
        rows += [("quote", f"{self.evidence.quote} ({place})")]
        return html_table(("", ""), [row for row in rows if row[1]], f"{self.marker or ''} {self.title}".strip())
