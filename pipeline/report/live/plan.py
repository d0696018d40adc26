"""The pages of one plan."""

from pathlib import PurePosixPath

from pipeline.facts.units import read_directory
from pipeline.report.live.corpus import compared_plans
from pipeline.report.live.page import LiveSources, OnePage, compared_with, plan_names
from pipeline.report.pages.plan_pages import CITATIONS, PlanJob, findings_of_plan, print_tabs
from pipeline.report.source.page_images import draw_pages
from pipeline.report.views.compare_view import comparison_page
from pipeline.store.codes import read_codes
from pipeline.store.results import read_plan, read_result
from pipeline.views.cards import plan_card
from pipeline.views.indexed_plan import index_plan


def print_plan(printer: OnePage, sources: LiveSources) -> None:
    """Print a page of a plan; KeyError if there is no plan at its place, or it has no such page."""
    place = PurePosixPath(printer.wanted)
    id, sha256 = _plan_at(sources, place)
    outputs, facts = sources.outputs, sources.facts
    pairs = compared_plans(sources, id)
    names = plan_names(facts, sorted({one for pair in pairs for one in pair}))
    original = sources.originals.get(sha256)
    codes = tuple(coded for coded in read_codes(outputs).facts if coded.plan == id)
    compared = compared_with(id, pairs, names, comparison_page)
    job = PlanJob(
        id, outputs, sources.pictures, printer, read_directory(facts, id), compared, original, sources.ledgers, codes
    )
    book = index_plan(read_result(outputs / id))
    drawn = draw_pages(book, original, sources.pictures, outputs / "report")
    if not print_tabs(job, book, drawn, plan_card(book), findings_of_plan(book), (place.stem,)):
        raise KeyError(place.stem)


def citation(path: PurePosixPath, sources: LiveSources) -> str:
    """Return the plan for reference managers; KeyError if there is no plan at the place, or no such form."""
    id, _ = _plan_at(sources, path)
    if path.stem != "cite":
        raise KeyError(path.stem)
    return CITATIONS[path.suffix.removeprefix(".")](read_plan(sources.outputs / id).plan)


def _plan_at(sources: LiveSources, place: PurePosixPath) -> tuple[str, str]:
    """Return the id of the plan that has its pages in this folder, and the digest of its original."""
    page = (place.parent / "index.html").as_posix()
    found: tuple[str, str] | None = sources.facts.execute(
        "SELECT plan, sha256 FROM plans WHERE page = ?", (page,)
    ).fetchone()
    if found is None:
        raise KeyError(page)
    return found
