"""Pairs for a person to judge, each side with its passage: tasks and indicators of two plans, or two units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare.judgements import judged_alignments
from pipeline.compare.unit_proposals import UnitPairProposal
from pipeline.corpus.authority import Authority, Judgement
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import plain
from schemas import Correction, Evidence, Message, Plan
from schemas.comparison import Comparison

_AROUND = 60
"""Characters of context shown before and after a passage."""
_MOST = 260
"""Maximum number of characters shown of a passage."""


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """A passage with the text around it, and its address in the report."""

    title: str
    before: str
    quote: str
    after: str
    href: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact of the older plan and one of the newer. ``said``: a person's judgement; None if there is none."""

    old: str
    new: str
    kind: str
    grade: str
    score: str
    said: bool | None
    sides: tuple[PassageInContext, ...]


@dataclass(frozen=True, slots=True)
class PairsView:
    """The pairs of a comparison, and all tasks of both plans, from which a person can form other pairs."""

    old: Message
    new: Message
    plan: str
    pairs: tuple[Pair, ...]
    old_tasks: tuple[tuple[str, str], ...]
    new_tasks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A proposed pair of units. ``joined``: extraction treated the two as one."""

    one: str
    other: str
    names: tuple[str, str]
    joined: bool
    reason: Message
    sides: tuple[PassageInContext, ...]


def passage_of(book: IndexedPlan, evidence: Evidence, title: str) -> PassageInContext:
    """Return a passage with a little of the text around it."""
    text = block_text(book, evidence.block)
    # of the same line only: in a table the line above is another row
    before = text[max(0, evidence.start - _AROUND) : evidence.start].rpartition("\n")[2]
    after = text[evidence.end : evidence.end + _AROUND].partition("\n")[0]
    quote = evidence.quote if len(evidence.quote) <= _MOST else f"{evidence.quote[:_MOST]}…"
    # what comes after a shortened passage would seem to follow where it was cut
    return PassageInContext(title, before, quote, after if quote == evidence.quote else "", book.source(evidence))


def block_text(book: IndexedPlan, block: str) -> str:
    """Return the text of a block; "" if the document has no such block, as after a replacement of its file."""
    try:
        return book.document.block(block).text
    except KeyError:
        return ""


def pairs_view(comparison: Comparison, old: IndexedPlan, new: IndexedPlan, records: Sequence[Correction]) -> PairsView:
    """Return all pairs that the comparison matched or found similar, or that a person judged."""
    said = judged_alignments(records)
    found: dict[tuple[str, str], tuple[str, str, float]] = {}
    for link in comparison.links:
        found[link.old, link.new] = "task", link.grade, link.score
    for row in comparison.indicators:
        if row.old and row.new:
            found[row.old, row.new] = "indicator", "close", row.score
    for near in comparison.related:
        # setdefault: a pair that the comparison matched has its grade from there
        found.setdefault((near.old, near.new), ("indicator", "loose", near.score))
    evidences = _evidences(old.plan), _evidences(new.plan)
    for one, other in said:
        # a judged pair is shown whatever the comparison found, so that it can be judged again
        if one in evidences[0] and other in evidences[1]:
            found.setdefault((one, other), (_kind(old, one), "none", 0.0))
    pairs = tuple(
        Pair(one, other, kind, grade, f"{score:.2f}" if score else "", said.get((one, other)), sides)
        for (one, other), (kind, grade, score) in found.items()
        if (sides := _sides((old, one, evidences[0]), (new, other, evidences[1])))
    )
    return PairsView(plain(old.name), plain(new.name), new.plan.plan.id, pairs, _tasks(old), _tasks(new))


def _evidences(plan: Plan) -> Mapping[str, Evidence]:
    return {task.id: task.evidence for task in plan.tasks} | {entry.id: entry.evidence for entry in plan.indicators}


def _kind(book: IndexedPlan, id: str) -> str:
    return "indicator" if book.kinds.get(id) == "indicator" else "task"


def _sides(*sides: tuple[IndexedPlan, str, Mapping[str, Evidence]]) -> tuple[PassageInContext, ...]:
    """Return both passages; none if one of the facts no longer exists."""
    if any(id not in evidences for _, id, evidences in sides):
        return ()
    return tuple(
        passage_of(book, evidences[id], f"{book.markers.get(id, '')} {book.title(id)}".strip())
        for book, id, evidences in sides
    )


def _tasks(book: IndexedPlan) -> tuple[tuple[str, str], ...]:
    named = ((task.id, f"{task.marker or ''} {task.title[:40]}".strip()) for task in book.plan.tasks)
    return tuple(named)


def unit_pairs(found: Iterable[UnitPairProposal], books: Mapping[str, IndexedPlan]) -> tuple[UnitPair, ...]:
    """Return the proposals of `gangmu units`, those that extraction treated as one unit first."""
    return tuple(
        UnitPair(
            *proposal.units,
            names=proposal.names,
            joined=proposal.joined,
            reason=proposal.message,
            sides=tuple(
                passage_of(books[said.plan], said.evidence, f"{said.name} · {books[said.plan].name}")
                for said in proposal.passages
                if said.plan in books
            ),
        )
        for proposal in found
    )


def judged_pairs(authority: Authority) -> tuple[Judgement, ...]:
    """Return the judgements in force, latest first."""
    return tuple(reversed(authority.verdicts().values()))
