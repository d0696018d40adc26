"""Measure the PDF reader beside plain pdfplumber: pages a second, the ratio, and what differs.

    python -m tests.bench.pdf [FILE.pdf …] [--pages N] [--rounds N]

Without files it takes the two long ones of GANGMU_SHARED, or draws one. Both read a whole file of the first N pages in turn
and are measured by processor seconds, so that a busy machine weighs little; of each the round that took least counts.
pdfplumber extracts text and tables. The whole reader returns the document with its tables joined over pages, runs and
remarks; ink and layout are that part of it which reads each page. Text is compared as the characters of a page, tables as
the texts of their cells, white space aside.
"""

import argparse
import os
import re
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2
from rich.console import Console

from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from extractors.readers.base.lookalikes import replace_lookalikes
from extractors.readers.page.layout import lay_out
from extractors.readers.page.model import PageLayout, PageTable, PrintedLine
from extractors.readers.pdf.ink import open_page, read_ink
from extractors.readers.pdf.outlines import opened_for_text
from extractors.readers.pdf.streams import PdfBytes
from tests.support import plan_files as plan_fixture

BLANK = re.compile(r"[\s\uf0a0]+")


def squeeze(text: str) -> str:
    return BLANK.sub("", replace_lookalikes(text))


def own_cells(layout: PageLayout) -> Counter[str]:
    tables = [item for item in layout.items if isinstance(item, PageTable)]
    return Counter(
        text for table in tables for cell in table.cells if (text := squeeze("".join(line.text for line in cell.lines)))
    )


def own_text(layout: PageLayout) -> Counter[str]:
    lines = [line for item in layout.items for line in ([item] if isinstance(item, PrintedLine) else _lines(item))]
    return Counter("".join(squeeze(line.text) for line in (*lines, *layout.sideways)))


def _lines(table: PageTable) -> list[PrintedLine]:
    return [line for cell in table.cells for line in cell.lines]


def plain_cells(tables: list[list[list[str | None]]]) -> Counter[str]:
    return Counter(text for table in tables for row in table for cell in row if cell and (text := squeeze(cell)))


def first_pages(path: Path, pages: int, folder: Path) -> Path:
    """Return the file, or a copy of its first pages where it has more."""
    document = pypdfium2.PdfDocument(path)
    if len(document) <= pages:
        return path
    part, target = pypdfium2.PdfDocument.new(), folder / path.name
    part.import_pages(document, range(pages))
    part.save(target)
    return target


def read_pages(path: Path) -> list[PageLayout]:
    """Return the layout of each page."""
    data, limits, layouts = path.read_bytes(), Limits(), list[PageLayout]()
    with opened_for_text(PdfBytes(data), pypdfium2.PdfDocument(data)) as document:
        for index in range(len(document)):
            with open_page(document.raw, index) as opened:
                layouts.append(lay_out(read_ink(opened, index, limits)))
    return layouts


def read_plain(path: Path) -> list[tuple[str, list[list[list[str | None]]]]]:
    """Return the text and the tables of each page as pdfplumber extracts them."""
    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found.append((page.extract_text(), page.extract_tables()))
            page.close()
    return found


def seconds_of(read: Callable[[Path], object], path: Path) -> float:
    """Return the processor seconds that reading a file takes."""
    start = time.process_time()
    read(path)
    return time.process_time() - start


def measure(path: Path, pages: int, rounds: int) -> str:
    readers = (read_document, read_pages, read_plain)
    with TemporaryDirectory() as folder:
        part = first_pages(path, pages, Path(folder))
        took = [[seconds_of(read, part) for read in readers] for _ in range(rounds)]
        layouts, others = read_pages(part), read_plain(part)
    whole, inks, plain = map(min, zip(*took, strict=True))
    count = len(layouts)
    texts = sum(own_text(layout) == Counter(squeeze(text)) for layout, (text, _) in zip(layouts, others, strict=True))
    cells = [(own_cells(layout), plain_cells(tables)) for layout, (_, tables) in zip(layouts, others, strict=True)]
    equal = sum(ours == theirs for ours, theirs in cells)
    more = sum(ours != theirs and ours.total() >= theirs.total() for ours, theirs in cells)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.name}, {count} pages: whole reader {count / whole:.1f} pages/s, pdfplumber {count / plain:.1f}, "
        f"ratio {plain / whole:.1f}; ink and layout alone {count / inks:.1f}, ratio {plain / inks:.1f}\n"
        f"  equal text on {texts} pages, equal cells on {equal}, more cells on {more}; peak of both {memory:.0f} MB"
    )


def main() -> list[str]:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    folder = os.environ.get("GANGMU_SHARED")
    files = given.files or ([Path(folder) / "corpus" / "typeset" / name for name in NAMES] if folder else [])
    if files:
        return [measure(file, given.pages, given.rounds) for file in files]
    with TemporaryDirectory() as name:
        drawn = Path(name) / "drawn.pdf"
        drawn.write_bytes(plan_fixture.draw_pages(40))
        return [measure(drawn, given.pages, given.rounds)]


NAMES = ("lo_200.pdf", "wp_200.pdf")

if __name__ == "__main__":
    Console(soft_wrap=True).print("\n".join(main()), highlight=False)
