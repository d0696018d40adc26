"""The main job around extraction: incremental, isolated, repeatable. The extractor is the stub."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.run.decide import follow
from pipeline.run.documents import drop_unregistered, run_documents
from pipeline.run.products import build_products
from pipeline.store.results import Result, read_results
from schemas import Plan
from tests.support.stub_extract import STUB

MakeCorpus = Callable[..., Corpus]
TEXTS = {"a-2023": "甲方案\n1. 修路\n2. 架桥", "b-2023": "乙方案\n1. 种树"}


def run(corpus: Corpus, outputs: Path) -> dict[str, str]:
    return {outcome.id: outcome.state for outcome in run_documents(corpus, outputs, STUB)}


def read_plan(outputs: Path, id: str) -> Plan:
    return Plan.model_validate_json((outputs / id / "plan.json").read_bytes())


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("[!.]*"))
        if path.is_file()
    }


def rewrite(corpus: Corpus, id: str, text: str) -> Corpus:
    """Change a document and register its new content."""
    import hashlib

    file = corpus.folder / "documents" / f"{id}.txt"
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text(text, encoding="utf-8")
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    corpus.manifest.write_text(corpus.manifest.read_text("utf-8").replace(old, new), encoding="utf-8")
    return read_corpus(corpus.folder)


def test_every_document_leaves_its_two_files(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    assert run(make_corpus(TEXTS), tmp_path / "out") == {"a-2023": "made", "b-2023": "made"}
    results = read_results(tmp_path / "out")
    assert [result.plan.plan.id for result in results] == ["a-2023", "b-2023"]
    assert [task.title for task in results[0].plan.tasks] == ["修路", "架桥"]


def test_json_is_as_the_contract_says(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    run(make_corpus(TEXTS), tmp_path / "out")
    text = (tmp_path / "out" / "a-2023" / "plan.json").read_text(encoding="utf-8")
    assert text.startswith('{\n "commitments": [],\n "coverage": null,')
    assert text.endswith("}\n")
    assert "修路" in text
    assert "\r" not in text


def test_two_runs_are_byte_identical(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus(TEXTS)
    run(corpus, tmp_path / "one")
    run(corpus, tmp_path / "two")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    run(corpus, tmp_path / "one")
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_only_what_changed_is_done_again(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus(TEXTS)
    run(corpus, tmp_path / "out")
    assert run(corpus, tmp_path / "out") == {"a-2023": "kept", "b-2023": "kept"}
    corpus = rewrite(corpus, "b-2023", "乙方案\n1. 种草")
    assert run(corpus, tmp_path / "out") == {"a-2023": "kept", "b-2023": "made"}
    (tmp_path / "out" / "a-2023" / "plan.json").unlink()
    assert run(corpus, tmp_path / "out") == {"a-2023": "made", "b-2023": "kept"}
    corpus.authority.write_text("[]", encoding="utf-8")
    outcomes = sorted(run_documents(corpus, tmp_path / "out", STUB))
    assert [outcome.why for outcome in outcomes] == ["changed: units", "changed: units"]


@pytest.mark.parametrize("fault", ["BROKEN", "BUG"])
def test_a_document_that_fails_leaves_the_rest_and_its_last_good_output(
    make_corpus: MakeCorpus, tmp_path: Path, fault: str
) -> None:
    corpus = make_corpus(TEXTS)
    run(corpus, tmp_path / "out")
    before = snapshot(tmp_path / "out")
    corpus = rewrite(corpus, "a-2023", f"甲方案 {fault}")
    outcomes = sorted(run_documents(corpus, tmp_path / "out", STUB))
    assert [(outcome.state, outcome.plans) for outcome in outcomes] == [("failed", ("a-2023",)), ("kept", ("b-2023",))]
    assert outcomes[0].why.startswith("a-2023.txt: ")
    assert (outcomes[0].trace is None) == (fault == "BROKEN")
    assert snapshot(tmp_path / "out") == before


def test_a_source_that_changed_behind_the_manifest_is_not_run(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus(TEXTS)
    (corpus.folder / "documents" / "a-2023.txt").write_text("1. 别的", encoding="utf-8")
    outcomes = sorted(run_documents(corpus, tmp_path / "out", STUB))
    assert [outcome.state for outcome in outcomes] == ["failed", "made"]
    assert "SHA-256" in outcomes[0].why


def test_a_bundle_gives_several_plans_and_gives_up_those_it_lost(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"c": "甲\n1. 一===乙\n1. 二===丙\n1. 三", "d": "丁\n1. 四"})
    run(corpus, tmp_path / "out")
    assert [plan.name for plan in sorted((tmp_path / "out").iterdir())] == ["c", "c--2", "c--3", "d"]
    assert read_plan(tmp_path / "out", "c--3").plan.bundle == "c"
    corpus = rewrite(corpus, "c", "甲\n1. 一===乙\n1. 二")
    run(corpus, tmp_path / "out")
    assert [plan.name for plan in sorted((tmp_path / "out").iterdir())] == ["c", "c--2", "d"]


def test_what_is_no_longer_registered_goes(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"c": "甲\n1. 一===乙\n1. 二", "d": "丁\n1. 四"})
    run(corpus, tmp_path / "out")
    (tmp_path / "out" / "mine").mkdir()
    (tmp_path / "out" / "mine" / "plan.json").write_text("{}", encoding="utf-8")
    assert drop_unregistered(make_corpus({"d": "丁\n1. 四"}), tmp_path / "out") == ("c", "c--2")
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["d", "mine"]


def test_a_known_finding_is_shown_with_its_reason(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    known = [{"code": "stub", "subject": "a-2023", "why": "已与发文单位核实"}]
    run(make_corpus(TEXTS, **{"a-2023": {"known_findings": known}}), tmp_path / "out")
    assert [f.acknowledged for f in read_plan(tmp_path / "out", "a-2023").findings if f.code == "stub"] == [
        "已与发文单位核实"
    ]
    assert [f.acknowledged for f in read_plan(tmp_path / "out", "b-2023").findings if f.code == "stub"] == [None]


def test_a_correction_is_applied_on_the_next_run(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus(TEXTS)
    run(corpus, tmp_path / "out")
    path = corpus.corrections("a-2023")
    path.parent.mkdir()
    record = "{target: a-2023/task/1, field: title, was: 修路, now: 修公路, why: 缺字, by: 李, on: '2026-01-01'}"
    path.write_text(f"- {record}", encoding="utf-8")
    outcomes = sorted(run_documents(corpus, tmp_path / "out", STUB))
    assert [outcome.why for outcome in outcomes] == ["changed: corrections", ""]
    assert read_plan(tmp_path / "out", "a-2023").tasks[0].title == "修公路"


def test_an_output_that_cannot_be_written_is_one_sentence(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be", encoding="utf-8")
    outcomes = list(run_documents(make_corpus(TEXTS), tmp_path / "out", STUB))
    assert {outcome.state for outcome in outcomes} == {"failed"}
    assert all("cannot be written" in outcome.why for outcome in outcomes)


def test_results_are_what_the_readers_of_outputs_expect(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    run(make_corpus(TEXTS), tmp_path / "out")
    (result,) = (r for r in read_results(tmp_path / "out") if r.plan.plan.id == "a-2023")
    assert isinstance(result, Result)
    for task in result.plan.tasks:
        block = result.document.block(task.evidence.block)
        assert block.text[task.evidence.start : task.evidence.end] == task.evidence.quote


def test_a_decision_made_during_a_build_is_not_taken_for_built(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    as_read = make_corpus({"a": "甲方案\n1. 修路\n2. 架桥", "b": "甲新方案\n1. 修路\n2. 架桥"})
    run(as_read, tmp_path / "outputs")
    follow(as_read, "b", "a", "下一期", "李")  # after the build has read the corpus
    build_products(as_read, tmp_path / "outputs")
    build_products(read_corpus(as_read.folder), tmp_path / "outputs")
    assert [path.name for path in (tmp_path / "outputs" / "comparisons" / "a").glob("*.json")] == ["b.json"]
