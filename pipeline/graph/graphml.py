"""The text of GraphML and of node-link JSON, node by node and edge by edge."""

import json
from collections.abc import Iterable

from pipeline.graph.rows import GraphEdge, GraphNode, GraphRows
from pipeline.graph.xml import Forms, in_attribute, in_element, in_template, types_of

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class GraphMl:
    """GraphML, see http://graphml.graphdrawing.org/specification.html."""

    def __init__(self, rows: GraphRows) -> None:
        """Take the graph for the types of its attributes."""
        self._rows = rows
        self._nodes, self._edges = Forms(_node_template, in_element), Forms(_edge_template, in_element)

    def head(self) -> str:
        """Return the types of all attributes, and what opens the graph."""
        keys = ""
        for kind, shapes in (("node", self._rows.node_shapes()), ("edge", self._rows.edge_shapes())):
            for name, type_ in types_of(shapes).items():
                title = in_attribute(name)
                keys += f'  <key id="{kind}-{title}" for="{kind}" attr.name="{title}" attr.type="{type_}" />\n'
        return f'{_HEAD}{keys}  <graph edgedefault="directed">\n'

    def node(self, node: GraphNode) -> str:
        """Return a node."""
        id, data = node
        return self._nodes.fill((id,), data)

    def middle(self) -> str:
        """Return what is between nodes and edges: nothing."""
        return ""

    def edge(self, edge: GraphEdge) -> str:
        """Return an edge."""
        *ends, data = edge
        return self._edges.fill(tuple(ends), data)

    def end(self) -> str:
        """Return what closes the graph."""
        return "  </graph>\n</graphml>\n"


def _node_template(names: Iterable[str]) -> str:
    return f'    <node id="%s">\n{_data("node", names)}    </node>\n'


def _edge_template(names: Iterable[str]) -> str:
    return f'    <edge source="%s" target="%s" id="%s">\n{_data("edge", names)}    </edge>\n'


def _data(kind: str, names: Iterable[str]) -> str:
    return "".join(f'      <data key="{kind}-{in_template(name)}">%s</data>\n' for name in names)


class NodeLink:
    """Node-link JSON with one node or edge per line."""

    def __init__(self, rows: GraphRows) -> None:
        """Begin with no node."""
        self._encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
        self._comma = ""

    def head(self) -> str:
        """Return what opens the list of nodes."""
        return '{"directed": true, "multigraph": true, "graph": {},\n"nodes": ['

    def node(self, node: GraphNode) -> str:
        """Return a node."""
        id, data = node
        return self._line({"id": id, **data})

    def middle(self) -> str:
        """Return what closes the list of nodes and opens that of edges."""
        self._comma = ""
        return '],\n"edges": ['

    def edge(self, edge: GraphEdge) -> str:
        """Return an edge."""
        tail, head, key, data = edge
        return self._line({"source": tail, "target": head, "key": key, **data})

    def end(self) -> str:
        """Return what closes the list of edges."""
        return "]}\n"

    def _line(self, row: dict[str, object]) -> str:
        line = f"{self._comma}\n{self._encode(row)}"
        self._comma = ","
        return line
