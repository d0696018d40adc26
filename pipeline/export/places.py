"""Rows of facts and passages in the workbook, so that each can link to the other."""

from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.store.results import Result
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.workbook.sheet import FIRST, LONGEST, CellRef
from schemas import Block, Document, Evidence, Plan

TASKS, INDICATORS, SOURCE = "任务", "指标", "原文"


class SourceRow(NamedTuple):
    """A row of the source sheet: a paragraph, a piece of a long one, or a row of a table."""

    block: str
    page: int | None
    kind: str
    start: int
    text: str


class FirstRows(NamedTuple):
    """The rows at which a plan begins in the sheets of tasks, indicators and passages."""

    task: int = FIRST
    indicator: int = FIRST
    passage: int = FIRST


class PlanPlaces:
    """The rows of the tasks, indicators and passages of one plan: fixed before any of its rows is made."""

    def __init__(self, plan: Plan, document: Document, first: FirstRows) -> None:
        self.first = first
        self.passages = tuple(_passages(document))
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(self.passages, first.passage):
            self._starts[passage.block].append(passage.start)
            self._rows[passage.block].append(row)
        self._facts = {task.id: CellRef(TASKS, row) for row, task in enumerate(plan.tasks, first.task)}
        self._facts |= {
            entry.id: CellRef(INDICATORS, row) for row, entry in enumerate(plan.indicators, first.indicator)
        }
        self.after = FirstRows(
            first.task + len(plan.tasks), first.indicator + len(plan.indicators), first.passage + len(self.passages)
        )
        """The rows at which the next plan begins."""

    def fact(self, id: str) -> CellRef | None:
        """Return the place of a task or indicator; None for other facts."""
        return self._facts.get(id)

    def source(self, evidence: Evidence) -> CellRef | None:
        """Return the place of a passage; None if the document lacks its block."""
        starts = self._starts.get(evidence.block)
        if not starts:
            return None
        number = max(bisect_right(starts, evidence.start) - 1, 0)
        return CellRef(SOURCE, self._rows[evidence.block][number])


class PlacesOfPlans:
    """The places of every plan; those of a plan are made again when they are asked for, and of a few held."""

    HELD = 2

    def __init__(self, results: Sequence[Result]) -> None:
        """Take the plans; where each begins is told by ``add``."""
        self._results = results
        self._first: dict[str, tuple[int, FirstRows]] = {}
        self._next = FirstRows()
        self._held: OrderedDict[str, PlanPlaces] = OrderedDict()

    def add(self, result: Result) -> PlanPlaces:
        """Return the places of the next plan, whose rows follow those of the plans before."""
        places = PlanPlaces(*result, self._next)
        self._first[result.plan.plan.id] = (len(self._first), self._next)
        self._next = places.after
        return places

    def source(self, plan: str, evidence: Evidence) -> CellRef | None:
        """Return the place of a passage of a plan; None if it is not there."""
        if plan not in self._first:
            return None
        if plan not in self._held:
            number, first = self._first[plan]
            self._held[plan] = PlanPlaces(*self._results[number], first)
        self._held.move_to_end(plan)
        if len(self._held) > self.HELD:
            self._held.popitem(last=False)
        return self._held[plan].source(evidence)


def _passages(document: Document) -> Iterator[SourceRow]:
    for block in document.blocks:
        for start, text in _pieces(block):
            yield SourceRow(block.id, block.page, block.kind, start, text)


def _pieces(block: Block) -> Iterator[tuple[int, str]]:
    """Yield start and text of the block's rows; the cells of a table row are separated by │."""
    if block.table is None:
        for start in range(0, max(len(block.text), 1), LONGEST):
            yield start, block.text[start : start + LONGEST]
        return
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for cell in block.table.cells:
        rows[cell.row].append((cell.start, block.text[cell.start : cell.end]))
    for cells in sorted(rows.values()):
        yield cells[0][0], " │ ".join(text for _, text in cells)[:LONGEST]


NAMES = {
    "task": "任务",
    "heading": "标题",
    "indicator": "指标",
    "value": "指标值",
    "duty": "责任",
    "commitment": "承诺",
}


def facts_by_row(book: IndexedPlan, places: PlanPlaces) -> tuple[dict[int, Counter[str]], dict[int, CellRef]]:
    """Return what was read from each row of the source sheet, and the first task or indicator among it."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    first: dict[int, CellRef] = {}
    for kind, id, evidence in _facts(book):
        place = places.source(evidence)
        if place is None:
            continue
        counts[place.row][NAMES[kind]] += 1
        target = places.fact(id)
        if target:
            first.setdefault(place.row, target)
    return counts, first


def _facts(book: IndexedPlan) -> Iterator[tuple[str, str, Evidence]]:
    plan = book.plan
    yield from (("heading", heading.id, heading.evidence) for heading in plan.headings)
    yield from (("task", task.id, task.evidence) for task in plan.tasks)
    for entry in plan.indicators:
        yield "indicator", entry.id, entry.evidence
        yield from (("value", entry.id, value.evidence) for value in entry.values)
    yield from (("duty", duty.subject, duty.evidence) for duty in plan.responsibilities)
    yield from (("commitment", commitment.subject, commitment.evidence) for commitment in plan.commitments)
