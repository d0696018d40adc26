"""Two tables that touch on one page: a row of header words in the middle begins the second."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language import column_words as header_words
from extractors.readers.page.headers import SAME, text_of
from extractors.readers.page.model import PageTable, TableCell

KNOWN = 0.6
"""Share of a header's cells whose word is known."""


def split(table: PageTable) -> Iterator[PageTable]:
    """Yield the tables that a grid holds: mostly the one."""
    head = {text for cell in table.cells if cell.row == 0 and (text := text_of(cell))}
    by_row: dict[int, list[TableCell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    starts = [row for row in range(2, table.rows) if _begins(table, row, by_row.get(row, ()), head)]
    if not starts:
        yield table
        return
    borders = [0, *starts, table.rows]
    tops = [_edge(table, row) for row in borders]
    for index, (first, last) in enumerate(pairwise(borders)):
        cells = [cell for cell in table.cells if first <= cell.row < last]
        yield _part(table, cells, first, last - first, tops[index], tops[index + 1])


def _begins(table: PageTable, row: int, cells: Sequence[TableCell], head: set[str]) -> bool:
    """Return whether a row, with these cells, begins a table; ``head``: the texts of the first row."""
    texts = [text for cell in cells if (text := text_of(cell))]
    same = sum(1 for text in texts if text in head)
    if len(texts) < 3 or same < max(2, SAME * len(texts)):
        return False
    if any(cell.row < row < cell.row + cell.row_span for cell in table.cells):
        return False
    known = header_words.count_known(texts)
    return known >= KNOWN * len(texts)


def _edge(table: PageTable, row: int) -> float:
    """Return y of the upper border of a row, as far as its text tells."""
    if row == 0:
        return table.top
    tops = [line.top for cell in table.cells if cell.row == row for line in cell.lines]
    return min(tops) if tops else table.bottom


def _part(table: PageTable, cells: list[TableCell], first: int, rows: int, top: float, bottom: float) -> PageTable:
    used = sorted({cell.column for cell in cells})
    moved = tuple(
        cell._replace(
            row=cell.row - first,
            column=used.index(cell.column),
            column_span=sum(1 for column in used if cell.column <= column < cell.column + cell.column_span),
        )
        for cell in cells
    )
    xs = (*(table.columns[column] for column in used), table.columns[-1])
    last = first + rows == table.rows
    return table._replace(
        top=top, bottom=bottom, columns=xs, rows=rows, cells=moved,
        open_top=table.open_top if first == 0 else frozenset(),
        open_bottom=frozenset(used.index(c) for c in table.open_bottom if c in used) if last else frozenset(),
    )  # fmt: skip
