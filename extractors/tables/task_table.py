"""Find the tables that assign work, and the columns that say which."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.language.marks.list_marks import mark_at
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.tables.columns import columns_of
from extractors.tables.indicator_rows import TOTALS, scheme_of
from extractors.tables.rows import Row, Rows, body_rows, text_of
from extractors.units.lists import split_units
from schemas import Block, Cell

LONGEST_NUMBER = 6
NAMELESS = ("category", "indicator", "other")
"""Kinds of a column that names the work only if no column of titles or contents does: 活动名称, 事项."""


_HAN = lazy_pattern(rf"[{ONE_TO_TEN}]{{1,3}}")
ASSIGNING = {"role", "plan", "mark"}
DATING = {"deadline", "person", "value"}
"""Kinds of columns of which one marks a table of tasks; by those of the second set only beside a title and a content."""


class TaskTable(NamedTuple):
    """A table of tasks: the columns that matter."""

    block: Block
    columns: tuple[ColumnMeaning, ...]
    text: int
    """The column whose text the row's work is."""
    title: int | None
    """A column of titles before it, whose cells span several rows: they are headings."""
    own_title: int | None
    """A column of titles beside it, one for each row: 重点任务 beside 具体措施."""
    rows: Rows
    """The rows below the header."""


def task_table(block: Block) -> TaskTable | None:
    """Return the columns of a task table; None if a table has no tasks, or has indicators."""
    if block.table is None or scheme_of(block) is not None:
        return None
    columns, rows = columns_of(block), body_rows(block)
    contents, titles = (_places(columns, kind) for kind in ("content", "title"))
    kinds = {column.kind for column in columns}
    if not kinds & ASSIGNING and not (kinds & DATING and contents and titles):
        return None
    if not contents and titles:
        titles, contents = titles[:-1], titles[-1:]
    if not contents:
        contents = _widest(block, rows, columns)
    if not contents:
        return None
    title = titles[0] if titles else _titled_numbers(block, rows, columns)
    if title is not None and columns[title].kind == "title" and _one_a_row(block, rows, title):
        return TaskTable(block, columns, contents[-1], None, title, rows)
    return TaskTable(block, columns, contents[-1], title, None, rows)


def _one_a_row(block: Block, rows: Rows, column: int) -> bool:
    """Return whether a column holds a text of its own in every row: no cell is merged, empty or that of the row above again."""
    cells = [row.get(column) for _, row in rows if not _sums_up(block, row)]
    own = [cell for cell in cells if cell is not None and cell.column_span == 1]
    texts = [text_of(block, cell) for cell in own]
    again = any(above == below for above, below in pairwise(texts))
    return all(cell.row_span == 1 for cell in own) and "" not in texts and bool(texts) and not again


def _places(columns: Sequence[ColumnMeaning], kind: str) -> list[int]:
    return [place for place, column in enumerate(columns) if column.kind == kind]


def _widest(block: Block, rows: Rows, columns: Sequence[ColumnMeaning]) -> list[int]:
    """Return the column with the most text, where no header word names one and the table assigns its rows to units.

    No work is named by dates and figures, however long they are.
    """
    nameless = [place for place, column in enumerate(columns) if column.kind in NAMELESS and column.label]
    if not nameless or not (_places(columns, "role") or _places(columns, "mark")):
        return []
    texts = {place: [text_of(block, row.get(place)) for _, row in rows] for place in nameless}
    sizes = {place: sum(len(text) for text in texts[place] if not text[:1].isdigit()) for place in nameless}
    widest = max(nameless, key=sizes.__getitem__)
    return [widest] if sizes[widest] else []


def _titled_numbers(block: Block, rows: Rows, columns: Sequence[ColumnMeaning]) -> int | None:
    """Return the 序号 column where its cells hold titles behind the numbers: 7、深化改革."""
    number = next((place for place, column in enumerate(columns) if column.kind == "number"), None)
    if number is None:
        return None
    cells = [row.get(number) for _, row in rows if any(text_of(block, row.get(at)) for at in row if at != number)]
    texts = [text_of(block, cell) for cell in cells if cell is not None and cell.column_span == 1]  # 注：… spans all
    return number if any(len(text) > LONGEST_NUMBER for text in texts) else None


def heads_rows(block: Block, cells: Row, column: int) -> bool:
    """Return whether a row has nothing but a marked text in a column: 一、改善设施 above rows numbered 1, 2, in a cell of its own."""
    filled = [place for place, cell in cells.items() if text_of(block, cell)]
    return filled == [column] and mark_at(text_of(block, cells[column])) is not None


def is_total(table: TaskTable, cells: Row) -> bool:
    """Return whether a row sums up the others: 合计 in its first cell with text."""
    return _sums_up(table.block, cells)


def _sums_up(block: Block, cells: Row) -> bool:
    first = next((text for place in sorted(cells) if (text := text_of(block, cells[place]))), "")
    return without_blanks(first) in TOTALS


def group_titles(table: TaskTable) -> frozenset[int]:
    """Return the rows that title those below them: numbered 一 where others are numbered 1, no content, no unit.

    Where one column has the work, a title has nothing in any other.
    """
    number = next((place for place, column in enumerate(table.columns) if column.kind == "number"), None)
    if number is None or table.title is not None:
        return frozenset()
    marks = {row: text_of(table.block, cells.get(number)) for row, cells in table.rows}
    if not any(mark.isdigit() for mark in marks.values()):
        return frozenset()
    elsewhere = [table.text, *_places(table.columns, "role")]
    if table.own_title is None:
        elsewhere = [place for place in range(len(table.columns)) if place not in (number, table.text)]
    return frozenset(
        row
        for row, cells in table.rows
        if _HAN.fullmatch(without_blanks(marks[row]).strip("、.．（）()"))
        and not any(text_of(table.block, cells.get(place)) for place in elsewhere)
    )


def categories_of(table: TaskTable, cells: Row, above: Row) -> Row:
    """Return the cells that say which category a row is of; one that is empty has what is printed ``above``, for merged cells come apart.

    It does not where a category left of it changes.
    """
    found: dict[int, Cell] = {}
    changed = False
    for place in _places(table.columns, "category"):
        cell = cells.get(place)
        if place > table.text:
            continue
        if cell is not None and text_of(table.block, cell):
            changed = changed or cell != above.get(place)
            found[place] = cell
        elif place in above and not changed:
            found[place] = above[place]
    return found


def spans_group(table: TaskTable, own: Cell, cells: Row) -> bool:
    """Return whether the cell of a row's work titles the rows below it: it spans all columns, or all but the figures.

    The row of a group of projects may have their sums behind it: 一 | 道路类（2个） | 58000. A merged cell with a unit, or
    in a row numbered 1, is the work itself.
    """
    end = own.column + own.column_span
    if own.column_span == 1 or end >= len(table.columns):
        return own.column_span > 1
    number = "".join(text_of(table.block, cell) for place, cell in sorted(cells.items()) if place < own.column)
    rest = [text_of(table.block, cell) for place, cell in cells.items() if place >= end]
    figures = all(not text or text.replace(".", "").replace(",", "").isdigit() for text in rest)
    return figures and (not number or _HAN.fullmatch(without_blanks(number).strip("、.．（）()")) is not None)


def cells_with_units(table: TaskTable, start: int, end: int) -> Iterator[tuple[ColumnMeaning, Cell]]:
    """Yield the cells of the role columns in these rows, each cell once.

    Where one header covers several columns, those after the first count where they name units: 区农业农村局 | 沟渠.
    """
    used = set[int]()
    first = table.rows[0][0] if table.rows else 0
    for _, cells in table.rows[max(start - first, 0) : max(end - first, 0)]:
        for place in _places(table.columns, "role"):
            cell = cells.get(place)
            words = text_of(table.block, cell).strip("—–-－/／ 无")
            if cell is None or not words or cell.start in used:
                continue
            if place == 0 or table.columns[place] != table.columns[place - 1] or names_units(words):
                used.add(cell.start)
                yield table.columns[place], cell


def names_units(text: str) -> bool:
    """Return whether at least half of what a list names are complete unit names."""
    mentions = split_units(text, 0, len(text)).mentions
    return bool(mentions) and 2 * sum(mention.complete for mention in mentions) >= len(mentions)
