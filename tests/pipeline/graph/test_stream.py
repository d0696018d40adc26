"""Streamed graph files hold what the graph holds, and other programs read them."""

import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from pipeline.atomic import replace_parts
from pipeline.graph.build import build_graph
from pipeline.graph.files import write_graph
from tests.support import plans as report_fixture


def graph() -> nx.MultiDiGraph:
    made = build_graph([report_fixture.plan(report_fixture.document())])
    made.add_node("odd <&\"' 名", kind="unit", label="a\r\n\tb <x> & \"c\" 'd'")
    made.add_node("bare")
    made.add_node("100 %s", **{"share <%>": 0.5, "label": "100 %s"})
    made.add_edge("odd <&\"' 名", "odd <&\"' 名", key="leads-1", relation="leads", position=1, open_ended=True)
    made.add_edge("odd <&\"' 名", "bare", key="leads-1", relation="<\n&>", position=2, open_ended=False)
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


def test_gexf_is_read_back_whole_and_as_that_of_networkx(tmp_path: Path) -> None:
    made = graph()
    back = nx.read_gexf(write_graph(made, tmp_path)[1])
    assert dict(back.nodes(data=True)) == {id: {"label": id, **data} for id, data in made.nodes(data=True)}
    assert [
        (a, b, k, {n: v for n, v in d.items() if n != "id"}) for a, b, k, d in back.edges(keys=True, data=True)
    ] == [*made.edges(keys=True, data=True)]
    nx.write_gexf(made, tmp_path / "theirs.gexf")
    assert nx.utils.graphs_equal(back, nx.read_gexf(tmp_path / "theirs.gexf"))


def test_labels_of_gexf_are_unique(tmp_path: Path) -> None:
    made = nx.MultiDiGraph()
    for plan in ("a", "b"):
        made.add_node(f"{plan}/heading/一", kind="heading", label="总体要求")
    made.add_node("a/task/1", kind="task", label="修桥")
    back = nx.read_gexf(write_graph(made, tmp_path)[1])
    labels = [label for _, label in back.nodes(data="label")]
    assert labels == ["总体要求（a/heading/一）", "总体要求（b/heading/一）", "修桥"]


def test_a_graph_of_nothing_is_written(tmp_path: Path) -> None:
    paths = write_graph(nx.MultiDiGraph(), tmp_path)
    assert [len(read(path)) for read, path in zip((nx.read_graphml, nx.read_gexf), paths, strict=False)] == [0, 0]
    assert json.loads(paths[-1].read_text(encoding="utf-8"))["nodes"] == []


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = write_graph(graph(), tmp_path)[0]
    before = path.read_bytes()

    def parts() -> Iterator[str]:
        yield "half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        replace_parts(path, parts())
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["graph.gexf", "graph.graphml", "graph.json"]
