"""Write the graph as GraphML, GEXF (Gephi) and node-link JSON, byte for byte the same on every run."""

from pathlib import Path

import networkx as nx

from pipeline.graph.gexf import stream_gexf
from pipeline.graph.graphml import stream_graphml, stream_node_link


def write_graph(graph: nx.MultiDiGraph, folder: Path) -> tuple[Path, ...]:
    """Write graph.graphml, graph.gexf and graph.json into the folder and return their paths."""
    return (
        stream_graphml(graph, folder / "graph.graphml"),
        stream_gexf(graph, folder / "graph.gexf"),
        stream_node_link(graph, folder / "graph.json"),
    )
