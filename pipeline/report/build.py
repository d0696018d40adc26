"""Build the report from outputs/: all pages into a draft folder, which then takes the old one's place."""

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from pipeline.changes import read_changes
from pipeline.comparisons import read_comparisons
from pipeline.errors import InputError
from pipeline.ledger.progress import progress_of
from pipeline.report.changes_view import changes_view
from pipeline.report.compare_view import compare_views
from pipeline.report.page_images import draw_pages
from pipeline.report.pages import ASSETS, Press
from pipeline.report.search_index import search_script
from pipeline.report.shelf import make_shelf
from pipeline.results import read_results

MARK = ".gangmu-report"
"""File that says the folder is a report and may be replaced."""


def build(
    outputs: Path,
    target: Path,
    stamp: str = "",
    sources: Mapping[str, Path] | None = None,
    ledgers: Path | None = None,
) -> Path:
    """Write the report of every outputs/*/plan.json and outputs/comparisons/ into ``target`` and return its start page.

    ``sources`` are original files by SHA-256: with them, pages of PDF files and scans are shown as pictures.
    ``ledgers`` is the corpus folder that holds ledger/: with it, plans that are tracked get a progress page.
    ``stamp`` is printed at the foot of every page (a version, a date); without one, equal inputs give equal bytes.
    InputError where the target holds files that are no report.
    """
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise InputError(str(target), "the folder holds files that are no report", "name a new or empty folder")
    shelf = make_shelf(read_results(outputs))
    told = progress_of(ledgers, (book.plan for book in shelf.books)) if ledgers else {}
    draft = target.with_name(f".{target.name}.part")
    if draft.exists():
        shutil.rmtree(draft)
    drawn = draw_pages(shelf, sources or {}, draft, target)
    compared, changes = compare_views(read_comparisons(outputs), shelf), changes_view(read_changes(outputs), shelf)
    for page in Press(shelf, compared, stamp, drawn, told, changes).all():
        path = draft / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8", newline="")
    _assets(draft / "assets")
    (draft / "assets" / "search-index.js").write_text(search_script(shelf), encoding="utf-8", newline="")
    (draft / MARK).touch()
    if target.exists():
        shutil.rmtree(target)
    draft.replace(target)
    return target / "index.html"


def _assets(folder: Path) -> None:
    """Copy styles and scripts as they are, those of others with their licences."""
    folder.mkdir(parents=True)
    for name in ASSETS:
        content = files("pipeline.templates").joinpath("assets", name).read_bytes()
        (folder / name).write_bytes(content)
    vendor = folder / "vendor"
    vendor.mkdir()
    for file in files("pipeline.templates").joinpath("vendor").iterdir():
        (vendor / file.name).write_bytes(file.read_bytes())
