"""How far the reading of a document can be trusted, and what is left to look at, weightiest first."""

from typing import NamedTuple

from schemas import Commitment, Evidence, Indicator, Message, Plan, Responsibility, Task, Unread

NOT_READ = 0.25
"""Share of unread characters from which on a document counts as not read."""


PASSED_OVER = ("page-not-read", "page-doubtful", "part-not-read")
"""Findings of readers about what they did not read."""


class WorkItem(NamedTuple):
    """A passage that a person should look at. ``weight``: its characters; doubtful facts come after unread passages."""

    plan: str
    state: str
    """``unread`` or ``doubtful``."""
    kind: str
    place: str
    weight: int
    text: str


class QuotedItem(NamedTuple):
    """A work item with its passage. ``message``: why a fact is doubtful, or what of the file was not read."""

    item: WorkItem
    evidence: Evidence | None
    """None if the reader passed over a part that no block of the document quotes."""
    message: Message | None


def reading_state(plan: Plan) -> str:
    """Return ``read``, ``partly read`` or ``not read``; ``not measured`` without an account of coverage."""
    held = plan.coverage
    if held is None:
        return "not measured"
    if held.unread >= NOT_READ or not (plan.tasks or plan.indicators):
        return "not read"
    return "partly read" if work_list(plan) else "read"


def advice(plan: Plan, file: str | None, name: str | None = None) -> str:
    """Return in one sentence how far a document was read and what to do next.

    ``file``: what to give to the command coverage; None if the passages to check are printed beside it.
    ``name``: what to call the document; None: by the plan's id.
    """
    state, found = reading_state(plan), work_list(plan)
    unread = sum(item.state == "unread" for item in found)
    counts = f"{unread} passage(s) unread, {len(found) - unread} fact(s) doubtful"
    check = f"to check them, run: gangmu coverage {file}" if file else "compare them with the source"
    following = {
        "read": "nothing to check",
        "partly read": f"{counts}; {check}",
        "not read": f"{counts}; provide another format if there is one; {check}",
    }.get(state)
    return f"{name or plan.plan.id}: {state}{', ' if following else ''}{following or ''}."


def work_list(plan: Plan) -> tuple[WorkItem, ...]:
    """Return the unread passages and doubtful facts of a plan in order of weight."""
    return tuple(quoted.item for quoted in quoted_work_list(plan))


def quoted_work_list(plan: Plan) -> tuple[QuotedItem, ...]:
    """Return the work list with the passage of each item."""
    found = list(_unread(plan.plan.id, plan.coverage.passages)) if plan.coverage else []
    for fact in doubtful_facts(plan):
        at, reason = fact.evidence, fact.doubt.en if fact.doubt else ""
        text = " ".join(at.quote.split())
        item = WorkItem(plan.plan.id, "doubtful", reason, _place(at), len(text), text)
        found.append(QuotedItem(item, at, fact.doubt))
    found += _passed_over(plan)
    return tuple(sorted(found, key=lambda quoted: (quoted.item.state != "unread", -quoted.item.weight)))


def doubtful_facts(plan: Plan) -> tuple[Task | Indicator | Responsibility | Commitment, ...]:
    """Return the facts that carry a doubt."""
    facts: tuple[Task | Indicator | Responsibility | Commitment, ...] = (
        *plan.tasks, *plan.indicators, *plan.responsibilities, *plan.commitments,
    )  # fmt: skip
    return tuple(fact for fact in facts if fact.doubt is not None)


def _unread(plan: str, passages: tuple[Unread, ...]) -> list[QuotedItem]:
    """Return one item a passage; the lines of one lost table are one item."""
    items: list[QuotedItem] = []
    left = 0
    for passage in passages:
        at = passage.evidence
        if left > 0:
            left -= len(at.quote) + 1
            continue
        words = passage.text or at.quote
        left = len(passage.text) - len(at.quote) if passage.text else 0
        text = " ".join(words.split())
        item = WorkItem(plan, "unread", passage.kind, _place(at), len(text), text)
        items.append(QuotedItem(item, at, None))
    return items


def _passed_over(plan: Plan) -> list[QuotedItem]:
    """Return the pages and parts of the file that its reader passed over."""
    items = []
    for finding in plan.findings:
        if finding.code in PASSED_OVER:
            at = finding.sides[0] if finding.sides else None
            place = _place(at) if at else "file"
            text = finding.message.en
            items.append(
                QuotedItem(WorkItem(plan.plan.id, "unread", finding.code, place, len(text), text), at, finding.message)
            )
    return items


def _place(at: Evidence) -> str:
    """Return where a passage lies: page, place in a structured file, and block."""
    places = (f"page {at.page}" if at.page else "", at.path or "", f"block {at.block}")
    return ", ".join(place for place in places if place)
