"""Commitments in tables that were not read: where cells ran together, a clause is made of the ends of several."""

from schemas import Commitment, Coverage, Plan

LOST = "table"
"""Kind of the passages that are tables which became paragraphs."""


def without_cells(plan: Plan, coverage: Coverage) -> Plan:
    """Return the plan without the commitments that are parts of paragraphs of lost tables; the plan itself if there are none.

    The account lists these paragraphs as unread. A commitment that is a whole paragraph is one cell, and is kept.
    """
    lost: dict[str, list[tuple[int, int]]] = {}
    for passage in coverage.passages:
        if passage.kind == LOST:
            lost.setdefault(passage.evidence.block, []).append((passage.evidence.start, passage.evidence.end))
    kept = tuple(promise for promise in plan.commitments if not _lies_in(promise, lost))
    return plan if len(kept) == len(plan.commitments) else plan.model_copy(update={"commitments": kept})


def _lies_in(promise: Commitment, lost: dict[str, list[tuple[int, int]]]) -> bool:
    own = promise.evidence.start, promise.evidence.end
    return any(
        start <= own[0] and own[1] <= end and own != (start, end) for start, end in lost.get(promise.evidence.block, ())
    )
