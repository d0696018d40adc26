"""The findings of all plans, problems first, that a person can acknowledge."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.views.fact_views import FindingView, finding_view
from pipeline.views.indexed_plan import IndexedPlan


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that nobody has acknowledged. ``subject``: id of the fact that identifies it."""

    code: str
    subject: str
    view: FindingView


@dataclass(frozen=True, slots=True)
class PlanFindings:
    """The findings of a plan; remarks and checks that agree are left out, because nothing is to be done about them."""

    plan: str
    title: str
    open: tuple[OpenFinding, ...]
    known: tuple[FindingView, ...]


def findings_of_plans(books: Iterable[IndexedPlan]) -> tuple[PlanFindings, ...]:
    """Return the plans that have findings to look at."""
    plans = []
    for book in books:
        found = [finding for finding in book.plan.findings if finding.severity != "info"]
        id = book.plan.plan.id
        unseen = tuple(
            OpenFinding(one.code, next(iter(one.subjects), id), finding_view(book, one))
            for one in found
            if not one.acknowledged
        )
        known = tuple(finding_view(book, one) for one in found if one.acknowledged)
        if found:
            plans.append(PlanFindings(id, book.name, unseen, known))
    return tuple(plans)
