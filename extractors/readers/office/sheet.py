"""Blocks from the cells of a sheet: tables between empty rows, lone cells around them as paragraphs."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language.column_words import count_known
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.table import table_block
from schemas import Block, PathSpan


def split_at_empty_rows(cells: Sequence[GridCell]) -> Iterator[list[list[GridCell]]]:
    """Yield stretches of rows without an empty row between them; an empty row inside a table parts nothing."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    part: list[list[GridCell]] = []
    reach = 0
    for number in sorted(rows):
        if part and number > reach + 1 and not _goes_on(part, rows[number]):
            yield part
            part = []
        part.append(rows[number])
        reach = max(reach if part[:-1] else 0, *(cell.row + cell.row_span - 1 for cell in rows[number]))
    if part:
        yield part


def _goes_on(part: list[list[GridCell]], row: list[GridCell]) -> bool:
    """Return whether a row below an empty one continues a table: its cells are under those of the header, and no header."""
    header = next((_columns(above) for above in part if not _is_lone(above)), frozenset[int]())
    filled = _columns(row)
    return (
        len(filled) > 1
        and len(filled) >= 0.5 * len(header)
        and filled <= header
        and min(filled) == min(header)
        and count_known(cell.text for cell in row) < 2
    )


def _columns(row: list[GridCell]) -> frozenset[int]:
    return frozenset(cell.column for cell in row if cell.text)


def blocks_of_rows(rows: list[list[GridCell]], before: int) -> list[Block]:
    """Return the blocks of a stretch of rows; ``before`` is the number of blocks so far: ids count on from there.

    Where a lone cell and another header follow a table, a further table begins.
    """
    found: list[Block] = []
    cuts = [0, *_further_tables(rows), len(rows)]
    for start, end in pairwise(cuts):
        found += _blocks_of_table(rows[start:end], before + len(found))
    return found


def _blocks_of_table(rows: list[list[GridCell]], before: int) -> list[Block]:
    """Return the lone cells above and below a table as paragraphs, and the rows between as a table."""
    first, last = 0, len(rows)
    while first < last and _is_lone(rows[first]):
        first += 1
    while last > first and _is_lone(rows[last - 1]):
        last -= 1
    found: list[Block] = []
    for index, row in enumerate(rows):
        if first <= index < last:
            if index == first:
                found += _tables(rows[first:last], before + len(found))
            continue
        for cell in row:
            for start, line in _lines(cell.text):
                found.append(_paragraph(f"b{before + len(found) + 1}", cell, start, line))
    return found


def _further_tables(rows: list[list[GridCell]]) -> Iterator[int]:
    """Yield the rows of lone cells below a table, each right above the header of another one."""
    reach, headed = 0, False
    for index, row in enumerate(rows[:-1]):
        if headed and _is_lone(row) and _is_header(rows[index + 1]) and reach < min(cell.row for cell in row):
            yield index
            headed = False
        headed = headed or _is_header(row)
        reach = max(reach, *(cell.row + cell.row_span - 1 for cell in row))


def _is_header(row: list[GridCell]) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return len(texts) > 1 and 2 * count_known(texts) > len(texts)


def _tables(rows: list[list[GridCell]], before: int) -> list[Block]:
    """Return a table, or the tables beside each other that it is: each with a header, and an empty column between."""
    groups = _side_by_side(rows)
    if len(groups) > 1 and all(_has_header(group) for group in groups):
        found: list[Block] = []
        for group in groups:
            found += blocks_of_rows(group, before + len(found))
        return found
    return [table_block(f"b{before + 1}", _compact(rows), "markup")]


def _side_by_side(rows: list[list[GridCell]]) -> list[list[list[GridCell]]]:
    """Return the rows once for each stretch of columns that an empty column ends."""
    filled = {column for row in rows for c in row if c.text for column in range(c.column, c.column + c.column_span)}
    starts = sorted(column for column in filled if column - 1 not in filled)
    groups = []
    for start, end in pairwise([*starts, max(filled, default=0) + 1]):
        parts = [[cell for cell in row if start <= cell.column < end] for row in rows]
        groups.append([part for part in parts if any(cell.text for cell in part)])
    return groups


def _has_header(rows: list[list[GridCell]]) -> bool:
    header = next((row for row in rows if not _is_lone(row)), [])
    return len(rows) > 1 and count_known(cell.text for cell in header) > 1


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that hold something, with their places in it."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _paragraph(id: str, cell: GridCell, start: int, line: str) -> Block:
    """Return a line of a cell as a paragraph with its place in the sheet or the decoded file."""
    end = start + len(line)
    segments = tuple(
        (max(at, start) - start, min(at + length, end) - max(at, start), raw + max(start - at, 0))
        for at, length, raw in cell.segments
        if at < end and at + length > start
    )
    paths = (PathSpan(start=0, end=len(line), path=cell.path),) if cell.path else ()
    return Block(id=id, kind="paragraph", text=line, paths=paths, segments=segments)


def _is_lone(row: list[GridCell]) -> bool:
    return sum(1 for cell in row if cell.text) <= 1 and all(cell.row_span == 1 for cell in row)


def _compact(rows: list[list[GridCell]]) -> list[GridCell]:
    """Return the cells without the empty rows and columns of the sheet."""
    cells = [cell for row in rows for cell in row]
    columns = sorted({cell.column for cell in cells})
    lines = sorted({cell.row for cell in cells})
    found = []
    for cell in cells:
        row, column = bisect_left(lines, cell.row), bisect_left(columns, cell.column)
        row_span = bisect_left(lines, cell.row + cell.row_span) - row
        column_span = bisect_left(columns, cell.column + cell.column_span) - column
        found.append(cell._replace(row=row, column=column, row_span=row_span, column_span=column_span))
    return found
