"""责任分工: units across, tasks down. One sheet while the plans together name few units, else one a plan."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.export.places import PlanPlaces
from pipeline.export.words import SIGNS, marker_text, plan_name, relation_name
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.workbook.sheet import Row, Sheet, SheetCell, SheetColumn
from pipeline.workbook.spool import Spool
from schemas import Unit

NAME = "责任分工"
MOST = 80
"""Most units in one sheet for several plans."""
MATRICES = 1_000
"""Most plans that get a sheet each: no spreadsheet shows more of them in a usable way, and each takes 20 KB of memory."""
_KINDS = ("task", "safeguard", "annex", "heading")


class MatrixRow(NamedTuple):
    """What stands to the left of a subject's cells, and the cells by unit."""

    head: Row
    cells: Mapping[str, SheetCell]


class PlanMatrix(NamedTuple):
    """The matrix of one plan before the columns are known. ``ranks``: what orders the units, the highest first."""

    number: int
    title: str
    rows: Sequence[MatrixRow]
    ranks: Mapping[str, int]


class Matrices:
    """The matrices of the plans, which are added one after the other."""

    def __init__(self, plans: Spool[PlanMatrix], units: Mapping[str, Unit]) -> None:
        """Take where they wait, and the units by id, which are complete when the first sheet is asked for."""
        self._plans, self._units = plans, units
        self._named: set[str] = set()
        self._books = 0

    @property
    def is_for_all(self) -> bool:
        """Return whether one sheet has all plans."""
        return len(self._named) <= MOST or self._books == 1

    @property
    def is_left_out(self) -> bool:
        """Return whether there would be too many sheets, and there is none."""
        return not self.is_for_all and self._books > MATRICES

    def add(self, book: IndexedPlan, places: PlanPlaces) -> None:
        """Add the matrix of a plan."""
        self._books += 1
        if len(self._named) <= MOST:
            self._named |= {duty.responsibility.unit for duty in book.duties}
        if not self.is_left_out:
            self._plans.add([_plan_matrix(book, places, self._books)])

    def sheets(self) -> Iterator[tuple[Sheet, int]]:
        """Yield the matrix of all plans, or one for each plan that names units, each with the number of its rows."""
        if self.is_for_all:
            yield self._sheet(self._plans, NAME, NAME)
        elif not self.is_left_out:
            for plan in self._plans:
                if plan.ranks or plan.rows:
                    yield self._sheet((plan,), f"{NAME}{plan.number}", f"{NAME} · {plan.title}")

    def _sheet(self, plans: Spool[PlanMatrix] | Sequence[PlanMatrix], name: str, title: str) -> tuple[Sheet, int]:
        ranks, totals, count = Counter[str](), Counter[str](), 0
        for plan in plans:
            ranks.update(plan.ranks)
            for row in plan.rows:
                totals.update(row.cells.keys())
            count += len(plan.rows)
        units = sorted(ranks, key=lambda id: (-ranks[id], id))
        columns: tuple[SheetColumn, ...] = (
            SheetColumn("计划", 15),
            SheetColumn("序号", 7, "mark"),
            SheetColumn("事项", 40),
            SheetColumn("单位数", 7, "mark"),
        )
        columns += tuple(
            SheetColumn(self._units[id].name if id in self._units else id, 4.6, "mark", True) for id in units
        )
        rows = (
            (*row.head, *(row.cells.get(unit, SheetCell(None)) for unit in units))
            for plan in plans
            for row in plan.rows
        )
        legend = "  ".join(f"{SIGNS[relation]} {relation_name(relation)}" for relation in SIGNS)
        total = tuple(
            SheetCell(value, style="total")
            for value in ("合计", None, "每个单位的事项数", None, *(totals[id] for id in units))
        )
        note = f"{legend}；灰色据分解表。点符号看原文。"
        return Sheet(name, title, note, columns, rows, fixed=4, tail=(total,) if count else ()), count


def _plan_matrix(book: IndexedPlan, places: PlanPlaces, number: int) -> PlanMatrix:
    ranks: Counter[str] = Counter()
    for duty in book.duties:
        if book.kinds.get(duty.subject) in _KINDS and duty.via is None:
            ranks[duty.responsibility.unit] += 2 if duty.responsibility.relation == "leads" else 1
    rows = []
    for subject, kind in book.kinds.items():
        cells = _cells(book, subject, places) if kind in _KINDS else {}
        if cells:
            marker = SheetCell(marker_text(book, subject), places.fact(subject))
            rows.append(MatrixRow((plan_name(book), marker, book.title(subject), len(cells)), cells))
    return PlanMatrix(number, book.name, tuple(rows), ranks)


def _cells(book: IndexedPlan, subject: str, places: PlanPlaces) -> dict[str, SheetCell]:
    """Return a subject's cells by unit; a cell has all signs of a unit with several relations."""
    found = defaultdict(list)
    for duty in book.duties_of.get(subject, ()):
        found[duty.responsibility.unit].append(duty)
    cells = {}
    for unit, duties in found.items():
        first = duties[0]
        signs = "".join(dict.fromkeys(SIGNS[duty.responsibility.relation] for duty in duties))
        place = places.source(first.responsibility.evidence)
        cells[unit] = SheetCell(signs, place, "pale" if first.via else first.responsibility.relation)
    return cells
