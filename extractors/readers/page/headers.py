"""Headers of a table that runs over pages: repeated, changed, or printed without a rule below them."""

from typing import NamedTuple

from extractors.language import column_words as header_words
from extractors.language.whitespace import without_blanks
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.table import OPEN_ROWS, header_rows
from extractors.readers.page.model import PageTable, PrintedLine, TableCell

NEAR = 6
"""Rows of which most headers and the rows below them consist."""
SAME = 0.4
"""Share of equal cells from which another first row is a changed header and no row of data."""


class Beheaded(NamedTuple):
    """A part of a table without the header that it repeats."""

    table: PageTable | None
    """None if nothing else was in it."""
    header: tuple[PrintedLine, ...]


def behead(first: PageTable, second: PageTable, head: int) -> Beheaded:
    """Take the repeated header of ``first``, which has so many rows, from the top of ``second``."""
    again = _count_repeated(first, second)
    if not again:
        return _split_fused_header(first, second, head)
    header = tuple(line for cell in second.cells if cell.row < again for line in cell.lines)
    below = tuple(move_cell(cell, -again) for cell in second.cells if cell.row + cell.row_span > again)
    # what was open at the top was the header's edge: a design without outer rules
    rest = second._replace(rows=second.rows - again, cells=below, open_top=frozenset())
    return Beheaded(rest if below else None, header)


def _split_fused_header(first: PageTable, second: PageTable, count: int) -> Beheaded:
    """Part a header from what stands below it where a rule is missing between them: the page cut those cells."""
    expected: dict[int, str] = {}
    for cell in sorted(first.cells, key=lambda cell: cell.row):
        if cell.row < count and cell.column_span == 1:
            expected[cell.column] = expected.get(cell.column, "") + text_of(cell)
    expected = {column: text for column, text in expected.items() if text}
    found = {column: _top(second, column, text) for column, text in expected.items()}
    tops = {column: top for column, top in found.items() if top is not None}
    if len(tops) < max(2, len(found)):
        return Beheaded(second, ())
    # where the header is closed by a rule in some columns, that rule tells how many rows it has
    height = min(cell.row + cell.row_span for cell, _ in tops.values())
    if any(cell.row + cell.row_span == height and cut < len(cell.lines) for cell, cut in tops.values()):
        height = 0
    fused = {id(cell): cut for cell, cut in tops.values() if cell.row + cell.row_span > height}
    header: list[PrintedLine] = []
    cells: list[TableCell] = []
    for cell in second.cells:
        cut = fused.get(id(cell), 0)
        if cell.row < height and not cut:
            header += cell.lines
            continue
        header += cell.lines[:cut]
        end = cell.row + cell.row_span - height
        cells.append(
            cell._replace(row=max(cell.row - height, 0), row_span=min(cell.row_span, end), lines=cell.lines[cut:])
        )
    if not header or any(cell.row_span < 1 for cell in cells):
        return Beheaded(second, ())
    opened = frozenset(column for column, (cell, _) in tops.items() if id(cell) in fused)
    rest = second._replace(rows=second.rows - height, cells=tuple(cells), open_top=opened)
    return Beheaded(rest if cells else None, tuple(header))


def _top(table: PageTable, column: int, text: str) -> tuple[TableCell, int] | None:
    """Return the cell in which the header of a column ends, and how many of its lines belong to it."""
    printed = ""
    for cell in sorted((c for c in table.cells if c.column == column), key=lambda c: c.row):
        cut = _lines_of(cell, text.removeprefix(printed))
        if cut:
            return (cell, cut) if cell.column_span == 1 else None
        printed += text_of(cell)
        if not text.startswith(printed):
            return None
    return None


def _lines_of(cell: TableCell, text: str) -> int:
    """Return how many of a cell's first lines make up ``text``; 0 where none do."""
    printed = ""
    for count, line in enumerate(cell.lines, 1):
        printed += without_blanks(line.text)
        if printed == text:
            return count
    return 0


def without_tail(table: PageTable, count: int) -> Beheaded:
    """Take away a header of so many rows that is printed again as the last thing on a page, above an empty row at most."""
    rows = table.rows
    while rows > count and not any(text for text, _ in _row(table, rows - 1).values()) and _starts(table, rows - 1):
        rows -= 1
    begin = rows - count
    repeated = 0 < count <= begin and all(_row(table, begin + n) == _row(table, n) for n in range(count))
    if not repeated or not all(_starts(table, row) for row in range(begin, table.rows)):
        return Beheaded(table, ())
    header = tuple(line for cell in table.cells if cell.row >= begin for line in cell.lines)
    kept = tuple(cell for cell in table.cells if cell.row < begin)
    return Beheaded(table._replace(rows=begin, cells=kept, open_bottom=frozenset()), header)


def _starts(table: PageTable, row: int) -> bool:
    return all(cell.row == row for cell in table.cells if cell.row <= row < cell.row + cell.row_span)


def move_cell(cell: TableCell, rows: int) -> TableCell:
    """Return a cell some rows further down; the part of it that would lie above the first row is cut off."""
    if cell.row + rows < 0:
        return cell._replace(row=0, row_span=cell.row_span + cell.row + rows)
    return cell._replace(row=cell.row + rows)


def text_of(cell: TableCell) -> str:
    """Return a cell's text without blanks."""
    return without_blanks("".join([line.text for line in cell.lines]))


def _row(table: PageTable, row: int) -> dict[int, tuple[str, int]]:
    return {cell.column: (text_of(cell), cell.column_span) for cell in table.cells if cell.row == row}


def _count_repeated(first: PageTable, second: PageTable) -> int:
    """Count the first rows of ``second`` that are the first rows of ``first`` again."""
    count = 0
    while count < min(first.rows, second.rows, 4):
        row = _row(second, count)
        if row != _row(first, count) or not any(text for text, _ in row.values()):
            break
        count += 1
    return count


def changes_header(first: PageTable, second: PageTable, count: int) -> bool:
    """Return whether ``second`` begins with a header of its own: words or years changed, or known header words.

    ``count``: the header rows of ``first``.
    """
    row, head = _row(second, 0), _row(first, count - 1) if count else {}
    texts = [text for text, _ in row.values() if text]
    if not texts:
        return False
    equal = sum(1 for column, (text, _) in row.items() if text and head.get(column, ("", 0))[0] == text)
    if equal >= max(2, SAME * len(texts)):
        return True
    known = header_words.count_known(texts)
    return known >= max(2, 0.6 * len(texts))


def header_count(table: PageTable) -> int:
    """Count the header rows of a table."""
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    # Only the header and the rows next to it decide, and how large the table is; a joined one has hundreds of rows.
    if rows > NEAR:
        near = [_grid_cell(cell) for cell in table.cells if cell.row < NEAR]
        columns = max(cell.column + cell.column_span for cell in table.cells)
        count = header_rows([*near, GridCell(rows - 1, columns - 1, "")])
        if count + OPEN_ROWS < NEAR:
            return count
    return header_rows([_grid_cell(cell) for cell in table.cells])


def _grid_cell(cell: TableCell) -> GridCell:
    return GridCell(cell.row, cell.column, text_of(cell), cell.row_span, cell.column_span)
