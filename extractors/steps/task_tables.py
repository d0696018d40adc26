"""Tables of tasks: each row that assigns work becomes a task, tied to the body task that it details."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning, word
from extractors.language.deadlines import last_day
from extractors.language.marks.list_marks import ListMark, mark_at, without_punctuation
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.outline.deadlines import in_year_of_plan
from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.detailed_tasks import BodyTasks, UnusedIds
from extractors.steps.marked_cells import legend_beside, marked_cells
from extractors.steps.row_clauses import deadline_of_cells, extras_of_cells
from extractors.steps.step import Known
from extractors.tables.joined_figures import holds_figures
from extractors.tables.plan_items import plan_items
from extractors.tables.role_cells import RoleCell
from extractors.tables.rows import Row, repeated_headers, text_of
from extractors.tables.task_table import (
    LONGEST_NUMBER,
    TaskTable,
    categories_of,
    cells_with_units,
    group_titles,
    heads_rows,
    is_total,
    names_units,
    spans_group,
    task_table,
)
from schemas import Cell, Deadline, Extra, Heading, Period, PlanHeader, Task

KEPT = ("note", "person", "category", "indicator", "measure", "value", "attribute", "other")
SENTENCE = lazy_pattern(r"[。；;！？]")


class _RowTask(NamedTuple):
    table: TaskTable
    row: int
    cells: Row
    above: Cell | None
    """The title cell that the row shares with others, or has for itself."""
    title: str
    """What the row is compared by with the tasks of the text."""
    detailed: Task | None = None


def read_table_tasks(part: Part, known: Known) -> Iterator[object]:
    """Yield headings, tasks and role cells of the plan's task tables, row by row."""
    body = BodyTasks(task for task in known.all(Task) if task.origin == "body")
    period = next((header.period for header in known.all(PlanHeader)), Period())
    reading = next(iter(known.all(Reading)), None)
    numbers: Counter[str] = Counter()
    ids = UnusedIds({task.id for task in known.all(Task)} | {heading.id for heading in known.all(Heading)})
    for place, block in enumerate(part.body):
        table = task_table(block)
        if table is None:
            continue
        rows = tuple(_tied(tuple(_rows(table)), body))
        legend = legend_beside(part.body, place)
        annexed = any(row.detailed for row in rows) or bool(reading and reading.outline.annex_titles)
        heading: Heading | None = None
        section: Cell | None = None
        for row in rows:
            if row.detailed is None and row.above is not None and row.above is not section:
                section = row.above
                heading = _heading(part, row, ids)
                yield heading
            id = ids.take(_id(part, row, annexed, numbers))
            units = (*_role_cells(row, id), *marked_cells(block, row.cells, legend, id))
            task = _task(row, id, annexed, heading if row.detailed is None else None, period)
            deadline = task.deadline or deadline_of_cells(units, period)
            yield task.model_copy(update={"deadline": deadline, "extras": (*task.extras, *extras_of_cells(units))})
            yield from units


def _tied(rows: Sequence[_RowTask], body: BodyTasks) -> Iterator[_RowTask]:
    """Yield the rows with the tasks of the text that they detail, by their numbers alone only where all titles of the table have one."""
    numbered = body.has_numbers(row.title for row in rows if row.above is not None)
    for row in rows:
        yield row._replace(detailed=body.detailed_by(row.title, by_number=numbered and row.above is not None))


def _rows(table: TaskTable) -> Iterator[_RowTask]:
    """Yield the rows that hold a task of their own: their text cell begins there and is no group title over all columns."""
    repeated, titles = repeated_headers(table.block), group_titles(table)
    group: Cell | None = None
    categories: Row = {}
    for number, cells in table.rows:
        if heads_rows(table.block, cells, 0) and table.text:
            group, categories = cells[0], {}
            continue
        own = _text_cell(table, cells)
        if own is None or own.row != number or not text_of(table.block, own):
            continue
        if number in repeated:
            continue
        if is_total(table, cells) and own.column + own.column_span < len(table.columns):
            continue
        if number in titles or spans_group(table, own, cells):
            group, categories = own, {}
            continue
        categories = categories_of(table, cells, categories)
        above = cells.get(table.title) if table.title is not None else None
        above = above if above is not None and text_of(table.block, above) else group
        title = text_of(table.block, _title_cell(table, cells) or above or cells[table.text])
        yield _RowTask(table, number, {**cells, **categories}, above, title)


def _text_cell(table: TaskTable, cells: Row) -> Cell | None:
    """Return the cell with the row's work: the content, or the row's own title where no content is printed."""
    cell = cells.get(table.text)
    return cell if text_of(table.block, cell) or table.own_title is None else cells.get(table.own_title)


def _title_cell(table: TaskTable, cells: Row) -> Cell | None:
    return cells.get(table.own_title) if table.own_title is not None else None


def _heading(part: Part, row: _RowTask, ids: UnusedIds) -> Heading:
    """Make a heading of the title cell above a row's text."""
    assert row.above is not None
    block = row.table.block
    text = block.text[row.above.start : row.above.end]
    mark: ListMark | None = mark_at(text)
    start = mark.end if mark else 0
    return Heading(
        id=ids.take(f"{part.plan_id}/heading/table.{mark.ordinal if mark else row.row}"),
        marker=mark.printed_form(text) if mark else "",
        level=1,
        ordinal=mark.ordinal if mark else None,
        title=without_blanks(text[start:]),
        evidence=block.evidence(row.above.start, row.above.end, "table.title"),
    )


def _id(part: Part, row: _RowTask, annexed: bool, numbers: Counter[str]) -> str:
    """Annex rows count within their body task (``annex/7.2``); rows of a list take its printed number (``task/12``)."""
    if row.detailed is not None:
        stem = row.detailed.id.rsplit("/", 1)[1]
        numbers[stem] += 1
        return f"{part.plan_id}/annex/{stem}.{numbers[stem]}"
    number = _number(row)
    if number is None:
        numbers[""] += 1
    return f"{part.plan_id}/{'annex' if annexed else 'task'}/{number or 'r' + str(numbers[''])}"


def _number(row: _RowTask) -> str | None:
    """Return the row's 序号 where that cell is its own."""
    for index, column in enumerate(row.table.columns):
        cell = row.cells.get(index)
        if column.kind == "number" and cell is not None and cell.row == row.row:
            text = without_blanks(text_of(row.table.block, cell))
            return without_punctuation(text) or None if len(text) <= LONGEST_NUMBER else None
    return None


def _task(row: _RowTask, id: str, annexed: bool, heading: Heading | None, period: Period) -> Task:
    block = row.table.block
    cell = _text_cell(row.table, row.cells)
    assert cell is not None
    text = text_of(block, cell)
    title = _title_cell(row.table, row.cells)
    named = text_of(block, title) if title else text
    mark = mark_at(named) if row.table.title is None else None
    start = cell.start + block.text[cell.start : cell.end].index(text)
    words = text[mark.end :] if mark and not title else text
    marker = _number(row) or (without_punctuation(mark.printed_form(named)) if mark else None)
    if title and title.end <= cell.start and not block.text[title.end : cell.start].strip():
        start = title.start  # side by side, the two are one passage
    return Task(
        id=id,
        marker=marker,
        title=without_blanks(named[mark.end if mark else 0 :]) if title else _first_clause(words),
        text=words,
        origin="annex" if annexed else "body",
        details=row.detailed.id if row.detailed else None,
        heading=row.detailed.heading if row.detailed else heading.id if heading else None,
        deadline=_deadline(row, period),
        plan_items=tuple(
            item for _, passage in _cells(row, "plan") for item in plan_items(block, passage.start, passage.end, id)
        ),
        extras=tuple(_extras(row)),
        evidence=block.evidence(start, cell.end, "table.row"),
    )


def _extras(row: _RowTask) -> Iterator[Extra]:
    """Keep what other columns print for the row: 备注, 责任人, 目标 …"""
    block = row.table.block
    for column, cell in _cells(row, *KEPT):
        text = text_of(block, cell)
        if column.label and not _names_units(column, text):
            evidence = block.evidence(cell.start, cell.end, "table.extra")
            yield Extra(key=column.label, value=without_blanks(text), evidence=evidence)


def _names_units(column: ColumnMeaning, text: str) -> bool:
    """Return whether units stand under an unknown header word: they are left unread, so that the account announces them."""
    if column.kind != "other" or word(column.label) is not None:
        return False
    return names_units(text)


def _cells(row: _RowTask, *kinds: str) -> Iterator[tuple[ColumnMeaning, Cell]]:
    """Yield the cells with text in the columns of these kinds, from left to right; not that of the work, which may span them."""
    work = (_text_cell(row.table, row.cells), _title_cell(row.table, row.cells))
    for index, column in enumerate(row.table.columns):
        cell = row.cells.get(index)
        if column.kind in kinds and cell is not None and cell not in work and text_of(row.table.block, cell):
            yield column, cell


def _deadline(row: _RowTask, period: Period) -> Deadline | None:
    block = row.table.block
    for _, cell in _cells(row, "deadline"):
        text = without_blanks(text_of(block, cell))
        if holds_figures(text):
            continue
        evidence = block.evidence(cell.start, cell.end, "table.deadline")
        return in_year_of_plan(Deadline(text=text, on=last_day(text), evidence=evidence), period)
    return None


def _role_cells(row: _RowTask, subject: str) -> Iterator[RoleCell]:
    """Yield the cells that name units, in all rows over which the row's text reaches; each cell once."""
    text = _text_cell(row.table, row.cells)
    end = text.row + text.row_span if text else row.row + 1
    for column, cell in cells_with_units(row.table, row.row, end):
        if column.role:
            yield RoleCell(subject, column.label, column.role, row.table.block, cell.start, cell.end)


def _first_clause(text: str) -> str:
    stop = SENTENCE.search(text)
    first = text[: stop.start()] if stop else text
    if len(first) > 40:
        first = re.split(r"[，,]", first, maxsplit=1)[0]
    return re.sub(r"\s*\n\s*", "", first.strip())  # the lines of a narrow cell
