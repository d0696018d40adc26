"""The pages over all plans: start, lists, findings, network, comparisons."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from pipeline.compare.last_run import read_changes
from pipeline.facts.answers import read_answers
from pipeline.facts.plan_rows import CARD
from pipeline.facts.stored_list import StoredList
from pipeline.facts.units import read_leading, read_register
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.pages import corpus_pages
from pipeline.report.pages.compare_pages import CompareCard, CompareJob, print_comparison_page
from pipeline.report.pages.plan_pages import findings_of_plan, findings_section
from pipeline.report.pages.printing import PagedList, sheet
from pipeline.report.views.answer_view import PREVIEW
from pipeline.report.views.changes_view import changes_view
from pipeline.store.comparisons import comparison_path
from pipeline.store.results import read_result
from pipeline.views.cards import FIGURES, PlanCard, UnitLine, corpus_figures, unit_line
from pipeline.views.counts import UNIT_COUNTS
from pipeline.views.indexed_plan import index_plan
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Unit

_CARDS = "SELECT card FROM plans ORDER BY plan"
_BY_WEIGHT = "SELECT card FROM plans ORDER BY weight DESC, title, plan"
_NOTED = "SELECT plan, card, problems FROM plans WHERE findings > 0 ORDER BY problems = 0, plan"
_UNITS = f"""
SELECT data, {", ".join(UnitStatistics._fields)} FROM units ORDER BY leads DESC, assigned DESC, supports DESC, name, page
"""


_AS_FILES = "ORDER BY old, new || '.json'"
"""As the files of comparisons are listed."""
_COMPARED = """
SELECT c.old, c.new FROM compared c JOIN plans o ON o.plan = c.old JOIN plans n ON n.plan = c.new WHERE o.page = ? AND n.page = ?
"""


def print_start(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print the start page."""
    facts = sources.facts
    counts = facts.execute(f"SELECT {', '.join(f'sum({key})' for key in FIGURES)} FROM documents").fetchone()
    cards = _cards(sources)
    total, (units,) = len(cards), facts.execute("SELECT count(*) FROM units").fetchone()
    figures = corpus_figures(total, units, {key: count or 0 for key, count in zip(FIGURES, counts, strict=True)})
    changes = changes_view(read_changes(sources.outputs), sources.outputs)
    answers = read_answers(facts, PREVIEW).values()
    corpus_pages.print_start(printer, figures, cards[: corpus_pages.TITLES], total, changes, answers)


def print_plans(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print a page of the list of plans."""
    cards = _cards(sources)
    corpus_pages.print_plans(printer, sheet("plans.html", cards, corpus_pages.CARDS, number), len(cards))


def print_changes(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print a page of what the last run changed; KeyError if it changed nothing."""
    found = changes_view(read_changes(sources.outputs), sources.outputs)
    if found is None or not found.plans:
        raise KeyError("changes")
    paged = sheet("changes.html", found.plans, corpus_pages.CHANGED_PAGE, number)
    corpus_pages.print_changes(printer, paged, found.total, len(found.plans))


def print_units(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print a page of the list of units."""
    lines = StoredList(sources.facts, _UNITS, _unit_line)
    most = sources.facts.execute(f"SELECT {', '.join(f'max({key})' for key in UNIT_COUNTS)} FROM units").fetchone()
    counted = {key for key, count in zip(UNIT_COUNTS, most, strict=True) if count}
    corpus_pages.print_units(printer, sheet("units.html", lines, corpus_pages.LINES, number), counted, len(lines))


def _unit_line(data: str, *counts: object) -> UnitLine:
    return unit_line(Unit.model_validate_json(data), UnitStatistics(*counts))  # type: ignore[arg-type]


def print_findings(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print a page of the findings of all plans."""
    noted = StoredList(sources.facts, _NOTED, lambda *row: row)
    path, pager, some = sheet("findings.html", noted, corpus_pages.SECTIONS, number)
    sections = ((problems > 0, _section(sources.outputs / plan, card)) for plan, card, problems in some)
    corpus_pages.print_findings(printer, path, pager, sections)


def _section(folder: Path, card: str) -> Markup:
    return findings_section(CARD.validate_json(card), findings_of_plan(index_plan(read_result(folder))))


def print_reading(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print how far plans were read."""
    cards = StoredList(sources.facts, _BY_WEIGHT, CARD.validate_json)
    heaviest = corpus_pages.heaviest_lines(cards) if number == 1 else []
    (to_check,) = sources.facts.execute("SELECT sum(to_check) FROM plans").fetchone()
    paged = sheet("reading.html", cards, corpus_pages.LINES, number)
    corpus_pages.print_reading(printer, paged, heaviest, to_check or 0)


def print_comparisons(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print a page of the list of comparisons."""
    pairs = StoredList(sources.facts, f"SELECT old, new FROM compared {_AS_FILES}", lambda *pair: pair)
    path, pager, some = sheet("compare.html", pairs, corpus_pages.CARDS, number)
    cards = tuple(_compare(printer, sources, *pair) for pair in some)
    corpus_pages.print_comparisons(printer, PagedList(path, pager, cards))


def print_comparison(printer: OnePage, sources: LiveSources) -> None:
    """Print the page of one comparison; KeyError if there is none at the place of the page."""
    place = PurePosixPath(printer.wanted)
    ends = (f"plans/{folder}/index.html" for folder in (place.parent.name, place.stem))
    found = sources.facts.execute(_COMPARED, tuple(ends)).fetchone()
    if found is None:
        raise KeyError(printer.wanted)
    _compare(printer, sources, *found)


def compared_plans(sources: LiveSources, plan: str) -> list[tuple[str, str]]:
    """Return the pairs of an older and a newer plan that a plan is compared in."""
    rows = sources.facts.execute(f"SELECT old, new FROM compared WHERE old = ? OR new = ? {_AS_FILES}", (plan, plan))
    return rows.fetchall()


def _compare(printer: OnePage, sources: LiveSources, old: str, new: str) -> CompareCard:
    file = comparison_path(sources.outputs, old, new)
    return print_comparison_page(CompareJob(f"{old} {new}", sources.outputs, file, printer))


def print_network(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print who works with whom over all plans."""
    titles = (title for (title,) in sources.facts.execute("SELECT title FROM plans ORDER BY plan"))
    corpus_pages.print_network(printer, read_register(sources.facts), read_leading(sources.facts), titles)


def print_definitions(printer: OnePage, sources: LiveSources, number: int) -> None:
    """Print what every number counts."""
    corpus_pages.print_definitions(printer)


def _cards(sources: LiveSources) -> StoredList[PlanCard]:
    return StoredList(sources.facts, _CARDS, CARD.validate_json)


LISTS: Mapping[str, Callable[[OnePage, LiveSources, int], None]] = {
    "plans": print_plans,
    "changes": print_changes,
    "units": print_units,
    "findings": print_findings,
    "reading": print_reading,
    "compare": print_comparisons,
}
"""Lists of several pages, by name; the number of the page counts from 1."""
SINGLE: Mapping[str, Callable[[OnePage, LiveSources, int], None]] = {
    "index": print_start,
    "graph": print_network,
    "counts": print_definitions,
}
