"""The start page, the list of units, and the coverage of a plan."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.views.counts import plan_counts
from pipeline.views.fact_views import Quote
from pipeline.views.indexed_plan import IndexedPlan, UnitRegister
from pipeline.views.labels import label, value_label
from pipeline.views.links import unit_page
from pipeline.views.reading_state import QuotedItem, quoted_work_list, reading_state
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Message, Unit

LINES = 40
"""Passages to check that other pages show of a plan."""
QUOTED = 200
"""Characters of a passage to check that a page shows."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole. ``percent`` is written, ``width`` drawn."""

    name: str
    percent: str
    width: float

    @property
    def label(self) -> Message:
        """Return what the part is called; not a field, which every card of a large corpus would hold."""
        return label(f"coverage.{self.name}")


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A passage to check. ``kind``: what it seems to be, or why a fact is doubtful."""

    state: str
    kind: Message
    weight: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class PlanCard:
    title: str
    href: str
    id: str
    issuers: str
    number: str
    issued_on: str
    period: str
    genre: str
    draft: bool
    counts: Mapping[str, int]
    """By key of counts.yml."""
    warnings: int
    shares: tuple[Share, ...]
    unread: str
    state: str
    """``read``, ``partly-read``, ``not-read`` or ``not-measured``."""
    to_check: int
    """Unread passages and doubtful facts."""
    work: tuple[WorkLine, ...]
    """The first ``LINES`` of them."""

    @property
    def weight(self) -> int:
        """Return the characters of the passages to check that other pages show."""
        return sum(line.weight for line in self.work)


@dataclass(frozen=True, slots=True)
class UnitLine:
    name: str
    href: str
    kind: Message
    place: str
    aliases: str
    statistics: UnitStatistics


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    """Of counts.yml."""
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class SignalLine:
    label: Message
    total: int
    used: int
    ignored: int
    unread: int


@dataclass(frozen=True, slots=True)
class CoverageView:
    shares: tuple[Share, ...]
    signals: tuple[SignalLine, ...]
    work: tuple[WorkLine, ...]


def plan_card(book: IndexedPlan) -> PlanCard:
    """Return a plan at a glance."""
    plan, header = book.plan, book.plan.plan
    years = [str(year) for year in (header.period.start, header.period.end) if year]
    shares, work = shares_of(book), quoted_work_list(plan)
    return PlanCard(
        title=book.name,
        href=book.page("index"),
        id=header.id,
        issuers="、".join(header.issuers),
        number=header.number or "",
        issued_on=header.issued_on or "",
        period="—".join(dict.fromkeys(years)),
        genre=header.genre,
        draft=header.status == "征求意见稿",
        counts=plan_counts(plan),
        warnings=sum(finding.severity == "warning" for finding in plan.findings),
        shares=shares,
        unread=shares[-1].percent if shares else "",
        state=reading_state(plan).replace(" ", "-"),
        to_check=len(work),
        work=tuple(_work_line(book, item) for item in work[:LINES]),
    )


def shares_of(book: IndexedPlan) -> tuple[Share, ...]:
    """Return the four shares of a document's characters; none where coverage was not counted."""
    found = book.plan.coverage
    if found is None:
        return ()
    parts = found.model_dump(include={"facts", "prose", "furniture", "unread"})
    return tuple(
        Share(name, f"{100 * parts[name]:.1f}%", round(100 * parts[name], 2))
        for name in ("facts", "prose", "furniture", "unread")
    )


FIGURES = {
    "tasks": "#plans",
    "indicators": "answers/indicators.html",
    "responsibilities": "graph.html",
    "findings": "findings.html",
}
"""Counts of plans that the start page adds up, and where each leads."""


def corpus_figures(plans: int, units: int, counts: Mapping[str, int]) -> tuple[Figure, ...]:
    """Return the corpus in six numbers; ``counts`` of all plans together."""
    return (
        Figure("plans", plans, "#plans"),
        Figure("units", units, "units.html"),
        *(Figure(key, counts[key], href) for key, href in FIGURES.items()),
    )


def total_counts(cards: Iterable[PlanCard]) -> Counter[str]:
    """Return the counts of all plans together."""
    found: Counter[str] = Counter()
    for card in cards:
        found.update(card.counts)
    return found


def unit_line(unit: Unit, statistics: UnitStatistics) -> UnitLine:
    """Return a unit as the list of units shows it."""
    return UnitLine(
        unit.name,
        unit_page(unit.id),
        label(f"unit_kind.{unit.kind}"),
        unit.jurisdiction or "",
        "、".join(unit.aliases),
        statistics,
    )


def unit_lines(register: UnitRegister) -> tuple[UnitLine, ...]:
    """Return all units, those that lead most first."""
    lines = (unit_line(unit, register.statistics[id]) for id, unit in register.units.items())
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                -line.statistics.leads,
                -line.statistics.assigned,
                -line.statistics.supports,
                line.name,
                line.href,
            ),
        )
    )


def signal_label(kind: str) -> Message:
    """Return what a kind of signal is called; extractors may bring new kinds, which are called by their own name."""
    return value_label("signal", kind)


def coverage_view(book: IndexedPlan) -> CoverageView:
    """Return what became of the document's characters and signals."""
    found = book.plan.coverage
    return CoverageView(
        shares=shares_of(book),
        signals=tuple(
            SignalLine(signal_label(row.kind), row.total, row.used, row.ignored, row.unread)
            for row in (found.signals if found else ())
        ),
        work=tuple(_work_line(book, item) for item in quoted_work_list(book.plan)),
    )


def _work_line(book: IndexedPlan, quoted: QuotedItem) -> WorkLine:
    item, message = quoted.item, quoted.message
    doubtful = item.state == "doubtful"
    kind = message if message and doubtful else signal_label(item.kind)
    text = message.zh if message and not doubtful else item.text[:QUOTED]
    href = book.source(quoted.evidence) if quoted.evidence else book.page("findings")
    return WorkLine(item.state, kind, item.weight, Quote(text, href))
