"""The pages over all plans: start, units, findings, network, comparisons, search. Long lists are split into pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from markupsafe import Markup

from pipeline.answers.collect import Answer
from pipeline.report.figures.network import graph_view
from pipeline.report.pages.compare_pages import CompareCard
from pipeline.report.pages.plan_parts import ListedPart, read_piece, read_work
from pipeline.report.pages.printing import PagedList, Pager, Printer, sheets
from pipeline.report.pages.unit_pages import UnitInPlan, UnitJob
from pipeline.report.views.answer_view import answer_card
from pipeline.report.views.changes_view import ChangesView, PlanChangeView
from pipeline.report.views.unit_view import unit_view
from pipeline.views.cards import Figure, PlanCard, UnitLine, WorkLine, unit_lines
from pipeline.views.counts import UNIT_COUNTS
from pipeline.views.indexed_plan import UnitRegister
from pipeline.views.labels import label

CARDS, LINES, SECTIONS = 120, 300, 80
"""Plans, units and plans with findings on one page."""
TITLES = 60
"""Plans whose titles the start page lists."""
CHANGED, CHANGED_PAGE = 8, 6
"""Changed plans that the start page counts the facts of, and those whose facts one page names."""
HEAVIEST = 200
"""Passages to check that the page over all plans shows."""


def print_start(
    printer: Printer,
    figures: Sequence[Figure],
    cards: Sequence[PlanCard],
    total: int,
    changes: ChangesView | None,
    answers: Iterable[Answer],
) -> None:
    """Print the start page with its questions and what changed since the last run; ``cards`` are the first of all plans."""
    view = {"figures": figures, "answers": tuple(map(answer_card, answers))}
    shown = {"cards": cards[:TITLES], "total": total, "changes": changes, "changed_shown": CHANGED}
    printer.page("index.html", "index.html", label("page.index"), **view, **shown)


def print_plans(printer: Printer, paged: PagedList[PlanCard], total: int) -> None:
    """Print a page of the list of plans."""
    shown = {"cards": paged.items, "pager": paged.pager, "total": total}
    printer.page(paged.path, "plans.html", label("page.plans"), **shown)


def print_changes(printer: Printer, paged: PagedList[PlanChangeView], total: int, listed: int) -> None:
    """Print a page of the plans that the last run changed."""
    about = {"total": total, "listed": listed, "pager": paged.pager}
    printer.page(paged.path, "changes.html", label("page.changes"), plans=paged.items, **about)


def print_all_changes(printer: Printer, changes: ChangesView | None) -> None:
    """Print the pages of what the last run changed, if it changed anything."""
    if changes and changes.plans:
        for paged in sheets("changes.html", changes.plans, CHANGED_PAGE):
            print_changes(printer, paged, changes.total, len(changes.plans))


def print_units(printer: Printer, paged: PagedList[UnitLine], counted: Iterable[str], total: int) -> None:
    """Print a page of the list of units. ``counted``: the counts that are not 0 for every unit of the corpus."""
    # A column that is empty for every unit of the corpus would only push the others apart.
    shown = tuple(key for key in UNIT_COUNTS if key in counted)
    about = {"lines": paged.items, "shown_counts": shown, "total": total, "pager": paged.pager}
    printer.page(paged.path, "units.html", label("page.units"), **about)


def print_findings(printer: Printer, path: str, pager: Pager, sections: Iterable[tuple[bool, Markup]]) -> None:
    """Print a page of the findings of all plans, each section with whether it has problems.

    Those that have only remarks are folded.
    """
    parted: dict[bool, list[Markup]] = {True: [], False: []}
    for problems, section in sections:
        parted[problems].append(section)
    about = {"sections": parted[True], "remarks": parted[False], "pager": pager}
    printer.page(path, "corpus_findings.html", label("page.findings"), **about)


def print_comparisons(printer: Printer, paged: PagedList[CompareCard]) -> None:
    """Print a page of the list of comparisons."""
    printer.page(paged.path, "compare.html", label("page.compare"), views=paged.items, pager=paged.pager)


def print_reading(
    printer: Printer, paged: PagedList[PlanCard], heaviest: Sequence[tuple[PlanCard, WorkLine]], to_check: int
) -> None:
    """Print how far plans were read, and on the first page the heaviest passages to check of ``to_check``."""
    shown = heaviest if paged.path == "reading.html" else []
    about = {"lines": shown, "left_out": to_check - len(heaviest), "pager": paged.pager}
    printer.page(paged.path, "reading.html", label("page.reading"), cards=paged.items, **about)


def heaviest_lines(cards: Iterable[PlanCard]) -> list[tuple[PlanCard, WorkLine]]:
    """Return the heaviest passages to check, unread ones first; ``cards`` in the order of their weights."""
    lines = ((card, line) for card in cards for line in card.work)
    return nsmallest(HEAVIEST, lines, key=lambda pair: (pair[1].state != "unread", -pair[1].weight))


def print_definitions(printer: Printer) -> None:
    """Print what every number counts."""
    printer.page("counts.html", "counts.html", label("page.counts"))


def print_lists(
    printer: Printer, register: UnitRegister, parts: Sequence[ListedPart], compared: Sequence[CompareCard]
) -> None:
    """Print the lists of plans, units, findings and comparisons, and the page of the search."""
    cards = tuple(part.card for part in parts)
    for plans in sheets("plans.html", cards, CARDS):
        print_plans(printer, plans, len(cards))
    lines = unit_lines(register)
    counted = {key for key in UNIT_COUNTS if any(getattr(line.statistics, key) for line in lines)}
    for units in sheets("units.html", lines, LINES):
        print_units(printer, units, counted, len(lines))
    noted = sorted((part for part in parts if part.findings), key=lambda part: not part.problems)
    for path, pager, some in sheets("findings.html", noted, SECTIONS):
        sections = (
            (part.problems > 0, read_piece(printer.draft, part.id, part.findings)) for part in some if part.findings
        )
        print_findings(printer, path, pager, sections)
    for comparisons in sheets("compare.html", compared, CARDS):
        print_comparisons(printer, comparisons)
    by_weight = [part.card for part in sorted(parts, key=lambda part: (-part.weight, part.card.title))]
    read_again = (replace(card, work=read_work(printer.draft, card.id)) for card in by_weight)
    heaviest, to_check = heaviest_lines(read_again), sum(card.to_check for card in cards)
    for read in sheets("reading.html", by_weight, LINES):
        print_reading(printer, read, heaviest, to_check)
    printer.page("search.html", "search.html", label("page.search"))
    print_definitions(printer)


def print_network(
    printer: Printer, register: UnitRegister, leads: Mapping[tuple[str, str], int], titles: Iterable[str]
) -> None:
    """Print who works with whom over all plans."""
    picture = graph_view(register.together, leads, register.statistics, register, titles)
    printer.page("graph.html", "corpus_graph.html", label("page.graph"), graph=picture)


def unit_jobs(printer: Printer, register: UnitRegister, parts: Sequence[ListedPart]) -> Iterator[UnitJob]:
    """Yield a job for each unit, its plans in the order of time."""
    stands: dict[str, list[UnitInPlan]] = {}
    for part in sorted(parts, key=lambda part: part.when):
        for posts in part.posts:
            stand = UnitInPlan(part.id, part.card.title, part.card.href, part.when, posts.counts, posts.place)
            stands.setdefault(posts.unit, []).append(stand)
    for id, unit in register.units.items():
        yield UnitJob(id, printer, register.unit_page(id), unit_view(unit, register), tuple(stands.get(id, ())))
