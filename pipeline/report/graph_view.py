"""The graph page: who works with whom, laid out once so that it needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import networkx as nx

from pipeline.report.links import slug
from pipeline.report.shelf import Shelf
from pipeline.unit_measures import UnitMeasures, betweenness
from schemas import Plan
from schemas.unit import UnitKind

WIDTH, HEIGHT, MARGIN = 1100, 760, 70
MOST = 120
"""Units drawn: those with most ties. More than that is no picture any more; the table below the graph holds all."""

GROUPS: Mapping[UnitKind, str] = {
    "department": "organ",
    "party": "organ",
    "public_institution": "organ",
    "regulator": "organ",
    "judiciary": "organ",
    "mass_organisation": "organ",
    "university": "academy",
    "institute": "academy",
    "government": "place",
    "township": "place",
    "collective": "place",
    "enterprise": "business",
    "state_enterprise": "business",
    "park": "business",
    "other": "other",
}
"""Kinds of unit by colour: five that the eye can tell apart."""


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    name: str
    href: str
    group: str
    x: float
    y: float
    r: float
    leads: int
    supports: int
    assigned: int
    ties: int
    between: float


@dataclass(frozen=True, slots=True)
class Edge:
    tail: str
    head: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    weight: int
    led: int


@dataclass(frozen=True, slots=True)
class GraphView:
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[str, ...]
    """Groups of units that occur, for the legend."""
    left_out: int


def graph_view(together: nx.Graph, measures: Mapping[str, UnitMeasures], shelf: Shelf) -> GraphView:
    """Return the picture of a co-work graph, the larger a unit the more subjects it leads."""
    ranked = sorted(together, key=lambda unit: (-together.degree(unit, weight="weight"), unit))
    shown = together.subgraph(ranked[:MOST])
    places = _layout(shown)
    between = betweenness(together)
    nodes = tuple(
        Node(
            id=slug(unit),
            name=shelf.units[unit].name if unit in shelf.units else unit,
            href=shelf.unit_page(unit),
            group=GROUPS[shelf.units[unit].kind if unit in shelf.units else "other"],
            x=places[unit][0],
            y=places[unit][1],
            r=round(5 + 3.2 * sqrt(measures[unit].leads), 1),
            leads=measures[unit].leads,
            supports=measures[unit].supports,
            assigned=measures[unit].assigned,
            ties=together.degree(unit),
            between=round(between.get(unit, 0.0), 3),
        )
        for unit in ranked[:MOST]
    )
    edges = tuple(
        Edge(
            tail=slug(tail),
            head=slug(head),
            x1=places[tail][0],
            y1=places[tail][1],
            x2=places[head][0],
            y2=places[head][1],
            width=round(0.6 + 0.8 * sqrt(data["weight"]), 1),
            weight=data["weight"],
            led=data["led"],
        )
        for tail, head, data in sorted(shown.edges(data=True), key=lambda edge: (edge[2]["weight"], *sorted(edge[:2])))
    )
    groups = tuple(group for group in dict.fromkeys(GROUPS.values()) if any(node.group == group for node in nodes))
    return GraphView(WIDTH, HEIGHT, nodes, edges, groups, max(0, len(ranked) - MOST))


def plan_measures(plan: Plan, measured: tuple[UnitMeasures, ...]) -> dict[str, UnitMeasures]:
    """Return a plan's own measures by unit."""
    listed = {entry.unit for entry in plan.responsibilities}
    return {row.unit: row for row in measured if row.unit in listed}


def _layout(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Place nodes by springs from a fixed start, then spread them by rank so that no corner is crowded."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(
        sorted((*sorted(edge[:2]), {"weight": sqrt(edge[2]["weight"])}) for edge in graph.edges(data=True))
    )
    if not ordered:
        return {}
    raw = nx.spring_layout(ordered, seed=7, k=2.4 / sqrt(len(ordered)), iterations=120)
    return {unit: (across[unit], down[unit]) for across, down in [_spread(raw)] for unit in ordered}


def _spread(raw: Mapping[str, tuple[float, float]]) -> tuple[dict[str, float], dict[str, float]]:
    """Mix each coordinate with its rank, half and half, and scale to the picture."""
    spread = []
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        ordered = sorted(raw, key=lambda unit: (float(raw[unit][axis]), unit))
        low, high = float(raw[ordered[0]][axis]), float(raw[ordered[-1]][axis])
        last = max(len(ordered) - 1, 1)
        place = {
            unit: round(
                MARGIN
                + (size - 2 * MARGIN)
                * (0.5 * (float(raw[unit][axis]) - low) / ((high - low) or 1) + 0.5 * rank / last),
                1,
            )
            for rank, unit in enumerate(ordered)
        }
        spread.append(place)
    return spread[0], spread[1]
