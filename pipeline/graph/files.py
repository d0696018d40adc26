"""Write graph files node by node and edge by edge, all of them in one pass, byte for byte the same on every run."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import networkx as nx

from pipeline.atomic import atomic
from pipeline.graph.gexf import Gexf
from pipeline.graph.graphml import GraphMl, NodeLink
from pipeline.graph.rows import GraphEdge, GraphNode, GraphRows, MemoryRows


class GraphFormat(Protocol):
    """The text of a graph file, piece by piece."""

    def head(self) -> str: ...
    def node(self, node: GraphNode) -> str: ...
    def middle(self) -> str: ...
    def edge(self, edge: GraphEdge) -> str: ...
    def end(self) -> str: ...


GRAPH_FORMATS: Mapping[str, Callable[[GraphRows], GraphFormat]] = {
    "graph.graphml": GraphMl,
    "graph.gexf": Gexf,
    "graph.json": NodeLink,
}
"""By the name of the file in outputs/."""


def write_graph(graph: nx.MultiDiGraph, folder: Path) -> tuple[Path, ...]:
    """Write graph.graphml, graph.gexf (Gephi) and graph.json (node-link) into the folder and return their paths."""
    return write_rows(MemoryRows(graph), folder)


def write_rows(rows: GraphRows, folder: Path) -> tuple[Path, ...]:
    """Write the three files of ``write_graph`` into the folder and return their paths."""
    return write_formats(rows, {folder / name: make for name, make in GRAPH_FORMATS.items()})


def write_formats(rows: GraphRows, wanted: Mapping[Path, Callable[[GraphRows], GraphFormat]]) -> tuple[Path, ...]:
    """Write a graph to each path in its format; the files take the place of former ones when all are complete."""
    with ExitStack() as files:
        parts: list[tuple[Callable[[str], object], GraphFormat]] = []
        for path, make in wanted.items():
            draft = files.enter_context(atomic(path))
            file = files.enter_context(draft.open("w", encoding="utf-8", newline=""))
            parts.append((file.write, make(rows)))
        for write, format in parts:
            write(format.head())
        for node in rows.nodes():
            for write, format in parts:
                write(format.node(node))
        for write, format in parts:
            write(format.middle())
        for edge in rows.edges():
            for write, format in parts:
                write(format.edge(edge))
        for write, format in parts:
            write(format.end())
    return tuple(wanted)
