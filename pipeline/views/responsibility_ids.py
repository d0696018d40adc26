"""Ids of responsibilities, which have no field for one."""

from collections import Counter
from collections.abc import Iterator

from schemas import Plan, Responsibility


def responsibility_ids(plan: Plan) -> Iterator[tuple[str, Responsibility]]:
    """Yield ``<clause id>/<n>`` and the responsibility, in the order of the plan.

    The n-th unit of a clause or table row counts from 1, whatever its role, as in corrections.
    """
    printed: Counter[str] = Counter()
    for duty in plan.responsibilities:
        printed[duty.clause] += 1
        yield f"{duty.clause}/{printed[duty.clause]}", duty
