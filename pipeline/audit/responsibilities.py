"""Who is named and how: one unit under two names, tasks without a unit, a unit on both sides of one clause."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractors.language.whitespace import key
from pipeline.audit.catalogue import as_information, finding
from pipeline.audit.passages import shorten
from pipeline.audit.unread import unread_tasks
from pipeline.views.duties import collective_units
from schemas import Document, Finding, Message, Plan, Responsibility

NAMED = 8
"""Tasks without a unit are listed by name up to this number."""
HALF = 0.5
LEADING = frozenset({"lead", "responsible"})


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield unit-two-names, task-without-unit (once a plan), unit-leads-and-supports and unit-twice."""
    yield from _names(plan)
    yield from _without(plan, document)
    yield from _clauses(plan)


def _names(plan: Plan) -> Iterator[Finding]:
    """Find units printed under two names. A prefix shared in a list (区政务办、经委) makes no second name."""
    collective = collective_units(plan)
    printed: dict[str, dict[str, Responsibility]] = defaultdict(dict)
    for entry in plan.responsibilities:
        if entry.unit not in collective:
            printed[entry.unit].setdefault(key(entry.name), entry)
    for unit, names in printed.items():
        full = {n: e for n, e in names.items() if not any(o != n and o.endswith(n) for o in names)}
        if len(full) > 1:
            words = "、".join(f"“{entry.name}”" for entry in full.values())
            sides = tuple(entry.evidence for entry in full.values())
            yield finding("unit-two-names", "unexplained", sides, (unit,), names=words)


def _without(plan: Plan, document: Document) -> Iterator[Finding]:
    """Say once how many tasks nobody is named for: neither there, nor above or below, nor in the annex."""
    above = {h.id: h.parent for h in plan.headings} | {t.id: t.parent for t in plan.tasks}
    named = {entry.subject for entry in plan.responsibilities}
    covered = set(named)
    for task in plan.tasks:
        if task.id in named:
            covered.update(_chain(task.parent, above))
            covered.update(_chain(task.details, above))
    # A row that details no task of the body is counted like one: a merged cell of units may have been read for its first row.
    body = [t for t in plan.tasks if t.kind == "task" and (t.origin == "body" or t.details is None)]
    lost = unread_tasks(plan, document)
    without = [
        t
        for t in body
        if t.id not in lost
        and t.id not in covered
        and not {*_chain(t.parent, above), *_chain(t.heading, above)} & named
    ]
    if without:
        named_one = len(without) <= NAMED and len(without) < len(body)
        titles = [f"“{shorten(t.title, 16)}”" for t in without] if named_one else []
        which = Message(zh="：" + "、".join(titles), en=": " + ", ".join(titles)) if titles else ""
        said = finding(
            "task-without-unit",
            "unexplained",
            (t.evidence for t in without[:NAMED]),
            (t.id for t in without),
            all=len(body),
            none=len(without),
            which=which,
        )
        # a five-year plan names units for few of its tasks or none: that is its form and no slip
        yield said if len(without) <= HALF * len(body) else as_information(said)


def _chain(id: str | None, above: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the fact and all that enclose it."""
    while id:
        yield id
        id = above.get(id)


def _clauses(plan: Plan) -> Iterator[Finding]:
    titles = {h.id: h.title for h in plan.headings} | {t.id: t.title for t in plan.tasks}
    titles |= {i.id: i.name for i in plan.indicators}
    together: dict[tuple[str, str, str], list[Responsibility]] = defaultdict(list)
    for entry in plan.responsibilities:
        if not entry.inherited:
            together[entry.subject, entry.clause, entry.unit].append(entry)
    for (subject, _, _), entries in together.items():
        first = entries[0]
        words = {"subject": shorten(titles.get(subject, subject)), "unit": first.name}
        other = next((e for e in entries if {e.role, first.role} & LEADING and "support" in (e.role, first.role)), None)
        if other:
            sides, labels = (first.evidence, other.evidence), {"one": first.label, "other": other.label}
            yield finding("unit-leads-and-supports", "unexplained", sides, (subject, first.unit), **words, **labels)
            continue
        again = next((e for e in entries[1:] if e.role == first.role and e.label == first.label), None)
        if again and again.evidence != first.evidence:
            sides = (first.evidence, again.evidence)
            yield finding("unit-twice", "unexplained", sides, (subject, first.unit), **words)
