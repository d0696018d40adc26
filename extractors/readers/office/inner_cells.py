"""The cells of a table inside a cell, placed in the grid of the outer table: as printed, they divide its row and column."""

from collections.abc import Sequence

from extractors.language.column_words import word
from extractors.readers.base.grid_cell import GridCell


def is_under_role(cells: Sequence[GridCell], cell: GridCell) -> bool:
    """Return whether a cell is alone in its row and column below a header that names a role (牵头单位)."""
    if cell.row == 0 or cell.row_span > 1 or cell.column_span > 1:
        return False
    header = next((each for each in cells if each.row == 0 and each.column == cell.column), None)
    meaning = word(header.text) if header is not None else None
    return meaning is not None and meaning.kind == "role"


def with_inner_cells(cells: Sequence[GridCell], index: int, inner: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells with those of an inner table in place of ``cells[index]``, which covers one row and one column.

    The other cells of its row and column span all that the inner table adds.
    """
    at = cells[index]
    down = max(cell.row + cell.row_span for cell in inner) - 1
    across = max(cell.column + cell.column_span for cell in inner) - 1
    placed = [cell._replace(row=cell.row + at.row, column=cell.column + at.column) for cell in inner]
    return [
        *(_around(cell, at, down, across) for cell in cells[:index]),
        *placed,
        *(_around(cell, at, down, across) for cell in cells[index + 1 :]),
    ]


def _around(cell: GridCell, at: GridCell, down: int, across: int) -> GridCell:
    row, column, rows, columns = cell.row, cell.column, cell.row_span, cell.column_span
    if row > at.row:
        row += down
    elif row + rows > at.row:
        rows += down
    if column > at.column:
        column += across
    elif column + columns > at.column:
        columns += across
    return cell._replace(row=row, column=column, row_span=rows, column_span=columns)
