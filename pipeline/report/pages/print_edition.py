"""The print edition: one page per plan with contents, every fact and numbered source notes, as PDF where Chromium is found."""

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from pipeline.atomic import replace_bytes
from pipeline.errors import InputError
from pipeline.report.pages.plan_pages import findings_of_plan
from pipeline.report.pages.printing import Printer
from pipeline.report.views.indicator_view import indicator_tables
from pipeline.report.views.plan_view import header_line, plan_view
from pipeline.store.results import Result
from pipeline.views.citation import gbt7714
from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory, index_plan
from pipeline.views.labels import label, plain
from pipeline.views.links import block_id, slug
from schemas import Block, Document, Message

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 300
"""Time in which a browser prints a plan of any length."""
LONGEST = 60
"""Characters of a passage in a note: page and paragraph lead to the rest."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    page: int | None
    block: int
    """Number of the paragraph or table in the document, from 1."""
    quote: str


class SourceNotes:
    """Numbers the passages in the order in which the page names them, each once."""

    def __init__(self, document: Document) -> None:
        """Take the document that the passages are in."""
        self._blocks: dict[str, tuple[int, Block]] = {
            block_id(block.id): (at, block) for at, block in enumerate(document.blocks, 1)
        }
        self._numbers: dict[str, int] = {}
        self.notes: list[SourceNote] = []

    def number(self, href: str) -> int:
        """Return the number of the passage at an address of the source page."""
        passage = unquote(href.partition("#")[2])
        if passage not in self._numbers:
            id, start, end = passage.rsplit("-", 2)
            at, block = self._blocks[id]
            quote = " ".join(block.text[int(start) : int(end)].split())
            cut = f"{quote[:LONGEST]}…" if len(quote) > LONGEST else quote
            self.notes.append(SourceNote(block.page, at, cut))
            self._numbers[passage] = len(self.notes)
        return self._numbers[passage]


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit with everything that it is named for."""

    name: str
    groups: tuple[tuple[Message, tuple[str, ...]], ...]


def find_browser() -> str | None:
    """Return the path of a Chromium on this machine; None if there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_editions(results: Iterable[Result], folder: Path, browser: str | None) -> list[Path]:
    """Write a page for each plan, and its PDF where a browser is given; return the PDF files, else the pages."""
    written = []
    for result in results:
        page = _print_page(index_plan(result), folder)
        written.append(_print_pdf(page, browser) if browser else page)
    return written


def _print_page(book: IndexedPlan, folder: Path) -> Path:
    directory = UnitDirectory(book.units)
    style = "".join(
        files("pipeline.templates").joinpath("assets", n).read_text("utf-8") for n in ("report.css", "print.css")
    )
    name = Printer(folder, "").page(
        f"{slug(book.plan.plan.id)}.html",
        "print_plan.html",
        plain(book.name),
        notes=SourceNotes(book.document),
        style=style,
        head=header_line(book),
        citation=gbt7714(book.plan.plan),
        view=plan_view(book, directory),
        tables=indicator_tables(book, directory),
        units=_units(book),
        findings=findings_of_plan(book),
    )
    return folder / name


def _units(book: IndexedPlan) -> tuple[PrintedUnit, ...]:
    """Return the units, those named most often first: as a list, because a matrix of forty columns fits no sheet."""
    found = []
    for unit, held in sorted(book.duties_by.items(), key=lambda item: (-len(item[1]), item[0])):
        subjects: dict[str, dict[str, None]] = defaultdict(dict)
        for duty in held:
            title = f"{book.markers.get(duty.subject, '')} {book.title(duty.subject)}".strip()
            subjects[duty.responsibility.relation][title] = None
        groups = tuple((label(f"relation.{name}"), tuple(subjects[name])) for name in RELATIONS if name in subjects)
        name = book.units[unit].name if unit in book.units else held[0].responsibility.name
        found.append(PrintedUnit(name, groups))
    return tuple(found)


def _print_pdf(page: Path, browser: str) -> Path:
    """Print a page; InputError if the browser fails."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # its sandbox refuses root
    with TemporaryDirectory() as folder:
        made = Path(folder) / "out.pdf"
        options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline", *root]
        command = [
            browser,
            *options,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={made}",
            page.resolve().as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        if done.returncode or not made.exists():
            raise InputError(
                str(page), f"{Path(browser).name} did not print it", "open the page in a browser and print it"
            )
        return replace_bytes(page.with_suffix(".pdf"), made.read_bytes())
