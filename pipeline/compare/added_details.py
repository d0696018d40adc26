"""What a lower level makes more specific in the tasks that it takes up: numbers, last days and units of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import Literal, NamedTuple

from pipeline.compare.conversion import factor
from pipeline.compare.names import letter_likeness
from pipeline.compare.trades import trade
from pipeline.views.duties import collective_units, highest_tasks
from schemas import Commitment, Deadline, Plan, Responsibility
from schemas.comparison import TaskLink
from schemas.statement import AddedDetail

ALIKE = 0.4
"""Likeness of two names from which the number of the higher level is shown beside the lower one."""


class _Details(NamedTuple):
    """What a plan says of each of its highest tasks. ``collective``: ids of units that are a group (各区政府)."""

    numbers: Mapping[str, list[Commitment]]
    deadlines: Mapping[str, list[Deadline]]
    duties: Mapping[str, list[Responsibility]]
    collective: frozenset[str]


def added_details(old: Plan, new: Plan, links: Iterable[TaskLink]) -> tuple[AddedDetail, ...]:
    """Return what the lower level (``new``) adds to the tasks it firmly takes up, in its order.

    A number or day that the higher level has too is not added; one that it has otherwise is, with its passage.
    """
    above, below = _details(old), _details(new)
    partners: dict[str, list[TaskLink]] = defaultdict(list)
    for link in links:
        if link.grade != "loose":
            partners[link.new].append(link)
    found = []
    for task in new.tasks:
        firm = sorted(partners.get(task.id, ()), key=lambda link: (-link.score, link.old))
        if firm:
            pair = firm[0].old, task.id
            sources = [link.old for link in firm]
            found += [
                *_numbers(pair, below.numbers[task.id], [one for id in sources for one in above.numbers[id]]),
                *_deadlines(pair, below.deadlines[task.id], [one for id in sources for one in above.deadlines[id]]),
                *_units(pair, below, [duty for id in sources for duty in above.duties[id]], above.collective),
            ]
    return tuple(found)


def _details(plan: Plan) -> _Details:
    top = highest_tasks(plan)
    numbers: dict[str, list[Commitment]] = defaultdict(list)
    deadlines: dict[str, list[Deadline]] = defaultdict(list)
    duties: dict[str, list[Responsibility]] = defaultdict(list)
    for said in plan.commitments:
        numbers[top.get(said.subject, said.subject)].append(said)
    for task in plan.tasks:
        if task.deadline:
            deadlines[top[task.id]].append(task.deadline)
    for duty in plan.responsibilities:
        duties[top.get(duty.subject, duty.subject)].append(duty)
    return _Details(numbers, deadlines, duties, collective_units(plan))


def _numbers(pair: tuple[str, str], own: Sequence[Commitment], above: Sequence[Commitment]) -> Iterator[AddedDetail]:
    for said in own:
        same = [(one, factor(one.measure, said.measure)) for one in above]
        if any(times and isclose(one.value * times, said.value) for one, times in same):
            continue
        near = [one for one, times in same if times and letter_likeness(one.what, said.what) >= ALIKE]
        yield _detail(pair, "number", said.evidence.quote, said, near)


def _deadlines(pair: tuple[str, str], own: Sequence[Deadline], above: Sequence[Deadline]) -> Iterator[AddedDetail]:
    known = {one.on or one.text for one in above}
    for deadline in own:
        if (deadline.on or deadline.text) not in known:
            known.add(deadline.on or deadline.text)  # the tasks below one item often share their day
            yield _detail(pair, "deadline", deadline.text, deadline, above)


def _units(
    pair: tuple[str, str], below: _Details, above: Sequence[Responsibility], groups: frozenset[str]
) -> Iterator[AddedDetail]:
    """Yield the units whose field of work no unit of the higher level has; a group that it names may mean them."""
    known = [trade(duty.name) for duty in above if duty.unit not in groups]
    named_groups = [duty for duty in above if duty.unit in groups]
    for duty in below.duties[pair[1]]:
        field = trade(duty.name)
        if duty.unit not in below.collective and not any(_one_field(field, other) for other in known):
            known.append(field)
            yield _detail(pair, "unit", duty.name, duty, named_groups)


_Fact = Commitment | Deadline | Responsibility


def _detail(
    pair: tuple[str, str], kind: Literal["number", "deadline", "unit"], text: str, own: _Fact, above: Sequence[_Fact]
) -> AddedDetail:
    """Return a detail with its passage, and with that of the first fact of the higher level in its place."""
    beside = above[0].evidence if above else None
    return AddedDetail(old=pair[0], new=pair[1], kind=kind, text=text, evidence=own.evidence, above=beside)


def _one_field(one: str, other: str) -> bool:
    """Return whether one field of work is written shorter than the other: 人社 of 人力资源社会保障."""
    short, whole = sorted((one, other), key=len)
    letters = iter(whole)
    return all(letter in letters for letter in short)
