"""Plans with the indexes that the views need, and the units of all plans: built once, read by every page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from pipeline.store.results import Result
from pipeline.views.counts import DutyCounts, duty_counts
from pipeline.views.duties import Duty, body_tasks, by_subject, duties
from pipeline.views.links import anchor, fact_address, passage, passage_address, plan_page, slug, unit_page
from pipeline.views.plan_names import plan_name
from pipeline.views.unit_statistics import UnitStatistics, UnitTally
from schemas import Commitment, Document, Evidence, Finding, Plan, Unit

BESIDE = 4
"""A finding about more facts is shown once, for the plan: beside each of sixty tasks it would bury them."""


@dataclass(frozen=True, slots=True)
class IndexedPlan:
    """One plan, and the addresses of its facts in the report."""

    plan: Plan
    document: Document
    folder: str
    duties: tuple[Duty, ...]
    duties_of: Mapping[str, tuple[Duty, ...]]
    findings_of: Mapping[str, tuple[Finding, ...]]
    """Findings by the id of the fact beside which they are shown, or of the plan."""
    titles: Mapping[str, str]
    """Title of each heading, task and indicator by id."""
    markers: Mapping[str, str]
    """Printed number of each task and indicator by id; empty if none is printed."""
    kinds: Mapping[str, str]
    """What each subject is: heading, task, safeguard, annex, indicator."""
    duties_by: Mapping[str, tuple[Duty, ...]]
    """Duties by unit."""
    units: Mapping[str, Unit]
    """The plan's own units by id."""
    commitments: Mapping[str, Commitment]
    """By id."""
    duty_counts: DutyCounts
    details: Mapping[str, str]
    """Body task that an annex row details, by id of the row."""

    @property
    def name(self) -> str:
        """Return what to call the plan: its title, or what is known of it where it has none."""
        return plan_name(self.plan.plan)

    def page(self, name: str) -> str:
        """Return the address of one of the plan's pages, from the report's root."""
        return plan_page(self.plan.plan.id, name)

    def source(self, evidence: Evidence) -> str:
        """Return the address of the passage in the source view."""
        return passage_address(self.plan.plan.id, passage(evidence))

    def fact(self, fact_id: str) -> str:
        """Return the address of a heading, task or indicator; the plan's page for anything else."""
        return fact_address(self.plan.plan.id, fact_id, self.kinds.get(fact_id))

    def anchor(self, fact_id: str) -> str:
        """Return the element id of a fact on its page."""
        return anchor(fact_id, self.plan.plan.id)

    def title(self, fact_id: str) -> str:
        """Return what to call a subject: its title, else its id."""
        return self.titles.get(fact_id, fact_id)


@dataclass(frozen=True, slots=True)
class UnitDirectory:
    """Units by id, as all plans together describe them. A plan's own pages get those that it names."""

    units: Mapping[str, Unit]

    def unit_page(self, unit_id: str) -> str:
        """Return the address of a unit's page."""
        return unit_page(unit_id)

    def part(self, ids: Iterable[str]) -> "UnitDirectory":
        """Return these units alone, in the order of the ids."""
        return UnitDirectory({id: self.units[id] for id in sorted(ids) if id in self.units})


@dataclass(frozen=True, slots=True)
class UnitRegister(UnitDirectory):
    """Every unit with what it carries, and who works with whom: what pages over all plans know of them."""

    statistics: Mapping[str, UnitStatistics]
    together: nx.Graph


def index_plan(result: Result) -> IndexedPlan:
    """Index one plan."""
    plan = result.plan
    found = duties(plan)
    concerned: dict[str, list[Finding]] = defaultdict(list)
    for finding in plan.findings:
        few = 0 < len(finding.subjects) <= BESIDE
        for subject in finding.subjects if few else (plan.plan.id,):
            concerned[subject].append(finding)
    by_unit: dict[str, list[Duty]] = defaultdict(list)
    for duty in found:
        by_unit[duty.responsibility.unit].append(duty)
    titles = {heading.id: f"{heading.marker}{heading.title}" for heading in plan.headings}
    titles |= {task.id: task.title for task in plan.tasks}
    titles |= {entry.id: entry.name for entry in plan.indicators}
    return IndexedPlan(
        plan=plan,
        document=result.document,
        folder=f"plans/{slug(plan.plan.id)}",
        duties=found,
        duties_of=by_subject(found),
        findings_of={subject: tuple(group) for subject, group in concerned.items()},
        titles=titles,
        markers={task.id: task.marker or "" for task in plan.tasks}
        | {entry.id: entry.marker or "" for entry in plan.indicators},
        kinds={heading.id: "heading" for heading in plan.headings}
        | {task.id: "annex" if task.origin == "annex" else task.kind for task in plan.tasks}
        | {entry.id: "indicator" for entry in plan.indicators},
        duties_by={unit: tuple(group) for unit, group in by_unit.items()},
        units={unit.id: unit for unit in plan.units},
        commitments={entry.id: entry for entry in plan.commitments},
        duty_counts=duty_counts(plan),
        details=body_tasks(plan),
    )


def index_facts(plan: Plan) -> IndexedPlan:
    """Index a plan without its text: enough for everything but the views of the source."""
    return index_plan(Result(plan, Document(source=plan.plan.source, format="", length=0, blocks=())))


def unit_register(tally: UnitTally) -> UnitRegister:
    """Return the register of all plans that were counted."""
    return UnitRegister(
        units=tally.units, statistics={row.unit: row for row in tally.statistics()}, together=tally.together
    )


def register_of(plans: Iterable[Plan]) -> UnitRegister:
    """Return the register of these plans."""
    tally = UnitTally()
    for plan in plans:
        tally.add(plan)
    return unit_register(tally)
