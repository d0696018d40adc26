"""What the report has to know of all plans before it prints one: their names and units, and who works with whom."""

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.answers.collect import Answer, AnswersBuilder
from pipeline.store.comparisons import read_comparisons
from pipeline.store.results import each_plan, read_plan
from pipeline.views.citation import gbt7714
from pipeline.views.indexed_plan import UnitRegister, unit_register
from pipeline.views.plan_names import plan_name
from pipeline.views.unit_statistics import UnitTally, leading
from schemas import Plan

MOST = 5000
"""Rows of an answer in the report; the whole answer: gangmu ask."""


class ListedPlan(NamedTuple):
    """What is known of a plan before it is printed."""

    id: str
    name: str
    sha256: str
    units: tuple[str, ...]
    citation: str


class PlanListing:
    """The plans of a report, added one by one."""

    def __init__(self) -> None:
        """Begin with no plan."""
        self.plans: list[ListedPlan] = []
        self.tally = UnitTally()
        self.leads: Counter[tuple[str, str]] = Counter()
        """How often a unit leads where another supports."""
        self._answers = AnswersBuilder(MOST)

    def add(self, plan: Plan) -> None:
        """List a plan and count what its units carry."""
        header = plan.plan
        units = {unit.id for unit in plan.units} | {entry.unit for entry in plan.responsibilities}
        self.plans.append(
            ListedPlan(header.id, plan_name(header), header.source.sha256, tuple(sorted(units)), gbt7714(header))
        )
        self.tally.add(plan)
        self.leads.update(leading([plan]))
        self._answers.add(plan)

    def answers(self, outputs: Path) -> tuple[Answer, ...]:
        """Return the answers over all plans, which were read from this folder."""
        comparisons = (found for found in read_comparisons(outputs) if {found.old.id, found.new.id} <= self._ids)
        return tuple(self._answers.finish(self.register, comparisons, lambda id: read_plan(outputs / id)).values())

    @property
    def _ids(self) -> set[str]:
        return {plan.id for plan in self.plans}

    @cached_property
    def register(self) -> UnitRegister:
        """The units of all plans, to be asked for when every plan is listed: their statistics are computed once."""
        return unit_register(self.tally)


def list_plans(outputs: Path) -> PlanListing:
    """Read all plans of outputs/ and list them."""
    listing = PlanListing()
    for plan in each_plan(outputs):
        listing.add(plan)
    return listing
