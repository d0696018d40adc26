"""Group the tasks of many plans into themes, from the chances that pairs of them are linked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.compare.links.features import candidates
from pipeline.compare.links.model import link_model
from pipeline.compare.wording.texts import TaskText
from pipeline.compare.wording.worded import worded

TOGETHER = 0.35
"""Mean chance of all pairs between two groups, from which they are one: one link alone would chain themes together."""

TaskId = str
Chances = Mapping[tuple[TaskId, TaskId], float]


class GroupedTask(NamedTuple):
    """A task and the number of its plan."""

    plan: int
    text: TaskText


def chances_of(plans: Sequence[Sequence[TaskText]]) -> Chances:
    """Return the chance of each candidate pair of tasks of two plans, the task of the earlier plan first."""
    found = {}
    for old, new in combinations([worded(tasks) for tasks in plans], 2):
        pairs = candidates(old, new)
        chances = link_model().chances(pairs.features)
        for one, other, chance in zip(pairs.old.tolist(), pairs.new.tolist(), chances.tolist(), strict=True):
            found[old.tasks[one].id, new.tasks[other].id] = chance
    return found


def group_tasks(plans: Sequence[Sequence[TaskText]], chances: Chances) -> list[list[GroupedTask]]:
    """Return every task in exactly one group, in the order of the plans; most groups of unlike plans are single tasks."""
    tasks = [GroupedTask(number, text) for number, texts in enumerate(plans) for text in texts]
    groups = {task.text.id: [task] for task in tasks}
    firm = link_model().firm
    strongest = sorted(((chance, pair) for pair, chance in chances.items() if chance >= firm), key=lambda one: -one[0])
    # strongest first: what a weak link joins depends on what is joined already
    for _, (old, new) in strongest:
        one, other = groups[old], groups[new]
        if one is not other and _mean_chance(one, other, chances) >= TOGETHER:
            one += other
            groups.update((task.text.id, one) for task in other)
    place = {task.text.id: number for number, task in enumerate(tasks)}
    found = {id(group): sorted(group, key=lambda task: place[task.text.id]) for group in groups.values()}
    return list(found.values())


def central_task(group: Sequence[GroupedTask], chances: Chances) -> GroupedTask:
    """Return the task with the highest chances of links to all others; the first of equals."""
    return max(group, key=lambda task: sum(_chance(task, other, chances) for other in group))


def _mean_chance(one: Iterable[GroupedTask], other: Iterable[GroupedTask], chances: Chances) -> float:
    # tasks of one plan are never compared with each other: they divide a theme, or are two
    pairs = [_chance(a, b, chances) for a in one for b in other if a.plan != b.plan]
    return sum(pairs) / len(pairs) if pairs else 0.0


def _chance(one: GroupedTask, other: GroupedTask, chances: Chances) -> float:
    return chances.get((one.text.id, other.text.id), chances.get((other.text.id, one.text.id), 0.0))
