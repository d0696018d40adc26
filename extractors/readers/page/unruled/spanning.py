"""Header cells over several columns in tables whose rows alone are ruled."""

from extractors.readers.page.model import PageTable, TableCell

HEAD = 2
"""First rows in which a cell may be merged over columns."""


def widen_heads(table: PageTable) -> PageTable:
    """Widen header cells over the empty cells beside them where the row below is filled."""
    places = {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    cells = dict(enumerate(table.cells))
    index = {id(cell): number for number, cell in cells.items()}
    for cell in table.cells:
        if cell.row >= HEAD or not cell.lines or cell.row_span > 1 or cell.row + 1 >= table.rows:
            continue
        beside = _free(places, cell)
        if beside and _heads(places, cell, cell.column):
            for other in beside:
                cells.pop(index[id(other)], None)
            span = cell.column_span + sum(other.column_span for other in beside)
            cells[index[id(cell)]] = cell._replace(column_span=span)
    return table._replace(cells=tuple(cells.values()))


def _free(places: dict[tuple[int, int], TableCell], cell: TableCell) -> list[TableCell]:
    found: list[TableCell] = []
    column = cell.column + cell.column_span
    while True:
        other = places.get((cell.row, column))
        if other is None or other.lines or other.row != cell.row or other.row_span > 1:
            return found
        above = places.get((cell.row - 1, column))
        headed = above is not None and bool(above.lines) and above.column_span == 1
        if headed or not _heads(places, other, column):
            return found  # an empty cell of a column that has its own header
        found.append(other)
        column += other.column_span


def _heads(places: dict[tuple[int, int], TableCell], cell: TableCell, column: int) -> bool:
    below = places.get((cell.row + 1, column))
    return below is not None and bool(below.lines) and below.row == cell.row + 1 and below.column_span == 1
