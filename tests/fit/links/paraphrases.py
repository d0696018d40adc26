"""Make a later plan from a plan: clauses dropped, moved and reworded, tasks joined, divided and left out."""

import random
import re
from collections.abc import Sequence

from pipeline.compare.wording.texts import TaskText
from tests.fit.links.pairs import NONE, SAME, PlanPair

REWORDED = (
    ("推进", "推动"), ("加强", "强化"), ("完善", "健全"), ("加快", "持续"), ("建设", "打造"), ("开展", "组织"),
    ("提升", "提高"), ("优化", "改进"), ("支持", "鼓励"), ("落实", "执行"), ("探索", "研究"), ("建立", "构建"),
    ("深化", "拓展"), ("促进", "带动"), ("做好", "抓好"), ("实施", "推行"),
)  # fmt: skip
"""Verbs of the genre that a later plan exchanges freely."""
_CLAUSE = re.compile(r"[^。；，]+[。；，]?")
DROPPED, LEFT_OUT, JOINED, DIVIDED = 0.35, 0.2, 0.15, 0.15


def later_plan(name: str, tasks: Sequence[TaskText], others: Sequence[TaskText], seed: int) -> PlanPair:
    """Return the pair of a plan and a plan made from it, in which tasks of another plan are new."""
    chance = random.Random(seed)
    made: list[
        tuple[str, str | None, frozenset[str], list[str]]
    ] = []  # text, heading, trades, ids of the tasks it continues
    for task in tasks:
        if chance.random() < LEFT_OUT:
            continue
        text, drawn = _reworded(task.text, chance), chance.random()
        clauses = _CLAUSE.findall(text)
        if drawn < JOINED and made:
            before, heading, trades, ids = made.pop()
            made.append((before + text, heading, trades | task.trades, [*ids, task.id]))
        elif drawn < JOINED + DIVIDED and len(clauses) >= 6:
            half = len(clauses) // 2
            made += [("".join(part), task.heading, task.trades, [task.id]) for part in (clauses[:half], clauses[half:])]
        else:
            made.append((text, task.heading, task.trades, [task.id]))
    new = chance.sample(list(others), min(len(others), len(tasks) // 4))
    for other in new:
        heading = chance.choice(made)[1] if made else None
        made.insert(chance.randrange(len(made) + 1), (other.text, heading, other.trades, []))
    later = [
        TaskText(f"{name}/{n}", str(n), "task", _title(text), text, tasks[0].evidence, heading, trades)
        for n, (text, heading, trades, _) in enumerate(made)
    ]
    continued = {(id, f"{name}/{n}") for n, (*_, ids) in enumerate(made) for id in ids}
    grades = {(t.id, o.id): SAME if (t.id, o.id) in continued else NONE for t in tasks for o in later}
    return PlanPair(name, tasks, later, grades)


def _reworded(text: str, chance: random.Random) -> str:
    clauses = [clause for clause in _CLAUSE.findall(text) if chance.random() >= DROPPED] or [text]
    if len(clauses) > 3 and chance.random() < 0.5:
        at = chance.randrange(len(clauses) - 1)
        clauses[at], clauses[at + 1] = clauses[at + 1], clauses[at]
    made = "".join(clauses)
    for one, other in REWORDED:
        if chance.random() < 0.5:
            made = made.replace(one, other)
    return made


def _title(text: str) -> str:
    return text.partition("。")[0][:30]
