"""What each unit carries, and who works with whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import networkx as nx

from pipeline.duties import duties
from schemas import Plan, Unit

EXACT_BELOW = 2000
"""Edges up to which betweenness is exact; above, 50 pivots (10,000 edges: 0.6 s instead of 9.7 s)."""


class UnitMeasures(NamedTuple):
    """Counts of subjects (tasks, headings, indicators), each once however often the unit is printed there."""

    unit: str
    leads: int
    supports: int
    assigned: int
    guides: int
    supervises: int
    leads_by_annex: int
    """Body tasks that the unit leads according to their annex rows, beside those counted in ``leads``."""
    supports_by_annex: int
    plans: int
    co_workers: int
    """Units that stand at a subject together with this one."""
    betweenness: float
    """Share of shortest paths between other units of the co-work graph that lead over this one, 0–1."""


def projection(plans: Iterable[Plan]) -> nx.Graph:
    """Return the unit–unit graph: an edge where two units are printed at one subject.

    ``weight`` counts the subjects they share, ``led`` those where one of the two leads and the other supports.
    """
    graph = nx.Graph()
    for plan in plans:
        at: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for entry in plan.responsibilities:
            at[entry.subject][entry.unit].add(entry.relation)
        for group in at.values():
            graph.add_nodes_from(group)
            for (one, ones), (other, others) in combinations(group.items(), 2):
                data = graph.get_edge_data(one, other, {"weight": 0, "led": 0})
                led = ("leads" in ones and "supports" in others) or ("leads" in others and "supports" in ones)
                graph.add_edge(one, other, weight=data["weight"] + 1, led=data["led"] + led)
    return graph


def leading(plans: Iterable[Plan]) -> Counter[tuple[str, str]]:
    """Count the subjects at which one unit leads and another supports, by (leading, supporting)."""
    found: Counter[tuple[str, str]] = Counter()
    for plan in plans:
        at: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for entry in plan.responsibilities:
            at[entry.subject][entry.relation].add(entry.unit)
        for group in at.values():
            found.update((one, other) for one in group["leads"] for other in group["supports"] if one != other)
    return found


def unit_measures(plans: Iterable[Plan], together: nx.Graph | None = None) -> tuple[UnitMeasures, ...]:
    """Return the measures of every unit that any plan lists, by unit id; ``together`` is a projection made before."""
    all_plans = plans if isinstance(plans, Sequence) else tuple(plans)
    together = projection(all_plans) if together is None else together
    between = betweenness(together)
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    for plan in all_plans:
        for duty in duties(plan):
            relation = duty.responsibility.relation + ("-by-annex" if duty.via else "")
            subjects[duty.responsibility.unit, relation].add(duty.subject)
            where[duty.responsibility.unit].add(plan.plan.id)

    def count(unit: str, relation: str) -> int:
        return len(subjects.get((unit, relation), ()))

    return tuple(
        UnitMeasures(
            unit=id,
            leads=count(id, "leads"),
            supports=count(id, "supports"),
            assigned=count(id, "assigned"),
            guides=count(id, "guides"),
            supervises=count(id, "supervises"),
            leads_by_annex=count(id, "leads-by-annex"),
            supports_by_annex=count(id, "supports-by-annex"),
            plans=len(where[id]),
            co_workers=together.degree(id) if id in together else 0,
            betweenness=round(between.get(id, 0.0), 6),
        )
        for id in sorted(units_of(all_plans))
    )


def betweenness(together: nx.Graph) -> dict[str, float]:
    """Return normalised betweenness by unit; large graphs from a fixed sample of pivots, so that runs agree."""
    if together.number_of_edges() <= EXACT_BELOW:
        return dict(nx.betweenness_centrality(together))
    return dict(nx.betweenness_centrality(together, k=min(50, len(together)), seed=0))


def units_of(plans: Iterable[Plan]) -> dict[str, Unit]:
    """Return all units by id; where plans describe one differently, the first description stands, with all aliases."""
    found: dict[str, Unit] = {}
    for plan in plans:
        for unit in plan.units:
            known = found.setdefault(unit.id, unit)
            new = tuple(name for name in (unit.name, *unit.aliases) if name not in (known.name, *known.aliases))
            if new:
                found[unit.id] = known.model_copy(update={"aliases": (*known.aliases, *new)})
        for entry in plan.responsibilities:  # a unit that no list describes is described by its printed name
            found.setdefault(entry.unit, Unit(id=entry.unit, name=entry.name))
    return found
