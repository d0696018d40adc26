"""The print edition: one page per plan or comparison, with contents and numbered source notes, as PDF where Chromium is found."""

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import replace_text
from pipeline.report.pages.plan_pages import findings_of_plan
from pipeline.report.pages.print_pdf import print_pdf
from pipeline.report.pages.printing import Printer
from pipeline.report.pages.source_notes import SourceNotes
from pipeline.report.views.compare_view import compare_view
from pipeline.report.views.indicator_view import indicator_tables
from pipeline.report.views.plan_view import header_line, plan_view
from pipeline.store.results import Result
from pipeline.views.citation import gbt7714
from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory, index_plan
from pipeline.views.labels import label, plain
from pipeline.views.links import slug
from schemas import Message
from schemas.comparison import Comparison


class PrintedUnit(NamedTuple):
    """A unit with everything that it is named for."""

    name: str
    groups: tuple[tuple[Message, tuple[str, ...]], ...]


class _EditionPrinter(Printer):
    """Writes into a folder that people read: each page as a whole, or not at all."""

    def write(self, path: str, text: str) -> None:
        """Write a page at its place in the folder."""
        replace_text(self.draft / path, text)


def print_editions(
    results: Iterable[Result], comparisons: Iterable[Comparison], folder: Path, browser: str | None
) -> list[Path]:
    """Write a page for each plan and comparison, and its PDF where a browser is given; return the PDF files, else the pages.

    Comparisons of which a plan is not among the results are left out.
    """
    books, written = {}, []
    for result in results:
        book = index_plan(result)
        books[book.plan.plan.id] = book
        written.append(_print_plan(book, folder))
    pairs = (found for found in comparisons if {found.old.id, found.new.id} <= books.keys())
    written += (_print_comparison(found, books[found.old.id], books[found.new.id], folder) for found in pairs)
    return [print_pdf(page, browser) for page in written] if browser else written


def _style() -> str:
    assets = files("pipeline.templates").joinpath("assets")
    return "".join(assets.joinpath(name).read_text("utf-8") for name in ("report.css", "print.css"))


def _print_plan(book: IndexedPlan, folder: Path) -> Path:
    directory = UnitDirectory(book.units)
    name = _EditionPrinter(folder, "").page(
        f"{slug(book.plan.plan.id)}.html",
        "print_plan.html",
        plain(book.name),
        notes=SourceNotes([book]),
        style=_style(),
        head=header_line(book),
        citations=[gbt7714(book.plan.plan)],
        view=plan_view(book, directory),
        tables=indicator_tables(book, directory),
        units=_units(book),
        findings=findings_of_plan(book),
    )
    return folder / name


def _print_comparison(found: Comparison, old: IndexedPlan, new: IndexedPlan, folder: Path) -> Path:
    view = compare_view(found, old, new, UnitDirectory({}))
    name = _EditionPrinter(folder, "").page(
        view.href,
        "print_comparison.html",
        plain(f"{old.name} → {new.name}"),
        notes=SourceNotes([old, new]),
        style=_style(),
        citations=[gbt7714(book.plan.plan) for book in (old, new)],
        view=view,
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
