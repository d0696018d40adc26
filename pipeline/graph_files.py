"""The graph as files: GraphML, GEXF (Gephi) and node-link JSON, byte for byte the same on every run."""

import json
from pathlib import Path
from xml.etree.ElementTree import tostring

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from pipeline.results import replace_text


def write_graph(graph: nx.MultiDiGraph, folder: Path) -> tuple[Path, ...]:
    """Write graph.graphml, graph.gexf and graph.json into the folder and return their paths."""
    return (
        write_graphml(graph, folder / "graph.graphml"),
        write_gexf(graph, folder / "graph.gexf"),
        replace_text(folder / "graph.json", _node_link(graph) + "\n"),
    )


def write_graphml(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GraphML and return the path."""
    return replace_text(path, "\n".join(nx.generate_graphml(graph)) + "\n")


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


def _node_link(graph: nx.MultiDiGraph) -> str:
    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1, sort_keys=True)
