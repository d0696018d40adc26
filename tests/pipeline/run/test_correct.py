"""Corrections written: checked, appended, applied by the next run, stale when the source says something else."""

import json
import multiprocessing
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.compare.judgements import read_judgements
from pipeline.corpus.authority import Judgement, read_authority, record
from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.records import append_record
from pipeline.errors import InputError
from pipeline.run.correct import UNSEEN, Done, Wish, correct
from pipeline.run.documents import run_documents
from pipeline.store.results import read_result
from schemas import Plan
from tests.support.paths import TESTS
from tests.support.server import TEXTS, write_corpus
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

CASES = yaml.safe_load((TESTS / "cases" / "correct.yml").read_text(encoding="utf-8"))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return write_corpus(tmp_path / "corpus")


def wish(target: str, field: str, now: str | None, seen: object = UNSEEN, by: str = "李") -> Wish:
    return Wish(target.partition("/")[0], target, field, now, "原文如此", by, seen)  # type: ignore[arg-type]


def write(corpus: Corpus, *wanted: object, **more: object) -> Done:
    return correct(corpus, corpus.folder.parent / "outputs", wish(*wanted, **more), STUB)  # type: ignore[arg-type]


def run(corpus: Corpus, id: str) -> tuple[Plan, list[str]]:
    """Run, and return the plan with the English sentences of its stale corrections."""
    outputs = corpus.folder.parent / "outputs"
    assert {outcome.state for outcome in run_documents(corpus, outputs, STUB)} <= {"made", "kept"}
    plan = read_result(outputs / id).plan
    return plan, [finding.message.en for finding in plan.findings if finding.code == "correction-stale"]


def test_applied_applied_stale(corpus: Corpus) -> None:
    write(corpus, "a/task/1", "title", "修通西路")
    for _ in range(2):
        plan, stale = run(corpus, "a")
        assert plan.tasks[0].title == "修通西路"
        assert stale == []
    changed = write_corpus(corpus.folder, TEXTS | {"a": TEXTS["a"].replace("修通南路", "修通北路")})
    plan, stale = run(changed, "a")
    assert plan.tasks[0].title == "修通北路"
    assert len(stale) == 1 and "'修通北路', not '修通南路'" in stale[0]
    write(changed, "a/task/1", "title", "修通西北路")  # a person looks again
    plan, stale = run(changed, "a")
    assert plan.tasks[0].title == "修通西北路"
    assert stale == []
    assert len(read_corrections(corpus.corrections("a"))) == 2


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_value(case: dict[str, object], corpus: Corpus) -> None:
    target, field, now = case["correction"]
    if "refused" in case:
        with pytest.raises(CorrectionError, match=str(case["refused"])) as told:
            write(corpus, target, field, now)
        assert told.value.message.zh
        assert not corpus.corrections("a").exists()
        return
    done = write(corpus, target, field, now)
    assert (done.record.was, done.record.now) == (case["was"], case["now"])
    assert type(done.record.now) is type(case["now"])
    assert run(corpus, "a")[1] == []


def test_comments_and_records_stay_byte_for_byte(corpus: Corpus) -> None:
    path = corpus.corrections("a")
    path.parent.mkdir()
    held = (
        "# 先前的记录\n"
        '  - {target: a/task/2, field: title, was: 架设东桥, now: 架设西桥, why: x, by: 王, on: "2026-01-02"} # 留\n'
    )
    path.write_text(held.rstrip("\n"), encoding="utf-8")
    write(corpus, "a/task/1", "title", "修通: [西路] # 一")
    assert path.read_text(encoding="utf-8").startswith(held)
    assert [entry.now for entry in read_corrections(path)] == ["架设西桥", "修通: [西路] # 一"]
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("held", ["[{target: a}]\n", "target: a\n", "- target: a\n...\n", "- a\n--- \n- b\n", "- *x\n"])
def test_a_file_that_cannot_be_appended_to_is_left_alone(tmp_path: Path, held: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(InputError):
        append_record(path, {"target": "b"})
    assert path.read_text(encoding="utf-8") == held
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("held", ["null\n", "[]\n", "# nothing yet\n", "\ufeff- a: 1\n", "- a: 1", "   - a: 1\n"])
def test_values_come_back_as_they_were(tmp_path: Path, held: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(held, encoding="utf-8")
    entry = {
        "a": 1e16, "b": 1e-7, "c": 300.0, "d": 3, "e": True, "f": None, "g": "on", "h": "2026-01-02", "i": "1:30",
        "j": "null", "k": "3.0", "l": " 前后 ", "m": "两\n行", "n": "- x: &a *b", "o": "甲\u2028乙", "p": "", "q": "长" * 3000 + " " + "句" * 3000,
    }  # fmt: skip
    append_record(path, entry)
    append_record(path, entry)
    assert yaml.safe_load(path.read_text(encoding="utf-8-sig"))[-1] == entry


def test_what_someone_changed_meanwhile_is_not_overwritten(corpus: Corpus) -> None:
    write(corpus, "a/task/1", "title", "修通西路", seen="修通南路", by="王")
    with pytest.raises(CorrectionError, match="王") as told:
        write(corpus, "a/task/1", "title", "修通北路", seen="修通南路")
    assert told.value.changed
    assert told.value.current == "修通西路"
    write(corpus, "a/task/1", "title", "修通北路", seen="修通西路")
    assert run(corpus, "a")[0].tasks[0].title == "修通北路"


def test_a_word_on_an_alignment(corpus: Corpus) -> None:
    run(corpus, "a")
    write(corpus, "b/task/1", "aligned/a/task/1", "true", seen=None)
    short = Wish("b", "task/1", "aligned/a/task/1", "false", "两回事", "李", True)
    assert correct(corpus, corpus.folder.parent / "outputs", short, STUB).record.target == "b/task/1"
    said = read_judgements(read_corrections(corpus.corrections("b")))
    assert said.separated == {("a/task/1", "b/task/1")}
    for target, older in (("b/task/1", "a/indicator/1"), ("b/task/1", "b/task/2"), ("b/task/9", "a/task/1")):
        with pytest.raises(CorrectionError):
            write(corpus, target, f"aligned/{older}", "true")


def test_it_says_what_the_audit_will_say(corpus: Corpus) -> None:
    done = write(corpus, "a/task/2", "marker", "7")
    assert {finding.code for finding in done.new} & {"numbering-gap", "numbering"} or done.new == done.gone == ()


def test_the_lock_keeps_others_out(tmp_path: Path) -> None:
    with (
        folder_lock(tmp_path),
        pytest.raises(InputError, match="another process"),
        folder_lock(tmp_path, patience=0.05),
    ):
        pass
    with folder_lock(tmp_path, patience=0):
        pass


def _writer(folder: Path, name: str) -> None:
    for number in range(15):
        with folder_lock(folder):
            append_record(folder / "a.yml", {"by": name, "n": number})
        pair = (f"unit/甲县/{name}{number}", "unit/甲县/局")
        record(folder / "units.yml", Judgement(verdict="different", units=pair, by=name, on="2026-01-02", why="x"))


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_writer, args=(tmp_path, name)) for name in ("甲", "乙")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    held = yaml.safe_load((tmp_path / "a.yml").read_text(encoding="utf-8"))
    assert sorted((entry["by"], entry["n"]) for entry in held) == sorted(
        (b, n) for b in ("甲", "乙") for n in range(15)
    )
    assert len(read_authority(tmp_path / "units.yml").judgements) == 30


PLAN = "江北市优化服务行动方案\n\n一、主要任务\n\n1．改进河湖管理。落实巡查制度。（牵头单位：市水利局）\n\n2．改进融资服务。落实对接制度。（责任单位：市财政局）\n"


def gangmu(folder: Path, *arguments: str) -> tuple[int, str, str]:
    where = ("--corpus", str(folder / "corpus"), "--outputs", str(folder / "outputs"))
    done = CliRunner().invoke(app, [*arguments, *where])
    return done.exit_code, done.stdout, done.stderr


def test_the_command(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", {"p": PLAN})
    code, out, err = gangmu(tmp_path, "correct", "p", "task/2", "title", "改进服务", "--why", "更短", "--by", "Li")
    assert code == 0, err
    assert "p/task/2 title" in out and "gangmu run" in out
    code, out, _ = gangmu(
        tmp_path, "correct", "p", "p", "issued_on", "2024-05-01", "--why", "x", "--by", "Li", "--json"
    )
    assert json.loads(out)["correction"]["now"] == "2024-05-01"
    code, _, _ = gangmu(tmp_path, "run")
    assert code == 0
    plan = read_result(tmp_path / "outputs" / "p").plan
    assert (plan.tasks[1].title, plan.plan.issued_on) == ("改进服务", "2024-05-01")
    assert "correction-stale" not in {finding.code for finding in plan.findings}
    for wrong in (
        ("x", "task/2", "title"),
        ("p", "task/9", "title"),
        ("p", "task/2", "titel"),
        ("p", "task/2", "title"),
    ):
        code, _, err = gangmu(tmp_path, "correct", *wrong, "改进服务", "--why", "x")
        assert code == 2
        assert len(err.strip().splitlines()) == 1
    assert len(read_corrections(tmp_path / "corpus" / "corrections" / "p.yml")) == 2
