"""The comparison page: two plans side by side, each statement with the passages of both."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.report.figures.drawing import Drawing
from pipeline.report.figures.task_flow import draw_flow
from pipeline.report.views.compare_indicators import (
    IndicatorChangeLine,
    StatementView,
    indicator_changes,
    statement_sides,
    statement_view,
)
from pipeline.views.fact_views import Quote, figure, quote_of
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label, state_label
from pipeline.views.links import slug
from pipeline.views.verdict_order import sort_verdicts
from schemas import Message
from schemas.comparison import Comparison, Shares, TaskRow, UnitRow, Wording, WordPiece
from schemas.statement import AddedDetail, Verdict


class TaskChangeLine(NamedTuple):
    state: str
    label: Message
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]
    chances: tuple[tuple[Quote, str], ...]
    """What the task possibly goes on in, with the probability; a closing section has none."""
    wordings: tuple[tuple[str, tuple[WordPiece, ...]], ...]
    """For each partner that is the same task, its title and the wording, older against newer."""


class VerdictLine(NamedTuple):
    """A number of the older plan, and the one of the newer plan that answers it."""

    state: str
    label: Message
    name: str
    old: Quote
    new: Quote | None
    text: Message


class DetailLine(NamedTuple):
    """What the lower level adds to a task, and what the higher level says in its place."""

    label: Message
    task: Quote
    added: tuple[Quote, ...]
    above: tuple[Quote, ...]


class UnitChangeLine(NamedTuple):
    name: str
    href: str
    state: str
    label: Message
    leads: tuple[int, int]
    total: tuple[int, int]


class ShareLine(NamedTuple):
    label: Message
    old: str
    new: str


class CompareView(NamedTuple):
    old: Quote
    new: Quote
    href: str
    levels: bool
    lineage: Message
    caveats: tuple[tuple[str, Message], ...]
    paragraph: Message | None
    summary: tuple[StatementView, ...]
    verdicts: tuple[VerdictLine, ...]
    unmentioned: tuple[VerdictLine, ...]
    indicators: tuple[IndicatorChangeLine, ...]
    related: tuple[tuple[Quote, Quote], ...]
    tasks: tuple[TaskChangeLine, ...]
    flow: Drawing | None
    """Where the tasks went, by number."""
    details: tuple[DetailLine, ...]
    units: tuple[UnitChangeLine, ...]
    proposals: tuple[StatementView, ...]
    shares: tuple[ShareLine, ...]


def comparison_page(old: str, new: str) -> str:
    """Return the address of the comparison of two plans."""
    return f"compare/{slug(old)}/{slug(new)}.html"


def compare_view(found: Comparison, old: IndexedPlan, new: IndexedPlan, directory: UnitDirectory) -> CompareView:
    """Return the page of a comparison."""
    books = {old.plan.plan.id: old, new.plan.plan.id: new}
    return CompareView(
        old=Quote(old.name, old.page("index")),
        new=Quote(new.name, new.page("index")),
        href=comparison_page(found.old.id, found.new.id),
        levels=found.kinship == "handing_down",
        lineage=label(f"lineage.{found.lineage}"),
        caveats=tuple((caveat.code, caveat) for caveat in found.caveats),
        paragraph=found.paragraph,
        summary=tuple(statement_view(said, books, old) for said in found.summary),
        verdicts=_verdicts(found, books, said=True),
        unmentioned=_verdicts(found, books, said=False),
        indicators=indicator_changes(found, books),
        related=tuple(
            (Quote(pair.old_name, old.fact(pair.old)), Quote(pair.new_name, new.fact(pair.new)))
            for pair in found.related
        ),
        tasks=_tasks(found, old, new),
        flow=draw_flow(found, old.name, new.name),
        details=tuple(_details(found.details, old, new)),
        units=tuple(_unit(row, found, directory) for row in found.units),
        proposals=tuple(StatementView(one, statement_sides(one.sides, books, old), ()) for one in found.proposals),
        shares=_shares(found.shares),
    )


def _verdicts(found: Comparison, books: Mapping[str, IndexedPlan], said: bool) -> tuple[VerdictLine, ...]:
    """Return the verdicts in the order of ``sort_verdicts``: those of which the newer plan says something, or the others."""
    rows = (row for row in found.verdicts if (row.verdict != "not_mentioned") == said)
    return tuple(_verdict(row, books) for row in sort_verdicts(rows))


def _verdict(row: Verdict, books: Mapping[str, IndexedPlan]) -> VerdictLine:
    old, *new = (books[side.plan].source(side.evidence) for side in row.sides)
    return VerdictLine(
        state=row.verdict,
        label=label(f"target_verdict.{row.verdict}"),
        name=row.name,
        old=Quote(f"{row.year}年{row.value}" if row.year else row.value, old),
        new=Quote(f"{row.new_name}：{row.new_year or ''}{'年' if row.new_year else ''}{row.new_value}", new[0])
        if new
        else None,
        text=Message(zh=row.zh, en=row.en),
    )


def _tasks(found: Comparison, old: IndexedPlan, new: IndexedPlan) -> tuple[TaskChangeLine, ...]:
    """Return the older plan's tasks with their partners, then the newer plan's that have none."""
    markers = {row.id: row.marker or "" for row in found.tasks}
    wordings: dict[str, list[Wording]] = defaultdict(list)
    for pair in found.wordings:
        wordings[pair.old].append(pair)

    def quote(book: IndexedPlan, id: str) -> Quote:
        return Quote(f"{markers.get(id, '')} {book.title(id)}".strip(), book.fact(id))

    lines = []
    for row in found.tasks:
        is_old = row.plan == found.old.id
        if is_old or not (row.partners or row.candidates):
            books = (old, new) if is_old else (new, old)
            lines.append(
                TaskChangeLine(
                    state=row.state,
                    label=state_label(found.kinship, row.state),
                    old=(quote(old, row.id),) if is_old else (),
                    new=tuple(quote(new, id) for id in (row.partners if is_old else (row.id,))),
                    chances=tuple(_chances(row, found, books[1], quote)),
                    wordings=tuple((new.title(pair.new), pair.pieces) for pair in wordings.get(row.id, ())),
                )
            )
    return tuple(lines)


def _chances(
    row: TaskRow, found: Comparison, far: IndexedPlan, quote: Callable[[IndexedPlan, str], Quote]
) -> Iterator[tuple[Quote, str]]:
    scores = {(link.old, link.new): link.score for link in found.links}
    for id in row.candidates:
        pair = (row.id, id) if row.plan == found.old.id else (id, row.id)
        yield quote(far, id), f"{scores[pair]:.0%}" if pair in scores else ""
    if row.section:
        yield quote_of(far, row.section), ""


KINDS = ("number", "deadline", "unit")
"""Of added details, in the order in which they are shown."""


def _details(found: Sequence[AddedDetail], old: IndexedPlan, new: IndexedPlan) -> Iterator[DetailLine]:
    """Yield what is added: one kind after another, the units of a task together."""
    for kind in KINDS:
        lines: dict[tuple[str, int], list[AddedDetail]] = defaultdict(list)
        for place, one in enumerate(found):
            if one.kind == kind:
                lines[one.new, 0 if kind == "unit" else place].append(one)
        for (task, _), details in lines.items():
            added = tuple(Quote(one.text, new.source(one.evidence)) for one in details)
            above = tuple(dict.fromkeys(quote_of(old, one.above) for one in details if one.above))
            yield DetailLine(label(f"added_detail.{kind}"), Quote(new.title(task), new.fact(task)), added, above)


def _unit(row: UnitRow, found: Comparison, directory: UnitDirectory) -> UnitChangeLine:
    return UnitChangeLine(
        name=row.name,
        href=directory.unit_page(row.new_unit or row.old_unit or row.unit),
        state=row.state,
        label=state_label(found.kinship, row.state),
        leads=(row.old_leads, row.new_leads),
        total=(row.old_total, row.new_total),
    )


def _shares(shares: tuple[Shares, ...]) -> tuple[ShareLine, ...]:
    if len(shares) != 2:
        return ()
    old, new = shares

    def percent(value: float | None) -> str:
        return "—" if value is None else f"{100 * value:.0f}%"

    counted = ("tasks", "indicators", "responsibilities")
    told = ("with_unit", "with_lead", "with_number", "with_deadline", "binding", "top_share")
    return (
        *(
            ShareLine(label(f"share.{name}"), figure(getattr(old, name)), figure(getattr(new, name)))
            for name in counted
        ),
        *(ShareLine(label(f"share.{name}"), percent(getattr(old, name)), percent(getattr(new, name))) for name in told),
    )
