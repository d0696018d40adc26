"""What was not read: the audit gives no verdict over it, and says once how many clauses these are."""

import re
from collections.abc import Iterator, Sequence

from extractors.language.patterns import alternatives
from extractors.language.values import BOUNDS
from pipeline.audit.catalogue import as_information, finding
from pipeline.views.reading_state import doubtful_facts
from schemas import Document, Evidence, Finding, Heading, Plan, Task, Unread

LISTED = 8
WHOLE_BLOCK = frozenset(
    (
        "column-sum", "growth-rate", "prose-sum", "shortfall-sum", "taxonomy-count", "scale-claimed",
        "annex-adds-units", "annex-omits-units", "annex-other-lead", "annex-row-untied", "task-without-annex",
    )
)  # fmt: skip
"""Findings that are right only where all of the table or paragraph was read."""
TABLES = ("table", "table row", "table row with a hole", "text outside cells", "caption without table")
"""Kinds of unread passages that may be tables of duties."""
NUMBERS = frozenset({"number", "quantity", "date"})
"""Kinds of unread passages that are a clause of prose with a number: no unit is lost with them."""
_AIM = re.compile(
    rf"(?:{alternatives(word for place, word in BOUNDS if place == 'before' and len(word) > 1)})\D{{0,3}}\d|[至到达]\s*\d"
)
"""A number with a bound before it, or that something is to reach (不少于20人, 缩短至3天)."""
READ = frozenset({"number missing before", "level skipped before"})
"""Kinds of passages that were read; something seems to be missing beside them, such as what numbering-gap reports."""


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield clauses-not-read, once a plan."""
    passages = plan.coverage.passages if plan.coverage else ()
    unread = [passage for passage in passages if passage.kind not in READ]
    if unread:
        first = sorted(unread, key=lambda passage: not _may_be_a_fact(passage))
        sides = tuple(passage.evidence for passage in first[:LISTED])
        said = finding("clauses-not-read", "unexplained", sides, count=len(unread))
        yield said if _may_be_a_fact(first[0]) else as_information(said)


def _may_be_a_fact(passage: Unread) -> bool:
    """Return whether a passage probably holds a fact: all but a number that nothing in its clause sets as an aim.

    推动10千伏用户入市 and 对接110报警系统 have numbers that are names; 普及率达到90% sets an aim.
    """
    return passage.kind not in NUMBERS or bool(_AIM.search(passage.evidence.quote))


def rests_on_unread(found: Finding, unread: Sequence[Evidence], document: Document) -> bool:
    """Return whether a finding quotes an unread passage or a doubtful fact, or compares what lies beside one.

    ``unread``: what ``not_believed`` returns.

    Sums, counts and comparisons of units rest on all of their table or paragraph; a gap in the numbering on
    the beginnings of all paragraphs between.
    """
    if found.code == "clauses-not-read":
        return False
    if any(_overlap(side, passage) for side in found.sides for passage in unread):
        return True
    blocks = {passage.block for passage in unread}
    # The unread part of the table or paragraph may hold the missing summand, item or unit.
    if found.code in WHOLE_BLOCK:
        return any(side.block in blocks for side in found.sides)
    if found.code == "numbering-gap":
        # an unread clause inside a paragraph is no item; one that opens it may be the missing one
        blocks = {passage.block for passage in unread if passage.start == 0}
        order = {block.id: place for place, block in enumerate(document.blocks)}
        places = [order[side.block] for side in found.sides if side.block in order]
        return any(min(places) <= order.get(block, -1) <= max(places) for block in blocks) if places else False
    return False


def unread_tasks(plan: Plan, document: Document) -> frozenset[str]:
    """Return the ids of tasks whose paragraphs have text that was not read; all tasks if a table was not read.

    A table may name the units of any task.
    """
    passages = plan.coverage.passages if plan.coverage else ()
    if any(passage.kind in TABLES for passage in passages):
        return frozenset(task.id for task in plan.tasks)
    order = {block.id: place for place, block in enumerate(document.blocks)}
    entries: list[Task | Heading] = [*plan.tasks, *plan.headings]
    starts = sorted(
        (order[entry.evidence.block], entry.evidence.start, entry.id)
        for entry in entries
        if entry.evidence.block in order
    )
    found = set()
    lost = not_believed(plan)
    for passage in lost:
        before = [id for place, start, id in starts if (place, start) <= (order.get(passage.block, -1), passage.start)]
        found.update(before[-1:])
    blocks = {passage.block for passage in lost}
    return frozenset(task.id for task in plan.tasks if task.id in found or task.evidence.block in blocks)


def not_believed(plan: Plan) -> list[Evidence]:
    """Return the passages of unread text and of doubtful facts; a date in a sentence hides nothing else of it."""
    passages = plan.coverage.passages if plan.coverage else ()
    unread = [passage.evidence for passage in passages if passage.kind not in READ and passage.kind != "date"]
    return [*unread, *(fact.evidence for fact in doubtful_facts(plan))]


def _overlap(left: Evidence, right: Evidence) -> bool:
    return left.block == right.block and left.start < right.end and right.start < left.end
