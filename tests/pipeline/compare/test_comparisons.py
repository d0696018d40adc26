"""Comparison on the command line and in a run: which plans are compared, and where the result stands."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus
from tests.support.stub_extract import stub_extract, stub_facts, stub_read

MakeCorpus = Callable[..., Corpus]


def gangmu(*arguments: object) -> object:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def places(make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    monkeypatch.setenv("GANGMU_WORKERS", "0")  # another process would know nothing of the stub
    monkeypatch.setattr("extractors.extract", stub_extract)
    monkeypatch.setattr("extractors.extract_document", stub_facts)
    monkeypatch.setattr("extractors.readers.read_document", stub_read)
    texts = {
        "a": "甲县方案\n1. 修建公路\n里程=300",
        "b": "甲县方案\n1. 修建公路\n2. 架桥\n里程=200",
        "c": "丙\n1. 种树",
    }
    corpus = make_corpus(texts, b={"predecessor": "a"})
    return "--corpus", corpus.folder, "--outputs", tmp_path / "out"


def test_run_writes_the_comparisons_of_the_manifest(places: tuple[object, ...], tmp_path: Path) -> None:
    assert gangmu("run", *places).exit_code == 0
    (path,) = (tmp_path / "out" / "comparisons").rglob("*.json")
    assert path.relative_to(tmp_path / "out" / "comparisons").as_posix() == "a/b.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    assert (held["old"]["id"], held["new"]["id"], held["lineage"]) == ("a", "b", "manifest")


def test_plans_may_be_named(places: tuple[object, ...]) -> None:
    gangmu("run", *places)
    done = gangmu("compare", "a", "b", "c", *places, "--json")
    held = json.loads(done.stdout)["comparisons"]
    assert [(pair["old"]["id"], pair["new"]["id"]) for pair in held] == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("ids", [("a",), ("a", "z"), ("a", "a")])
def test_what_cannot_be_compared_is_one_sentence(ids: tuple[str, ...], places: tuple[object, ...]) -> None:
    gangmu("run", *places)
    done = gangmu("compare", *ids, *places)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_judgement_of_an_alignment_is_followed_on_the_next_run(places: tuple[object, ...], tmp_path: Path) -> None:
    gangmu("run", *places)
    folder = tmp_path / "corpus" / "corrections"
    folder.mkdir()
    record = "{target: b/task/1, field: aligned/a/task/1, was: null, now: false, why: 两条路, by: 李, on: 2026-01-02}"
    (folder / "b.yml").write_text(f"- {record}", encoding="utf-8")
    gangmu("run", *places)
    held = json.loads((tmp_path / "out" / "comparisons" / "a" / "b.json").read_text(encoding="utf-8"))
    assert ("a/task/1", "b/task/1") not in {(link["old"], link["new"]) for link in held["links"]}


def test_what_reads_comparisons_needs_no_scipy() -> None:
    code = "import sys, pipeline.report.build, pipeline.compare.last_run; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
