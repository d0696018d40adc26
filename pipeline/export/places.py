"""Rows of facts and passages in the workbook, so that each can link to the other."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.views.indexed_plan import IndexedCorpus, IndexedPlan
from pipeline.workbook.sheet import FIRST, LONGEST, CellRef
from schemas import Block, Evidence

TASKS, INDICATORS, SOURCE = "任务", "指标", "原文"


class SourceRow(NamedTuple):
    """A row of the source sheet: a paragraph, a piece of a long one, or a row of a table."""

    plan: str
    block: str
    page: int | None
    kind: str
    start: int
    text: str


class WorkbookPlaces:
    """The rows of tasks, indicators and passages: fixed before any sheet is written."""

    def __init__(self, shelf: IndexedCorpus) -> None:
        self.passages = tuple(passage for book in shelf.books for passage in _passages(book))
        self._starts: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, passage in enumerate(self.passages, FIRST):
            self._starts[passage.plan, passage.block].append(passage.start)
            self._rows[passage.plan, passage.block].append(row)
        tasks = (task.id for book in shelf.books for task in book.plan.tasks)
        self._facts = {id: CellRef(TASKS, row) for row, id in enumerate(tasks, FIRST)}
        indicators = (entry.id for book in shelf.books for entry in book.plan.indicators)
        self._facts |= {id: CellRef(INDICATORS, row) for row, id in enumerate(indicators, FIRST)}

    def fact(self, id: str) -> CellRef | None:
        """Return the place of a task or indicator; None for other facts."""
        return self._facts.get(id)

    def source(self, plan: str, evidence: Evidence) -> CellRef | None:
        """Return the place of a passage; None if the document lacks its block."""
        starts = self._starts.get((plan, evidence.block))
        if not starts:
            return None
        number = max(bisect_right(starts, evidence.start) - 1, 0)
        return CellRef(SOURCE, self._rows[plan, evidence.block][number])


def _passages(book: IndexedPlan) -> Iterator[SourceRow]:
    for block in book.document.blocks:
        for start, text in _pieces(block):
            yield SourceRow(book.plan.plan.id, block.id, block.page, block.kind, start, text)


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


def facts_by_row(shelf: IndexedCorpus, places: WorkbookPlaces) -> tuple[dict[int, Counter[str]], dict[int, CellRef]]:
    """Return what was read from each row of the source sheet, and the first task or indicator among it."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    first: dict[int, CellRef] = {}
    for book in shelf.books:
        for kind, id, evidence in _facts(book):
            place = places.source(book.plan.plan.id, evidence)
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
