"""Every fact of a plan with the passage it quotes: what the source view marks, and where each mark leads."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.views.fact_views import figure
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from pipeline.views.links import fragment
from schemas import Element, Evidence, Indicator, Message, Task


class MarkedPassage(NamedTuple):
    """A fact as the source view names it. ``kind`` picks the colour of the mark."""

    kind: str
    name: Message
    text: str
    href: str
    evidence: Evidence


def marked_passages(book: IndexedPlan) -> Iterator[MarkedPassage]:
    """Yield all facts of the plan, the outer ones (headings, tasks) first."""
    yield from _notice(book)
    plan = book.plan
    for heading in plan.headings:
        yield MarkedPassage("heading", label("fact.heading"), heading.title, book.fact(heading.id), heading.evidence)
    for task in plan.tasks:
        yield from _task(book, task)
    for entry in plan.indicators:
        yield from _indicator(book, entry)
    for duty in plan.responsibilities:
        name = label(f"relation.{duty.relation}")
        yield MarkedPassage(duty.relation, name, duty.name, book.fact(duty.subject), duty.evidence)
    for commitment in plan.commitments:
        text = f"{commitment.what} {figure(commitment.value)} {commitment.measure}"
        href = book.page("index") + fragment(book.anchor(commitment.id))
        yield MarkedPassage("number", label("fact.commitment"), text, href, commitment.evidence)
    for reference in plan.references:
        yield MarkedPassage(
            "reference", label("fact.reference"), reference.title, book.page("index"), reference.evidence
        )
    for rule in plan.rules:
        yield MarkedPassage("reference", label("notice.rule"), rule.name, book.page("index"), rule.evidence)
    yield from _audit(book)


def _notice(book: IndexedPlan) -> Iterator[MarkedPassage]:
    notice = book.plan.notice
    for name in type(notice).model_fields:
        held = getattr(notice, name)
        elements: tuple[Element, ...] = held if isinstance(held, tuple) else (held,) if held else ()
        for element in elements:
            href = book.page("index") + "#facts"
            yield MarkedPassage("notice", label(f"notice.{name}"), element.value, href, element.evidence)


def _task(book: IndexedPlan, task: Task) -> Iterator[MarkedPassage]:
    kind = "annex" if task.origin == "annex" else task.kind
    yield MarkedPassage(
        "task", label(f"fact.{kind}"), f"{task.marker or ''} {task.title}", book.fact(task.id), task.evidence
    )
    if task.deadline:
        due = task.deadline
        yield MarkedPassage("number", label("fact.deadline"), due.text, book.fact(task.id), due.evidence)
    for item in task.plan_items:
        href = book.page("index") + fragment(book.anchor(item.id))
        yield MarkedPassage("item", label("fact.item"), f"{item.marker} {item.text}", href, item.evidence)
    for extra in task.extras:
        yield MarkedPassage(
            "item", label("fact.extra"), f"{extra.key} {extra.value}", book.fact(task.id), extra.evidence
        )


def _indicator(book: IndexedPlan, entry: Indicator) -> Iterator[MarkedPassage]:
    yield MarkedPassage("number", label("fact.indicator"), entry.name, book.fact(entry.id), entry.evidence)
    for value in entry.values:
        text = f"{entry.name} {value.year or ''} {value.raw}"
        yield MarkedPassage("number", label("fact.value"), text, book.fact(entry.id), value.evidence)


def _audit(book: IndexedPlan) -> Iterator[MarkedPassage]:
    plan = book.plan
    for taxonomy in plan.taxonomies:
        href = book.page("indicators") + fragment(book.anchor(taxonomy.id))
        for taxon in taxonomy.taxa:
            path = " › ".join((*taxon.path, taxon.name))
            yield MarkedPassage("reference", label("fact.taxon"), path, href, taxon.evidence)
    for number, finding in enumerate(plan.findings, 1):
        href = book.page("findings") + f"#finding-{number}"
        for side in finding.sides:
            yield MarkedPassage("finding", label("fact.finding"), finding.message.zh, href, side)
    for unread in plan.coverage.passages if plan.coverage else ():
        href = book.page("coverage") + "#unread"
        yield MarkedPassage("unread", label("fact.unread"), unread.evidence.quote, href, unread.evidence)
