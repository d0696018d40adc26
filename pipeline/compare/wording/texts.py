"""The tasks of a plan as texts to compare: what is to be done, without the clauses that say who does it.

Units are compared on their own: with their names in the text, two tasks of one unit would look more alike than they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from pipeline.compare.trades import trade
from pipeline.views.duties import collective_units, highest_tasks
from schemas import Evidence, Plan

_BRACKET = re.compile(r"[（(〔\[【]([^（）()〔〕\[\]【】]*(?:[（(][^（）()]*[）)][^（）()〔〕\[\]【】]*)*)[）)〕\]】]")


_IN_FORCE = re.compile(
    r"""
    (?:^|(?<=[。；\n])) (?:本[^。；\n]{1,16})?
    自[^。；\n]{2,16}起 (?:正式)? (?:施行|[实执]行[^。；\n]{0,4}有效期)
    [^。；\n]* (?:[。；]|$)
    """,
    re.X,
)
"""A sentence that says from when the document applies: its last task often carries it, and any two plans share it."""


class TaskText(NamedTuple):
    """One task to compare. ``text`` is free of white space; ``title`` its first clause."""

    id: str
    marker: str | None
    kind: Literal["task", "safeguard"]
    title: str
    text: str
    evidence: Evidence
    heading: str | None = None
    """Id of the heading that the task is under."""
    trades: frozenset[str] = frozenset()
    """What the units named for it are in charge of: 财政 for both 市财政局 and 区财政局."""
    prose: bool = False
    """True for a closing section of prose, which is neither a task nor a safeguard."""


def texts(plan: Plan) -> tuple[TaskText, ...]:
    """Return the highest tasks, each with the text of all tasks below it, in document order.

    Annex rows that detail a body task repeat it and are left out; rows that detail none are tasks of their own.
    """
    names: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    for duty in plan.responsibilities:
        names[duty.subject].add(duty.name)
        labels[duty.subject].add(duty.label)
    top = highest_tasks(plan)
    trades: dict[str, set[str]] = defaultdict(set)
    collective = collective_units(plan)
    for duty in plan.responsibilities:
        if duty.unit not in collective:  # 各区政府 takes part in everything
            trades[top.get(duty.subject, duty.subject)].add(trade(duty.name))
    below: dict[str, list[str]] = defaultdict(list)
    tasks = {task.id: task for task in plan.tasks}
    for task in plan.tasks:
        if task.parent in tasks:
            below[task.parent].append(task.id)

    own = {task.id: without_clauses(task.text, names[task.id], labels[task.id]) for task in plan.tasks}
    detailed = any(task.details for task in plan.tasks)
    return tuple(
        TaskText(
            task.id,
            task.marker,
            task.kind,
            task.title,
            _squeeze(_whole(task.id, own, below)),
            task.evidence,
            task.heading,
            frozenset(trades[task.id]),
        )
        for task in plan.tasks
        if task.parent not in tasks and not task.details and (task.origin == "body" or not detailed)
    )


def _whole(id: str, own: Mapping[str, str], below: Mapping[str, list[str]]) -> str:
    """Return a task's own text and those of all tasks below it."""
    return own[id] + "".join(_whole(child, own, below) for child in below.get(id, ()))


def _squeeze(text: str) -> str:
    return "".join(_IN_FORCE.sub("", text).split())


def without_clauses(text: str, names: set[str], labels: set[str]) -> str:
    """Remove the brackets that contain one of the unit names, and the lines that begin with a label (责任单位：…)."""
    if not names:
        return text
    text = _BRACKET.sub(lambda found: "" if _names_one(found[1], names) else found[0], text)
    heads = tuple(label for label in labels if label)
    lines = [line for line in text.split("\n") if not (heads and line.lstrip().startswith(heads))]
    return "\n".join(lines)


def _names_one(inside: str, names: Iterable[str]) -> bool:
    bare = "".join(inside.split())
    return any(name in bare for name in names)
