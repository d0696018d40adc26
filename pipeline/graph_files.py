"""The graph as files: GraphML, GEXF (Gephi) and node-link JSON, byte for byte the same on every run."""

from pathlib import Path
from xml.etree.ElementTree import tostring

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from pipeline.graph_stream import stream_graphml, stream_node_link
from pipeline.results import replace_text

MOST_FOR_GEXF = 100_000
"""Edges: the writer of GEXF holds the whole file as a tree, some 12 KB an edge."""


def write_graph(graph: nx.MultiDiGraph, folder: Path) -> tuple[Path, ...]:
    """Write graph.graphml, graph.gexf and graph.json into the folder and return their paths.

    Of a graph with more than ``MOST_FOR_GEXF`` edges there is no graph.gexf: Gephi reads its GraphML.
    """
    gexf = folder / "graph.gexf"
    large = graph.number_of_edges() > MOST_FOR_GEXF
    if large:
        gexf.unlink(missing_ok=True)
    return (
        write_graphml(graph, folder / "graph.graphml"),
        *(() if large else (write_gexf(graph, gexf),)),
        stream_node_link(graph, folder / "graph.json"),
    )


def write_graphml(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GraphML and return the path."""
    return stream_graphml(graph, path)


def write_gexf(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GEXF and return the path."""
    return replace_text(path, _gexf(graph) + "\n")


def _gexf(graph: nx.MultiDiGraph) -> str:
    """Return GEXF without the day of writing, which networkx stamps on it."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.findall("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.indent(writer.xml)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + tostring(writer.xml, encoding="unicode").rstrip()
