"""What is published opens in the programs it is for, and its checksums are right."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.publish.stata import RENAMED
from pipeline.store.results import read_results
from pipeline.tables.beside import read_beside
from pipeline.tables.write import frames, tables
from tests.support import plans as fixture

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixture.write_outputs(tmp_path_factory.mktemp("outputs"))


@pytest.fixture(scope="module")
def folder(outputs: Path) -> Path:
    target = outputs.parent / "published"
    done = CliRunner().invoke(
        app,
        [
            "publish",
            str(target),
            "--title",
            "云溪：计划",
            "--author",
            "张三",
            "--license",
            "CC-BY-4.0",
            "--outputs",
            str(outputs),
        ],
    )
    assert done.exit_code == 0, done.output
    return target


def test_every_file_has_its_checksum(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == set(files) - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest
    for name in ("report/index.html", "data/tables/datapackage.json", "data/gangmu.yml", "graph/graph-units.gexf"):
        assert name in files


def test_stata_reads_the_tables_with_their_labels(outputs: Path, folder: Path) -> None:
    results = read_results(outputs)
    made = frames(results, read_beside(outputs, {result.plan.plan.id for result in results}))
    assert len(made["task_links"])
    for table in tables():
        with pd.read_stata(folder / "data" / "stata" / f"{table.name}.dta", iterator=True) as reader:
            labels, rows = reader.variable_labels(), reader.read()
        assert len(rows) == len(made[table.name]), table.name
        assert list(labels) == [RENAMED.get(column.name, column.name) for column in table.columns]
        assert all(labels.values()), table.name
    values = pd.read_stata(folder / "data" / "stata" / "indicator_values.dta")
    expected = made["indicator_values"]
    assert list(values["raw"]) == list(expected["raw"]) and values["value"].sum() == expected["value"].sum()


def test_methods_citation_and_codebook(folder: Path) -> None:
    methods = (folder / "methods.md").read_text(encoding="utf-8")
    assert "2 份政府计划" in methods and "任务 5 项（另有分解事项 4 行、保障措施 2 项）" in methods
    assert "准确率未说明" in methods and "no accuracy is stated" in methods
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["title"] == "云溪：计划" and citation["authors"] == [{"name": "张三"}]
    codebook = pd.read_csv(folder / "codebook.csv", encoding="utf-8-sig")
    assert len(codebook) == sum(len(table.columns) for table in tables())
    assert codebook[["label_zh", "label_en"]].notna().all().all()
    package = json.loads((folder / "data" / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} == set(codebook["table"])
    assert package["licenses"] == [{"name": "CC-BY-4.0"}] and citation["license"] == "CC-BY-4.0"


def test_a_folder_in_use_is_left_alone(outputs: Path, folder: Path) -> None:
    done = CliRunner().invoke(app, ["publish", str(folder), "--outputs", str(outputs)])
    assert done.exit_code == 2 and "it is not empty" in done.output
