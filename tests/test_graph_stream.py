"""Streamed graph files hold what the graph holds, and other programs read them."""

import json
from pathlib import Path

import networkx as nx
import pytest
import report_fixture

import pipeline.graph_files
from pipeline.graph import build_graph
from pipeline.graph_files import write_graph


def graph() -> nx.MultiDiGraph:
    made = build_graph([report_fixture.plan(report_fixture.document())])
    made.add_node("odd <&\"' 名", kind="unit", label="a\r\n\tb <x> & \"c\" 'd'")
    made.add_edge("odd <&\"' 名", "odd <&\"' 名", key="leads-1", relation="leads", position=1, open_ended=True)
    return made


def test_graphml_is_read_back_whole(tmp_path: Path) -> None:
    made = graph()
    path = write_graph(made, tmp_path)[0]
    back = nx.read_graphml(path, force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(made.nodes(data=True))
    assert sorted((a, b, k, sorted(d.items())) for a, b, k, d in back.edges(keys=True, data=True)) == sorted(
        (a, b, k, sorted(d.items())) for a, b, k, d in made.edges(keys=True, data=True)
    )


def test_node_link_is_read_back_whole(tmp_path: Path) -> None:
    made = graph()
    back = nx.node_link_graph(json.loads(write_graph(made, tmp_path)[-1].read_text(encoding="utf-8")), edges="edges")
    assert nx.utils.graphs_equal(back, made)


def test_a_large_graph_has_no_gexf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [path.name for path in write_graph(graph(), tmp_path)] == ["graph.graphml", "graph.gexf", "graph.json"]
    monkeypatch.setattr(pipeline.graph_files, "MOST_FOR_GEXF", 3)
    assert [path.name for path in write_graph(graph(), tmp_path)] == ["graph.graphml", "graph.json"]
    assert not (tmp_path / "graph.gexf").exists()
