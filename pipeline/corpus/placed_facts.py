"""The facts of a plan by the ids that records use.

Two kinds of facts have no id field: the n-th value of an indicator is ``<indicator id>/value/<n>``, and the n-th unit of a
clause or table row, whatever its role, is ``<clause id>/<n>``; both count from 1.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from schemas import IndicatorValue, Plan, PlanHeader, PlanItem, Responsibility
from schemas.base import Model
from schemas.plan_fields import FACT_LISTS

Fact = dict[str, Any]


def plan_data(plan: Plan) -> Fact:
    """Return the plan as lists and mappings, which records change."""
    return plan.model_dump(mode="json")


def named_facts(plan: Fact) -> Iterator[tuple[str, Fact]]:
    """Yield (id, fact) for every fact that a correction can name."""
    for name, _, fact in placed_facts(plan):
        yield name, fact


def facts_by_id(plan: Fact) -> dict[str, tuple[type[Model], Fact]]:
    """Return (model, fact) by id for every fact that a correction can name."""
    return {name: (model, fact) for name, model, fact in placed_facts(plan)}


def placed_facts(plan: Fact) -> Iterator[tuple[str, type[Model], Fact]]:
    """Yield (id, model, fact) for every fact that a correction can name."""
    yield plan["plan"]["id"], PlanHeader, plan["plan"]
    for field in FACT_LISTS:
        if field.has_id:
            for fact in plan[field.name]:
                yield fact["id"], field.model, fact
    for task in plan["tasks"]:
        for item in task["plan_items"]:
            yield item["id"], PlanItem, item
    for indicator in plan["indicators"]:
        for number, value in enumerate(indicator["values"], 1):
            yield f"{indicator['id']}/value/{number}", IndicatorValue, value
    printed: Counter[str] = Counter()
    for entry in plan["responsibilities"]:
        printed[entry["clause"]] += 1
        yield f"{entry['clause']}/{printed[entry['clause']]}", Responsibility, entry
