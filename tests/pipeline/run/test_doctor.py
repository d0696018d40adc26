"""`gangmu doctor` and what a run leaves on record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import console
from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus
from pipeline.run.doctor import Check, examine
from pipeline.run.documents import run_documents
from tests.support.stub_extract import STUB, stub_facts, stub_read

MakeCorpus = Callable[..., Corpus]


def found(corpus: Corpus, out: Path) -> dict[str, Check]:
    return {check.what: check for check in examine(corpus.folder, out)}


def test_a_corpus_that_is_well(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲\n1. 一"})
    assert found(corpus, tmp_path / "out")["outputs"].remedy == "gangmu run"
    list(run_documents(corpus, tmp_path / "out", STUB))
    checks = found(corpus, tmp_path / "out")
    assert {what for what, check in checks.items() if check.state in ("broken", "attend")} == set()
    assert checks["plans"].found == "all up to date"


def test_what_is_not_well_is_named(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲\n1. 一", "b": "乙\n1. 一"})
    list(run_documents(corpus, tmp_path / "out", STUB))
    (corpus.folder / "documents" / "stray.pdf").touch()
    (corpus.folder / "documents" / "a.txt").unlink()
    (corpus.folder / "corrections").mkdir()
    (corpus.folder / "corrections" / "gone.yml").write_text("[]", encoding="utf-8")
    (corpus.folder / "corrections" / "b.yml").write_text("[]", encoding="utf-8")
    checks = found(corpus, tmp_path / "out")
    assert checks["document"].state == "broken"
    assert "a.txt" in checks["document"].found
    assert checks["documents"].found == "not registered: stray.pdf"
    assert checks["corrections"].found == "without a document: gone"
    assert checks["plans"].found == "not up to date: b"


def test_the_command_says_by_its_exit_code(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"a": "甲\n1. 一"})
    places = ["--corpus", str(corpus.folder), "--outputs", str(tmp_path / "out")]
    assert CliRunner().invoke(app, ["doctor", *places]).exit_code == 0
    (corpus.folder / "plans.yml").write_text("- id: ../up", encoding="utf-8")
    done = CliRunner().invoke(app, ["doctor", *places, "--json"])
    assert done.exit_code == 1
    assert [check["what"] for check in json.loads(done.stdout) if check["state"] == "broken"] == ["corpus"]


def test_a_run_leaves_its_numbers(make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.extract_document", stub_facts)
    monkeypatch.setattr("extractors.readers.read_document", stub_read)
    corpus = make_corpus({"a": "甲\n1. 一\n2. 二", "b": "乙 BROKEN", "c": "丙 BUG"})
    places = ["--corpus", str(corpus.folder), "--outputs", str(tmp_path / "out"), "--workers", "0"]
    done = CliRunner().invoke(app, ["run", *places])
    assert "Documents: 1 made, 2 failed" in done.stdout
    assert "Failures: source 1, program 1" in done.stdout
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert told["documents"] == {"made": 1, "kept": 0, "failed": 2}
    assert told["failures"] == {"source": 1, "program": 1}
    assert told["facts"] == 2
    assert [one["id"] for one in told["failed"]] == ["b", "c"]
    assert {"read", "extract", "refine", "write", "products"} == set(told["stages"])
    assert found(corpus, tmp_path / "out")["last run"].found == "failed: b、c"


def test_a_log_gets_lines_of_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(console, "warn", said.append)
    assert list(console.track(iter("abc"), 3, "Documents")) == ["a", "b", "c"]
    assert said == []
    monkeypatch.setattr(console, "EVERY", 0)
    list(console.track(iter("abc"), 3, "Documents"))
    assert [line.partition(",")[0] for line in said] == ["Documents: 1 of 3", "Documents: 2 of 3"]
