"""Pages as an office prints them, from paragraphs and tables: broken lines, page ends, page numbers; as PDF, OFD or scan."""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Literal, NamedTuple

import pypdfium2
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.support.pdf_drawing import FONT, Drawing
from tests.support.plan_files import ofd_file, ofd_rule, ofd_text

LEFT, RIGHT, TOP, BOTTOM = 73.5, 521.5, 80.0, 770.0
SIZE, LEADING = 16, 28
CELL, CELL_LEADING, PADDING = 10.5, 16, 3
MILLIMETRES = 25.4 / 72
NEVER_FIRST = "。，、；：！？）》”’％%．"
"""Characters that begin no line: the one before goes down with them."""


Place = Literal["middle", "left", "right", "set in"]


class Mark(NamedTuple):
    """A line of text with its upper left corner, or a rule (``text`` empty) with its width and height, in points."""

    page: int
    x: float
    y: float
    text: str = ""
    size: float = SIZE
    width: float = 0
    height: float = 0


class Paragraph(NamedTuple):
    """A paragraph with its place between the margins."""

    text: str
    place: Place


class RuledTable(NamedTuple):
    """A table: its cells as (row, column, row span, column span, text)."""

    cells: Sequence[tuple[int, int, int, int, str]]

    def columns(self) -> int:
        """Return the number of columns."""
        return max(column + width for _, column, _, width, _ in self.cells)


class Typesetter:
    """Puts parts one below another, page after page."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._page, self._y = 1, TOP

    def finish(self) -> list[Mark]:
        """Add the page numbers and return all marks."""
        for page in range(1, self._page + 1):
            text = f"— {page} —"
            x = (LEFT + RIGHT - stringWidth(text, FONT, 14)) / 2
            self.marks.append(Mark(page, x, 795, text, 14))
        return self.marks

    def _advance(self, height: float) -> tuple[int, float]:
        if self._y + height > BOTTOM:
            self._page, self._y = self._page + 1, TOP
        self._y += height
        return self._page, self._y - height

    def paragraph(self, part: Paragraph) -> None:
        """Set a paragraph; its own line feeds stay."""
        size = 20 if part.place == "middle" else SIZE
        for printed in part.text.split("\n"):
            indent = 2 * SIZE if part.place == "set in" else 0
            for text in broken_lines(printed, RIGHT - LEFT, size, indent):
                page, y = self._advance(LEADING)
                spare = RIGHT - LEFT - stringWidth(text, FONT, size)
                x = {"middle": spare / 2, "right": spare - 2 * SIZE}.get(part.place, indent)
                self.marks.append(Mark(page, LEFT + x, y + 6, text, size))
                indent = 0

    def table(self, table: RuledTable) -> None:
        """Set a ruled table; a row goes to the next page whole if it fits there."""
        edges = _column_edges(table)
        texts = {
            cell: [
                line
                for printed in cell[4].split("\n")
                for line in broken_lines(printed, edges[cell[1] + cell[3]] - edges[cell[1]] - 2 * PADDING, CELL)
            ]
            for cell in table.cells
        }
        heights = [1] * max(row + rows for row, _, rows, *_ in table.cells)
        for row, _, rows, *_ in sorted(table.cells, key=lambda cell: cell[2]):
            lines = max(len(texts[cell]) for cell in table.cells if (cell[0], cell[2]) == (row, rows))
            heights[row + rows - 1] += max(0, lines - sum(heights[row : row + rows]))
        places = []
        for height in heights:
            if self._y + height * CELL_LEADING + 2 * PADDING > BOTTOM:
                self._page, self._y = self._page + 1, TOP
            self._y += 2 * PADDING
            places += [self._advance(CELL_LEADING) for _ in range(height)]
        starts = [0, *accumulate(heights)]
        for cell, lines in texts.items():
            row, column, rows, columns, _ = cell
            spots = places[starts[row] : starts[row + rows]]
            self.marks += _frame(spots, edges[column], edges[column + columns])
            self.marks += (
                Mark(page, edges[column] + PADDING, y, text, CELL)
                for (page, y), text in zip(spots, lines, strict=False)
            )
        self._y += LEADING


def _frame(spots: Sequence[tuple[int, float]], left: float, right: float) -> Iterator[Mark]:
    """Yield the rules around a cell, on each page that it reaches."""
    for page, group in groupby(spots, key=lambda spot: spot[0]):
        ys = [y for _, y in group]
        top, bottom = ys[0] - PADDING, ys[-1] + CELL_LEADING + PADDING
        for y in (top, bottom):
            yield Mark(page, left, y, width=right - left)
        for x in (left, right):
            yield Mark(page, x, top, height=bottom - top)


def broken_lines(text: str, width: float, size: float, indent: float = 0) -> list[str]:
    """Break a text into lines of at most this width in points; the first one is shorter by ``indent``."""
    lines, line, used = [], "", indent
    for char in text:
        step = stringWidth(char, FONT, size)
        if line and used + step > width:
            cut = len(line) - 1 if char in NEVER_FIRST and len(line) > 1 else len(line)
            lines.append(line[:cut])
            line = line[cut:]
            used = stringWidth(line, FONT, size)
        line, used = line + char, used + step
    return [*lines, line]


def _column_edges(table: RuledTable) -> list[float]:
    """Return the edges of the columns: a cell with four times the text of another is twice as wide."""
    needs = [3.0] * table.columns()
    for _, column, _, span, text in table.cells:
        if span == 1:
            needs[column] = max(needs[column], math.sqrt(2 * len(text)))
    scale = (RIGHT - LEFT) / sum(needs)
    return list(accumulate((need * scale for need in needs), initial=LEFT))


def typeset(parts: Sequence[Paragraph | RuledTable]) -> list[Mark]:
    """Return the marks of all pages."""
    typesetter = Typesetter()
    for part in parts:
        if isinstance(part, Paragraph):
            typesetter.paragraph(part)
        else:
            typesetter.table(part)
    return typesetter.finish()


def as_pdf(parts: Sequence[Paragraph | RuledTable]) -> bytes:
    """Draw the parts as a PDF."""
    drawing = Drawing()
    for _, marks in groupby(sorted(typeset(parts), key=lambda mark: mark.page), key=lambda mark: mark.page):
        for mark in marks:
            if mark.text:
                drawing.text(mark.x, mark.y, mark.text, mark.size)
            else:
                drawing.line(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
        drawing.page()
    return drawing.bytes()


def as_ofd(parts: Sequence[Paragraph | RuledTable]) -> bytes:
    """Write the parts as an OFD file."""
    pages = groupby(sorted(typeset(parts), key=lambda mark: mark.page), key=lambda mark: mark.page)
    return ofd_file(*([_ofd_object(mark) for mark in marks] for _, marks in pages))


def _ofd_object(mark: Mark) -> str:
    x, y = round(mark.x * MILLIMETRES, 2), round(mark.y * MILLIMETRES, 2)
    if mark.text:
        steps = [stringWidth(char, FONT, mark.size) * MILLIMETRES for char in mark.text]
        return ofd_text(x, y, mark.text, mark.size * MILLIMETRES, steps=steps)
    return ofd_rule(x, y, mark.width * MILLIMETRES, mark.height * MILLIMETRES)


def as_scan(parts: Sequence[Paragraph | RuledTable]) -> bytes:
    """Print the parts and scan them again: pictures of pages, each a little askew, in a PDF."""
    return scan(parts, 150, lambda picture, index: askew(picture, (-1) ** index * 0.3))


def scan(
    parts: Sequence[Paragraph | RuledTable], resolution: int, worn: Callable[[Image.Image, int], Image.Image]
) -> bytes:
    """Return pictures of the printed pages in a PDF; ``worn`` makes of a page and its index what the scanner sees."""
    printed = pypdfium2.PdfDocument(as_pdf(parts))
    pages = [printed[index].render(scale=resolution / 72, grayscale=True).to_pil() for index in range(len(printed))]
    pictures = [worn(page, index) for index, page in enumerate(pages)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=resolution, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def askew(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a page that was turned a little on the glass."""
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
