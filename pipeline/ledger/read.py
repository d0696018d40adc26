"""Read a filled workbook: each row becomes an entry, or is stored whole with the reason why it was not imported."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from extractors.language.numerals import printed_number
from pipeline.ledger.entry import STATUSES, LedgerEntry, Unplaced
from pipeline.ledger.grid import FilledRow, SheetRows, ledger_sheets
from pipeline.ledger.layout import ID, SHEETS, without_space
from pipeline.ledger.opened import Meta, Opened, open_ledger
from pipeline.ledger.problems import Problem, RefusedWorkbookError, problem_of
from pipeline.ledger.quarter import Quarter
from pipeline.ledger.subjects import tracked_indicators, tracked_tasks
from schemas import Plan

ALIKE = 60
"""Smallest likeness in % at which an edited text is taken for the same task."""


class Expected(NamedTuple):
    """What the person who reads expects; None if nothing is expected."""

    plan: str | None = None
    quarter: Quarter | None = None


ANY = Expected()


class LedgerReading(NamedTuple):
    """The result of reading one workbook. ``meta`` is None if the file was refused before its hidden sheet was read."""

    file: str
    meta: Meta | None
    entries: tuple[LedgerEntry, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    problems: tuple[Problem, ...] = ()
    blank: int = 0
    """Rows in which nothing was filled in."""

    @property
    def is_refused(self) -> bool:
        """Return whether nothing was taken from the file."""
        return any(problem.level == "refused" for problem in self.problems)


def read_ledger(path: Path, plans: Mapping[str, Plan], on: str, wanted: Expected = ANY) -> LedgerReading:
    """Read one workbook; the corpus is not touched. ``on``: day of reading. UnreadableError if there is no such file."""
    meta = None
    problems: list[Problem] = []
    try:
        opened = open_ledger(path)
        meta = opened.meta
        _check_purpose(meta, plans, wanted)
        # a list, so that a refusal by the last sheet comes before any row of the first is taken
        sheets = list(ledger_sheets(opened, problems))
    except RefusedWorkbookError as error:
        return LedgerReading(path.name, meta, problems=(*problems, error.problem))
    reader = _RowReader(opened, plans[meta.plan], on, problems)
    for grid in sheets:
        reader.read(grid)
    return LedgerReading(path.name, meta, tuple(reader.entries), tuple(reader.unplaced), tuple(problems), reader.blank)


def _check_purpose(meta: Meta, plans: Mapping[str, Plan], wanted: Expected) -> None:
    if wanted.plan is not None and meta.plan != wanted.plan:
        raise RefusedWorkbookError(problem_of("other-plan", plan=meta.plan, wanted=wanted.plan))
    if wanted.quarter is not None and meta.quarter != wanted.quarter:
        mine, theirs = meta.quarter, wanted.quarter
        raise RefusedWorkbookError(problem_of("other-quarter", found=mine.message, wanted=theirs.message))
    if meta.plan not in plans:
        raise RefusedWorkbookError(problem_of("unknown-plan", plan=meta.plan))


class _RowReader:
    """Takes the rows of one workbook."""

    def __init__(self, opened: Opened, plan: Plan, on: str, problems: list[Problem]) -> None:
        self.meta, self.on, self.problems = opened.meta, on, problems
        self.file, self.sha256 = opened.path.name, opened.sha256
        self.entries: list[LedgerEntry] = []
        self.unplaced: list[Unplaced] = []
        self.blank = 0
        self.now = {
            "task": {row.id: without_space(row.quote) for row in tracked_tasks(plan)},
            "indicator": {entry.id: without_space(f"{entry.name} {entry.measure or ''}") for entry in plan.indicators},
        }
        year = opened.meta.quarter.year
        self.numeric = {
            line.id
            for line in tracked_indicators(plan, year)
            if line.target is not None and line.target.value is not None
        }

    def read(self, grid: SheetRows) -> None:
        """Take the rows of a sheet: first find the subject of each, then read what it says."""
        kind, fields, _ = SHEETS[grid.sheet]
        written = self.meta.rows[kind]
        known: dict[str, list[FilledRow]] = defaultdict(list)
        for row in grid.rows:
            id = self._subject(grid, row, written)
            if id is not None:
                known[id].append(row)
        filled = [field.title for field in fields if field.filled]
        for id, rows in known.items():
            only = self._only(grid, rows, filled)
            if only is not None and self._agrees(grid, only, kind, id, written):
                self._take(grid, only, kind, id, written[id])
        self._account(grid, list(known), written)

    def _subject(self, grid: SheetRows, row: FilledRow, written: Mapping[str, str]) -> str | None:
        """Return the id of the row's subject; None if the row is empty or its subject is unknown."""
        id, text = row.cells[ID], _subject_text(grid.sheet, row)
        if id in written:
            return id
        if id:
            self._refuse(grid, row, "row-foreign", id=id)
            return None
        same = [other for other, quote in written.items() if text and without_space(quote) == text]
        if len(same) == 1:
            self._note(grid, row, "id-restored", id=same[0])
            return same[0]
        self._refuse(grid, row, "row-unknown")
        return None

    def _only(self, grid: SheetRows, rows: list[FilledRow], filled: list[str]) -> FilledRow | None:
        """Return the one row of a subject that counts; None if several contradict each other."""
        if len(rows) == 1:
            return rows[0]
        distinct = {tuple(row.cells[title] for title in filled) + tuple(row.extra.items()): row for row in rows}
        filled_in = [row for texts, row in distinct.items() if any(texts)]
        if len(filled_in) > 1:
            for row in rows:
                self._refuse(grid, row, "row-twice", count=len(rows))
            return None
        self._note(grid, rows[0], "row-repeated", count=len(rows))
        return filled_in[0] if filled_in else rows[0]

    def _agrees(self, grid: SheetRows, row: FilledRow, kind: str, id: str, written: Mapping[str, str]) -> bool:
        """Return whether the row may be taken for the subject that its id names."""
        text, quote = _subject_text(grid.sheet, row), without_space(written[id])
        if text != quote:
            # the text of one task beside the id of another: a part of the sheet was sorted, or a cell pasted
            other = next((key for key, own in written.items() if key != id and without_space(own) == text), None)
            if other is not None:
                self._refuse(grid, row, "row-mixed", id=id, other=other)
                return False
            if fuzz.ratio(text, quote) < ALIKE:
                self._refuse(grid, row, "text-replaced", id=id)
                return False
            self._note(grid, row, "text-edited")
        if row.merged:
            self._refuse(grid, row, "merged", range=row.merged)
            return False
        if id not in self.now[kind]:
            self._refuse(grid, row, "plan-dropped", id=id)
            return False
        if self.now[kind][id] != quote and self._is_filled(grid, row):
            self._note(grid, row, "plan-changed")
        return True

    def _take(self, grid: SheetRows, row: FilledRow, kind: str, id: str, quote: str) -> None:
        cells = row.cells
        if row.broken:
            self._refuse(grid, row, "cell-error", column=row.broken[0], text=row.broken[1])
            return
        if not self._is_filled(grid, row):
            self.blank += 1
            return
        if cells["状态"] and cells["状态"] not in STATUSES:
            self._refuse(grid, row, "status-unknown", text=cells["状态"], known="、".join(STATUSES))
            return
        number = _number(cells["完成值"])
        if cells["完成值"] and number is None and id in self.numeric:
            self._note(grid, row, "value-words", text=cells["完成值"])
        _, fields, _ = SHEETS[grid.sheet]
        filled_in = {field.name: cells[field.title] or None for field in fields if field.filled}
        where = {"file": self.file, "sha256": self.sha256, "row": row.number, "on": self.on}
        facts = {"kind": kind, "id": id, "unit": self.meta.unit, "quote": quote, "number": number, "extra": row.extra}
        self.entries.append(LedgerEntry.model_validate(facts | filled_in | where))

    def _account(self, grid: SheetRows, ids: list[str], written: Mapping[str, str]) -> None:
        """Report which rows are missing, and whether the others were moved."""
        stored = {record.cells.get(ID) for record in self.unplaced}
        missing = [id for id in written if id not in ids and id not in stored]
        if missing:
            titles = "、".join(written[id].partition("\n")[0][:20] for id in missing[:3])
            more = "…" if len(missing) > 3 else ""
            self.problems.append(problem_of("rows-deleted", grid.title, count=len(missing), titles=titles + more))
        order = {id: at for at, id in enumerate(written)}
        places = [order[id] for id in ids]
        if places != sorted(places):
            self.problems.append(problem_of("rows-moved", grid.title))

    def _is_filled(self, grid: SheetRows, row: FilledRow) -> bool:
        _, fields, _ = SHEETS[grid.sheet]
        return bool(row.extra) or any(row.cells[field.title] for field in fields if field.filled)

    def _note(self, grid: SheetRows, row: FilledRow, code: str, **values: object) -> None:
        self.problems.append(problem_of(code, grid.title, row.number, **values))

    def _refuse(self, grid: SheetRows, row: FilledRow, code: str, **values: object) -> None:
        """Store a filled row with what is wrong in it. A row in which nothing was filled in only counts as blank."""
        if not self._is_filled(grid, row):
            self.blank += 1
            return
        self._note(grid, row, code, **values)
        cells = {title: text for title, text in (row.cells | row.extra).items() if text}
        record = Unplaced(
            why=code,
            sheet=grid.title,
            row=row.number,
            cells=cells,
            unit=self.meta.unit,
            file=self.file,
            sha256=self.sha256,
            on=self.on,
        )
        self.unplaced.append(record)


def _subject_text(sheet: str, row: FilledRow) -> str:
    """Return the text that identifies a row's subject."""
    return without_space("".join(row.cells.get(title, "") for title in SHEETS[sheet][2]))


def _number(text: str) -> float | None:
    """Return a plain number; None for words, ranges and numbers with a measure."""
    return printed_number(text.removesuffix("%"))
