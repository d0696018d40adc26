"""The network page: which units work together, with a layout computed here, so that it needs no script."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import NamedTuple

import networkx as nx

from pipeline.graph.layout import Picture, PlacedComponent, lay_out
from pipeline.graph.overlaps import Footprint
from pipeline.graph.unit_graph import GROUPS
from pipeline.report.figures.drawing import source_line, text_width
from pipeline.views.indexed_plan import UnitDirectory
from pipeline.views.labels import label
from pipeline.views.links import slug
from pipeline.views.unit_statistics import UnitStatistics, betweenness
from schemas import Message, Plan

MOST = 120
"""Maximum number of units in the picture: those with most ties. More would be unreadable; the list of units has all."""
TIES = 700
"""Maximum number of ties: the strongest. More would be a tangle, and slow to move."""


class UnitNode(NamedTuple):
    id: str
    name: str
    place: str
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


class TieEdge(NamedTuple):
    tail: str
    head: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    weight: int
    led: int
    there: int
    """Subjects that ``tail`` leads and ``head`` supports; ``back`` the other way."""
    back: int


class Caption(NamedTuple):
    """The places that the units of a cluster belong to; empty if none is known."""

    text: str
    x: float
    y: float


class GraphView(NamedTuple):
    width: int
    height: int
    nodes: tuple[UnitNode, ...]
    edges: tuple[TieEdge, ...]
    groups: tuple[str, ...]
    """Groups of units that occur, for the legend."""
    places: tuple[str, ...]
    """Places of the units, those of most units first."""
    captions: tuple[Caption, ...]
    left_out: int
    ties_left_out: int
    caption: Message
    source: Message


def graph_view(
    together: nx.Graph,
    leads: Mapping[tuple[str, str], int],
    statistics: Mapping[str, UnitStatistics],
    directory: UnitDirectory,
    titles: Iterable[str],
) -> GraphView:
    """Return the picture of a co-work graph; a unit that leads more subjects is larger. ``titles`` are its plans."""
    ranked = sorted(together, key=lambda unit: (-together.degree(unit, weight="weight"), unit))
    shown = together.subgraph(ranked[:MOST])
    rooms = _footprints(ranked[:MOST], statistics, directory)
    picture = lay_out(shown, rooms)
    between = betweenness(together)
    nodes = tuple(
        _node(unit, picture, statistics[unit], directory, together.degree(unit), between) for unit in ranked[:MOST]
    )
    # networkx yields the ends of an edge of a subgraph in the order of a set
    ends = ((*sorted((one, other)), data) for one, other, data in shown.edges(data=True))
    ties = sorted(ends, key=lambda edge: (edge[2]["weight"], edge[0], edge[1]))
    captions = (
        Caption(", ".join(_jurisdictions(cluster, directory)), cluster.x, cluster.y) for cluster in picture.clusters
    )
    return GraphView(
        width=picture.width,
        height=picture.height,
        nodes=nodes,
        edges=tuple(_edge(tail, head, data, leads, picture) for tail, head, data in ties[-TIES:]),
        groups=tuple(group for group in dict.fromkeys(GROUPS.values()) if any(node.group == group for node in nodes)),
        places=tuple(place for place, _ in Counter(node.place for node in nodes if node.place).most_common()),
        captions=tuple(captions) if len(picture.clusters) > 1 else (),
        left_out=max(0, len(ranked) - MOST),
        ties_left_out=max(0, len(ties) - TIES),
        caption=label("graph.title", units=len(nodes), all=len(ranked), ties=min(len(ties), TIES)),
        source=source_line(titles),
    )


def _radius(leads: int) -> float:
    """Return the radius of a circle whose area grows with the number."""
    return round(5 + 3.2 * sqrt(leads), 1)


def _footprints(
    units: Iterable[str], statistics: Mapping[str, UnitStatistics], directory: UnitDirectory
) -> dict[str, Footprint]:
    """Return the room of each unit: its circle, and its name below, larger where assets/network.js writes it larger."""
    rooms = {}
    for unit in units:
        radius = _radius(statistics[unit].leads)
        letters = max(13.0, 11.5 + 0.24 * radius)
        name = text_width(directory.units[unit].name) * letters / 12
        rooms[unit] = Footprint(max(radius, name / 2) + 4, radius + 3, radius + 1.6 * letters + 3)
    return rooms


def _node(
    id: str,
    picture: Picture,
    statistics: UnitStatistics,
    directory: UnitDirectory,
    ties: int,
    between: Mapping[str, float],
) -> UnitNode:
    unit = directory.units[id]
    return UnitNode(
        id=slug(id),
        name=unit.name,
        place=unit.jurisdiction or "",
        href=directory.unit_page(id),
        group=GROUPS[unit.kind],
        x=picture.places[id][0],
        y=picture.places[id][1],
        r=_radius(statistics.leads),
        leads=statistics.leads,
        supports=statistics.supports,
        assigned=statistics.assigned,
        ties=ties,
        between=round(between.get(id, 0.0), 3),
    )


def _edge(
    tail: str, head: str, data: Mapping[str, int], leads: Mapping[tuple[str, str], int], picture: Picture
) -> TieEdge:
    (x1, y1), (x2, y2) = picture.places[tail], picture.places[head]
    width = round(0.6 + 0.8 * sqrt(data["weight"]), 1)
    return TieEdge(
        slug(tail),
        slug(head),
        x1,
        y1,
        x2,
        y2,
        width,
        data["weight"],
        data["led"],
        leads.get((tail, head), 0),
        leads.get((head, tail), 0),
    )


def _jurisdictions(cluster: PlacedComponent, directory: UnitDirectory) -> tuple[str, ...]:
    """Return the two places to which most units of a cluster belong."""
    units = (directory.units[unit] for unit in cluster.members if unit in directory.units)
    places = Counter(unit.jurisdiction for unit in units if unit.jurisdiction)
    return tuple(place for place, _ in sorted(places.items(), key=lambda item: (-item[1], item[0]))[:2])


def plan_statistics(plan: Plan, statistics: tuple[UnitStatistics, ...]) -> dict[str, UnitStatistics]:
    """Return the statistics of the units of one plan."""
    listed = {entry.unit for entry in plan.responsibilities}
    return {row.unit: row for row in statistics if row.unit in listed}
