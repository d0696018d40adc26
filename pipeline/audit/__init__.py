"""Check whether a plan agrees with itself: one check a module, its sentences in catalogue.yml and docs/findings.md."""

from collections.abc import Callable, Iterator

from pipeline.audit import (
    annex,
    columns,
    counts,
    dates,
    growth,
    numbering,
    prose_sums,
    references,
    repeats,
    responsibilities,
    same_thing,
    scales,
    taxonomies,
    unread,
    years,
)
from schemas import Document, Finding, Plan

Check = Callable[[Plan, Document], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    annex.check,
    columns.check,
    growth.check,
    prose_sums.check,
    same_thing.check,
    repeats.check,
    counts.check,
    taxonomies.check,
    scales.check,
    numbering.check,
    references.check,
    years.check,
    dates.check,
    responsibilities.check,
    unread.check,
)


def audit(plan: Plan, document: Document) -> tuple[Finding, ...]:
    """Run every check over a plan and the document it was read from, in the order of CHECKS.

    Findings of the extraction (``plan.findings``) are not repeated. A finding that concerns no fact in
    particular has the plan itself as its subject. No verdict is given over passages that were not read or are doubtful.
    """
    said = {(f.code, f.message.zh) for f in plan.findings}
    found = (f for check in CHECKS for f in check(plan, document) if (f.code, f.message.zh) not in said)
    lost = unread.not_believed(plan)
    found = (f for f in found if not unread.rests_on_unread(f, lost, document))
    return tuple(f if f.subjects else f.model_copy(update={"subjects": (plan.plan.id,)}) for f in found)
