"""The cells of a table whose rows are lists of fields: which of them reach over empty neighbours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.language import column_words as columns
from extractors.language.column_words import ColumnMeaning
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell
from extractors.readers.dump_tables.separators.fields import SeparatedRow, field_text, row_texts
from extractors.readers.table_decoder import patterns as p

GROUP = lazy_pattern(
    rf"""
    (?: [{ONE_TO_TEN}]{{1,3}}、                # 一、基础设施
      | [（(][{ONE_TO_TEN}]{{1,3}}[）)]        # （一）基础设施
      | 第[{ONE_TO_TEN}]{{1,3}}[章节部类] )    # 第一类 基础设施
    [^。；;]{{1,40}}
    """,
    re.X,
)
"""A line that is the heading of rows."""
_MERGED = frozenset({"category", "title", "content", "other"})
"""Columns in which an empty cell continues the cell above it."""


def header_cells(rows: list[SeparatedRow], width: int) -> Iterator[RegionCell]:
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


def body_cells(lines: Sequence[TextLine], rows: list[SeparatedRow], header: int, width: int) -> Iterator[RegionCell]:
    """Yield the body: an empty cell of a naming column belongs to the cell above, unless one left of it changed."""
    words = [[*row_texts(lines, row), *[""] * width][:width] for row in rows[:header]]
    kinds = columns.read(tuple(zip(*words, strict=True)))
    merging = [column.kind in _MERGED and place < width - 1 for place, column in enumerate(kinds)]
    helpers = helpers_of_leads(kinds)
    grid = [[*row.cells, *[()] * (width - len(row.cells))] for row in rows]
    covered: set[tuple[int, int]] = set()
    totals = {at for at, cells in enumerate(grid) if any(p.TOTAL.fullmatch(field_text(lines, cell)) for cell in cells)}
    for row in range(header, len(grid)):
        if _heads_rows(lines, grid, row, merging[0]):
            yield RegionCell(row, 0, 1, width, grid[row][0])
            continue
        for column in range(width):
            if (row, column) in covered:
                continue
            span = 1
            if grid[row][column] and (merging[column] or column in helpers):
                while row + span < len(grid) and row + span not in totals:
                    if not _reaches(grid[row + span], column, merging, helpers):
                        break
                    covered.add((row + span, column))
                    span += 1
            yield RegionCell(row, column, span, 1, tuple(grid[row][column]))


def _heads_rows(
    lines: Sequence[TextLine], grid: Sequence[Sequence[tuple[Piece, ...]]], row: int, merging: bool
) -> bool:
    """Return whether a row is one heading over the whole width, and not the first of the rows that share a merged cell."""
    cells = grid[row]
    if not cells[0] or any(cells[1:]) or not GROUP.fullmatch(field_text(lines, cells[0])):
        return False
    return not merging or (row + 1 < len(grid) and bool(grid[row + 1][0]))


def _same_group(row: list[tuple[Piece, ...]], column: int, merging: list[bool]) -> bool:
    return not any(row[left] for left in range(column + 1) if merging[left]) and any(row[column + 1 :])


def _reaches(
    row: list[tuple[Piece, ...]], column: int, merging: list[bool], helpers: Mapping[int, Sequence[int]]
) -> bool:
    """Return whether the cell above reaches down to a row: a naming cell, or the lead of units that support it."""
    if column in helpers:
        return not row[column] and any(row[place] for place in helpers[column])
    return _same_group(row, column, merging)


def helpers_of_leads(kinds: Sequence[ColumnMeaning]) -> dict[int, list[int]]:
    """Return for each column of leads the columns of supporting units up to the next: nobody supports without a lead."""
    leads = [place for place, column in enumerate(kinds) if column.role == "lead"]
    return {
        lead: [place for place in range(lead, end) if kinds[place].role == "support"]
        for lead, end in pairwise([*leads, len(kinds)])
    }
