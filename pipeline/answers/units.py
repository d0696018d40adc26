"""Who leads most, over all plans and in each; and which units work together most."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.answers.passages import plan_cells, subject_cells
from pipeline.tables.default_rows import Row
from pipeline.views.counts import UNIT_COUNTS
from pipeline.views.duties import Duty
from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import IndexedPlan, UnitRegister, index_facts
from schemas import Plan

SHOWN = 3
"""Shared subjects that the row of a pair names."""


def leads_by_plan(book: IndexedPlan) -> Iterator[Row]:
    """Yield a row for each unit that the plan names, without what only the register of all plans knows of it."""
    counted = book.duty_counts.subjects
    for unit, found in book.duties_by.items():
        yield {
            "unit_id": unit,
            **{relation: counted[unit, relation] for relation in ("leads", "assigned", "supports")},
            "year": book.plan.plan.first_year,
            **_example(book, found),
        }


def _example(book: IndexedPlan, found: tuple[Duty, ...]) -> Row:
    """Return the first subject of the strongest relation, and its passage."""
    duty = _strongest(found)
    cells = subject_cells(book, duty.subject)
    shown: Row = {name: cells[name] for name in ("subject", "subject_page")}
    return shown | plan_cells(book, duty.responsibility.evidence)


def _strongest(found: tuple[Duty, ...]) -> Duty:
    return min(found, key=lambda duty: RELATIONS.index(duty.responsibility.relation))


class FirstPassages:
    """For each unit the first passage that says it leads, else that it is assigned or supports."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, Row]] = {}

    def add(self, book: IndexedPlan) -> None:
        """Look through a plan."""
        for unit, found in book.duties_by.items():
            rank = RELATIONS.index(_strongest(found).responsibility.relation)
            if unit not in self._found or rank < self._found[unit][0]:
                self._found[unit] = (rank, _example(book, found))

    def cells(self, unit: str) -> Row:
        """Return the passage; nothing for a unit without a duty."""
        return self._found[unit][1] if unit in self._found else {}


def unit_cells(register: UnitRegister, id: str) -> Row:
    """Return name, place, kind and page of a unit."""
    unit = register.units[id]
    return {"unit": unit.name, "place": unit.jurisdiction, "kind": unit.kind, "unit_page": register.unit_page(id)}


def leads(register: UnitRegister, passages: FirstPassages) -> Iterator[Row]:
    """Yield a row for each unit with a duty."""
    for id, counted in register.statistics.items():
        if counted.unit_plans:
            counts = {key: getattr(counted, key) for key in UNIT_COUNTS}
            yield {"unit_id": id, **unit_cells(register, id), **counts, **passages.cells(id)}


def pairs(register: UnitRegister, read: Callable[[str], Plan], limit: int | None) -> Iterator[Row]:
    """Yield pairs of units by the number of subjects they share, ``limit`` at most; ``read`` returns a plan by its id.

    A pair's plan is read again for its passage: to keep one for each of a million pairs would fill the memory.
    """
    ties = register.together.edges(data=True)
    if limit is not None:
        ties = sorted(ties, key=lambda tie: _rank(register, *tie))[:limit]
    by_plan: dict[str, list[tuple[str, str]]] = {}
    for one, other, data in ties:
        by_plan.setdefault(data["first"], []).append((one, other))
    for id, found in sorted(by_plan.items()):
        book = index_facts(read(id))
        for one, other in sorted(
            found, key=lambda ends: _rank(register, ends[0], ends[1], register.together.edges[ends])
        ):
            yield _pair(book, register, one, other)


def _rank(register: UnitRegister, one: str, other: str, data: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the key by which the answer orders a pair, so that the first pairs are those with which all of them begin."""
    (name, first), (beside, second) = sorted((register.units[id].name, id) for id in (one, other))
    return -data["weight"], -data["led"], name, beside, data["first"], first, second


def _pair(book: IndexedPlan, register: UnitRegister, one: str, other: str) -> Row:
    data = register.together[one][other]
    first, second = sorted((one, other), key=lambda id: (register.units[id].name, id))
    printed = {duty.subject: duty.responsibility.evidence for duty in book.duties_by[first] if duty.via is None}
    beside = {duty.subject for duty in book.duties_by[second] if duty.via is None}
    shared = [subject for subject in printed if subject in beside]
    there = unit_cells(register, second)
    return {
        **unit_cells(register, first),
        "unit_id": first,
        "other_id": second,
        "other": there["unit"],
        "other_place": there["place"],
        "other_page": there["unit_page"],
        "shared": data["weight"],
        "led": data["led"],
        "pair_plans": data["plans"],
        "subjects": "；".join(book.title(subject) for subject in shared[:SHOWN]),
        "subject_page": book.fact(shared[0]),
        **plan_cells(book, printed[shared[0]]),
    }
