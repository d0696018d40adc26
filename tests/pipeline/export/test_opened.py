"""The products in the tools that researchers open them with: Datasette, frictionless and DuckDB."""

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.answers.catalogue import questions
from pipeline.tables.write import tables

pytestmark = pytest.mark.slow


def fetched(outputs: Path, addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return what Datasette answers at these addresses, JSON parsed; every status must be 200."""
    app = pytest.importorskip("datasette.app", reason="the extra test is not installed")
    metadata = yaml.safe_load((outputs / "gangmu.yml").read_text(encoding="utf-8"))

    async def fetch() -> dict[str, Any]:
        server = app.Datasette([str(outputs / "gangmu.sqlite")], metadata=metadata)
        found = {}
        for name, address in addresses.items():
            response = await server.client.get(address, follow_redirects=True)
            assert response.status_code == 200, (address, response.text[:500])
            found[name] = response.json() if ".json" in address else response.text
        return found

    return asyncio.run(fetch())


def test_datasette_shows_every_answer_with_its_facets(exported: Path) -> None:
    pages = fetched(exported, {name: f"/gangmu/answer_{name}.json?_shape=objects&_size=max" for name in questions()})
    base = sqlite3.connect(exported / "gangmu.sqlite")
    for name, question in questions().items():
        page = pages[name]
        assert page["columns"] == [column.name for column in question.columns]
        rows = [tuple(row.values()) for row in page["rows"]]
        assert rows == base.execute(f"SELECT * FROM answer_{name}").fetchall()
        assert "plan_place" in page["facet_results"], name
    base.close()
    (place,) = pages["leads"]["facet_results"]["plan_place"]["results"]
    assert (place["value"], place["count"]) == ("云溪区", len(pages["leads"]["rows"]))


def test_datasette_names_the_answers_and_runs_the_queries(exported: Path) -> None:
    home = fetched(exported, {"tables": "/gangmu.json", "page": "/gangmu", "leads": "/gangmu/answer_leads"})
    hidden = {table["name"] for table in home["tables"]["tables"] if table["hidden"]}
    assert {f"answer_rows_{name}" for name in questions()} <= hidden
    assert {view["name"] for view in home["tables"]["views"]} >= {f"answer_{name}" for name in questions()}
    assert questions()["leads"].question.zh in home["leads"] and "区科技局" in home["leads"]
    queries = {query["name"]: query["title"] for query in home["tables"]["queries"]}
    assert all(title in home["page"] for title in queries.values())
    filled = {
        "search": "words=中试",
        "duties_of_unit": "unit=科技",
        "indicator_series": "indicator=研发",
        "due_within": "days=36500",
    }
    results = fetched(exported, {name: f"/gangmu/{name}.json?_shape=array&{filled.get(name, '')}" for name in queries})
    assert {row["unit_name"] for row in results["duties_of_unit"]} == {"区科技局"}
    assert {row["kind"] for row in results["search"]} >= {"task", "block"}
    assert {name for name, rows in results.items() if not rows} <= {"due_within", "contradictions"}


def test_the_data_package_is_valid_with_its_keys(exported: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="the extra test is not installed")
    report = frictionless.validate(str(exported / "tables" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(tables())
    package = frictionless.Package(str(exported / "tables" / "datapackage.json"))
    documents = package.get_resource("documents").read_rows()
    assert [source["title"] for source in package.sources] == [row["title"] for row in documents]
    assert [source["sha256"] for source in package.sources] == ["0" * 64] * 2
    assert [licence["name"] for licence in package.licenses] == ["other-pd"]
    assert {row["id"] for row in package.get_resource("units").read_rows()} >= {"yunxi/keji"}
    assert documents[0]["issued_on"].isoformat() == "2024-02-01"


def test_a_reference_to_nowhere_makes_the_data_package_invalid(exported: Path, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="the extra test is not installed")
    for path in (exported / "tables").iterdir():
        text = path.read_text(encoding="utf-8")
        wrong = path.name == "responsibilities.csv"
        (tmp_path / path.name).write_text(text.replace(",yunxi/keji,", ",nobody,") if wrong else text, encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_duckdb_joins_the_files_and_reads_the_answers(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra test is not installed")
    monkeypatch.chdir(exported)
    base = duckdb.connect()
    for table in tables():
        rows = (
            f"'parquet/{table.name}.parquet'",
            f"read_csv('tables/{table.name}.csv', header=true, all_varchar=true)",
        )
        counts = [base.execute(f"SELECT count(*) FROM {source}").fetchall() for source in rows]
        assert counts[0] == counts[1], table.name
    led = base.execute("""
        SELECT u.name, t.title FROM 'parquet/responsibilities.parquet' r JOIN 'parquet/units.parquet' u ON u.id = r.unit
        JOIN 'parquet/tasks.parquet' t ON t.id = r.subject
        WHERE r.relation = 'leads' AND t.kind = 'task' AND t.details IS NULL AND r.plan = 'yunxi-2024'
    """).fetchall()
    assert led == [("区科技局", "建设中试基地")]
    dates = base.execute("SELECT DISTINCT typeof(due_on) FROM 'answers/due.parquet'").fetchall()
    assert dates == [("DATE",)]
