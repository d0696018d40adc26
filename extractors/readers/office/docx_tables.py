"""Tables of Word: grid spans, vertical merges, rows that are left out, tables within cells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from extractors.language.column_words import word
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.office.docx_numbering import W, whole_number
from extractors.readers.office.docx_text import ParagraphReader, boxes, is_placeholder, runs_on
from extractors.readers.office.inner_cells import is_under_role

WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""Wrappers around paragraphs, tables, rows and cells."""


class PlacedCell(NamedTuple):
    """A cell without its text yet, and the element to read that from once no later row can extend the cell."""

    grid: GridCell
    element: etree._Element

    def moved_down(self, rows: int) -> "PlacedCell":
        """Return the cell that many rows further down."""
        return self._replace(grid=self.grid._replace(row=self.grid.row + rows)) if rows else self


def placed_cells(table: etree._Element, place: str) -> list[PlacedCell]:
    """Return the cells at their places, without text; a vertically merged cell appears once, with its span."""
    cells: list[PlacedCell] = []
    above: dict[int, int] = {}
    for row, line in enumerate(rows(table)):
        column = _value(line, "trPr", "gridBefore", 0)
        header = line.find(f"{W}trPr/{W}tblHeader") is not None
        below: dict[int, int] = {}
        for number, cell in enumerate(children(line, "tc"), 1):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                continue
            across = max(1, min(_value(cell, "tcPr", "gridSpan", 1), 1000))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            upper = above.get(column)
            if merge is not None and merge.get(f"{W}val") != "restart" and upper is not None:
                grid = cells[upper].grid
                cells[upper] = cells[upper]._replace(grid=grid._replace(row_span=row - grid.row + 1))
                below[column] = upper
            else:
                at = f"{place}/tr[{row + 1}]/tc[{number}]"
                if merge is not None:
                    below[column] = len(cells)
                cells.append(PlacedCell(GridCell(row, column, "", 1, across, path=at, header=header), cell))
            column += across
        above = below
    return cells


def read_cells(cells: Iterable[PlacedCell], texts: ParagraphReader) -> list[GridCell]:
    """Return the cells with their texts. Automatic numbers count on: each cell is to be read once."""
    return [cell.grid._replace(text="\n".join(_lines(cell.element, texts))) for cell in cells]


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those of nested tables and those that were deleted left out."""
    for row in children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield children of a name, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, name)


def paragraph_runs(parent: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the paragraphs and tables in a container, in order.

    Paragraphs that lost their marks come with the next one, tables with those that continue them.
    """
    tables: list[etree._Element] = []
    for run in _single_runs(parent):
        if run[0].tag == f"{W}tbl" and tables and _continues(tables[-1], run[0]):
            tables += run
            continue
        if tables:
            yield tables
        tables = run if run[0].tag == f"{W}tbl" else []
        if not tables:
            yield run
    if tables:
        yield tables


def _continues(above: etree._Element, table: etree._Element) -> bool:
    """Return whether a table right below another, with as many columns and no header, is printed as its continuation."""
    upper, lower = list(rows(above)), next(rows(table), None)
    if not upper or lower is None:
        return False
    last, first = (list(children(row, "tc")) for row in (upper[-1], lower))
    return len(last) == len(first) > 1 and not _names_columns(first)


def _single_runs(parent: etree._Element) -> Iterator[list[etree._Element]]:
    joined: list[etree._Element] = []
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}p":
            joined.append(child)
            if not runs_on(child):
                yield joined
                joined = []
        elif child.tag in WRAPPERS and not is_placeholder(child):
            stack.append(iter(child))
        elif child.tag in (f"{W}tbl", f"{W}altChunk"):
            if joined:
                yield joined
                joined = []
            yield [child]
    if joined:
        yield joined


def nested_tables(cell: etree._Element) -> Iterator[etree._Element]:
    """Yield the tables inside a cell that have several columns: they are read as tables, beside the cell."""
    for run in paragraph_runs(cell):
        if run[0].tag == f"{W}tbl":
            yield from (table for table in run if not _is_frame(table))


def tables_of_units(cells: Sequence[PlacedCell], read: Sequence[GridCell]) -> dict[int, etree._Element]:
    """Return the tables that arrange the units of a role column's cell, by the cell's index: they name no columns."""
    found = {}
    for index, (cell, grid) in enumerate(zip(cells, read, strict=True)):
        tables = [] if grid.text else list(nested_tables(cell.element))
        if len(tables) == 1 and is_under_role(read, grid) and not _names_columns(children(next(rows(tables[0])), "tc")):
            found[index] = tables[0]
    return found


def _names_columns(cells: Iterable[etree._Element]) -> bool:
    """Return whether any cell is a header word."""
    return any(word("".join(cell.itertext(f"{W}t"))) for cell in cells)


def _is_frame(table: etree._Element) -> bool:
    return all(sum(1 for _ in children(row, "tc")) <= 1 for row in rows(table))


def _lines(cell: etree._Element, texts: ParagraphReader) -> Iterator[str]:
    """Yield the lines of a cell: its paragraphs, the text boxes on them, what a frame inside contains."""
    runs = list(paragraph_runs(cell))
    for run in runs:
        if run[0].tag == f"{W}p":
            # a column of numbers is often made of empty paragraphs that Word numbers
            yield from (piece.text for piece in texts.pieces(*run, numbers_alone=len(runs) == 1))
            for paragraph in run:
                for box in boxes(paragraph):
                    yield from _lines(box, texts)
        elif run[0].tag == f"{W}tbl":
            for row in (row for table in run if _is_frame(table) for row in rows(table)):
                for inner in children(row, "tc"):
                    yield from _lines(inner, texts)


def _value(element: etree._Element, group: str, name: str, default: int) -> int:
    found = element.find(f"{W}{group}/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return max(whole_number(value, default), 0)
