"""The cells of an HTML table, with their spans and the lines that are stacked in one cell."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extractors.readers.base.limits import Limits
from extractors.readers.base.table import GridCell
from extractors.readers.web.main_text import is_data_table, is_shown, own_rows
from extractors.readers.web.text import INLINE, as_printed, normalize_blanks

BREAK = "\x0b"
"""Stands for a line break that the markup states, until white space is normalised."""


def grid_cells(table: HtmlElement, limits: Limits) -> list[GridCell]:
    """Return the cells at their places in the grid; a cell's text keeps stated line breaks as line feeds."""
    tree = table.getroottree()
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    rows = [[cell for cell in row if cell.tag in ("td", "th") and is_shown(cell)] for row in _shown_rows(table)]
    texts = [[_text_with_breaks(cell) for cell in row] for row in rows]
    stacked = any(_is_stacked(row) for row in texts)
    for row, in_row in enumerate(rows):
        column = 0
        for cell, raw in zip(in_row, texts[row], strict=True):
            while (row, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan", len(rows) - row), len(rows) - row)
            across = _span(cell, "colspan", 1)
            if len(taken) + down * across > limits.cells:
                return cells
            taken.update((row + r, column + c) for r in range(down) for c in range(across))
            header = cell.tag == "th" or cell.getparent().getparent().tag == "thead"
            text = _join_lines(raw, stacked)
            cells.append(GridCell(row, column, text, down, across, path=tree.getpath(cell), header=header))
            column += across
    return _without_empty_columns(cells)


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
        block = element is not cell and element.tag not in INLINE
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
        last = max((place[c] for c in starts if cell.column <= c < cell.column + cell.column_span), default=0)
        first = place[cell.column]
        out.append(cell._replace(column=first, column_span=last - first + 1))
    return out
