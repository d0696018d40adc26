"""A sheet of a filled workbook as rows of texts by column title, with what is wrong in it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.ledger.layout import FIRST, GUIDE, HEAD, META, SHEETS, ColumnSpec, without_space
from pipeline.ledger.opened import Opened, cell_text
from pipeline.ledger.problems import Problem, RefusedWorkbookError, problem_of
from pipeline.ledger.quarter import Quarter
from pipeline.views.phrases import figure

_QUARTER = re.compile(r"((?:19|20)\d\d)年第([一二三四])季度")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_LAST_HEAD = 12
"""Rows in which the column titles are looked for: a person may have put lines above them."""


class FilledRow(NamedTuple):
    """A row: texts by column title; ``extra`` those of columns that somebody added."""

    number: int
    cells: dict[str, str]
    extra: dict[str, str]
    merged: str | None
    """A range of merged cells that reaches into the row."""
    broken: tuple[str, str] | None
    """Column and text of a cell whose formula has no result."""


class SheetRows(NamedTuple):
    sheet: str
    title: str
    """Name that the sheet has now."""
    rows: tuple[FilledRow, ...]


def ledger_sheets(opened: Opened, problems: list[Problem]) -> Iterator[SheetRows]:
    """Yield the ledger sheets that are present; RefusedWorkbookError if a column is missing or is there twice."""
    pages = {page.title: page for page in opened.values.worksheets}
    used = {META}
    for sheet, (kind, fields, _) in SHEETS.items():
        page = pages.get(sheet)
        head = _head(page, fields) if page else None
        if head is None:
            others = [p for name, p in pages.items() if name not in SHEETS and name not in used and _head(p, fields)]
            if page is None and others:
                page = others[0]
                head = _head(page, fields)
                problems.append(problem_of("sheet-renamed", sheet, now=page.title))
        if page is None:
            if opened.meta.rows[kind]:
                problems.append(problem_of("sheet-missing", sheet, count=len(opened.meta.rows[kind])))
            continue
        used.add(page.title)
        _check_quarter(page, opened.meta.quarter)
        yield SheetRows(sheet, page.title, tuple(_rows(page, opened, fields, head or HEAD, sheet, problems)))
    known = {*used, *SHEETS, GUIDE}
    problems.extend(problem_of("sheet-foreign", name) for name in pages if name not in known)


def _head(page: Worksheet, fields: tuple[ColumnSpec, ...]) -> int | None:
    """Return the row with most of the column titles; None if no row has more than half of them."""
    titles = {field.title for field in fields}
    best, most = None, len(titles) // 2
    for number, row in enumerate(page.iter_rows(max_row=_LAST_HEAD, values_only=True), 1):
        found = len(titles & {without_space(cell_text(value)) for value in row})
        if found > most:
            best, most = number, found
    return best


def _check_quarter(page: Worksheet, quarter: Quarter) -> None:
    for row in page.iter_rows(max_row=FIRST - 1, values_only=True):
        for value in row:
            shown = _QUARTER.search(cell_text(value))
            if shown and shown[0] != quarter.label:
                raise RefusedWorkbookError(
                    problem_of("quarter-edited", page.title, found=quarter.message, shown=shown[0])
                )


def _rows(
    page: Worksheet, opened: Opened, fields: tuple[ColumnSpec, ...], head: int, sheet: str, problems: list[Problem]
) -> Iterator[FilledRow]:
    columns = _columns(page, fields, head, sheet, problems)
    merged = _merged_rows(page, head)
    formulas = opened.formulas[page.title]
    filled = {field.title for field in fields if field.filled}
    for number, row in enumerate(page.iter_rows(min_row=head + 1), head + 1):
        texts = {title: _display_text(row[at]) if at < len(row) else "" for title, at in columns.items()}
        known = {title: text for title, text in texts.items() if title in {field.title for field in fields}}
        extra = {title: text for title, text in texts.items() if title not in known and text}
        broken = None
        for title in filled:
            # a formula without a stored result reads as an empty cell: it must not pass for "nothing filled in"
            formula = formulas.cell(number, columns[title] + 1).value
            if known[title] in _ERRORS or (not known[title] and isinstance(formula, str) and formula.startswith("=")):
                broken = title, known[title] or str(formula)
                known[title] = broken[1]
        if any(known.values()) or extra:
            yield FilledRow(number, known, extra, merged.get(number), broken)


def _display_text(cell: Cell | MergedCell) -> str:
    """Return what a cell shows; 98.5% is kept by a spreadsheet as 0.985."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and "%" in cell.number_format:
        return f"{figure(round(cell.value * 100, 8))}%"
    return cell_text(cell.value)


def _columns(
    page: Worksheet, fields: tuple[ColumnSpec, ...], head: int, sheet: str, problems: list[Problem]
) -> dict[str, int]:
    """Return the place of each column by title, added ones included."""
    titles = [without_space(cell_text(cell.value)) for cell in page[head]]
    known = [field.title for field in fields]
    counts = Counter(titles)
    twice = [title for title in known if counts[title] > 1]
    if twice:
        raise RefusedWorkbookError(problem_of("column-twice", page.title, columns="、".join(twice)))
    missing = [title for title in known if title not in counts and title not in ("上季状态", "上季完成值", "序号")]
    if missing:
        raise RefusedWorkbookError(problem_of("column-missing", page.title, columns="、".join(missing)))
    added: dict[str, int] = {}
    for at, title in enumerate(titles):
        if title and title not in known:
            added[title if title not in added else f"{title}（第{at + 1}列）"] = at
    if added:
        problems.append(problem_of("column-added", page.title, columns="、".join(added)))
    return {title: at for at, title in enumerate(titles) if title in known} | added


def _merged_rows(page: Worksheet, head: int) -> dict[int, str]:
    rows: dict[int, str] = {}
    for merged in page.merged_cells.ranges:
        _, top, _, bottom = range_boundaries(merged.coord)
        rows.update(dict.fromkeys(range(max(top, head + 1), min(bottom, page.max_row) + 1), merged.coord))
    return rows
