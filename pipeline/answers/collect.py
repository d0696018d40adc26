"""Collect the answers over all plans, plan by plan."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from pipeline.answers.catalogue import Question, questions
from pipeline.answers.changes import changes
from pipeline.answers.families import FamilyTally
from pipeline.answers.indicators import change_key, indicator_values, indicators, with_changes, with_families
from pipeline.answers.reading import contradictions, unread
from pipeline.answers.row_file import Key, RowFile
from pipeline.answers.tasks import due, no_lead
from pipeline.answers.units import FirstPassages, leads, leads_by_plan, pairs, unit_cells
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import IndexedPlan, UnitRegister, index_facts
from schemas import Plan
from schemas.comparison import Comparison

PER_PLAN: Mapping[str, Callable[[IndexedPlan], Iterator[Row]]] = {
    "leads_by_plan": leads_by_plan,
    "no_lead": no_lead,
    "due": due,
    "indicators": indicators,
    "indicator_values": indicator_values,
    "unread": unread,
    "findings": contradictions,
}


OF_FAMILIES = ("indicators", "indicator_values")
"""Answers whose order depends on all plans: a family of indicators that many plans have comes first."""


class Answer(NamedTuple):
    """A question with its rows in order. ``total`` counts those that were found, also where a limit cut the rows."""

    question: Question
    rows: Sequence[Row]
    total: int
    families: Mapping[str, int] = {}
    """Rows of each family of indicators, counted like ``total``; empty for other questions."""


class AnswersBuilder:
    """Takes plans one by one; of a plan, only the rows that belong to its answers are kept."""

    def __init__(
        self, limit: int | None = None, names: Container[str] | None = None, base: sqlite3.Connection | None = None
    ) -> None:
        """Collect the first ``limit`` rows of each answer; None: all.

        ``names``: of these questions only, all without. ``base``: where the rows are kept instead of in memory; for
        whole answers only.
        """
        self._limit = limit
        self._names = [name for name in questions() if names is None or name in names]
        make = RowList if base is None else partial(RowFile, base)
        self._rows: dict[str, RowList | RowFile] = {name: make() for name in questions()}
        self._totals: Counter[str] = Counter()
        self._families = FamilyTally()
        self._passages = FirstPassages()

    def add(self, plan: Plan) -> None:
        """Collect what a plan contributes; it must not be added twice."""
        book = index_facts(plan)
        if "leads" in self._names:
            self._passages.add(book)
        of_families = any(name in self._names for name in OF_FAMILIES)
        for name, rows in PER_PLAN.items():
            counted = of_families and name in OF_FAMILIES  # a family is counted over both answers
            if counted or name in self._names:
                found = list(rows(book))
                if counted:
                    self._families.add(name, plan.plan.id, found)
                if name in self._names:
                    self._extend(name, found)

    def _extend(self, name: str, rows: Iterable[Row]) -> None:
        found = self._rows[name]
        before = len(found)
        found.extend(rows)
        self._totals[name] += len(found) - before
        # Sorting at each plan would be slow; twice the limit keeps the memory bounded.
        if self._limit is None or len(found) <= 2 * self._limit:
            return
        # Which families come first is not known before the last plan: their rows are read again then.
        again = name in OF_FAMILIES
        found.replace([] if again else in_order(found, questions()[name].order)[: self._limit])

    def finish(
        self, register: UnitRegister, comparisons: Iterable[Comparison], read: Callable[[str], Plan]
    ) -> dict[str, Answer]:
        """Return the answers by name. ``register`` is that of the same plans; ``read`` returns one of them by its id."""
        if "leads" in self._names:
            self._extend("leads", leads(register, self._passages))
        if "pairs" in self._names:
            self._extend("pairs", pairs(register, read, self._limit))
            self._totals["pairs"] = register.together.number_of_edges()
        for found in comparisons if "changes" in self._names else ():
            self._extend("changes", changes(found, *(index_facts(read(end.id)) for end in (found.old, found.new))))
        for name in OF_FAMILIES:
            if len(self._rows[name]) < self._totals[name]:
                self._rows[name].replace(self._first_families(name, read))
        ordered = self._rows["indicators"].sorted_rows(change_key, (False,) * 4)
        self._rows["indicators"].replace(with_changes(ordered))
        for name in OF_FAMILIES:
            values = self._families.rows["indicator_values"]
            self._rows[name].replace(with_families(self._rows[name], self._families.plans, values))
        rows = self._rows["leads_by_plan"]
        rows.replace(row | unit_cells(register, str(row["unit_id"])) for row in rows)
        return {name: self._answer(questions()[name]) for name in self._names}

    def _first_families(self, name: str, read: Callable[[str], Plan]) -> Iterator[Row]:
        """Read the plans of the first families again and yield all rows of these families."""
        chosen = self._families.first(name, self._limit or 0)
        for id in self._families.plans_of(chosen):
            yield from (row for row in PER_PLAN[name](index_facts(read(id))) if row["family"] in chosen)

    def _answer(self, question: Question) -> Answer:
        found = self._rows[question.name]
        rows = found.sorted_rows(*_sort_key(question.order))
        found.clear()
        kept = rows if self._limit is None else rows[: self._limit]
        return Answer(question, kept, self._totals[question.name], self._families.rows.get(question.name, {}))


class RowList(list[Row]):
    """Rows in memory, with the methods of a ``RowFile``."""

    def sorted_rows(self, key: Key, descending: Sequence[bool]) -> Sequence[Row]:
        """Return the rows sorted, None last in both directions; rows of equal keys keep their order."""
        found = [(key(row), row) for row in self]
        for at, down in reversed(tuple(enumerate(descending))):
            empty = [pair for pair in found if pair[0][at] is None]
            filled = [pair for pair in found if pair[0][at] is not None]
            filled.sort(key=lambda pair: pair[0][at], reverse=down)  # type: ignore[arg-type, return-value]
            found = filled + empty
        return tuple(row for _, row in found)

    def replace(self, rows: Iterable[Row]) -> None:
        """Take other rows instead, which may be made from the present ones."""
        self[:] = list(rows)


def in_order(rows: Iterable[Row], order: Iterable[str]) -> list[Row]:
    """Sort rows by columns, ``-`` for descending; within a column, rows without a value come last."""
    return list(RowList(rows).sorted_rows(*_sort_key(order)))


def _sort_key(order: Iterable[str]) -> tuple[Key, list[bool]]:
    """Return what rows are sorted by, and for each column whether it is descending."""
    names = tuple(order)
    columns = [name.removeprefix("-") for name in names]
    return lambda row: [row.get(name) for name in columns], [name.startswith("-") for name in names]
