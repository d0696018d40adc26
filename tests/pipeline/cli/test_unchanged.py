"""`gangmu run` after which nothing changed: it reads no document and no plan, and notices whatever was written to."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus

MakeCorpus = Callable[..., Corpus]
TEXTS = {
    "a-2023": "清源县湿地保护工作方案\n1. 修复湿地3处。（责任单位：县林业局）\n",
    "b-2024": "清源县夜间经济行动方案\n1. 点亮夜市5处。（牵头单位：县商务局）\n",
}


@pytest.fixture
def run(make_corpus: MakeCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Return a function that runs the command and returns run.json; it has run once."""
    monkeypatch.setenv("GANGMU_WORKERS", "0")
    corpus = make_corpus(TEXTS)

    def run_once(*options: str) -> dict[str, Any]:
        places = ["--corpus", str(corpus.folder), "--outputs", str(tmp_path / "out")]
        done = CliRunner().invoke(app, ["run", *places, *options])
        assert done.exit_code == 0, done.output
        record = json.loads((tmp_path / "out" / "run.json").read_bytes())
        return dict(record, printed=done.output)

    assert run_once()["documents"] == {"made": 2, "kept": 0, "failed": 0}
    return run_once


def was_skipped(record: dict[str, Any]) -> bool:
    """Return whether a run looked at no document and no product: then no stage took time."""
    return record["stages"] == {}


def test_a_second_run_skips_everything_and_says_the_same(run: Callable[..., dict[str, Any]]) -> None:
    careful, second = run("--explain"), run()
    assert not was_skipped(careful) and was_skipped(second)
    assert second["documents"] == careful["documents"] == {"made": 0, "kept": 2, "failed": 0}
    for name in ("facts", "findings", "products"):
        assert second[name] == careful[name]
    told = [line for line in second["printed"].splitlines() if not line.startswith("Seconds")]
    assert told and set(told) <= set(careful["printed"].splitlines())
    assert was_skipped(run())


def test_a_digit_changed_by_hand_is_noticed_even_with_the_old_time(
    run: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    for name in ("a-2023/plan.json", "report/index.html", "graph.json"):
        path = tmp_path / "out" / name
        before, state = path.read_bytes(), path.stat()
        path.write_bytes(before.replace(b"1", b"7"))
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert not was_skipped(run())
        assert path.read_bytes() == before
        assert was_skipped(run())


def test_what_a_person_enters_is_noticed(run: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    folder = next(path.parent for path in tmp_path.rglob("plans.yml"))
    (folder / "decisions.yml").write_text('- {plan: b-2024, predecessor: a-2023, why: "同一县"}\n', encoding="utf-8")
    after = CliRunner().invoke(app, ["run", "--corpus", str(folder), "--outputs", str(tmp_path / "out"), "--json"])
    assert "nothing" not in after.output
    assert not was_skipped(json.loads((tmp_path / "out" / "run.json").read_bytes()))


def test_a_setting_is_noticed(run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert was_skipped(run())
    monkeypatch.setenv("GANGMU_STATIC_PLANS", "1")
    live = run()
    assert not was_skipped(live)
    assert live["products"]["report"] == []
    assert "gangmu serve" in run()["printed"]


def test_a_document_that_fails_is_tried_again(run: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    folder = next(path.parent for path in tmp_path.rglob("plans.yml"))
    document = next(path for path in (folder / "documents").iterdir() if "a-2023" in path.name)
    whole = document.read_bytes()
    document.write_bytes(b"other")
    for _ in range(2):
        done = CliRunner().invoke(app, ["run", "--corpus", str(folder), "--outputs", str(tmp_path / "out")])
        assert done.exit_code == 1 and "a-2023" in done.output
    document.write_bytes(whole)
    assert run()["documents"]["failed"] == 0
    assert was_skipped(run())
