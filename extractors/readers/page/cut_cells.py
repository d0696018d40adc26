"""Cells of tables without rules that the end of a page cuts: their last lines stand alone on the next page."""

from extractors.readers.page.lines import END, goes_on
from extractors.readers.page.model import PageTable, PrintedLine, TableCell
from extractors.readers.page.stitch import MARKER, NEAR, VALUE

FEWEST = 3
"""Columns that a table has at least: of two, the second may be running text."""


def with_rest(table: PageTable, line: PrintedLine) -> PageTable | None:
    """Return a table with the first line of the next page in the cell of its last row that the page cut; None if it cut none.

    The line is inside the column of a cell that goes on: nothing more fitted on its last line.
    """
    if table.how != "aligned" or len(table.columns) <= FEWEST or MARKER.match(line.text):
        return None
    cells = list(table.cells)
    for index, cell in enumerate(cells):
        left, right = table.columns[cell.column], table.columns[cell.column + cell.column_span]
        last = cell.row + cell.row_span == table.rows and cell.lines
        if last and left - NEAR <= line.left and line.right <= right + NEAR and _goes_on(cell, line):
            cells[index] = cell._replace(lines=(*cell.lines, line))
            return table._replace(cells=tuple(cells))
    return None


def last_page(table: PageTable) -> int:
    """Return the page on which the text of a table ends."""
    return max((line.page for cell in table.cells for line in cell.lines), default=table.page)


def _goes_on(cell: TableCell, line: PrintedLine) -> bool:
    last = cell.lines[-1]
    if END.search(last.text) or VALUE.fullmatch(last.text) or abs(line.size - last.size) > 0.12 * last.size:
        return False
    return goes_on(last._replace(edges=(0.0, last.right - last.left)), line, cell.room)
