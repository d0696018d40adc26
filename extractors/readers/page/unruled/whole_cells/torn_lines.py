"""Rows of an unruled table that the distances of lines do not show: signs that lines of one are in another, and what is done then."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.language.column_words import ColumnMeaning
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.groups import VALUE, Group, is_broken
from extractors.readers.page.unruled.rows import LEVEL, Row, Rows
from extractors.readers.page.unruled.whole_cells.cells import Column, make_columns
from extractors.readers.page.unruled.whole_cells.tiled_rows import KNOWN, MARGIN, MERGED, cost_of, header_of, tiled_rows

Meanings = Sequence[ColumnMeaning | None]
"""What the header words of columns mean; None where one is unknown."""
COLUMNS = 3
"""Columns of a table, at least, whose rows are looked at."""
BESIDE = 2
"""Columns, at least, that begin anew on one line inside a row: two rows were taken for one."""
HALF = 0.5
"""Em by which a row may reach into the one below it: the lines of fonts differ."""
_ENDED = lazy_pattern(r"[\d%％]$")
"""The end of a figure that does not go on, as 2025— does."""


def is_torn(rows: Rows, columns: Sequence[Sequence[Chunk]], headed: bool = True) -> bool:
    """Return whether rows have lines of others: cells begin anew inside of them, go on in the next, or reach into it.

    ``headed``: the first row may be a header, and cells may be merged over the first two.
    """
    if len(columns) < COLUMNS:
        return False
    body = rows.rows[1:] if headed else rows.rows
    merged = [group for group in rows.sparse if group.first >= MERGED]
    if headed:
        merged = [group for group in merged if group.chunks[0] is not columns[group.first][0]]
    beside = any(_goes_on(*pair, columns) or _overlap(*pair) for pair in pairwise(body))
    return bool(merged) or beside or any(_holds_two(row, columns) for row in body)


def with_whole_cells(rows: Rows, columns: Sequence[Sequence[Chunk]], above: Meanings | None = None) -> Rows:
    """Return the rows of whole cells where those given are torn, if they can be found; else those given, which may be doubtful.

    ``above``: what the header above the columns means; None if they may have one themselves.
    """
    better = None if _wide(rows) else _better(rows, columns, above)
    if better is not None:
        return better
    return rows._replace(sure=False) if is_torn(rows, columns, above is None) else rows


def _wide(rows: Rows) -> bool:
    groups = [group for row in rows.rows for group in row.groups]
    return any(group.first != group.last for group in (*groups, *rows.sparse))


def _better(rows: Rows, columns: Sequence[Sequence[Chunk]], above: Meanings | None) -> Rows | None:
    """Return the rows of whole cells if those given are clearly worse; None if they are not, or there are none."""
    header = header_of(columns) if above is None else ((), above)
    if header is None or sum(meaning is not None for meaning in header[1]) < KNOWN:
        return None
    cells, meanings = header
    counts = [len(cell.chunks) for cell in cells] or [0 for _ in columns]
    lines = [column[count:] for column, count in zip(columns, counts, strict=True)]
    below = make_columns(lines, meanings)
    cost = _cost_below(rows, cells, below)
    tiled = tiled_rows(below) if cost is None or cost >= MARGIN else None
    if tiled is None or (cost is not None and tiled.cost + MARGIN > cost):
        return None
    return tiled.rows._replace(rows=[*([Row(tuple(cells))] if cells else []), *tiled.rows.rows])


def one_header_row(columns: Sequence[Sequence[Chunk]]) -> Rows | None:
    """Return lines that are all of one header row with known words, which may be broken; None if they are not."""
    found = header_of(columns)
    if found is None or any(len(cell.chunks) < len(column) for cell, column in zip(found[0], columns, strict=True)):
        return None
    return Rows([Row(tuple(found[0]))], [], centred=False)


def _cost_below(rows: Rows, header: Sequence[Group], columns: Sequence[Column]) -> float | None:
    """Return what speaks against the cells of rows below the header; None if a cell holds lines of both."""
    heads = [chunk for cell in header for chunk in cell.chunks]
    bottom = max((chunk.middle for chunk in heads), default=0.0)
    body: list[Row] = []
    for row in rows.rows:
        if all(group.chunks[-1].middle <= bottom for group in row.groups):
            continue
        if any(group.chunks[0] in heads for group in row.groups):
            return None
        body.append(row)
    if any(group.chunks[0] in heads for group in rows.sparse):
        return None
    return cost_of(rows._replace(rows=body), columns)


def _holds_two(row: Row, columns: Sequence[Sequence[Chunk]]) -> bool:
    """Return whether two columns begin anew on one line, or a cell holds two figures."""
    begun: list[float] = []
    for group in row.groups:
        if group.first != group.last:
            continue
        for above, below in pairwise(group.chunks):
            if _ENDED.search(above.text) and VALUE.fullmatch(above.text) and VALUE.fullmatch(below.text):
                return True
            if not is_broken(columns[group.first], above, below):
                begun.append(below.middle)
    size = row.groups[0].size
    return any(sum(abs(height - other) <= LEVEL * size for other in begun) >= BESIDE for height in begun)


def _goes_on(above: Row, below: Row, columns: Sequence[Sequence[Chunk]]) -> bool:
    """Return whether a text goes on in a row that has fewer cells than the one above it."""
    if 2 * len(below.columns) > len(columns) or len(below.columns) >= len(above.columns):
        return False
    cells: dict[int, Group] = {group.first: group for group in above.groups if group.first == group.last}
    return any(
        group.first in cells and _is_full(columns[group.first], cells[group.first].chunks[-1], group.chunks[0])
        for group in below.groups
    )


def _overlap(above: Row, below: Row) -> bool:
    """Return whether a cell reaches into the first line of a row below it."""
    return above.bottom - below.top > HALF * below.groups[0].size


def _is_full(column: Sequence[Chunk], above: Chunk, below: Chunk) -> bool:
    """Return whether a line of words fills the width of its column, so that the line below may go on it."""
    width = max(chunk.right for chunk in column) - min(chunk.left for chunk in column)
    fills = above.right - above.left > width - above.size
    return fills and is_broken(column, above, below) and not VALUE.fullmatch(above.text)
