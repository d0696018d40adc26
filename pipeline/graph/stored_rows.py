"""The graph of a corpus on the disk: plans are added one after the other, and none of them stays in memory.

A plan's nodes and edges are those of its own small graph. What plans share are units and basis documents, of which the ids
stay in memory. A unit's edges come from all plans; SQLite sorts them to their unit when the files are written.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from marshal import dumps, loads
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import networkx as nx

from pipeline.graph.build import add_basis, bare_title, plan_graph
from pipeline.graph.codes import add_codes
from pipeline.graph.rows import GraphEdge, GraphNode, label_of
from pipeline.graph.xml import Attributes, Shape, shape_of
from pipeline.store.codes import Codes
from schemas import Plan, Reference

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000;
CREATE TABLE node (id TEXT, label TEXT, shape INTEGER, data BLOB);
CREATE TABLE edge (tail INTEGER, head TEXT, key TEXT, shape INTEGER, data BLOB);
CREATE TABLE basis (plan TEXT, reference TEXT);
"""
_SORTED_EDGES = """
SELECT node.id, edge.head, edge.key, edge.shape, edge.data FROM edge JOIN node ON node.rowid = edge.tail
ORDER BY edge.tail, edge.rowid
"""


class StoredRows:
    """The rows of the graph that ``build_graph`` returns for the same plans. A context manager: its file is temporary."""

    def __init__(self, path: Path, codes: Codes | None = None) -> None:
        """Name the temporary file; ``codes`` become attributes of the facts that have them."""
        self._path = path
        self._codes: dict[str, Codes] = {}
        for plan, facts in groupby(
            sorted((codes or Codes()).facts, key=lambda fact: fact.plan), lambda fact: fact.plan
        ):
            self._codes[plan] = Codes(facts=tuple(facts))
        self._titles: dict[str, str] = {}
        self._shared: dict[str, int] = {}
        """Numbers of the nodes that later plans may name: plans, units, basis documents, and what is named but not described."""
        self._node_shapes: dict[Shape, int] = {}
        self._edge_shapes: dict[Shape, int] = {}
        self._first_edges: list[tuple[int, int]] = []
        """By edge shape, the least number of a tail that has such an edge, and how many edges were added before it."""
        self._edges = 0
        self._nodes = 0

    def __enter__(self) -> Self:
        """Open the file anew."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)  # a killed process left it
        self._base = sqlite3.connect(self._path, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the file."""
        self._base.close()
        self._path.unlink(missing_ok=True)

    def add(self, plan: Plan) -> None:
        """Store the nodes and edges of a plan."""
        id = plan.plan.id
        self._titles[bare_title(plan.plan.title)] = id
        bases = ((id, entry.model_dump_json()) for entry in plan.references if entry.kind == "basis")
        self._base.executemany("INSERT INTO basis VALUES (?, ?)", bases)
        graph = plan_graph(plan)
        if id in self._codes:
            add_codes(graph, self._codes[id])
        self._store(graph, id)

    def finish(self) -> None:
        """Link each plan to the documents it is based on, which may be plans that were added later."""
        with closing(self._base.cursor()) as found:
            rows = found.execute("SELECT plan, reference FROM basis ORDER BY rowid").fetchall()
        for id, group in groupby(rows, lambda row: row[0]):
            graph = nx.MultiDiGraph()
            for _, reference in group:
                add_basis(graph, id, Reference.model_validate_json(reference), self._titles)
            self._store(graph, id)

    def _store(self, graph: nx.MultiDiGraph, plan: str) -> None:
        """Store the nodes that are new, and all edges."""
        own, numbers, rows = f"{plan}/", dict[str, int](), []
        for id, data in graph.nodes(data=True):
            number = self._shared.get(id)
            if number is None:
                self._nodes += 1
                number = self._nodes
                rows.append((number, id, label_of(id, data), *self._packed(data, self._node_shapes)))
                if not id.startswith(own):
                    self._shared[id] = number
            numbers[id] = number
        self._base.executemany("INSERT INTO node (rowid, id, label, shape, data) VALUES (?, ?, ?, ?, ?)", rows)
        self._base.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?)", self._edge_rows(graph, numbers))

    def _edge_rows(self, graph: nx.MultiDiGraph, numbers: dict[str, int]) -> Iterator[tuple[object, ...]]:
        first = self._first_edges
        for tail, head, key, data in graph.edges(keys=True, data=True):
            number = numbers[tail]
            shape, packed = self._packed(data, self._edge_shapes)
            self._edges += 1
            if shape == len(first):
                first.append((number, self._edges))
            elif number < first[shape][0]:
                first[shape] = (number, self._edges)
            yield number, head, key, shape, packed

    def _packed(self, data: Attributes, shapes: dict[Shape, int]) -> tuple[int, bytes]:
        return shapes.setdefault(shape_of(data), len(shapes)), dumps(tuple(data.values()))

    def node_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of nodes in order of appearance."""
        return tuple(self._node_shapes)

    def edge_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of edges in the order in which ``edges`` yields them."""
        return tuple(sorted(self._edge_shapes, key=lambda shape: self._first_edges[self._edge_shapes[shape]]))

    def repeated_labels(self) -> Collection[str]:
        """Return the labels that more than one node has."""
        return {label for (label,) in self._base.execute("SELECT label FROM node GROUP BY label HAVING count(*) > 1")}

    def nodes(self) -> Iterator[GraphNode]:
        """Yield the nodes."""
        rows = self._base.execute("SELECT id, shape, data FROM node ORDER BY rowid")
        yield from ((id, data) for (id,), data in _unpacked(rows, self._node_shapes))

    def edges(self) -> Iterator[GraphEdge]:
        """Yield the edges, those of one tail together."""
        rows = self._base.execute(_SORTED_EDGES)
        yield from ((tail, head, key, data) for (tail, head, key), data in _unpacked(rows, self._edge_shapes))


def _unpacked(rows: Iterable[tuple[Any, ...]], shapes: Iterable[Shape]) -> Iterator[tuple[tuple[str, ...], Attributes]]:
    names = [names for names, _ in shapes]
    for *tag, shape, packed in rows:
        yield tuple(tag), dict(zip(names[shape], loads(packed), strict=True))
