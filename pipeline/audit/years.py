"""Years that do not lie in the plan's period."""

import re
from collections.abc import Iterator

from pipeline.audit.catalogue import finding
from pipeline.audit.passages import shorten
from schemas import Document, Evidence, Finding, Plan

_YEAR = re.compile(r"(?<!\d)(?P<year>20\d{2})\s*年")
# names of other plans and programmes have years of their own (《…（2021—2025年）》, “2030工程”)
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
AHEAD = re.compile(r"(?:重点|主要|工作)?(?:任务|目标|安排|举措|计划)")
"""Headings of what is to be done: a year in one of them is a year of the plan."""
_CLAUSE = "，。；,;：:\n"


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield year-outside-period for headings, plan items, deadlines and targets."""
    start, end = plan.plan.period.start, plan.plan.period.end
    if start is None or end is None:
        return
    for id, year, evidence in _years(plan, document):
        if not start <= year <= end:
            passage = shorten(evidence.quote, 40)
            words = {"passage": passage, "year": year, "start": start, "end": end}
            yield finding("year-outside-period", "scope", (evidence, *_period(plan)), (id,), **words)


def _years(plan: Plan, document: Document) -> Iterator[tuple[str, int, Evidence]]:
    """Yield the years of plan items with their clause, of deadlines, and of targets that lie before the period.

    A target after the period is an outlook and no slip.
    """
    for heading in plan.headings:
        if AHEAD.search(heading.title):
            yield from ((heading.id, year, evidence) for year, evidence in _clauses(heading.evidence, document))
    for task in plan.tasks:
        for item in task.plan_items:
            yield from ((task.id, year, evidence) for year, evidence in _clauses(item.evidence, document))
        if task.deadline and task.deadline.on:
            yield task.id, int(task.deadline.on[:4]), task.deadline.evidence
    for indicator in plan.indicators:
        reached = {value.year for value in indicator.values if value.kind == "actual"}
        for value in indicator.values:
            before = value.year is not None and value.year < (plan.plan.period.start or 0)
            # A target beside what was reached in its year belongs to the last plan, which the table looks back on.
            if value.kind == "target" and value.year is not None and before and value.year not in reached:
                yield indicator.id, value.year, value.evidence


def _clauses(evidence: Evidence, document: Document) -> Iterator[tuple[int, Evidence]]:
    """Yield each year outside quotation marks with the clause around it."""
    text = _QUOTED.sub(lambda found: "　" * len(found.group()), evidence.quote)
    block = next(block for block in document.blocks if block.id == evidence.block)
    for found in _YEAR.finditer(text):
        left = max(text.rfind(sign, 0, found.start()) for sign in _CLAUSE) + 1
        rights = (text.find(sign, found.end()) for sign in _CLAUSE)
        right = min((place for place in rights if place >= 0), default=len(text))
        clause = block.evidence(evidence.start + left, evidence.start + right, "year-outside-period")
        yield int(found["year"]), clause


def _period(plan: Plan) -> tuple[Evidence, ...]:
    title = plan.notice.plan_title or plan.notice.title
    return (title.evidence,) if title else ()
