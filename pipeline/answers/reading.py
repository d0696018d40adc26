"""What was not understood, and where documents contradict themselves."""

from collections.abc import Iterator

from pipeline.answers.passages import plan_cells
from pipeline.tables.default_rows import Row
from pipeline.views.cards import signal_label
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.reading_state import PASSED_OVER, quoted_work_list

RANKS = {"warning": 2, "notice": 1}
"""Severities of findings that ask for a look."""
NOT_READ = (*PASSED_OVER, "clauses-not-read")
"""Findings about what was not read: the answer to what was not understood lists these passages one by one."""


def unread(book: IndexedPlan) -> Iterator[Row]:
    """Yield unread passages and doubtful facts."""
    for quoted in quoted_work_list(book.plan):
        item = quoted.item
        reason = quoted.message or signal_label(item.kind)
        row = plan_cells(book, quoted.evidence)
        if item.state == "unread" and quoted.evidence:
            row["quote"] = item.text  # the lines of a lost table are one item
        yield {"state": item.state, "reason": reason.zh, "reason_en": reason.en, "weight": item.weight, **row}


def contradictions(book: IndexedPlan) -> Iterator[Row]:
    """Yield the findings that ask for a look, both passages in one row."""
    for number, finding in enumerate(book.plan.findings, 1):
        if finding.severity not in RANKS or finding.verdict == "agrees" or finding.code in NOT_READ:
            continue
        first, other = (*finding.sides, None, None)[:2]
        yield {
            "severity": finding.severity,
            # what two passages say against each other comes before what one passage lacks
            "weight": RANKS[finding.severity] + (len(RANKS) if other else 0),
            "verdict": finding.verdict,
            "message": finding.message.zh,
            "message_en": finding.message.en,
            "subject_page": f"{book.page('findings')}#finding-{number}",
            "other_quote": " ".join(other.quote.split()) if other else None,
            "other_source": book.source(other) if other else None,
            "acknowledged": finding.acknowledged,
            "code": finding.code,
            "number": number,
            **plan_cells(book, first),
        }
