"""Small PDFs drawn at test time: text at places, rules between cells, nothing that a producer adds by itself."""

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from extractors.readers import read_document
from schemas import Document

FONT = "STSong-Light"
SIZE = 12
LINE = 18
registerFont(UnicodeCIDFont(FONT))


class Drawing:
    """A PDF in the making; y runs from the top of the page."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=1)
        self.size = size

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        """Draw one line of text with its upper edge at ``y``."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.size[1] - y - size * 0.88, text)

    def paragraph(self, x: float, y: float, text: str, width: int, size: float = SIZE) -> float:
        """Draw a paragraph of ``width`` characters a line, the first one set in; return the y below it."""
        first, rest = text[: width - 2], text[width - 2 :]
        self.text(x + 2 * size, y, first, size)
        y += 1.5 * size
        for start in range(0, len(rest), width):
            self.text(x, y, rest[start : start + width], size)
            y += 1.5 * size
        return y

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def table(
        self, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], x: float = 60, ruled: bool = True
    ) -> float:
        """Draw a ruled table; cells break at line feeds; ``^`` goes on the cell above (merged); ``ruled`` closes the last row."""
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        top = y
        for row in rows:
            height = max(cell.count("\n") + 1 for cell in row) * LINE
            for column, cell in enumerate(row):
                if cell != "^":
                    self.line(edges[column], y, edges[column + 1], y)
                    for index, piece in enumerate(cell.split("\n")):
                        self.text(edges[column] + 4, y + index * LINE + 3, piece)
            y += height
        if ruled:
            self.line(edges[0], y, edges[-1], y)
        for edge in edges:
            self.line(edge, top, edge, y)
        return y

    def page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """Return the file."""
        self.canvas.save()
        return self.buffer.getvalue()


def rows_read(drawing: Drawing, folder: Path) -> list[list[str]]:
    """Return the rows of the only table that is read of a drawing."""
    path = folder / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return table_rows(read_document(path))


def table_rows(document: Document) -> list[list[str]]:
    """Return the only table of a document as rows of texts; a merged cell has its text in its first place."""
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    found = [["" for _ in range(block.table.columns)] for _ in range(block.table.rows)]
    for cell in block.table.cells:
        found[cell.row][cell.column] = block.text[cell.start : cell.end]
    return found
