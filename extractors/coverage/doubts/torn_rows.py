"""Rows of pieced tables in which a cell holds characters of its neighbour: no facts, or facts with doubt.

Facts that took part of another cell become unread passages; what else the row and the row before it gave carries ``doubt``.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.coverage.doubts.cell_borders import cut_words, shifted_rows, torn_rows
from extractors.coverage.doubts.source_characters import SourceCharacters, touches
from extractors.coverage.doubts.torn_names import LONGEST_REST, TableNames, holds_two_names
from extractors.coverage.doubts.touching_cells import in_words, is_closed, misread_rows, touch
from extractors.coverage.pieced_tables import PiecedTable, pieced_tables, row_spans
from extractors.coverage.unread_spans import UnreadSpan
from schemas import Block, Cell, Message, Plan, Responsibility
from schemas.evidence import Evidence

DOUBT = Message(
    zh="本行单元格的边界不清，文字可能归错了列或行，请对照原文核对。",
    en="The borders of this row's cells are not clear: text may be in the wrong column or row; compare it with the source.",
)
TORN_SHARE = 0.5
"""Share of doubtful rows from which on no row of a table is believed."""
OFTEN = 0.5
"""Share of rows that fill a column from which on an empty cell in it means that its text went elsewhere."""


class RowDoubts(NamedTuple):
    """Doubtful rows of one table, and the responsibilities (by place in the plan) that took another cell's text."""

    table: PiecedTable
    refused: frozenset[int]
    """Rows that give no facts."""
    listed: frozenset[int]
    """Rows that are announced: these, the rows before them, and those of single refused names."""
    duties: frozenset[int]


def doubts(plan: Plan, blocks: Sequence[Block], source: SourceCharacters) -> tuple[RowDoubts, ...]:
    """Find the doubtful rows of all pieced tables of a plan."""
    prose = "\n".join(block.text for block in blocks if block.table is None)
    names = TableNames((duty.name for duty in plan.responsibilities), prose)
    return tuple(_DutyTable(table, plan, source, names).doubts() for table in pieced_tables(blocks))


class _DutyTable:
    """The responsibilities of one table, by the cell that names them."""

    def __init__(self, table: PiecedTable, plan: Plan, source: SourceCharacters, names: TableNames) -> None:
        self._table, self._source, self._names = table, source, names
        self._cells: dict[tuple[int, int], list[tuple[int, Responsibility]]] = {}
        for place, duty in enumerate(plan.responsibilities):
            cell = table.cell_at(duty.evidence)
            if cell is not None:
                self._cells.setdefault((cell.row, cell.column), []).append((place, duty))

    def doubts(self) -> RowDoubts:
        torn = self._table.incomplete_rows() | set(torn_rows(self._table))
        before = {self._table.before(row) for row in torn}
        refused = self._table.misplaced_rows() | torn
        refused |= {*shifted_rows(self._table), *cut_words(self._table), *misread_rows(self._table)}
        if len(refused) > TORN_SHARE * len(self._table.cells):
            refused = set(self._table.cells)
        duties = {*self._duties_with_rests(), *self._duties_run_together()}
        rows = {key[0] for key, found in self._cells.items() if any(place in duties for place, _ in found)}
        rows |= {*self._guessed_borders(), *self._without_units()}
        return RowDoubts(self._table, frozenset(refused), frozenset(refused | before | rows), frozenset(duties))

    def _duties_with_rests(self) -> Iterator[int]:
        """Yield the responsibilities whose name begins with the end of the cell before, and what this cell lost."""
        for (row, column), found in self._cells.items():
            place, duty = min(found, key=lambda pair: pair[1].evidence.start)
            cell = self._table.cell(row, column)
            if cell is None or duty.evidence.start > cell.start:
                continue
            before = self._table.block.text[: duty.evidence.start][-LONGEST_REST:]
            if self._names.lacks_beginning(duty.name, before.rstrip()):
                yield place
            adjacent = not self._source.before(duty.evidence).isspace() and bool(self._source.before(duty.evidence))
            # A line that ends inside the first name may end where the cell before it does.
            pieces = [end - start for start, end in duty.evidence.raw]
            broken = pieces[0] if len(pieces) > 1 else 0
            if self._names.rest_before(duty.name, adjacent, broken):
                yield place
                yield from self._last_before(row, column, duty) if adjacent else ()

    def _guessed_borders(self) -> Iterator[int]:
        """Yield rows whose units touch the cell before them, where nothing else in the document names the first unit."""
        for (row, column), found in self._cells.items():
            _, duty = min(found, key=lambda pair: pair[1].evidence.start)
            cells = self._table.cells.get(row, [])
            pairs = (
                pair
                for pair in pairwise(cells)
                if pair[1].column == column and self._table.kind(pair[0].column) != "role"
            )
            guess = any(
                in_words(self._table, *pair) and touch(self._table, *pair) and not is_closed(self._table, pair[0])
                for pair in pairs
            )
            if guess and not self._names.is_repeated(duty.name):
                yield row

    def _without_units(self) -> Iterator[int]:
        """Yield rows that lack units as few rows do, and print a list where they have their title."""
        for row, cells in self._table.cells.items():
            listed = any(
                self._table.kind(cell.column) in ("title", "content")
                and self._names.ends_in_name(self._table.text(cell))
                for cell in cells
            )
            if listed and self._table.empty_role(row, -1, OFTEN):
                yield row

    def _last_before(self, row: int, column: int, duty: Responsibility) -> Iterator[int]:
        for (other, left), found in self._cells.items():
            if other == row and left < column:
                yield from (place for place, last in found if touches(last.evidence, duty.evidence))

    def _duties_run_together(self) -> Iterator[int]:
        """Yield the responsibilities of a cell whose names run together beside an empty cell for units."""
        for (row, column), found in self._cells.items():
            alone = self._table.empty_role(row, column, OFTEN)
            joined = any(_touch(left, right) for _, left in found for _, right in found)
            for place, duty in found:
                if holds_two_names(duty.name) or (alone and joined):
                    yield place


def _touch(left: Responsibility, right: Responsibility) -> bool:
    return left.evidence.block == right.evidence.block and left.evidence.end == right.evidence.start


def spans(found: Sequence[RowDoubts]) -> Iterator[UnreadSpan]:
    """Yield the doubtful rows as unread passages."""
    for each in found:
        of_rows = row_spans(each.table.table)
        for row in sorted(each.listed & of_rows.keys()):
            yield UnreadSpan("doubtful row", each.table.block, *of_rows[row])


def without_refused(plan: Plan, found: Sequence[RowDoubts]) -> Plan:
    """Return the plan without the facts of refused rows; other facts of doubtful rows carry ``doubt``."""
    fates = _Fates(found)
    indicators = tuple(indicator for indicator in plan.indicators if not fates.is_in(indicator.evidence, "listed"))
    gone = {indicator.id for indicator in plan.indicators} - {indicator.id for indicator in indicators}
    duties = tuple(
        duty.model_copy(update={"doubt": DOUBT}) if fates.is_in(duty.evidence, "listed") else duty
        for place, duty in enumerate(plan.responsibilities)
        if place not in fates.duties and duty.subject not in gone and not fates.is_in(duty.evidence, "refused")
    )
    tasks = tuple(
        task.model_copy(update={"doubt": DOUBT}) if fates.is_in(task.evidence, "listed") else task
        for task in plan.tasks
    )
    return plan.model_copy(update={"tasks": tasks, "indicators": indicators, "responsibilities": duties})


class _Fates:
    """Whether a passage lies in a doubtful row."""

    def __init__(self, found: Sequence[RowDoubts]) -> None:
        self._tables = {each.table.block.id: each for each in found}
        self.duties = {place for each in found for place in each.duties}

    def is_in(self, evidence: Evidence, rows: str) -> bool:
        each = self._tables.get(evidence.block)
        if each is None:
            return False
        cell: Cell | None = each.table.cell_at(evidence)
        return cell is not None and cell.row in (each.refused if rows == "refused" else each.listed)
