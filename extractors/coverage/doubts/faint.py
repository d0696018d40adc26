"""Doubt about facts whose characters were recognised with low confidence."""

from collections.abc import Sequence
from typing import TypeVar

from schemas import Commitment, Indicator, Message, Plan, Responsibility, Task

Doubtable = TypeVar("Doubtable", Task, Indicator, Responsibility, Commitment)

FAINT = 0.6
"""Confidence of the weakest character below which a quote may hold a wrong one."""
DOUBT = Message(
    zh="本处文字识别置信度低，请对照原件核对。",
    en="These characters were recognised with low confidence; compare them with the page.",
)


def mark_faint(plan: Plan) -> Plan:
    """Return the plan with ``doubt`` on the facts that were recognised with low confidence."""
    return plan.model_copy(
        update={
            "tasks": _with_doubt(plan.tasks),
            "indicators": _with_doubt(plan.indicators),
            "responsibilities": _with_doubt(plan.responsibilities),
            "commitments": _with_doubt(plan.commitments),
        }
    )


def _with_doubt(facts: Sequence[Doubtable]) -> tuple[Doubtable, ...]:
    return tuple(fact.model_copy(update={"doubt": DOUBT}) if _is_faint(fact) else fact for fact in facts)


def _is_faint(fact: Task | Indicator | Responsibility | Commitment) -> bool:
    confidence = fact.evidence.confidence
    return fact.doubt is None and confidence is not None and confidence < FAINT
