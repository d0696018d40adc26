"""Generated tables as web pages, PDF, OFD and scans, and in texts with tabs, one cell a line or lined-up columns."""

import random
from collections.abc import Callable

from PIL import Image

from extractors.readers.base.cleaning import width
from tests.bench.relatives.layouts import AFTER, BEFORE, TITLE, Printed, plan_of, rows_of, texts_of, whole_row
from tests.bench.relatives.schemas import Table
from tests.support.office_copies import Part, as_html
from tests.support.table_layouts import wrap
from tests.support.typeset_pages import Paragraph, RuledTable, as_ofd, as_pdf, askew, scan

_WIDEST = (24, 40)
"""Half em of a column with short cells and with long ones."""
_LONG = 48


def tabs(table: Table, rng: random.Random) -> str:
    """One row a line, cells separated by tabs, covered ones empty."""
    return plan_of(table, "\n".join("\t".join(whole_row(row)) for row in rows_of(table)))


def one_a_line(table: Table, rng: random.Random) -> str:
    """One cell a line."""
    return plan_of(table, "\n".join(text for row in rows_of(table) for text in texts_of(row)))


def lined_up(table: Table, rng: random.Random) -> str:
    """Every printed line has the lines of all cells of a row, filled up with blanks to columns."""
    rows = [whole_row(row) for row in rows_of(table)]
    longest = [max(map(width, column)) for column in zip(*rows, strict=True)]
    rooms = [min(most, _WIDEST[most > _LONG]) for most in longest]
    lines: list[str] = []
    for row in rows:
        cells = [wrap(text, room) for text, room in zip(row, rooms, strict=True)]
        for at in range(max(map(len, cells))):
            shown = [cell[at] if at < len(cell) else "" for cell in cells]
            pairs = zip(shown, rooms, strict=True)
            lines.append("".join(text + " " * (room + 2 - width(text)) for text, room in pairs).rstrip())
    return plan_of(table, "\n".join(lines))


def _parts(table: Table) -> list[Part]:
    cells = [
        (row, column, cell.down, cell.across, cell.text)
        for row, cells in enumerate(rows_of(table))
        for column, cell in enumerate(cells)
        if cell
    ]
    texts = (Paragraph(text, "set in") for text in BEFORE)
    caption = Paragraph(f"附表 {table.caption}", "left")
    closing = (Paragraph(text, "set in") for text in AFTER)
    return [Paragraph(TITLE, "middle"), *texts, caption, RuledTable(cells), *closing]


def web_page(table: Table, rng: random.Random) -> bytes:
    """A web page with merged cells."""
    return as_html(_parts(table))


def pdf(table: Table, rng: random.Random) -> bytes:
    """A PDF with all rules."""
    return as_pdf(_parts(table))


def ofd(table: Table, rng: random.Random) -> bytes:
    """An OFD file with all rules."""
    return as_ofd(_parts(table))


def _scan(table: Table, rng: random.Random, resolution: int) -> bytes:
    """Pictures of the printed pages: askew by up to half a degree, grey paper, specks."""

    def worn(page: Image.Image, _: int) -> Image.Image:
        picture = askew(page, rng.uniform(-0.5, 0.5)).point(lambda grey: 20 + grey * 215 // 255)
        for _ in range(picture.width * picture.height // 4000):
            picture.putpixel((rng.randrange(picture.width), rng.randrange(picture.height)), rng.randrange(120, 255))
        return picture

    return scan(_parts(table), resolution, worn)


def coarse_scan(table: Table, rng: random.Random) -> bytes:
    """A scan at 150 dots an inch."""
    return _scan(table, rng, 150)


def fine_scan(table: Table, rng: random.Random) -> bytes:
    """A scan at 300 dots an inch."""
    return _scan(table, rng, 300)


LAYOUTS: dict[str, tuple[str, Callable[[Table, random.Random], Printed]]] = {
    "tabs": (".txt", tabs),
    "lines": (".txt", one_a_line),
    "lined-up": (".txt", lined_up),
    "html": (".html", web_page),
    "pdf": (".pdf", pdf),
    "ofd": (".ofd", ofd),
    "scan150": (".pdf", coarse_scan),
    "scan300": (".pdf", fine_scan),
}
"""Ending of the file and what prints it."""
