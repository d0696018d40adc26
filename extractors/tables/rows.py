"""The grid of a table block as rows one can ask by column, spans resolved."""

from collections.abc import Mapping

from extractors.by_identity import kept_by_identity
from extractors.language.page_lines import CONTINUED
from extractors.language.whitespace import without_blanks
from schemas import Block, Cell

Row = Mapping[int, Cell]
Rows = tuple[tuple[int, Row], ...]
"""Rows with their numbers, one after another."""


@kept_by_identity(64)  # to hash a block would be to hash all its cells
def body_rows(block: Block) -> Rows:
    """Return (row number, {column: cell}) for each row below the header; a merged cell stands wherever it reaches."""
    table = block.table
    if table is None:
        return ()
    rows: list[dict[int, Cell]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = cell
    return tuple(enumerate(rows))[table.header_rows :]


def text_of(block: Block, cell: Cell | None) -> str:
    """Return the cell's text, white space at both ends removed; empty for None."""
    return block.text[cell.start : cell.end].strip() if cell else ""


def own_cells(block: Block, row: int, cells: Row) -> tuple[Cell, ...]:
    """Return the cells that begin in this row and hold text, from left to right."""
    own = {cell.start: cell for cell in cells.values() if cell.row == row and text_of(block, cell)}
    return tuple(own[start] for start in sorted(own))


@kept_by_identity(64)
def repeated_headers(block: Block) -> frozenset[int]:
    """Return the numbers of the rows that are the header once more, as at the top of a page, or 续表 above it."""
    if block.table is None:
        return frozenset()
    head = {
        (column, without_blanks(text_of(block, cell)))
        for cell in block.table.cells
        if cell.row < block.table.header_rows
        for column in range(cell.column, cell.column + cell.column_span)
    }
    printed = (
        (number, [(cell.column, without_blanks(text_of(block, cell))) for cell in own_cells(block, number, cells)])
        for number, cells in body_rows(block)
    )
    return frozenset(
        number
        for number, texts in printed
        if (head.issuperset(texts) if len(texts) > 1 else any(CONTINUED.fullmatch(text) for _, text in texts))
    )
