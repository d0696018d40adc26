"""The unit graph opens finished: every unit and tie, with a unique label, a size, a colour and a position."""

from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from pipeline.facts.units import read_register, read_unit_graph
from pipeline.facts.update import open_facts
from pipeline.graph import unit_graph
from pipeline.graph.unit_graph import unit_labels, write_unit_graph
from pipeline.graph.units_over_time import write_units_over_time
from pipeline.views.indexed_plan import UnitRegister, register_of
from schemas import Plan, Unit
from tests.support import plans as fixture

DOCUMENT = fixture.document()
CORPUS = register_of([fixture.plan(DOCUMENT)])


@pytest.mark.parametrize("springs_below", [1500, 0])
def test_the_file_has_what_gephi_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, springs_below: int) -> None:
    monkeypatch.setattr(unit_graph, "SPRINGS_BELOW", springs_below)
    back = nx.read_gexf(write_unit_graph(CORPUS, tmp_path / "units.gexf"))
    assert set(back) == set(CORPUS.together)
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in CORPUS.together.edges}
    assert back.edges["yunxi/keji", "云溪大学"]["weight"] == 2
    keji = back.nodes["yunxi/keji"]
    assert (keji["label"], keji["place"], keji["leads"]) == ("区科技局", "云溪区", 4)
    assert keji["viz"]["size"] == 6 + 4 * 2 and keji["viz"]["color"]["b"] == 122
    places = [(node["viz"]["position"]["x"], node["viz"]["position"]["y"]) for _, node in back.nodes(data=True)]
    assert len(set(places)) == len(places)


def test_units_of_one_name_have_different_labels() -> None:
    units = {
        id: Unit(id=id, name="区教育局", jurisdiction=place)
        for id, place in (("a", "东区"), ("b", "西区"), ("c", None), ("d", "西区"))
    }
    labels = unit_labels(UnitRegister(units, {}, nx.Graph()))
    assert labels["a"] == "区教育局（东区）" and len(set(labels.values())) == 4


def test_equal_facts_give_equal_bytes(tmp_path: Path) -> None:
    one, two = (write_unit_graph(CORPUS, tmp_path / name).read_bytes() for name in "ab")
    assert one == two


def test_ties_that_are_read_as_they_are_written_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_graph, "SPRINGS_BELOW", 0)
    monkeypatch.setattr("pipeline.facts.units.SPRINGS_BELOW", 0)
    facts = open_facts(fixture.write_outputs(tmp_path / "outputs"))
    register, ties = read_unit_graph(facts)
    assert ties and not register.together
    whole = write_unit_graph(read_register(facts), tmp_path / "whole.gexf").read_bytes()
    assert write_unit_graph(register, tmp_path / "apart.gexf", ties).read_bytes() == whole


def test_over_the_years_a_tie_weighs_what_the_plans_in_force_share(tmp_path: Path) -> None:
    now = fixture.plan(DOCUMENT)

    def lasting(start: int | None, end: int | None) -> Plan:
        period = now.plan.period.model_copy(update={"start": start, "end": end})
        return now.model_copy(update={"plan": now.plan.model_copy(update={"period": period, "issued_on": None})})

    plans = [lasting(2021, 2023), lasting(2023, 2025), lasting(2028, None), lasting(None, None)]
    path = write_units_over_time(plans, CORPUS, tmp_path / "time.gexf")
    back = nx.read_gexf(path)
    tie = next(edge for edge in etree.parse(path).iter("{*}edge") if edge.get("source") == "yunxi/keji")
    assert (
        tie.get("target") == "云溪大学"
    )  # Gephi reads the weight of a time from an attribute of this id, networkx does not
    assert [tuple(cell.attrib.values()) for cell in tie.iter("{*}attvalue")] == [
        ("weight", "2", "2021-01-01", "2022-12-31"), ("weight", "4", "2023-01-01", "2023-12-31"),
        ("weight", "2", "2024-01-01", "2025-12-31"), ("weight", "2", "2028-01-01", "2028-12-31"),
    ]  # fmt: skip
    assert back.nodes["yunxi/keji"]["spells"] == [("2021-01-01", "2025-12-31"), ("2028-01-01", "2028-12-31")]
    assert "1 plans without" in path.read_text(encoding="utf-8")
