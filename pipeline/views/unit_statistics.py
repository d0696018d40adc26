"""Count the duties of each unit, and build the co-work graph: the units that share a task, heading or indicator."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import networkx as nx

from pipeline.views.counts import duty_counts
from pipeline.views.duties import body_tasks
from schemas import Plan, Unit

EXACT_BELOW = 2000
"""Number of edges up to which betweenness is exact; larger graphs use 50 pivots (10,000 edges: 0.6 s instead of 9.7 s)."""


class UnitStatistics(NamedTuple):
    """Counts of a unit, as counts.yml defines them."""

    unit: str
    leads: int
    supports: int
    assigned: int
    guides: int
    supervises: int
    leads_by_annex: int
    supports_by_annex: int
    unit_plans: int
    co_workers: int


class UnitTally:
    """Counts the duties of units in one pass over the plans; of a plan, only its units stay in memory."""

    def __init__(self, together: nx.Graph | None = None) -> None:
        """Start counting; ``together`` is the projection of the same plans, if it was already built."""
        self.units: dict[str, Unit] = {}
        """By id; if plans describe a unit differently, the first description is used, with the aliases of all."""
        self.together = nx.Graph() if together is None else together
        """The co-work graph, as built by ``projection``."""
        self._projected = together is not None
        self._subjects: Counter[tuple[str, str]] = Counter()
        self._by_annex: Counter[tuple[str, str]] = Counter()
        self._plans: Counter[str] = Counter()

    def add(self, plan: Plan) -> None:
        """Count a plan, which must not be added twice."""
        _describe(self.units, plan)
        if not self._projected:
            _join(self.together, plan)
        found = duty_counts(plan)
        self._subjects.update(found.subjects)
        self._by_annex.update(found.by_annex)
        self._plans.update({unit for unit, _ in found.subjects})

    def statistics(self) -> tuple[UnitStatistics, ...]:
        """Return the statistics of every unit that a plan lists, sorted by unit id."""
        return tuple(
            UnitStatistics(
                unit=id,
                leads=self._subjects[id, "leads"],
                supports=self._subjects[id, "supports"],
                assigned=self._subjects[id, "assigned"],
                guides=self._subjects[id, "guides"],
                supervises=self._subjects[id, "supervises"],
                leads_by_annex=self._by_annex[id, "leads"],
                supports_by_annex=self._by_annex[id, "supports"],
                unit_plans=self._plans[id],
                co_workers=self.together.degree(id) if id in self.together else 0,
            )
            for id in sorted(self.units)
        )


def projection(plans: Iterable[Plan]) -> nx.Graph:
    """Return the co-work graph: an edge connects two units that are printed at the same subject.

    ``weight`` counts the subjects they share, a body task and the annex rows that detail it once, ``led`` those where one
    of them leads and the other supports, ``plans`` the plans; ``first`` and ``last`` are the ids of the first and the
    last plan.
    """
    graph = nx.Graph()
    for plan in plans:
        _join(graph, plan)
    return graph


class PlanTies(NamedTuple):
    """Which units of a plan are printed at one subject."""

    units: tuple[str, ...]
    """Units with a responsibility, subject by subject."""
    shared: Mapping[tuple[str, str], Mapping[str, bool]]
    """The works that two units share; true where one of them leads and the other supports."""


def plan_ties(plan: Plan) -> PlanTies:
    """Return who is printed at one subject with whom; a body task and the annex rows that detail it are one work."""
    at: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in plan.responsibilities:
        at[entry.subject][entry.unit].add(entry.relation)
    body_of = body_tasks(plan)
    units: dict[str, None] = {}
    ties: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for subject, group in at.items():
        units |= dict.fromkeys(group)
        work = body_of.get(subject, subject)
        for (one, ones), (other, others) in combinations(group.items(), 2):
            led = ("leads" in ones and "supports" in others) or ("leads" in others and "supports" in ones)
            shared = ties[(other, one) if (other, one) in ties else (one, other)]
            shared[work] = shared.get(work, False) or led
    return PlanTies(tuple(units), ties)


def _join(graph: nx.Graph, plan: Plan) -> None:
    """Add the responsibilities of one plan to a projection."""
    ties = plan_ties(plan)
    graph.add_nodes_from(ties.units)
    for (one, other), shared in ties.shared.items():
        before = graph.get_edge_data(one, other) or {"weight": 0, "led": 0, "plans": 0, "first": plan.plan.id}
        counted = {"weight": before["weight"] + len(shared), "led": before["led"] + sum(shared.values())}
        graph.add_edge(one, other, **{**before, **counted, "plans": before["plans"] + 1, "last": plan.plan.id})


def leading(plans: Iterable[Plan]) -> Counter[tuple[str, str]]:
    """Count the subjects at which one unit leads and another supports, by (leading, supporting); see ``projection``."""
    found: Counter[tuple[str, str]] = Counter()
    for plan in plans:
        at: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for entry in plan.responsibilities:
            at[entry.subject][entry.relation].add(entry.unit)
        body_of = body_tasks(plan)
        works = dict.fromkeys(
            (one, other, body_of.get(subject, subject))
            for subject, group in at.items()
            for one in group["leads"]
            for other in group["supports"]
            if one != other
        )
        found.update((one, other) for one, other, _ in works)
    return found


def unit_statistics(plans: Iterable[Plan], together: nx.Graph | None = None) -> tuple[UnitStatistics, ...]:
    """Return the statistics of every unit that a plan lists, by unit id; ``together``: their projection, if already built."""
    tally = UnitTally(together)
    for plan in plans:
        tally.add(plan)
    return tally.statistics()


def betweenness(together: nx.Graph) -> dict[str, float]:
    """Return the normalised betweenness by unit; for large graphs from a fixed sample of pivots, so that runs agree."""
    if together.number_of_edges() <= EXACT_BELOW:
        return dict(nx.betweenness_centrality(together))
    return dict(nx.betweenness_centrality(together, k=min(50, len(together)), seed=0))


def merged_unit(known: Unit | None, unit: Unit) -> Unit:
    """Return a unit as the plans so far and one more describe it: as the first does, with the names of all."""
    if known is None or known == unit:
        return unit
    new = tuple(name for name in (unit.name, *unit.aliases) if name not in (known.name, *known.aliases))
    return known.model_copy(update={"aliases": (*known.aliases, *new)}) if new else known


def _describe(found: dict[str, Unit], plan: Plan) -> None:
    """Add the units of one plan to those found."""
    for unit in plan.units:
        found[unit.id] = merged_unit(found.get(unit.id), unit)
    # A unit that is missing from the plan's list still gets an entry, with its printed name.
    for entry in plan.responsibilities:
        if entry.unit not in found:
            found[entry.unit] = Unit(id=entry.unit, name=entry.name)
