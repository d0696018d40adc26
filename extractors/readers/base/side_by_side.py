"""Tables printed in halves beside each other to save paper: the rows of the right half go below those of the left."""

from collections.abc import Sequence

from extractors.language import column_words
from extractors.language.whitespace import without_blanks
from extractors.readers.base.grid_cell import GridCell

_HALVES = (2, 3)
_LEAST = 2
"""Columns of a half, and known words among its header."""


def stack_parts(cells: Sequence[GridCell], header: int) -> tuple[Sequence[GridCell], int]:
    """Return the cells with the parts of the table below each other, and the number of header rows.

    The headers of all parts are header rows, since each is printed. A table in one part is returned as it is.
    """
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    for count in _HALVES:
        width, rest = divmod(columns, count)
        if header and not rest and width >= _LEAST and _repeats(cells, header, width):
            return _below_each_other(cells, header, width, count), header * count
    return cells, header


def _repeats(cells: Sequence[GridCell], header: int, width: int) -> bool:
    """Return whether every ``width`` columns have the same header, which has known words, and no cell is in two parts."""
    if any(cell.column // width != (cell.column + cell.column_span - 1) // width for cell in cells):
        return False
    parts: dict[int, list[tuple[int, int, str]]] = {}
    for cell in cells:
        if cell.row < header and cell.text:
            parts.setdefault(cell.column // width, []).append(
                (cell.row, cell.column % width, without_blanks(cell.text))
            )
    first = sorted(parts.get(0, ()))
    known = {word for _, _, word in first if column_words.word(word)}
    return len(known) >= _LEAST and len(parts) > 1 and all(sorted(part) == first for part in parts.values())


def _below_each_other(cells: Sequence[GridCell], header: int, width: int, count: int) -> list[GridCell]:
    filled = {(cell.row, cell.column // width) for cell in cells if cell.text}
    rows = max(cell.row + cell.row_span for cell in cells) - header
    found = []
    for cell in cells:
        part, column = divmod(cell.column, width)
        if cell.row < header:
            found.append(cell._replace(row=cell.row + part * header, column=column))
        elif not part or (cell.row, part) in filled or cell.row_span > 1:  # the last part is often shorter
            found.append(cell._replace(row=cell.row + (count - 1) * header + part * rows, column=column))
    return found
