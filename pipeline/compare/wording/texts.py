"""The tasks of a plan as texts to compare: what is to be done, without the clauses that say who does it.

Units are compared on their own: with their names in the text, two tasks of one unit would look more alike than they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from schemas import Evidence, Plan

_BRACKET = re.compile(r"[（(〔\[【]([^（）()〔〕\[\]【】]*(?:[（(][^（）()]*[）)][^（）()〔〕\[\]【】]*)*)[）)〕\]】]")


class TaskText(NamedTuple):
    """One task to compare. ``text`` is free of white space; ``title`` its first clause."""

    id: str
    marker: str | None
    kind: Literal["task", "safeguard"]
    title: str
    text: str
    evidence: Evidence


def texts(plan: Plan) -> tuple[TaskText, ...]:
    """Return the highest tasks, each with the text of all tasks below it, in document order.

    Annex rows that detail a body task repeat it and are left out; rows that detail none are tasks of their own.
    """
    names: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    for duty in plan.responsibilities:
        names[duty.subject].add(duty.name)
        labels[duty.subject].add(duty.label)
    below: dict[str, list[str]] = defaultdict(list)
    tasks = {task.id: task for task in plan.tasks}
    for task in plan.tasks:
        if task.parent in tasks:
            below[task.parent].append(task.id)

    def whole(id: str) -> str:
        own = without_clauses(tasks[id].text, names[id], labels[id])
        return own + "".join(whole(child) for child in below[id])

    detailed = any(task.details for task in plan.tasks)
    return tuple(
        TaskText(task.id, task.marker, task.kind, task.title, "".join(whole(task.id).split()), task.evidence)
        for task in plan.tasks
        if task.parent not in tasks and not task.details and (task.origin == "body" or not detailed)
    )


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
