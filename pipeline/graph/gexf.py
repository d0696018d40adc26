"""Write GEXF 1.2 for Gephi, node by node and edge by edge, to save memory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import networkx as nx

from pipeline.atomic import replace_parts
from pipeline.graph.xml import Record, in_attribute, records, shapes_of, types_of

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


def stream_gexf(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GEXF that ``networkx.read_gexf`` can read, without a date, and return the path."""
    return replace_parts(path, _gexf(graph))


def _gexf(graph: nx.MultiDiGraph) -> Iterator[str]:
    node_types = types_of(shapes_of(data for _, data in graph.nodes(data=True)))
    node_types.pop("label", None)
    edge_shapes = shapes_of(data for _, _, data in graph.edges(data=True))
    edge_types = types_of(((*names, KEY), (*types, str)) for names, types in edge_shapes)
    node_numbers = {name: at for at, name in enumerate(node_types)}
    edge_numbers = {name: at for at, name in enumerate(edge_types, len(node_types))}
    yield _HEAD
    yield from _attribute_declarations("edge", edge_types, edge_numbers)
    yield from _attribute_declarations("node", node_types, node_numbers)
    yield "    <nodes>\n"
    yield from records(_nodes(graph), partial(_template, 'node id="%s" label="%s"', node_numbers), in_attribute)
    yield "    </nodes>\n    <edges>\n"
    yield from records(
        _edges(graph), partial(_template, 'edge source="%s" target="%s" id="%s"', edge_numbers), in_attribute
    )
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _nodes(graph: nx.MultiDiGraph) -> Iterator[Record]:
    """Yield nodes with unique labels: Gephi shows nothing else, and every plan has a heading 总体要求."""
    times = Counter(str(data.get("label", id)) for id, data in graph.nodes(data=True))
    for id, data in graph.nodes(data=True):
        label = str(data.get("label", id))
        yield (
            (id, label if times[label] == 1 else f"{label}（{id}）"),
            {name: value for name, value in data.items() if name != "label"},
        )


def _edges(graph: nx.MultiDiGraph) -> Iterator[Record]:
    for number, (tail, head, key, data) in enumerate(graph.edges(keys=True, data=True)):
        yield (tail, head, str(number)), {**data, KEY: key}


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
