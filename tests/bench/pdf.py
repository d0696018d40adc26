"""Measure the PDF reader beside plain pdfplumber, page by page in one run: pages a second, the ratio, and what differs.

    python -m tests.bench.pdf [FILE.pdf …] [--pages N]

Without files it takes the two long ones of GANGMU_SHARED, or draws one. Both read the same page in turn and are measured by
processor seconds, so that a busy machine weighs little. Text is compared as the characters of a page, tables as the texts of their cells, white space aside.
"""

import argparse
import os
import re
import resource
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2
from rich.console import Console

from extractors.readers.base.limits import Limits
from extractors.readers.base.lookalikes import replace_lookalikes
from extractors.readers.page.layout import lay_out
from extractors.readers.page.model import PageLayout, PageTable, PrintedLine
from extractors.readers.pdf.ink import open_page, read_ink
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


def measure(path: Path, pages: int) -> str:
    own = plain = 0.0
    texts = cells = more = 0
    limits = Limits()
    document = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as other:
        count = min(pages, len(document))
        for index in range(count):
            start = time.process_time()
            with open_page(document.raw, index) as opened:
                layout = lay_out(read_ink(opened, index, limits))
            middle = time.process_time()
            page = other.pages[index]
            text, tables = page.extract_text(), page.extract_tables()
            page.close()
            end = time.process_time()
            own += middle - start
            plain += end - middle
            texts += own_text(layout) == Counter(squeeze(text))
            ours, theirs = own_cells(layout), plain_cells(tables)
            cells += ours == theirs
            more += ours != theirs and ours.total() >= theirs.total()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.name}: {count / own:.1f} pages/s, pdfplumber {count / plain:.1f}, ratio {plain / own:.1f}; "
        f"equal text on {texts} of {count} pages, equal cells on {cells}, more cells on {more}; peak of both {memory:.0f} MB"
    )


def main() -> list[str]:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    given = parser.parse_args()
    folder = os.environ.get("GANGMU_SHARED")
    files = given.files or ([Path(folder) / "corpus" / "typeset" / name for name in NAMES] if folder else [])
    if files:
        return [measure(file, given.pages) for file in files]
    with TemporaryDirectory() as name:
        drawn = Path(name) / "drawn.pdf"
        drawn.write_bytes(plan_fixture.draw_pages(40))
        return [measure(drawn, given.pages)]


NAMES = ("lo_200.pdf", "wp_200.pdf")

if __name__ == "__main__":
    Console(soft_wrap=True).print("\n".join(main()), highlight=False)
