"""The other formats and the command: JSON-LD read by rdflib, Parquet by pandas, graphs by networkx."""

import sqlite3
from datetime import date
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS, SKOS
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.export.formats import FORMATS
from pipeline.export.jsonld import linked_nodes, write_jsonld
from pipeline.export.jsonld_terms import iri
from pipeline.export.parquet import write_parquet
from pipeline.facts.update import facts_of_results
from pipeline.store.results import Result
from pipeline.tables.write import frames
from schemas import Evidence
from tests.support.paths import ROOT
from tests.support.plans import document, plan, write_outputs

RESULT = Result(plan(document()), document())
OA, PROV = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/prov#")
OWN = Namespace("urn:gangmu:terms#")
run = CliRunner()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = write_jsonld([RESULT], tmp_path_factory.mktemp("jsonld") / "gangmu.jsonld")
    return Graph().parse(path, format="json-ld")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("Task", 5), ("Safeguard", 1), ("Heading", 5), ("Indicator", 3), ("Responsibility", 16), ("Commitment", 4)],
)
def test_every_fact_is_there_once(graph: Graph, kind: str, facts: int) -> None:
    assert len(set(graph.subjects(RDF.type, OWN[kind]))) == facts


def test_every_fact_was_made_from_the_source(graph: Graph) -> None:
    for fact in graph.subjects(RDF.type, OWN.Task):
        activity = graph.value(fact, PROV.wasGeneratedBy)
        source = graph.value(activity, PROV.used)
        assert str(graph.value(source, OWN.sha256)) == "0" * 64
        assert (graph.value(activity, PROV.wasAssociatedWith), RDF.type, PROV.SoftwareAgent) in graph


def test_every_own_term_is_defined_in_the_file_and_in_the_docs(graph: Graph) -> None:
    page = (ROOT / "docs" / "reference" / "linked-data.md").read_text(encoding="utf-8")
    used = {term for triple in graph for term in triple if str(term).startswith(str(OWN))}
    assert {OWN.Task, OWN.relation, OWN.sha256} <= used
    for term in used:
        assert graph.value(term, RDFS.label) and graph.value(term, SKOS.definition), term
        assert f"\n### {str(term).removeprefix(str(OWN))}\n" in page, term


def test_selectors_find_the_quote_in_the_text(graph: Graph) -> None:
    checked = 0
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        for target in graph.objects(annotation, OA.hasTarget):
            text = str(graph.value(graph.value(target, OA.hasSource), OWN.text))
            selectors = {str(graph.value(s, RDF.type)): s for s in graph.objects(target, OA.hasSelector)}
            quote, place = selectors[str(OA.TextQuoteSelector)], selectors[str(OA.TextPositionSelector)]
            start, end = (int(graph.value(place, name)) for name in (OA.start, OA.end))
            exact, before = str(graph.value(quote, OA.exact)), str(graph.value(quote, OA.prefix) or "")
            assert text[start:end] == exact
            assert text[:start].endswith(before)
            checked += 1
    assert checked == len(set(graph.subjects(RDF.type, OA.Annotation))) > 40


def test_a_duty_joins_unit_and_task(graph: Graph) -> None:
    task = next(s for s in graph.subjects(RDF.type, OWN.Task) if str(s) == iri("yunxi-2024/task/1"))
    led = [duty for duty in graph.subjects(OWN.subject, task) if str(graph.value(duty, OWN.relation)) == "leads"]
    assert [str(graph.value(graph.value(duty, OWN.unit), RDFS.label)) for duty in led] == ["区科技局"]


def test_places_in_files_and_on_pages_are_told() -> None:
    doc = document()
    evidence = doc.blocks[8].evidence(0, 4)
    raw, boxes = ((10, 12), (13, 15), (40, 41)), ((3, 10.0, 20.0, 60.5, 32.0),)
    moved = Evidence(**(evidence.model_dump() | {"raw": raw, "boxes": boxes}))
    made = plan(doc)
    changed = made.model_copy(update={"headings": (made.headings[0].model_copy(update={"evidence": moved}),)})
    nodes = list(linked_nodes([Result(changed, doc)]))
    targets = next(node for node in nodes if node["id"].endswith("/heading/%E4%B8%80#passage"))["target"]
    places = [selector for target in targets[1:] for selector in target["selector"]]
    assert [(place["start"], place["end"]) for place in places[:2]] == [(10, 15), (40, 41)]
    assert places[2]["value"] == "page=3&viewrect=10.0,20.0,50.5,12.0"


def test_ids_are_uris() -> None:
    assert iri("计划 1/task/7（一）") == "urn:gangmu:%E8%AE%A1%E5%88%92%201/task/7%EF%BC%88%E4%B8%80%EF%BC%89"


def test_parquet_is_read_back_with_its_types(tmp_path: Path) -> None:
    write_parquet(facts_of_results([RESULT]), tmp_path)
    for name, frame in frames([RESULT]).items():
        again = pd.read_parquet(tmp_path / f"{name}.parquet", dtype_backend="numpy_nullable")
        assert list(again.columns) == list(frame.columns)
        assert len(again) == len(frame)
    values = pd.read_parquet(tmp_path / "indicator_values.parquet", dtype_backend="numpy_nullable")
    assert str(values["year"].dtype) == "Int64"
    assert values["value"].isna().sum() == 2
    documents = pd.read_parquet(tmp_path / "documents.parquet")
    assert list(documents["issued_on"]) == [date(2024, 2, 1)]


@pytest.mark.parametrize("name", [entry.name for entry in FORMATS])
def test_the_command_writes_every_format(name: str, tmp_path: Path) -> None:
    outputs = write_outputs(tmp_path / "outputs")
    default = next(entry.default for entry in FORMATS if entry.name == name)
    for extra, target in ((["--outputs", str(outputs)], outputs / default), ([], tmp_path / "there" / default)):
        where = extra if extra else ["--outputs", str(outputs), "--out", str(target)]
        done = run.invoke(app, ["export", "--format", name, *where])
        assert done.exit_code == 0, done.output
        assert target.exists()
        assert str(target) in done.output
    if name in ("graphml", "gexf"):
        read = nx.read_graphml if name == "graphml" else nx.read_gexf
        assert read(target).number_of_nodes() > 20


def test_only_the_named_plans_are_written(tmp_path: Path) -> None:
    outputs = write_outputs(tmp_path / "outputs")
    target = tmp_path / "one.sqlite"
    done = run.invoke(app, ["export", "-f", "sqlite", "yunxi-2024", "--outputs", str(outputs), "--out", str(target)])
    assert done.exit_code == 0
    base = sqlite3.connect(target)
    assert base.execute("SELECT plan FROM documents").fetchall() == [("yunxi-2024",)]
    base.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-f", "xlsx", "nobody"], "it contains no plan nobody"),
        (["-f", "xlsx", "--out", "FOLDER"], "but xlsx needs a file"),
        (["-f", "csv", "--out", "FILE"], "but csv needs a folder"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(arguments: list[str], told: str, tmp_path: Path) -> None:
    outputs = write_outputs(tmp_path / "outputs")
    (tmp_path / "file").touch()
    places = {"FOLDER": str(tmp_path), "FILE": str(tmp_path / "file")}
    done = run.invoke(app, ["export", *(places.get(a, a) for a in arguments), "--outputs", str(outputs)])
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


def test_no_plans_are_told(tmp_path: Path) -> None:
    done = run.invoke(app, ["export", "-f", "csv", "--outputs", str(tmp_path)])
    assert done.exit_code == 2
    assert "gangmu run" in " ".join(done.output.split())
