"""Tables without rules between their columns: a line of known header words, and lines below that keep to its columns."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.language import column_words as header_words
from extractors.readers.page.lines import make_line
from extractors.readers.page.model import Line, PageTable, Span, TableCell

GAP = 0.9
"""Em between the cells of a row, at least."""
COLUMNS = 3
"""Fewer columns are a signature, a list of names or a table of contents."""
ROWS = 3
KNOWN = 0.6
"""Share of header cells whose word is known."""
LEADING = 2.6
"""Lines of a table stand no further apart than this many times the font size."""
Row = list[Line]
"""The cells of one printed line, from left to right."""


def find_aligned(lines: list[Line], spans: Sequence[Span], page: int) -> tuple[list[Line], list[PageTable]]:
    """Return the lines outside such tables, and the tables."""
    tables: list[PageTable] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        rows = _rows(lines, index, spans, page)
        table = _table(rows, page) if rows else None
        if table is None:
            rest.append(lines[index])
            index += 1
        else:
            tables.append(table)
            index += len(rows)
    return rest, tables


def _cells(line: Line, spans: Sequence[Span], page: int) -> Row:
    """Part the spans of a printed line into cells at wide gaps."""
    own = [s for s in spans if line.top <= (s.top + s.bottom) / 2 <= line.bottom and s.edges[0] >= line.left - 0.1]
    own.sort(key=lambda span: span.edges[0])
    groups: list[list[Span]] = []
    for span in own:
        if groups and span.edges[0] - groups[-1][-1].edges[-1] < GAP * max(span.size, groups[-1][-1].size):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [make_line(group, page) for group in groups]


def _rows(lines: Sequence[Line], first: int, spans: Sequence[Span], page: int) -> list[Row]:
    """Return the printed lines of a table whose header is line ``first``, as cells; empty if it is no header."""
    if lines[first].region or len(lines[first].text) > 80:
        return []
    head = _cells(lines[first], spans, page)
    known = sum(1 for cell in head if header_words.word(cell.text) is not None)
    if len(head) < COLUMNS or known < KNOWN * len(head):
        return []
    rows = [head]
    columns = [(cell.left, cell.right) for cell in head]
    for last, line in pairwise(lines[first:]):
        row = _cells(line, spans, page)
        joined = _widened(columns, row)
        if joined is None or line.top - last.top > LEADING * line.size:
            break
        columns = joined
        rows.append(row)
    return rows


def _widened(columns: list[tuple[float, float]], row: Row) -> list[tuple[float, float]] | None:
    """Widen the columns so that they hold a row; None where a cell would reach into two."""
    wide = list(columns)
    taken = set[int]()
    for cell in row:
        over = [i for i, (left, right) in enumerate(wide) if cell.left < right and left < cell.right]
        if not over:
            middle = (cell.left + cell.right) / 2
            over = [min(range(len(wide)), key=lambda i: abs((wide[i][0] + wide[i][1]) / 2 - middle))]
        if len(over) > 1 or over[0] in taken:
            return None
        taken.add(over[0])
        wide[over[0]] = (min(wide[over[0]][0], cell.left), max(wide[over[0]][1], cell.right))
    if any(right > left for (_, right), (left, _) in pairwise(wide)):
        return None
    return wide


def _table(rows: list[Row], page: int) -> PageTable | None:
    """Put printed lines into rows of a table; a line that leaves the first column free goes on the row above."""
    columns = [(cell.left, cell.right) for cell in rows[0]]
    for row in rows:
        columns = _widened(columns, row) or columns
    cells: dict[tuple[int, int], list[Line]] = {}
    number = -1
    for line in rows:
        places = {_place(columns, cell): cell for cell in line}
        if number < 1 or 0 in places or len(places) > 0.5 * len(columns):
            number += 1
        for column, cell in places.items():
            cells.setdefault((number, column), []).append(cell)
    filled = len([place for place in cells if place[0] > 0])
    if number + 1 < ROWS or filled < 0.6 * number * len(columns):
        return None
    borders = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    return PageTable(
        page,
        rows[0][0].top,
        max(cell.bottom for cell in rows[-1]),
        tuple(borders),
        number + 1,
        tuple(
            TableCell(row, column, 1, 1, tuple(cells.get((row, column), ())), right - left, right)
            for row in range(number + 1)
            for column, (left, right) in enumerate(columns)
        ),
        how="aligned",
    )


def _place(columns: Sequence[tuple[float, float]], cell: Line) -> int:
    middle = (cell.left + cell.right) / 2
    return next((i for i, (left, right) in enumerate(columns) if left - 0.1 <= middle <= right + 0.1), 0)
