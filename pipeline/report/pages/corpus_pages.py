"""The pages over all plans: start, units, findings, network, comparisons, search. Long lists are split into pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.answers.collect import Answer
from pipeline.report.figures.network import graph_view
from pipeline.report.pages.compare_pages import CompareCard
from pipeline.report.pages.plan_parts import PlanPart, read_piece
from pipeline.report.pages.printing import Printer, sheets
from pipeline.report.pages.unit_pages import UnitInPlan, UnitJob
from pipeline.report.views.answer_view import answer_card
from pipeline.report.views.changes_view import ChangesView
from pipeline.report.views.unit_view import unit_view
from pipeline.views.cards import corpus_figures, unit_lines
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
    register: UnitRegister,
    parts: Sequence[PlanPart],
    changes: ChangesView | None,
    answers: Iterable[Answer],
) -> None:
    """Print the start page with its questions, the pages of plans, and what changed since the last run."""
    cards = tuple(part.card for part in parts)
    view = {"figures": corpus_figures(cards, len(register.units)), "answers": tuple(map(answer_card, answers))}
    shown = {"cards": cards[:TITLES], "total": len(cards), "changes": changes, "changed_shown": CHANGED}
    printer.page("index.html", "index.html", label("page.index"), **view, **shown)
    for path, pager, some in sheets("plans.html", cards, CARDS):
        printer.page(path, "plans.html", label("page.plans"), cards=some, pager=pager, total=len(cards))
    if changes and changes.plans:
        _print_changes(printer, changes)


def _print_changes(printer: Printer, changes: ChangesView) -> None:
    about = {"total": changes.total, "listed": len(changes.plans)}
    for path, pager, some in sheets("changes.html", changes.plans, CHANGED_PAGE):
        printer.page(path, "changes.html", label("page.changes"), plans=some, pager=pager, **about)


def print_lists(
    printer: Printer, register: UnitRegister, parts: Sequence[PlanPart], cards: Sequence[CompareCard]
) -> None:
    """Print the lists of units, findings and comparisons, and the page of the search."""
    lines = unit_lines(register)
    # A column that is empty for every unit of the corpus would only push the others apart.
    counted = tuple(key for key in UNIT_COUNTS if any(getattr(line.statistics, key) for line in lines))
    for path, pager, shown in sheets("units.html", lines, LINES):
        about = {"lines": shown, "shown_counts": counted, "total": len(lines), "pager": pager}
        printer.page(path, "units.html", label("page.units"), **about)
    _print_findings(printer, parts)
    for path, pager, views in sheets("compare.html", cards, CARDS):
        printer.page(path, "compare.html", label("page.compare"), views=views, pager=pager)
    _print_reading(printer, parts)
    printer.page("search.html", "search.html", label("page.search"))
    printer.page("counts.html", "counts.html", label("page.counts"))


def _print_findings(printer: Printer, parts: Sequence[PlanPart]) -> None:
    """Print the findings of all plans: first the plans with problems, then, folded, those that have only remarks."""
    noted = sorted((part for part in parts if part.findings), key=lambda part: not part.problems)
    for path, pager, some in sheets("findings.html", tuple(noted), SECTIONS):
        sections: dict[bool, list[str]] = {True: [], False: []}
        for part in some:
            if part.findings:
                sections[part.problems > 0].append(read_piece(printer.draft, part.id, part.findings))
        about = {"sections": sections[True], "remarks": sections[False], "pager": pager}
        printer.page(path, "corpus_findings.html", label("page.findings"), **about)


def _print_reading(printer: Printer, parts: Sequence[PlanPart]) -> None:
    """Print how far each plan was read, and the heaviest passages to check over all plans."""
    cards = sorted(
        (part.card for part in parts), key=lambda card: (-sum(line.weight for line in card.work), card.title)
    )
    lines = [(card, line) for card in cards for line in card.work]
    lines.sort(key=lambda pair: (pair[1].state != "unread", -pair[1].weight))
    left_out = sum(card.to_check for card in cards) - len(lines[:HEAVIEST])
    for path, pager, some in sheets("reading.html", tuple(cards), LINES):
        shown = lines[:HEAVIEST] if path == "reading.html" else []
        printer.page(
            path, "reading.html", label("page.reading"), cards=some, lines=shown, left_out=left_out, pager=pager
        )


def print_network(
    printer: Printer, register: UnitRegister, leads: Mapping[tuple[str, str], int], titles: Iterable[str]
) -> None:
    """Print who works with whom over all plans."""
    picture = graph_view(register.together, leads, register.statistics, register, titles)
    printer.page("graph.html", "corpus_graph.html", label("page.graph"), graph=picture)


def unit_jobs(printer: Printer, register: UnitRegister, parts: Sequence[PlanPart]) -> Iterator[UnitJob]:
    """Yield a job for each unit, its plans in the order of time."""
    stands: dict[str, list[UnitInPlan]] = {}
    for part in sorted(parts, key=lambda part: part.when):
        for posts in part.posts:
            stand = UnitInPlan(part.id, part.card.title, part.card.href, part.when, posts.counts, posts.place)
            stands.setdefault(posts.unit, []).append(stand)
    for id, unit in register.units.items():
        yield UnitJob(id, printer, register.unit_page(id), unit_view(unit, register), tuple(stands.get(id, ())))
