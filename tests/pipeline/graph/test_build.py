"""The graph: edges of every relation, annex duties brought home, files that read back the same."""

import json
from pathlib import Path

import networkx as nx
import pytest

from pipeline.graph.build import build_graph
from pipeline.graph.files import write_graph
from pipeline.views.duties import duties
from pipeline.views.unit_statistics import projection, unit_statistics
from tests.support import plans as report_fixture

PLAN = report_fixture.plan(report_fixture.document())


def edges(graph: nx.MultiDiGraph, relation: str) -> set[tuple[str, str]]:
    return {(tail, head) for tail, head, data in graph.edges(data=True) if data["relation"] == relation}


def test_every_node_is_described_and_no_attribute_is_none() -> None:
    graph = build_graph([PLAN])
    assert all(data.get("kind") for _, data in graph.nodes(data=True))
    for *_, data in (*graph.nodes(data=True), *graph.edges(data=True)):
        assert None not in data.values()


def test_an_attribute_has_one_type_everywhere() -> None:
    graph = build_graph([PLAN])
    for data in (graph.nodes(data=True), graph.edges(data=True)):
        types: dict[str, set[type]] = {}
        for *_, attributes in data:
            for name, value in attributes.items():
                types.setdefault(name, set()).add(type(value))
        assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_outline_annex_and_basis_edges() -> None:
    graph = build_graph([PLAN])
    assert ("yunxi-2024/task/1", "yunxi-2024/heading/二（一）") in edges(graph, "part_of")
    assert ("yunxi-2024/heading/二（一）", "yunxi-2024/heading/二") in edges(graph, "part_of")
    assert ("yunxi-2024/heading/二", "yunxi-2024") in edges(graph, "part_of")
    assert ("yunxi-2024/annex/1.2", "yunxi-2024/task/1") in edges(graph, "details")
    assert edges(graph, "based_on") == {("yunxi-2024", "document/东州市科创走廊建设方案")}


def test_a_basis_that_is_a_plan_of_the_corpus_is_that_plan() -> None:
    cited = PLAN.model_copy(
        update={
            "plan": PLAN.plan.model_copy(update={"id": "dongzhou-2023", "title": "东州市科创走廊建设方案"}),
            **dict.fromkeys(("headings", "tasks", "indicators", "responsibilities", "references"), ()),
        }
    )
    assert edges(build_graph([PLAN, cited]), "based_on") == {("yunxi-2024", "dongzhou-2023")}


def test_body_task_gets_leads_of_its_annex_rows_marked() -> None:
    brought = [
        (duty.subject, duty.responsibility.name, duty.responsibility.relation, duty.via) for duty in duties(PLAN)
    ]
    assert [entry for entry in brought if entry[3]] == [
        ("yunxi-2024/task/1", "区工信局", "leads", "yunxi-2024/annex/1.2"),
        ("yunxi-2024/task/1", "区科技局", "supports", "yunxi-2024/annex/1.2"),
        ("yunxi-2024/task/1", "各镇人民政府", "supports", "yunxi-2024/annex/1.2"),
    ]
    graph = build_graph([PLAN])
    marked = [data["via"] for *_, data in graph.edges(data=True) if "via" in data]
    assert marked == ["yunxi-2024/annex/1.2"] * 3


@pytest.mark.parametrize(("name", "read"), [("graph.graphml", nx.read_graphml), ("graph.gexf", nx.read_gexf)])
def test_files_read_back_with_all_nodes_and_edges(tmp_path: Path, name: str, read: object) -> None:
    graph = build_graph([PLAN])
    write_graph(graph, tmp_path)
    back = read(tmp_path / name)  # type: ignore[operator]
    assert set(back.nodes) == set(graph.nodes)
    assert back.number_of_edges() == graph.number_of_edges()
    assert back.nodes["yunxi-2024/task/1"]["label"] == "建设中试基地"


def test_node_link_reads_back_equal(tmp_path: Path) -> None:
    graph = build_graph([PLAN])
    write_graph(graph, tmp_path)
    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    assert nx.utils.graphs_equal(nx.node_link_graph(data, edges="edges"), graph)


def test_two_runs_write_the_same_bytes_and_no_date(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_graph(build_graph([PLAN]), tmp_path / "a")]
    again = [path.read_bytes() for path in write_graph(build_graph([PLAN]), tmp_path / "b")]
    assert first == again
    assert b"lastmodified" not in first[1]


def test_characters_that_xml_forbids_are_dropped(tmp_path: Path) -> None:
    header = PLAN.plan.model_copy(update={"title": "甲\x0b乙\ufffe"})
    write_graph(build_graph([PLAN.model_copy(update={"plan": header})]), tmp_path)
    assert nx.read_gexf(tmp_path / "graph.gexf").nodes["yunxi-2024"]["label"] == "甲乙"


def test_units_count_subjects_once_with_those_of_annex_rows() -> None:
    statistics = {row.unit: row for row in unit_statistics([PLAN])}
    assert statistics["yunxi/keji"]._asdict() == {
        "unit": "yunxi/keji",
        "leads": 4,
        "supports": 1,
        "assigned": 1,
        "guides": 0,
        "supervises": 0,
        "leads_by_annex": 0,
        "supports_by_annex": 1,
        "unit_plans": 1,
        "co_workers": 4,
    }
    assert statistics["yunxi/gongxin"].leads_by_annex == 1


def test_projection_weights_are_shared_subjects() -> None:
    together = projection([PLAN])
    ends = dict.fromkeys(("first", "last"), PLAN.plan.id)
    assert together.edges["yunxi/keji", "云溪大学"] == {"weight": 2, "led": 1, "plans": 1, **ends}
    assert not together.has_edge("yunxi/jinrong", "云溪大学")
