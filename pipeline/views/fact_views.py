"""Views of facts that several pages share: units, commitments, findings, quotes."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pipeline.views.duties import Duty
from pipeline.views.indexed_plan import IndexedPlan, UnitDirectory
from pipeline.views.labels import label
from pipeline.views.links import slug, unit_page
from pipeline.views.phrases import commitment_text
from pipeline.views.phrases import figure as figure  # the views take it from here
from schemas import Commitment, Evidence, Finding, Message, Task

RELATIONS = ("leads", "assigned", "supports", "guides", "supervises")
"""The order in which a reader asks: who leads, who is to do it, who helps, who watches."""


class Quote(NamedTuple):
    """A passage and its place."""

    text: str
    href: str


class Chip(NamedTuple):
    """A unit at a subject. ``name`` as printed there, ``unit`` the slug that filters use."""

    name: str
    canonical: str
    unit: str
    href: str
    source: str
    inherited: bool
    rule: str
    doubt: Message | None


class UnitGroup(NamedTuple):
    """Units of one relation that were printed together under one label."""

    relation: str
    label: Message
    printed: str
    """Label as printed; empty for a bare list."""
    chips: tuple[Chip, ...]
    open_text: str | None
    """The text after 等; empty if nothing follows 等, None if the list is closed."""
    via: Quote | None
    """The first annex row that says it; None if the subject's own text does."""


class CommitmentView(NamedTuple):
    """A commitment: a number the plan commits to in prose."""

    anchor: str
    what: str
    figure: str
    bound: Message | None
    change: str | None
    when: str
    quote: Quote
    doubt: Message | None


class FindingView(NamedTuple):
    """A finding."""

    code: str
    severity: str
    severity_label: Message
    verdict: Message
    message: Message
    sides: tuple[Quote, ...]
    subjects: tuple[Quote, ...]
    acknowledged: str | None


def beyond_title(task: Task) -> str:
    """Return what a task's text says beyond its title; empty if nothing."""
    return task.text.removeprefix(task.title).lstrip("。：:；;，, \n")


def quote_of(book: IndexedPlan, evidence: Evidence) -> Quote:
    """Return a passage on one line."""
    return Quote(" ".join(evidence.quote.split()), book.source(evidence))


def unit_groups(book: IndexedPlan, directory: UnitDirectory, subject: str) -> tuple[UnitGroup, ...]:
    """Return the subject's units by relation: first as printed, then from annex rows."""
    found = sorted(
        book.duties_of.get(subject, ()),
        key=lambda duty: (duty.via is not None, RELATIONS.index(duty.responsibility.relation)),
    )
    return tuple(_unit_group(book, directory, tuple(group)) for _, group in groupby(found, key=_printed_together))


def _printed_together(duty: Duty) -> tuple[bool, str, str]:
    """Return the key by which a subject's units share a line: from annex rows one line per relation, whatever the label."""
    entry = duty.responsibility
    return (True, entry.relation, "") if duty.via else (False, entry.relation, entry.label)


def _unit_group(book: IndexedPlan, directory: UnitDirectory, group: tuple[Duty, ...]) -> UnitGroup:
    first = group[0].responsibility
    openings = [duty.responsibility.open_text or "" for duty in group if duty.responsibility.open_ended]
    via = group[0].via
    return UnitGroup(
        relation=first.relation,
        label=label(f"relation.{first.relation}"),
        printed="" if via else first.label,
        chips=tuple(_chip(book, directory, duty) for duty in group),
        open_text=openings[0] if openings else None,
        via=Quote(book.title(via), book.fact(via)) if via else None,
    )


def _chip(book: IndexedPlan, directory: UnitDirectory, duty: Duty) -> Chip:
    entry = duty.responsibility
    unit = directory.units.get(entry.unit)
    return Chip(
        name=entry.name,
        canonical=unit.name if unit else entry.name,
        unit=slug(entry.unit),
        href=directory.unit_page(entry.unit),
        source=book.source(entry.evidence),
        inherited=entry.inherited,
        rule=entry.rule,
        doubt=entry.doubt,
    )


def commitment_view(book: IndexedPlan, entry: Commitment) -> CommitmentView:
    """Return a commitment in words a reader takes in at a glance."""
    number = figure(entry.value) + (f"–{figure(entry.upper)}" if entry.upper is not None else "")
    when = " ".join(filter(None, (str(entry.year) if entry.year else "", entry.period or "")))
    return CommitmentView(
        anchor=book.anchor(entry.id),
        what=entry.what,
        figure=f"{number} {entry.measure}".strip(),
        bound=None if entry.bound == "exact" else label(f"bound.{entry.bound}"),
        change=entry.change,
        when=when,
        quote=quote_of(book, entry.evidence),
        doubt=entry.doubt,
    )


def finding_view(book: IndexedPlan, finding: Finding) -> FindingView:
    """Return a finding with links to its passages and subjects."""
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        severity_label=label(f"severity.{finding.severity}"),
        verdict=label(f"verdict.{finding.verdict}"),
        message=finding.message,
        sides=tuple(quote_of(book, side) for side in finding.sides),
        subjects=tuple(_subjects(book, finding)),
        acknowledged=finding.acknowledged,
    )


def _subjects(book: IndexedPlan, finding: Finding) -> Iterator[Quote]:
    """Yield the subjects that have a name: the plan is what the page is about, and needs none."""
    for subject in finding.subjects:
        if subject in book.units:
            yield Quote(book.units[subject].name, unit_page(subject))
        elif subject in book.commitments:
            yield Quote(commitment_text(book.commitments[subject]), book.fact(subject))
        elif subject in book.titles:
            yield Quote(book.title(subject), book.fact(subject))


def finding_views(book: IndexedPlan, subject: str) -> tuple[FindingView, ...]:
    """Return the findings that concern a subject."""
    return tuple(finding_view(book, finding) for finding in book.findings_of.get(subject, ()))
