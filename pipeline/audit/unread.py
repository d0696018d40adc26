"""What was not read: the audit gives no verdict over it, and says once how many clauses these are."""

from collections.abc import Iterator

from pipeline.audit.catalogue import finding
from pipeline.views.reading_state import doubtful_facts
from schemas import Document, Evidence, Finding, Plan

LISTED = 8


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield clauses-not-read, once a plan."""
    unread = plan.coverage.passages if plan.coverage else ()
    if unread:
        sides = tuple(passage.evidence for passage in unread[:LISTED])
        yield finding("clauses-not-read", "unexplained", sides, count=len(unread))


def rests_on_unread(found: Finding, plan: Plan) -> bool:
    """Return whether a finding quotes an unread passage or a doubtful fact."""
    if found.code == "clauses-not-read":
        return False
    unread = [passage.evidence for passage in plan.coverage.passages] if plan.coverage else []
    unread += [fact.evidence for fact in doubtful_facts(plan)]
    return any(_overlap(side, passage) for side in found.sides for passage in unread)


def unread_tasks(plan: Plan) -> frozenset[str]:
    """Return the ids of tasks in whose paragraph something was not read."""
    unread = [passage.evidence for passage in plan.coverage.passages] if plan.coverage else []
    blocks = {passage.block for passage in unread}
    return frozenset(task.id for task in plan.tasks if task.evidence.block in blocks)


def _overlap(left: Evidence, right: Evidence) -> bool:
    return left.block == right.block and left.start < right.end and right.start < left.end
