"""What the desk shows of the corpus: its documents, codes with their disagreements, the form of a missed fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipeline.coding.agreement import agreements
from pipeline.coding.ratings import Ratings
from pipeline.corpus.added_facts import ROLES
from pipeline.corpus.codebook import CodeEntry, code_names, code_text, variables
from pipeline.corpus.manifest import Corpus, Entry
from pipeline.run.fact_records import FIELDS, KINDS
from pipeline.run.succession import may_follow
from pipeline.serve.facts_view import choice_text, field_name
from pipeline.serve.pairs_view import PassageInContext, passage_of
from pipeline.store.results import Result, plan_folders, read_plan
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from pipeline.views.links import block_id
from pipeline.views.plan_names import plan_name
from pipeline.views.reading_state import reading_state
from schemas import Message, Plan, PlanHeader
from schemas.indicator import Bound

_CHOICES = {
    "relation": tuple(ROLES),
    "bound": get_args(Bound),
    "change": ("", "increase", "decrease"),
    "kind": ("target", "plan", "actual", "baseline", "growth_rate"),
}
_SHOWN = frozenset(
    {"title", "subject", "unit", "relation", "what", "value", "measure", "year", "bound", "name", "kind", "on"}
)
"""Fields of a missed fact that the page asks for; the others can be corrected afterwards."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the corpus. ``href``: its page; empty if it was not extracted yet."""

    id: str
    title: str
    place: str
    predecessor: str
    may_follow: tuple[str, ...]
    others: tuple[str, ...]
    state: str
    href: str


def document_rows(corpus: Corpus, outputs: Path) -> tuple[DocumentRow, ...]:
    """Return the documents; those that were not extracted yet are waiting."""
    made = {folder.name for folder in plan_folders(outputs)}
    plans = {entry.id: read_plan(outputs / entry.id) for entry in corpus.entries if entry.id in made}
    headers = {id: plan.plan for id, plan in plans.items()}
    return tuple(_document_row(entry, corpus, plans.get(entry.id), headers) for entry in corpus.entries)


def _document_row(entry: Entry, corpus: Corpus, plan: Plan | None, headers: Mapping[str, PlanHeader]) -> DocumentRow:
    others = tuple(other for other in corpus.entries if other.id != entry.id)
    return DocumentRow(
        id=entry.id,
        title=plan_name(plan.plan) if plan else entry.source_name or entry.file,
        place=entry.place or "",
        predecessor=entry.predecessor or "",
        # nothing is proposed where a person has decided
        may_follow=tuple(may_follow(plan.plan, others, headers)) if plan and not entry.predecessor else (),
        others=tuple(other.id for other in others),
        state=reading_state(plan) if plan else "waiting",
        href=f"/plans/{entry.id}/index.html" if plan else "",
    )


@dataclass(frozen=True, slots=True)
class AskedField:
    name: str
    title: Message
    choices: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class MissedView:
    """The forms for a marked text, one a kind of fact."""

    plan: str
    block: str
    start: int
    quote: str
    kinds: tuple[tuple[str, Message, tuple[AskedField, ...]], ...]
    units: tuple[str, ...]


def missed_view(result: Result, anchor: str, start: int, quote: str) -> MissedView | None:
    """Return the forms for a text that was marked in the block with this element id; None if there is no such block."""
    plan = result.plan
    block = next((block for block in result.document.blocks if block_id(block.id) == anchor), None)
    if block is None or not quote.strip():
        return None
    order = {other.id: number for number, other in enumerate(result.document.blocks)}
    here = order[block.id], start
    tasks = [(task.id, f"{task.marker or ''} {task.title[:30]}".strip()) for task in plan.tasks]
    # the likeliest subject of a missed fact is the last task that begins before it
    before = [t.id for t in plan.tasks if (order.get(t.evidence.block, 0), t.evidence.start) <= here]
    subject = before[-1] if before else ""
    kinds = tuple(
        (
            kind,
            label(f"edit_added.{kind}"),
            tuple(
                _asked_field(kind, name, quote, tasks, subject)
                for name in FIELDS[kind]
                # the choices of kind are those of an indicator's value
                if name in _SHOWN and (kind, name) != ("task", "kind")
            ),
        )
        for kind in KINDS
    )
    return MissedView(plan.plan.id, block.id, start, quote, kinds, tuple(unit.name for unit in plan.units))


def _asked_field(kind: str, name: str, quote: str, tasks: list[tuple[str, str]], subject: str) -> AskedField:
    if name == "subject":
        return AskedField(name, field_name(name), tuple(tasks), subject)
    choices = tuple((word, choice_text(word) if word else "—") for word in _CHOICES.get(name, ()))
    # what a person marks is most often the title, unit or name itself
    short = quote.strip()[:60]
    value = (
        short if name in ("title", "unit") or (kind, name) in (("commitment", "what"), ("indicator", "name")) else ""
    )
    return AskedField(name, field_name(name), choices, value)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    about: str
    facts: int
    coders: int
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact that coders disagree on. ``said``: what each coder chose; ``choices``: (code, name)."""

    fact: str
    variable: str
    passage: PassageInContext
    said: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodesView:
    codes: tuple[CodeEntry, ...]
    agreement: tuple[AgreementLine, ...]
    disputes: tuple[Dispute, ...]


def codes_view(found: Ratings, books: Mapping[str, IndexedPlan]) -> CodesView:
    """Return codebook, agreement and disagreements."""
    by = variables(found.codebook)
    names = code_names(found.codebook)
    disputes = tuple(
        Dispute(
            rating.fact.id,
            rating.variable,
            passage_of(books[rating.fact.plan], rating.fact.evidence, rating.fact.text),
            tuple((coder, code_text(names, rating.variable, codes)) for coder, codes in rating.said.items()),
            tuple((entry.code, entry.name) for entry in by[rating.variable]),
        )
        for rating in found.ratings
        if rating.is_disputed and rating.fact.plan in books
    )
    lines = tuple(
        AgreementLine(row.about, row.facts, row.coders, tuple(one.text(2) for one in row.estimates))
        for row in agreements(found)
    )
    return CodesView(found.codebook, lines, disputes)
