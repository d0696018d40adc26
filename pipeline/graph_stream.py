"""Graph files written node by node and edge by edge: no second copy of a large graph in memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

Attributes = Mapping[str, str | int | float | bool]

_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def stream_graphml(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write GraphML, see http://graphml.graphdrawing.org/specification.html, and return the path."""

    def write(file: TextIO) -> None:
        file.write(_HEAD)
        keys = {"node": _keys(data for _, data in graph.nodes(data=True))}
        keys["edge"] = _keys(data for _, _, data in graph.edges(data=True))
        for kind, names in keys.items():
            for name, told in names.items():
                about = f'attr.name={quoteattr(name)} attr.type="{told}"'
                file.write(f'  <key id="{kind}-{name}" for="{kind}" {about} />\n')
        file.write('  <graph edgedefault="directed">\n')
        for id, data in graph.nodes(data=True):
            file.write(f"    <node id={quoteattr(str(id))}>\n{_data('node', data)}    </node>\n")
        for tail, head, key, data in graph.edges(keys=True, data=True):
            ends = f"source={quoteattr(str(tail))} target={quoteattr(str(head))} id={quoteattr(str(key))}"
            file.write(f"    <edge {ends}>\n{_data('edge', data)}    </edge>\n")
        file.write("  </graph>\n</graphml>\n")

    return _replace(path, write)


def stream_node_link(graph: nx.MultiDiGraph, path: Path) -> Path:
    """Write node-link JSON, one node or edge a line, and return the path."""

    def write(file: TextIO) -> None:
        file.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        _lines(file, ({"id": id, **data} for id, data in graph.nodes(data=True)))
        file.write('],\n"edges": [')
        ends = graph.edges(keys=True, data=True)
        _lines(file, ({"source": tail, "target": head, "key": key, **data} for tail, head, key, data in ends))
        file.write("]}\n")

    return _replace(path, write)


def _keys(all_data: Iterable[Attributes]) -> dict[str, str]:
    """Return the attributes' names in their first order, with the type that holds all their values."""
    found: dict[str, str] = {}
    for data in all_data:
        for name, value in data.items():
            told = _TYPES[type(value)]
            if found.setdefault(name, told) != told:
                found[name] = "double" if {found[name], told} == {"long", "double"} else "string"
    return found


def _data(kind: str, data: Attributes) -> str:
    return "".join(f'      <data key="{kind}-{name}">{_text(value)}</data>\n' for name, value in data.items())


def _text(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value), {"\r": "&#13;"})


def _lines(file: TextIO, rows: Iterator[Mapping[str, object]]) -> None:
    for number, row in enumerate(rows):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(row, ensure_ascii=False, sort_keys=True))


def _replace(path: Path, write: Callable[[TextIO], None]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        write(file)
    return draft.replace(path)
