"""Write GraphML and node-link JSON node by node and edge by edge, without a second copy of a large graph in memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from pipeline.atomic import replace_parts
from pipeline.graph.xml import in_attribute, in_element, in_template, records, shapes_of, types_of

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def stream_graphml(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GraphML, see http://graphml.graphdrawing.org/specification.html, and return the path."""
    return replace_parts(path, _graphml(graph))


def _graphml(graph: nx.MultiDiGraph) -> Iterator[str]:
    yield _HEAD
    types = {
        "node": types_of(shapes_of(data for _, data in graph.nodes(data=True))),
        "edge": types_of(shapes_of(data for _, _, data in graph.edges(data=True))),
    }
    for kind, names in types.items():
        for name, type_ in names.items():
            title = in_attribute(name)
            yield f'  <key id="{kind}-{title}" for="{kind}" attr.name="{title}" attr.type="{type_}" />\n'
    yield '  <graph edgedefault="directed">\n'
    nodes = (((id,), data) for id, data in graph.nodes(data=True))
    yield from records(nodes, _node_template, in_element)
    edges = (((tail, head, key), data) for tail, head, key, data in graph.edges(keys=True, data=True))
    yield from records(edges, _edge_template, in_element)
    yield "  </graph>\n</graphml>\n"


def _node_template(names: Iterable[str]) -> str:
    return f'    <node id="%s">\n{_data("node", names)}    </node>\n'


def _edge_template(names: Iterable[str]) -> str:
    return f'    <edge source="%s" target="%s" id="%s">\n{_data("edge", names)}    </edge>\n'


def _data(kind: str, names: Iterable[str]) -> str:
    return "".join(f'      <data key="{kind}-{in_template(name)}">%s</data>\n' for name in names)


def stream_node_link(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write node-link JSON with one node or edge per line, and return the path."""
    return replace_parts(path, _node_link(graph))


def _node_link(graph: nx.MultiDiGraph) -> Iterator[str]:
    yield '{"directed": true, "multigraph": true, "graph": {},\n"nodes": ['
    yield from _lines({"id": id, **data} for id, data in graph.nodes(data=True))
    yield '],\n"edges": ['
    ends = graph.edges(keys=True, data=True)
    yield from _lines({"source": tail, "target": head, "key": key, **data} for tail, head, key, data in ends)
    yield "]}\n"


def _lines(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{encode(row)}"
