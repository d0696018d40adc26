"""Collect the answers over all plans, plan by plan."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.answers.catalogue import Question, questions
from pipeline.answers.changes import changes
from pipeline.answers.families import FamilyTally
from pipeline.answers.indicators import indicator_values, indicators, with_changes, with_families
from pipeline.answers.reading import contradictions, unread
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
    rows: tuple[Row, ...]
    total: int
    families: Mapping[str, int] = {}
    """Rows of each family of indicators, counted like ``total``; empty for other questions."""


class AnswersBuilder:
    """Takes plans one by one; of a plan, only the rows that belong to its answers stay in memory."""

    def __init__(self, limit: int | None = None) -> None:
        """Collect the first ``limit`` rows of each answer; None: all."""
        self._limit = limit
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._totals: Counter[str] = Counter()
        self._families = FamilyTally()
        self._passages = FirstPassages()

    def add(self, plan: Plan) -> None:
        """Collect what a plan contributes; it must not be added twice."""
        book = index_facts(plan)
        self._passages.add(book)
        for name, rows in PER_PLAN.items():
            found = list(rows(book))
            if name in OF_FAMILIES:
                self._families.add(name, plan.plan.id, found)
            self._extend(name, found)

    def _extend(self, name: str, rows: Iterable[Row]) -> None:
        found = self._rows[name]
        before = len(found)
        found += rows
        self._totals[name] += len(found) - before
        # Sorting at each plan would be slow; twice the limit keeps the memory bounded.
        if self._limit is None or len(found) <= 2 * self._limit:
            return
        # Which families come first is not known before the last plan: their rows are read again then.
        again = name in OF_FAMILIES
        self._rows[name] = [] if again else in_order(found, questions()[name].order)[: self._limit]

    def finish(
        self, register: UnitRegister, comparisons: Iterable[Comparison], read: Callable[[str], Plan]
    ) -> dict[str, Answer]:
        """Return the answers by name. ``register`` is that of the same plans; ``read`` returns one of them by its id."""
        self._extend("leads", leads(register, self._passages))
        self._extend("pairs", pairs(register, read, self._limit))
        self._totals["pairs"] = register.together.number_of_edges()
        for found in comparisons:
            self._extend("changes", changes(found, *(index_facts(read(end.id)) for end in (found.old, found.new))))
        for name in OF_FAMILIES:
            if len(self._rows[name]) < self._totals[name]:
                self._rows[name] = list(self._first_families(name, read))
        self._rows["indicators"] = list(with_changes(self._rows["indicators"]))
        for name in OF_FAMILIES:
            values = self._families.rows["indicator_values"]
            self._rows[name] = list(with_families(self._rows[name], self._families.plans, values))
        for row in self._rows["leads_by_plan"]:
            row |= unit_cells(register, str(row["unit_id"]))
        return {name: self._answer(question) for name, question in questions().items()}

    def _first_families(self, name: str, read: Callable[[str], Plan]) -> Iterator[Row]:
        """Read the plans of the first families again and yield all rows of these families."""
        chosen = self._families.first(name, self._limit or 0)
        for id in self._families.plans_of(chosen):
            yield from (row for row in PER_PLAN[name](index_facts(read(id))) if row["family"] in chosen)

    def _answer(self, question: Question) -> Answer:
        name = question.name
        rows = in_order(self._rows[name], question.order)[: self._limit]
        return Answer(question, tuple(rows), self._totals[name], self._families.rows.get(name, {}))


def in_order(rows: Iterable[Row], order: Iterable[str]) -> list[Row]:
    """Sort rows by columns, ``-`` for descending; within a column, rows without a value come last."""
    found = list(rows)
    for name in reversed(tuple(order)):
        column, down = name.removeprefix("-"), name.startswith("-")
        empty = [row for row in found if row.get(column) is None]
        filled = [row for row in found if row.get(column) is not None]
        filled.sort(key=lambda row: row[column], reverse=down)  # type: ignore[arg-type, return-value]
        found = filled + empty
    return found
