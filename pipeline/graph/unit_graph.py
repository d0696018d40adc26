"""The units and who works with whom as GEXF that opens finished in Gephi: labels, sizes, colours and positions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, pi, sin, sqrt
from pathlib import Path
from typing import NamedTuple

import networkx as nx

from pipeline.atomic import replace_parts
from pipeline.graph.layout import lay_out
from pipeline.graph.xml import in_attribute
from pipeline.views.indexed_plan import UnitRegister
from schemas.unit import UnitKind

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
"""Colour group of each kind of unit: five colours are easy to distinguish."""
COLOURS = {
    "organ": (39, 75, 122),
    "academy": (28, 101, 81),
    "place": (118, 80, 0),
    "business": (156, 31, 31),
    "other": (110, 110, 110),
}
"""Red, green and blue of each group."""
SPRINGS_BELOW = 1500
"""Units up to which springs are computed, within seconds; more are placed on a spiral, those of one place together."""

NODE_ATTRIBUTES = """    <attributes class="node" mode="static">
      <attribute id="0" title="place" type="string" /><attribute id="1" title="unit_kind" type="string" />
      <attribute id="2" title="leads" type="long" /><attribute id="3" title="supports" type="long" />
      <attribute id="4" title="assigned" type="long" /><attribute id="5" title="plans" type="long" />
    </attributes>
"""
"""What node_xml says of each unit."""
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta><creator>Gangmu</creator><description>Units that share a task, heading or indicator</description></meta>
  <graph defaultedgetype="undirected" mode="static">
"""
_EDGE_ATTRIBUTES = """    <attributes class="edge" mode="static">
      <attribute id="6" title="led" type="long" /><attribute id="7" title="plans" type="long" />
    </attributes>
"""


class UnitTies(NamedTuple):
    """Who works with whom, where that is too much for the memory."""

    units: Sequence[str]
    """Ids of the units with a duty, sorted."""
    ties: Iterable[tuple[str, str, int, int, int]]
    """Two ids in their order, works that they share, those that one of them leads, plans; sorted by the ids."""


def write_unit_graph(register: UnitRegister, path: Path, apart: UnitTies | None = None) -> Path:
    """Write every unit with a duty and every tie, and return the path; equal facts give equal bytes.

    ``apart``: what the graph of the register would say, if that is empty because there are more than SPRINGS_BELOW units.
    """
    return replace_parts(path, _gexf(register, apart or _ties_of(register.together)))


def _ties_of(graph: nx.Graph) -> UnitTies:
    ties = ((*sorted(ends), data["weight"], data["led"], data["plans"]) for *ends, data in graph.edges(data=True))
    return UnitTies(sorted(graph), sorted(ties))


def unit_labels(register: UnitRegister) -> dict[str, str]:
    """Return a different label for each unit: its name; with its place, then its id, where others have the same name."""
    labels = {id: unit.name for id, unit in register.units.items()}
    placed = {id: f"{unit.name}（{unit.jurisdiction}）" for id, unit in register.units.items() if unit.jurisdiction}
    for more in (placed, {id: f"{placed.get(id, name)} {id}" for id, name in labels.items()}):
        often = Counter(labels.values())
        labels = {id: more.get(id, name) if often[name] > 1 else name for id, name in labels.items()}
    return labels


def positions(graph: nx.Graph, register: UnitRegister) -> Mapping[str, tuple[float, float]]:
    """Return a position for each unit of the co-work graph, which is the same for the same graph."""
    if len(graph) <= SPRINGS_BELOW:
        return lay_out(graph).places
    return _spiral(graph, register)


def _spiral(units: Iterable[str], register: UnitRegister) -> Mapping[str, tuple[float, float]]:
    by_place = sorted(units, key=lambda id: (register.units[id].jurisdiction or "", id))
    golden = pi * (3 - sqrt(5))  # the angle at which points of a spiral are spread evenly
    return {
        id: (round(40 * sqrt(at) * cos(at * golden), 1), round(40 * sqrt(at) * sin(at * golden), 1))
        for at, id in enumerate(by_place)
    }


def _gexf(register: UnitRegister, found: UnitTies) -> Iterator[str]:
    labels = unit_labels(register)
    is_small = len(found.units) <= SPRINGS_BELOW
    places = positions(register.together, register) if is_small else _spiral(found.units, register)
    yield _HEAD + NODE_ATTRIBUTES + _EDGE_ATTRIBUTES
    yield "    <nodes>\n"
    for id in found.units:
        yield node_xml(register, id, labels[id], places[id])
    yield "    </nodes>\n    <edges>\n"
    for number, (one, other, weight, led, plans) in enumerate(found.ties):
        ends = f'source="{in_attribute(one)}" target="{in_attribute(other)}" weight="{weight}"'
        values = f'<attvalue for="6" value="{led}" /><attvalue for="7" value="{plans}" />'
        yield f'      <edge id="{number}" {ends}><attvalues>{values}</attvalues></edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def node_xml(register: UnitRegister, id: str, name: str, place: tuple[float, float], spells: str = "") -> str:
    """Return a unit as a node; ``spells`` is the element that says when it is there, empty in a static graph."""
    unit, counted = register.units[id], register.statistics[id]
    cells = (unit.jurisdiction or "", unit.kind, counted.leads, counted.supports, counted.assigned, counted.unit_plans)
    values = "".join(f'<attvalue for="{at}" value="{in_attribute(str(cell))}" />' for at, cell in enumerate(cells))
    red, green, blue = COLOURS[GROUPS[unit.kind]]
    size = round(6 + 4 * sqrt(counted.leads), 1)  # the area of a circle grows with the number
    look = f'<viz:color r="{red}" g="{green}" b="{blue}" /><viz:size value="{size}" />'
    # The axis of Gephi points up, that of the report down.
    look += f'<viz:position x="{place[0]}" y="{-place[1]}" z="0.0" />'
    tag = f'node id="{in_attribute(id)}" label="{in_attribute(name)}"'
    return f"      <{tag}><attvalues>{values}</attvalues>{spells}{look}</node>\n"
