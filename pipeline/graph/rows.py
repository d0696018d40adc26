"""The nodes and edges of a graph as the writers of graph files take them, from memory or from the disk."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Protocol

import networkx as nx

from pipeline.graph.xml import Attributes, Shape, shapes_of

GraphNode = tuple[str, Attributes]
GraphEdge = tuple[str, str, str, Attributes]
"""Tail, head, key, attributes."""


class GraphRows(Protocol):
    """A graph that is gone through node by node and edge by edge; the shapes of both are known before."""

    def node_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of nodes in order of appearance."""

    def edge_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of edges in order of appearance."""

    def repeated_labels(self) -> Collection[str]:
        """Return the labels that more than one node has; a node without a label has its id."""

    def nodes(self) -> Iterator[GraphNode]:
        """Yield the nodes."""

    def edges(self) -> Iterator[GraphEdge]:
        """Yield the edges, those of one tail together, tails in the order of the nodes."""


class MemoryRows:
    """The rows of a networkx graph."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        """Take the graph, which must not change meanwhile."""
        self._graph = graph

    def node_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of nodes."""
        return shapes_of(data for _, data in self._graph.nodes(data=True))

    def edge_shapes(self) -> tuple[Shape, ...]:
        """Return the distinct shapes of edges."""
        return shapes_of(data for _, _, data in self._graph.edges(data=True))

    def repeated_labels(self) -> Collection[str]:
        """Return the labels that more than one node has."""
        times = Counter(label_of(id, data) for id, data in self._graph.nodes(data=True))
        return {label for label, number in times.items() if number > 1}

    def nodes(self) -> Iterator[GraphNode]:
        """Yield the nodes."""
        return iter(self._graph.nodes(data=True))

    def edges(self) -> Iterator[GraphEdge]:
        """Yield the edges."""
        return iter(self._graph.edges(keys=True, data=True))


def label_of(id: str, data: Attributes) -> str:
    """Return what a node is called: its label, else its id."""
    return str(data.get("label", id))
