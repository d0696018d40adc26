"""The cells of an HTML table, with their spans and the lines that are stacked in one cell."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from lxml.html import HtmlElement

from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.limits import Limits
from extractors.readers.web.drawn_tables import source_path
from extractors.readers.web.main_text import is_data_table, is_shown, own_rows
from extractors.readers.web.text import as_printed, is_inline, normalize_blanks

BREAK = "\x0b"
"""Stands for a line break that the markup states, until white space is normalised."""


class TableGrid(NamedTuple):
    """The cells of a table at their places, and how many more it has than are read."""

    cells: list[GridCell]
    unread: int


def table_grid(table: HtmlElement, limits: Limits) -> TableGrid:
    """Return the cells at their places in the grid; a cell's text keeps stated line breaks as line feeds.

    Cells are read up to ``limits.cells`` covered places and ``limits.filled_cells`` cells with text.
    """
    cells: list[GridCell] = []
    rows = [[cell for cell in row if cell.tag in ("td", "th") and is_shown(cell)] for row in _shown_rows(table)]
    texts = [[_text_with_breaks(cell) for cell in row] for row in rows]
    stacked = any(_is_stacked(row) for row in texts)
    open_spans: list[GridCell] = []
    reached = 0
    for row, in_row in enumerate(rows):
        # Spans are kept as ranges: a set of the places that they cover has a million entries for one cell.
        open_spans = [cell for cell in open_spans if cell.row + cell.row_span > row]
        taken = sorted((cell.column, cell.column + cell.column_span) for cell in open_spans)
        column = above = 0
        for cell, raw in zip(in_row, texts[row], strict=True):
            while above < len(taken) and taken[above][0] <= column:
                column = max(column, taken[above][1])
                above += 1
            down = min(_span(cell, "rowspan", len(rows) - row), len(rows) - row)
            across = _span(cell, "colspan", 1)
            header = cell.tag == "th" or cell.getparent().getparent().tag == "thead"
            text = _join_lines(raw, stacked)
            cells.append(GridCell(row, column, text, down, across, path=source_path(cell), header=header))
            if down > 1:
                open_spans.append(cells[-1])
            column += across
        reached += sum(cell.row_span for cell in cells[len(cells) - len(in_row) :])
        if reached > limits.cells:
            break
    cells = _without_empty_columns(cells)
    covered = accumulate(cell.row_span * cell.column_span for cell in cells)
    filled = accumulate(bool(cell.text) for cell in cells)
    read = min(bisect_right(list(covered), limits.cells), bisect_right(list(filled), limits.filled_cells))
    return TableGrid(cells[:read], sum(map(len, rows)) - read)


def _shown_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for element in own_rows(table):
        if is_shown(element) and any(cell.tag in ("td", "th") for cell in element):
            yield element


def _span(cell: HtmlElement, name: str, zero: int) -> int:
    value = re.match(r"\s*(\d{1,4})", cell.get(name) or "1")
    number = int(value.group(1)) if value else 1
    return min(number, 1000) or max(zero, 1)


def _is_stacked(row: list[str]) -> bool:
    """Return whether the line feeds of the source stack the same number of lines in all cells of a row but the first."""
    counts = [sum(1 for line in text.split("\n") if line.strip()) for text in row[1:]]
    counts = [count for count in counts if count]
    return BREAK not in "".join(row) and bool(counts) and counts[0] >= 2 and len(set(counts)) == 1


def _join_lines(text: str, stacked: bool) -> str:
    lines = text.replace("\n", BREAK).split(BREAK) if stacked else text.split(BREAK)
    return "\n".join(filter(None, (normalize_blanks(line) for line in lines)))


def _text_with_breaks(cell: HtmlElement) -> str:
    """Return a cell's text with BREAK at ``br`` and at the borders of block elements."""
    out: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(cell, True)]
    while stack:
        element, entering = stack.pop()
        block = element is not cell and not is_inline(element)
        if not entering:
            out.append((BREAK if block else "") + (element.tail or "" if element is not cell else ""))
            continue
        if not is_shown(element) or (element.tag == "table" and is_data_table(element)):
            out.append(element.tail or "")
            continue
        out.append((BREAK if block else "") + as_printed(element.text or "", element, "".join(out[-1:])))
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))
    return "".join(out).strip()


def _without_empty_columns(cells: list[GridCell]) -> list[GridCell]:
    """Drop columns in which no cell begins: a table of wide spans alone has fewer real columns."""
    starts = sorted({cell.column for cell in cells})
    place = {column: index for index, column in enumerate(starts)}
    out = []
    for cell in cells:
        first = place[cell.column]
        last = bisect_left(starts, cell.column + cell.column_span, first + 1) - 1
        out.append(cell._replace(column=first, column_span=last - first + 1))
    return out
