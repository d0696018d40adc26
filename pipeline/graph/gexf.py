"""The text of GEXF 1.2 for Gephi, node by node and edge by edge."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count

from pipeline.graph.rows import GraphEdge, GraphNode, GraphRows, label_of
from pipeline.graph.xml import Forms, in_attribute, types_of

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
  <meta>
    <creator>Gangmu</creator>
  </meta>
  <graph defaultedgetype="directed" mode="static" name="">
"""

KEY = "networkx_key"
"""Attribute in which networkx looks for the key of an edge; the id of the edge is its number."""


class Gexf:
    """GEXF that ``networkx.read_gexf`` can read, without a date."""

    def __init__(self, rows: GraphRows) -> None:
        """Take the graph for the types of its attributes and for the labels that several nodes have."""
        self._repeated = rows.repeated_labels()
        self._node_types = types_of(rows.node_shapes())
        self._node_types.pop("label", None)
        self._edge_types = types_of(((*names, KEY), (*types, str)) for names, types in rows.edge_shapes())
        self._node_numbers = {name: at for at, name in enumerate(self._node_types)}
        self._edge_numbers = {name: at for at, name in enumerate(self._edge_types, len(self._node_types))}
        node, edge = 'node id="%s" label="%s"', 'edge source="%s" target="%s" id="%s"'
        self._nodes = Forms(partial(_template, node, self._node_numbers), in_attribute)
        self._edges = Forms(partial(_template, edge, self._edge_numbers), in_attribute)
        self._number = count()

    def head(self) -> str:
        """Return the types of all attributes, and what opens the list of nodes."""
        edges = "".join(_attribute_declarations("edge", self._edge_types, self._edge_numbers))
        nodes = "".join(_attribute_declarations("node", self._node_types, self._node_numbers))
        return f"{_HEAD}{edges}{nodes}    <nodes>\n"

    def node(self, node: GraphNode) -> str:
        """Return a node with a unique label: Gephi shows nothing else, and every plan has a heading 总体要求."""
        id, data = node
        label = label_of(id, data)
        shown = f"{label}（{id}）" if label in self._repeated else label
        return self._nodes.fill((id, shown), {name: value for name, value in data.items() if name != "label"})

    def middle(self) -> str:
        """Return what closes the list of nodes and opens that of edges."""
        return "    </nodes>\n    <edges>\n"

    def edge(self, edge: GraphEdge) -> str:
        """Return an edge."""
        tail, head, key, data = edge
        return self._edges.fill((tail, head, str(next(self._number))), {**data, KEY: key})

    def end(self) -> str:
        """Return what closes the graph."""
        return "    </edges>\n  </graph>\n</gexf>\n"


def _attribute_declarations(kind: str, types: Mapping[str, str], numbers: Mapping[str, int]) -> Iterator[str]:
    if types:
        yield f'    <attributes mode="static" class="{kind}">\n'
        for name, type_ in types.items():
            yield f'      <attribute id="{numbers[name]}" title="{in_attribute(name)}" type="{type_}" />\n'
        yield "    </attributes>\n"


def _template(tag: str, numbers: Mapping[str, int], names: Sequence[str]) -> str:
    if not names:
        return f"      <{tag} />\n"
    values = "".join(f'          <attvalue for="{numbers[name]}" value="%s" />\n' for name in names)
    return f"      <{tag}>\n        <attvalues>\n{values}        </attvalues>\n      </{tag.split()[0]}>\n"
