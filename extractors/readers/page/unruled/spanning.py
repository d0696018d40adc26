"""Header cells over several columns in tables whose rows alone are ruled."""

from extractors.readers.page.model import PageTable, TableCell

HEAD = 3
"""First rows in which a cell may be merged over columns."""


def widen_heads(table: PageTable) -> PageTable:
    """Widen header cells over the empty cells beside them where the row below is filled, the lowest row first."""
    cells = list(table.cells)
    for row in reversed(range(min(HEAD, table.rows - 1))):
        places = {
            (at, column): cell
            for cell in cells
            for at in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        taken: set[int] = set()
        for index, cell in enumerate(cells):
            if cell.row != row or not cell.lines or cell.row_span > 1 or not _heads(places, cell, cell.column):
                continue
            right = _free(places, cell, 1)
            left = [] if id(cell) in taken else _free(places, cell, -1)
            if len(left) > len(right) + 1 or any(id(other) in taken for other in left):
                left = []  # a text in the middle of its cell has as much on either side
            beside = [*left, *right]
            taken.update(map(id, beside))
            first = min(other.column for other in (cell, *beside))
            span = sum(other.column_span for other in (cell, *beside))
            cells[index] = cell._replace(column=first, column_span=span)
        cells = [cell for cell in cells if id(cell) not in taken]
    return table._replace(cells=tuple(cells))


def _free(places: dict[tuple[int, int], TableCell], cell: TableCell, step: int) -> list[TableCell]:
    """Return the empty cells beside a cell, to the right (``step`` 1) or left (-1), that have text below and no header above."""
    found: list[TableCell] = []
    column = cell.column + cell.column_span if step > 0 else cell.column - 1
    while True:
        other = places.get((cell.row, column))
        if other is None or other.lines or other.row != cell.row or other.row_span > 1:
            return found
        above = [places[row, column] for row in range(cell.row) if (row, column) in places]
        headed = any(upper.lines and upper.column_span == 1 for upper in above)
        if headed or not _heads(places, other, column):
            return found  # an empty cell of a column that has its own header
        found.append(other)
        column += step * other.column_span


def _heads(places: dict[tuple[int, int], TableCell], cell: TableCell, column: int) -> bool:
    """Return whether the row below has text in a column."""
    below = places.get((cell.row + 1, column))
    return below is not None and bool(below.lines) and below.row == cell.row + 1
