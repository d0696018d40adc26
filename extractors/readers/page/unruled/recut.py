"""Cells of a short part of a table, cut at column borders that only the part before it shows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.page.model import PageTable, PrintedLine, TableCell
from extractors.readers.page.unruled.spanning import widen_heads

GAP = 1.5
"""Em from the left edge of one character to that of the next, at least, where a line may be cut between them."""
SLACK = 1.0
"""Points by which a text may begin before the border."""


def cut_cells(table: PageTable, widened: Sequence[bool]) -> PageTable:
    """Cut each cell that new borders run through, where its text allows it; ``widened`` says so of each cell."""
    cells: list[TableCell] = []
    for cell, wide in zip(table.cells, widened, strict=True):
        cells += (_parts(cell, table.columns) if wide else None) or [cell]
    return widen_heads(table._replace(cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))))


def _parts(cell: TableCell, columns: Sequence[float]) -> list[TableCell] | None:
    """Return the cells of single columns; None if a line runs through a border."""
    borders = columns[cell.column : cell.column + cell.column_span + 1]
    lines: list[list[PrintedLine]] = [[] for _ in range(cell.column_span)]
    for line in cell.lines:
        for column, piece in _pieces(line, borders):
            if column < 0:
                return None
            lines[column].append(piece)
    return [
        cell._replace(column=cell.column + index, column_span=1, lines=tuple(own), room=right - left, limit=right)
        for index, (own, (left, right)) in enumerate(zip(lines, pairwise(borders), strict=True))
    ]


def _pieces(line: PrintedLine, borders: Sequence[float]) -> Iterator[tuple[int, PrintedLine]]:
    """Yield (column, piece of the line); column -1 where a piece reaches over a border."""
    places = [sum(1 for x in borders[1:-1] if x <= edge + SLACK) for edge in line.edges[:-1]]
    start = 0
    for index in range(1, len(line.text) + 1):
        if index < len(line.text) and places[index] == places[start]:
            continue
        whole = index == len(line.text) or line.text[index - 1] == " " or _apart(line, index)
        text = line.text[start:index].rstrip()
        piece = line._replace(text=text, edges=line.edges[start : start + len(text) + 1])
        if text:
            yield places[start] if whole else -1, piece
        start = index


def _apart(line: PrintedLine, index: int) -> bool:
    return line.edges[index] - line.edges[index - 1] >= GAP * line.size
