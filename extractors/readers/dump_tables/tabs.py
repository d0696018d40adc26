"""Tables whose cells a dump separates by tabs."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from extractors.language import column_words as columns
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell, TableRegion

_CELL = lazy_pattern(r"[^\t]+")
_INTEGER = lazy_pattern(r"\d{1,3}")
_GROUP = lazy_pattern(
    rf"""
    (?: [{ONE_TO_TEN}]{{1,3}}、                # 一、基础设施
      | [（(][{ONE_TO_TEN}]{{1,3}}[）)]        # （一）基础设施
      | 第[{ONE_TO_TEN}]{{1,3}}[章节部类] )    # 第一类 基础设施
    [^。；;]{{1,40}}
    """,
    re.X,
)
_LEVELS = 3
"""Rows of a header at most: 指标值 over 现状 and 规划 over years."""
_MERGED = frozenset({"category", "title", "content", "other"})
"""Columns in which an empty cell continues the cell above it."""


class SeparatedRow(NamedTuple):
    """One row of the grid while it is read: the pieces of each cell."""

    cells: tuple[tuple[Piece, ...], ...]
    last: int
    """Index after the row's last line."""


def tab_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables among lines with tabs: at least two rows and two columns, and a header whose words are known."""
    at = 0
    while at < len(lines):
        if not _has_tabs(lines[at]):
            at += 1
            continue
        end, rows = _run(lines, at)
        yield from _split(lines, rows)
        at = end


def _has_tabs(line: TextLine) -> bool:
    return line.tabs > 0 or line.tabs_after > 0 or "\t" in line.text


def _cells(index: int, line: TextLine) -> tuple[tuple[Piece, ...], ...]:
    """Split a line at its tabs; an empty cell has no piece."""
    return (*[()] * line.tabs, *fields_of(index, line.text.split("\t")), *[()] * line.tabs_after)


def fields_of(index: int, parts: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of a line's parts, which one character each separates; a part without text has none."""
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    return tuple(
        ((index, start + len(part) - len(part.lstrip()), start + len(part.rstrip())),) if part.strip() else ()
        for start, part in zip(starts, parts, strict=False)
    )


def field_text(lines: Sequence[TextLine], pieces: Sequence[Piece]) -> str:
    """Return the characters of a field, with the white space inside it."""
    return "".join(lines[index].text[start:end] for index, start, end in pieces)


def _run(lines: Sequence[TextLine], first: int) -> tuple[int, list[SeparatedRow]]:
    """Read rows from ``first`` on: lines with tabs, and lines without that continue a cell. Return where they end."""
    rows: list[SeparatedRow] = []
    width = max(2, len(_cells(first, lines[first])))
    at = first
    while at < len(lines):
        cells = _cells(at, lines[at])
        if len(cells) == 1:
            following = _next_tabs(lines, at)
            open_row = rows and len(rows[-1].cells) < width
            if not rows or following is None or lines[at].blanks or not (open_row or following - at <= 3):
                break
            if not open_row and _opens_table(lines, rows[0], following):
                break  # what comes between two tables is the caption of the second
        elif lines[at].blanks > 2:
            break
        if rows and len(cells) == 1 and _is_group(lines, rows[-1], at, width):
            rows.append(SeparatedRow((cells[0], *[()] * (width - 1)), at + 1))
        elif len(cells) > 1 and not (rows and _continues(lines, rows[-1], cells, width)):
            rows.append(SeparatedRow(cells, at + 1))
        else:
            rows[-1] = SeparatedRow(_continue_last_cell(rows[-1].cells, cells), at + 1)
        at += 1
    return max(at, first + 1), rows


def _opens_table(lines: Sequence[TextLine], head: SeparatedRow, at: int) -> bool:
    """Return whether a line is a header with other words than the one that the rows began with."""
    row = SeparatedRow(_cells(at, lines[at]), at + 1)
    return _is_header(lines, row) and _words(lines, row) != _words(lines, head)


def _next_tabs(lines: Sequence[TextLine], at: int) -> int | None:
    """Return the next line with tabs that no blank line parts from this one; None if there is none near."""
    for index in range(at + 1, min(at + 12, len(lines))):
        if lines[index].blanks:
            return None
        if _has_tabs(lines[index]):
            return index
    return None


def _is_group(lines: Sequence[TextLine], row: SeparatedRow, at: int, width: int) -> bool:
    """Return whether a line without tabs, behind a row that has all its cells and before another, is a heading of rows."""
    if len(row.cells) < width or at + 1 >= len(lines) or len(_cells(at + 1, lines[at + 1])) < width:
        return False
    text = lines[at].text
    return bool(_GROUP.fullmatch(text)) and columns.word(field_text(lines, row.cells[-1]) + text) is None


def _continues(lines: Sequence[TextLine], row: SeparatedRow, cells: tuple[tuple[Piece, ...], ...], width: int) -> bool:
    """Return whether a line with tabs goes on with a row that is short of cells."""
    if not cells[0] or not row.cells[-1]:
        return False
    fits = len(row.cells) + len(cells) - 1 == width and len(row.cells) < width
    return fits and not _INTEGER.fullmatch(field_text(lines, cells[0]))


def _continue_last_cell(
    row: tuple[tuple[Piece, ...], ...], more: tuple[tuple[Piece, ...], ...]
) -> tuple[tuple[Piece, ...], ...]:
    return (*row[:-1], row[-1] + more[0], *more[1:])


def _split(lines: Sequence[TextLine], rows: list[SeparatedRow]) -> Iterator[TableRegion]:
    """Cut the rows where a new header stands: each header with other words begins a table of its own."""
    starts = [index for index, row in enumerate(rows) if _is_header(lines, row)]
    if not starts or starts[0] != 0:
        if len(rows) < 3 or not any(columns.word(word) for word in _words(lines, rows[0])):
            return
        starts.insert(0, 0)
    head = _words(lines, rows[0])
    cuts = [0] + [index for index in starts[1:] if _words(lines, rows[index]) != head and index - 1 not in starts]
    for begin, end in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        if end - begin >= 2:
            yield region_of(lines, rows[begin:end])


def _words(lines: Sequence[TextLine], row: SeparatedRow) -> tuple[str, ...]:
    return tuple(field_text(lines, cell) for cell in row.cells)


def _is_header(lines: Sequence[TextLine], row: SeparatedRow) -> bool:
    words = [word for word in _words(lines, row) if word]
    known = columns.count_known(words)
    return known * 2 > len(words) or (known >= 2 and known * 2 >= len(words))


def region_of(lines: Sequence[TextLine], rows: list[SeparatedRow]) -> TableRegion:
    """Return the table of rows whose first is the header; rows like it are headers printed again."""
    width = max(len(row.cells) for row in rows)
    head = _words(lines, rows[0])
    furniture = [row for row in rows[1:] if _words(lines, row) == head]
    body = [row for index, row in enumerate(rows) if index == 0 or row not in furniture]
    header = 1
    while header < min(_LEVELS, len(body) - 1) and _completes_header(lines, body[header]):
        header += 1
    cells = [*_header_cells(body[:header], width), *_body_cells(lines, body, header, width)]
    first = rows[0].cells
    begin = min(piece[0] for cell in first for piece in cell)
    return TableRegion(
        first=begin,
        last=rows[-1].last,
        start=0,
        end=len(lines[rows[-1].last - 1].text),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=len(body),
        columns=width,
        header_rows=header,
        how="tabs",
        furniture=tuple(sorted({piece[0] for row in furniture for cell in row.cells for piece in cell})),
    )


def _completes_header(lines: Sequence[TextLine], row: SeparatedRow) -> bool:
    """Return whether the row only completes the header: an empty first cell, and value headers below a merged one."""
    words = _words(lines, row)
    known = [columns.word(word) for word in words if word]
    return not words[0] and bool(known) and all(column is not None and column.kind == "value" for column in known)


def _header_cells(rows: list[SeparatedRow], width: int) -> Iterator[RegionCell]:
    """Yield the header: a cell reaches right over empty cells below the cell above it, and down where nothing is below it."""
    grid = [[*row.cells, *[()] * (width - len(row.cells))] for row in rows]
    limits = [width] * width
    for row, cells in enumerate(grid):
        below = list(limits)
        for column, pieces in enumerate(cells):
            if not pieces:
                continue
            end = next((at for at in range(column + 1, limits[column]) if cells[at]), limits[column])
            if row + 1 == len(grid) and (row or end == width):
                end = column + 1
            filled = any(any(lower[column:end]) for lower in grid[row + 1 :])
            yield RegionCell(row, column, 1 if filled else len(grid) - row, end - column, pieces)
            below[column:end] = [end] * (end - column)
        limits = below


def _body_cells(lines: Sequence[TextLine], rows: list[SeparatedRow], header: int, width: int) -> Iterator[RegionCell]:
    """Yield the body: an empty cell of a naming column belongs to the cell above, unless one left of it changed."""
    words = [[*_words(lines, row), *[""] * width][:width] for row in rows[:header]]
    kinds = columns.read(tuple(zip(*words, strict=True)))
    merging = [column.kind in _MERGED and place < width - 1 for place, column in enumerate(kinds)]
    grid = [[*row.cells, *[()] * (width - len(row.cells))] for row in rows]
    covered: set[tuple[int, int]] = set()
    for row in range(header, len(grid)):
        if _heads_rows(lines, grid, row, merging[0]):
            yield RegionCell(row, 0, 1, width, grid[row][0])
            continue
        for column in range(width):
            if (row, column) in covered:
                continue
            span = 1
            if grid[row][column] and merging[column]:
                while row + span < len(grid) and _same_group(grid[row + span], column, merging):
                    covered.add((row + span, column))
                    span += 1
            yield RegionCell(row, column, span, 1, tuple(grid[row][column]))


def _heads_rows(
    lines: Sequence[TextLine], grid: Sequence[Sequence[tuple[Piece, ...]]], row: int, merging: bool
) -> bool:
    """Return whether a row is one heading over the whole width, and not the first of the rows that share a merged cell."""
    cells = grid[row]
    if not cells[0] or any(cells[1:]) or not _GROUP.fullmatch(field_text(lines, cells[0])):
        return False
    return not merging or (row + 1 < len(grid) and bool(grid[row + 1][0]))


def _same_group(row: list[tuple[Piece, ...]], column: int, merging: list[bool]) -> bool:
    return not any(row[left] for left in range(column + 1) if merging[left]) and any(row[column + 1 :])
