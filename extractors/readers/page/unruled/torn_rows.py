"""Doubt about the rows of tables in which no rules and no numbers say where rows begin."""

from collections import Counter

from extractors.readers.page.lines import is_full
from extractors.readers.page.model import PageTable, TableCell
from extractors.readers.page.unruled.evidence import COUNTING
from extractors.readers.page.unruled.groups import VALUE

COLUMNS = 3
"""Columns of a table, at least, whose rows are looked at."""


def with_doubtful_rows(table: PageTable) -> PageTable:
    """Return a table whose cells are marked where a text goes on in a row that has hardly any other, and none in front: rows are torn."""
    if len(table.columns) - 1 < COLUMNS or _is_numbered(table):
        return table
    width = len(table.columns) - 1
    begun = {cell.row for cell in table.cells if not cell.column and cell.lines}
    filled = Counter(cell.row for cell in table.cells if cell.lines)
    places = {(cell.row, cell.column): cell for cell in table.cells if cell.column_span == 1}
    torn = any(
        row not in begun and 2 * filled[row] <= width and _goes_on(places.get((row - 1, column)), cell)
        for (row, column), cell in places.items()
    )
    return with_doubt(table) if torn else table


def with_doubt(table: PageTable) -> PageTable:
    """Return a table whose cells below its first row are marked as doubtful."""
    return table._replace(cells=tuple(cell._replace(several=True) if cell.row else cell for cell in table.cells))


def _is_numbered(table: PageTable) -> bool:
    leading = [cell for cell in table.cells if cell.column < COUNTING and cell.lines]
    return any(cell.lines[0].text.isdecimal() for cell in leading)


def _goes_on(above: TableCell | None, cell: TableCell) -> bool:
    if above is None or not above.lines or not cell.lines:
        return False
    if VALUE.fullmatch(above.lines[-1].text) or VALUE.fullmatch(cell.lines[0].text):
        return False
    return is_full(above, cell)
