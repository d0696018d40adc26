"""The units over the years as dynamic GEXF: who works with whom while which plans are in force."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pipeline.atomic import replace_parts
from pipeline.graph.unit_graph import NODE_ATTRIBUTES, node_xml, positions, unit_labels
from pipeline.graph.xml import in_attribute
from pipeline.views.indexed_plan import UnitRegister
from pipeline.views.unit_statistics import projection
from schemas import Plan, PlanHeader

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta><creator>Gangmu</creator><description>Units that share a subject of a plan in force; {missing} plans without \
a year are left out</description></meta>
  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date"{span}>
"""
_EDGE_ATTRIBUTES = """    <attributes class="edge" mode="dynamic"><attribute id="weight" title="Weight" type="float" /></attributes>
"""


class _Spell(NamedTuple):
    """Years, both included, in which a weight is the same."""

    first: int
    last: int
    weight: int

    @property
    def dates(self) -> str:
        return f'start="{self.first}-01-01" end="{self.last}-12-31"'


def write_units_over_time(plans: Iterable[Plan], register: UnitRegister, path: Path) -> Path:
    """Write every unit and, year by year, the subjects that two units share in the plans in force; return the path."""
    return replace_parts(path, _gexf(plans, register))


def years_in_force(header: PlanHeader) -> range:
    """Return the years of the plan's period; without one, the year in which it was issued, or none."""
    issued = int(header.issued_on[:4]) if header.issued_on else None
    start = header.period.start or header.period.end or issued
    return range(start, (header.period.end or start) + 1) if start else range(0)


def _gexf(plans: Iterable[Plan], register: UnitRegister) -> Iterator[str]:
    ties: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    units: dict[str, set[int]] = defaultdict(set)
    missing = 0
    for plan in plans:
        years = years_in_force(plan.plan)
        missing += not years
        together = projection([plan])
        for unit in together:
            units[unit].update(years)
        for one, other, data in together.edges(data=True):
            ties[min(one, other), max(one, other)].update(dict.fromkeys(years, data["weight"]))
    labels, places = unit_labels(register), positions(register.together, register)
    every = sorted(set().union(*units.values()))
    span = f' start="{every[0]}-01-01" end="{every[-1]}-12-31"' if every else ""
    yield _HEAD.format(missing=missing, span=span) + NODE_ATTRIBUTES + _EDGE_ATTRIBUTES
    yield "    <nodes>\n"
    for id in sorted(units):
        if units[id]:
            yield node_xml(register, id, labels[id], places[id], _spells_xml(_spells(dict.fromkeys(units[id], 1))))
    yield "    </nodes>\n    <edges>\n"
    for number, (one, other) in enumerate(sorted(pair for pair, years in ties.items() if years)):
        yield _edge(number, one, other, list(_spells(ties[one, other])))
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _spells(weights: Mapping[int, int]) -> Iterator[_Spell]:
    """Join years in a row that have one weight."""
    numbered = enumerate(sorted(weights))
    for (_, weight), group in groupby(numbered, key=lambda pair: (pair[1] - pair[0], weights[pair[1]])):
        years = [year for _, year in group]
        yield _Spell(years[0], years[-1], weight)


def _spells_xml(spells: Iterable[_Spell]) -> str:
    return "<spells>" + "".join(f"<spell {spell.dates} />" for spell in spells) + "</spells>"


def _edge(number: int, one: str, other: str, spells: list[_Spell]) -> str:
    ends = f'source="{in_attribute(one)}" target="{in_attribute(other)}"'
    values = "".join(f'<attvalue for="weight" value="{spell.weight}" {spell.dates} />' for spell in spells)
    return f'      <edge id="{number}" {ends}><attvalues>{values}</attvalues>{_spells_xml(spells)}</edge>\n'
