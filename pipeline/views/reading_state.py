"""How far the reading of a document can be trusted, and what is left to look at, weightiest first."""

from typing import NamedTuple

from schemas import Commitment, Indicator, Plan, Responsibility, Task, Unread

NOT_READ = 0.25
"""Share of unread characters from which on a document counts as not read."""


class WorkItem(NamedTuple):
    """A passage that a person should look at. ``weight``: its characters; doubtful facts come after unread passages."""

    plan: str
    state: str
    """``unread`` or ``doubtful``."""
    kind: str
    place: str
    weight: int
    text: str


def reading_state(plan: Plan) -> str:
    """Return ``read``, ``partly read`` or ``not read``; ``not measured`` without an account of coverage."""
    held = plan.coverage
    if held is None:
        return "not measured"
    if held.unread >= NOT_READ or not (plan.tasks or plan.indicators):
        return "not read"
    return "partly read" if held.passages or any(item.state == "doubtful" for item in work_list(plan)) else "read"


def advice(plan: Plan, file: str) -> str:
    """Return in one sentence how far a document was read and what to do next."""
    state, found = reading_state(plan), work_list(plan)
    if state in ("read", "not measured"):
        return f"{plan.plan.id}: {state}."
    unread = sum(item.state == "unread" for item in found)
    counts = f"{unread} passage(s) unread, {len(found) - unread} fact(s) doubtful"
    return f"{plan.plan.id}: {state}, {counts}; to check them, run: gangmu coverage {file}"


def work_list(plan: Plan) -> tuple[WorkItem, ...]:
    """Return the unread passages and doubtful facts of a plan in order of weight."""
    found = list(_unread(plan.plan.id, plan.coverage.passages)) if plan.coverage else []
    for fact in doubtful_facts(plan):
        at, reason = fact.evidence, fact.doubt.en if fact.doubt else ""
        text = " ".join(at.quote.split())
        found.append(WorkItem(plan.plan.id, "doubtful", reason, _place(at.page, at.block), len(text), text))
    return tuple(sorted(found, key=lambda item: (item.state != "unread", -item.weight)))


def doubtful_facts(plan: Plan) -> tuple[Task | Indicator | Responsibility | Commitment, ...]:
    """Return the facts that carry a doubt."""
    facts: tuple[Task | Indicator | Responsibility | Commitment, ...] = (
        *plan.tasks, *plan.indicators, *plan.responsibilities, *plan.commitments,
    )  # fmt: skip
    return tuple(fact for fact in facts if fact.doubt is not None)


def _unread(plan: str, passages: tuple[Unread, ...]) -> list[WorkItem]:
    """Return one item a passage; the lines of one lost table are one item."""
    items: list[WorkItem] = []
    left = 0
    for passage in passages:
        at = passage.evidence
        if left > 0:
            left -= len(at.quote)
            continue
        words = passage.text or at.quote
        left = len(passage.text) - len(at.quote) if passage.text else 0
        text = " ".join(words.split())
        items.append(WorkItem(plan, "unread", passage.kind, _place(at.page, at.block), len(text), text))
    return items


def _place(page: int | None, block: str) -> str:
    return f"page {page}, block {block}" if page else f"block {block}"
