"""The units of all plans and who works with whom, read from the store."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import networkx as nx

from pipeline.graph.unit_graph import SPRINGS_BELOW, UnitTies
from pipeline.views.indexed_plan import UnitDirectory, UnitRegister
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Unit

_STATISTICS = f"SELECT unit, {', '.join(UnitStatistics._fields[1:])} FROM units"
_IN_ORDER = """
SELECT u.unit, u.data FROM units u JOIN (
  SELECT unit, min(plan) plan, rowid AS place FROM named_units GROUP BY unit) n ON n.unit = u.unit
ORDER BY n.plan, n.place
"""
_EDGES = "SELECT one, other, shared, led, plans, first, last FROM pairs ORDER BY first, at"


def read_register(base: sqlite3.Connection) -> UnitRegister:
    """Return the units in the order in which the plans name them, their statistics by id, and who works with whom."""
    return replace(read_units(base), together=read_together(base))


def read_unit_graph(
    base: sqlite3.Connection, register: Callable[[], UnitRegister] | None = None
) -> tuple[UnitRegister, UnitTies | None]:
    """Return what ``write_unit_graph`` takes; of many units, the ties are read as they are written.

    ``register`` returns the register of few units, if it may have been read already.
    """
    (count,) = base.execute("SELECT count(*) FROM units WHERE unit_plans > 0").fetchone()
    if count <= SPRINGS_BELOW:
        return (register() if register else read_register(base)), None
    units = [unit for (unit,) in base.execute("SELECT unit FROM units WHERE unit_plans > 0 ORDER BY unit")]
    ties = base.execute("SELECT one, other, shared, led, plans FROM pairs ORDER BY one, other")
    return read_units(base), UnitTies(units, ties)


def read_units(base: sqlite3.Connection) -> UnitRegister:
    """Return the register without the ties."""
    units = {id: Unit.model_validate_json(data) for id, data in base.execute(_IN_ORDER)}
    statistics = {row[0]: UnitStatistics(*row) for row in base.execute(f"{_STATISTICS} ORDER BY unit")}
    return UnitRegister(units, statistics, nx.Graph())


def read_together(base: sqlite3.Connection) -> nx.Graph:
    """Return the co-work graph of all plans, as ``projection`` builds it."""
    graph = nx.Graph()
    nodes = base.execute("SELECT unit FROM units WHERE unit_plans > 0 ORDER BY first, node")
    graph.add_nodes_from(unit for (unit,) in nodes)
    names = ("weight", "led", "plans", "first", "last")
    rows = base.execute(_EDGES)
    graph.add_edges_from((one, other, dict(zip(names, data, strict=True))) for one, other, *data in rows)
    return graph


def read_leading(base: sqlite3.Connection) -> Counter[tuple[str, str]]:
    """Return how often a unit leads where another supports, by (leading, supporting)."""
    found: Counter[tuple[str, str]] = Counter()
    for one, other, there, back in base.execute("SELECT one, other, there, back FROM pairs"):
        if there:
            found[one, other] = there
        if back:
            found[other, one] = back
    return found


def read_directory(base: sqlite3.Connection, plan: str) -> UnitDirectory:
    """Return the units that a plan names, as all plans describe them, by id."""
    rows = base.execute(
        "SELECT unit, data FROM units WHERE unit IN (SELECT unit FROM named_units WHERE plan = ?) ORDER BY unit",
        (plan,),
    )
    return UnitDirectory({id: Unit.model_validate_json(data) for id, data in rows})
