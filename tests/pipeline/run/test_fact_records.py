"""Facts added and deleted, records undone, decisions about plans: what the next run makes of them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.corpus.undo import in_force, record_key
from pipeline.corpus.yaml_files import read_yaml
from pipeline.errors import InputError
from pipeline.run import decide
from pipeline.run.correct import Wish, correct
from pipeline.run.documents import run_documents
from pipeline.run.fact_records import FalseFact, MissedFact, add_missed, delete_false
from pipeline.run.undo import filed_records, undo
from pipeline.store.results import read_result
from schemas import Plan
from tests.support.server import TEXTS, write_corpus
from tests.support.stub_extract import STUB

TEXT = "甲路方案\n1. 修通南路\n由路政局牵头，年底完工\n2. 架设东桥\n另设灯三百盏\n里程=300"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return write_corpus(tmp_path / "corpus", TEXTS | {"a": TEXT})


def add(corpus: Corpus, kind: str, quote: str, **fields: str) -> str:
    """Add a fact and return its id."""
    wish = MissedFact("a", kind, quote, fields, "原文如此", "李")
    return add_missed(corpus, corpus.folder.parent / "outputs", wish, STUB).record.id


def delete(corpus: Corpus, target: str) -> None:
    delete_false(corpus, corpus.folder.parent / "outputs", FalseFact("a", target, "原文没有", "李"), STUB)


def run(corpus: Corpus, id: str = "a") -> Plan:
    outputs = corpus.folder.parent / "outputs"
    assert {outcome.state for outcome in run_documents(read_corpus(corpus.folder), outputs, STUB)} <= {"made", "kept"}
    return read_result(outputs / id).plan


def key_of(corpus: Corpus, word: str) -> str:
    (found,) = [one.record.key for one in filed_records(corpus) if word in str(one.record.entry)]
    return found


def stale(plan: Plan) -> list[str]:
    return [finding.message.en for finding in plan.findings if finding.code == "correction-stale"]


def test_missed_facts_are_added_in_document_order_with_their_passages(corpus: Corpus) -> None:
    task = add(corpus, "task", "另设灯三百盏", title="设灯")
    add(corpus, "responsibility", "由路政局 牵头", unit="路政局", relation="leads")
    number = add(corpus, "commitment", "灯三百盏", what="灯", value="300", measure="盏")
    add(corpus, "deadline", "年底完工", subject="task/1", on="2026-12-31")
    indicator = add(corpus, "indicator", "300", name="总里程", value="300", measure="公里", year="2026")
    plan = run(corpus)
    assert stale(plan) == []
    assert [(one.id, one.title, one.evidence.quote) for one in plan.tasks][1:] == [
        ("a/task/2", "架设东桥", "架设东桥"),
        (task, "设灯", "另设灯三百盏"),
    ]
    (duty,) = plan.responsibilities
    assert (duty.subject, duty.unit, duty.role, duty.evidence.quote) == (
        "a/task/1",
        "unit/甲县/路政局",
        "lead",
        "由路政局牵头",
    )
    assert [unit.name for unit in plan.units] == ["路政局"]
    (promised,) = plan.commitments
    assert (promised.id, promised.subject, promised.value) == (number, task, 300)
    assert plan.tasks[0].deadline and plan.tasks[0].deadline.on == "2026-12-31"
    assert indicator in {one.id for one in plan.indicators}
    correct(corpus, corpus.folder.parent / "outputs", Wish("a", task, "title", "安装路灯", "改", "王"), STUB)
    assert run(corpus).tasks[2].title == "安装路灯"
    with pytest.raises(InputError, match="undo that one first"):
        undo(corpus, key_of(corpus, "'add': 'task'"), "不对", "李")
    undo(corpus, key_of(corpus, "安装路灯"), "不对", "李")
    undo(corpus, key_of(corpus, "'add': 'task'"), "不对", "李")
    assert [one.title for one in run(corpus).tasks] == ["修通南路", "架设东桥"]


@pytest.mark.parametrize(
    ("kind", "quote", "fields", "why"),
    [
        ("task", "没有这句话", {}, "does not contain"),
        ("task", "路", {}, "3 times"),
        ("wish", "另设灯三百盏", {}, "cannot be added"),
        ("commitment", "灯三百盏", {"what": "灯"}, "incomplete"),
        ("commitment", "灯三百盏", {"size": "1"}, "no field"),
        ("commitment", "灯三百盏", {"what": "灯", "value": "许多", "measure": "盏"}, "valid value"),
        ("responsibility", "由路政局牵头", {"unit": "路政局", "relation": "boss"}, "relation"),
        ("responsibility", "由路政局牵头", {"unit": "路政局", "subject": "task/9"}, "no fact a/task/9"),
        ("deadline", "年底完工", {"subject": "task/9"}, "no task"),
    ],
)
def test_what_cannot_be_added_is_refused(
    corpus: Corpus, kind: str, quote: str, fields: dict[str, str], why: str
) -> None:
    with pytest.raises(CorrectionError, match=why):
        add(corpus, kind, quote, **fields)
    assert not corpus.corrections("a").exists()


def test_a_false_fact_is_deleted_with_what_depends_on_it(corpus: Corpus) -> None:
    duty = add(corpus, "responsibility", "由路政局牵头", unit="路政局", relation="leads")
    number = add(corpus, "commitment", "三百盏", what="灯", value="300", measure="盏", subject="task/2")
    delete(corpus, "task/1")
    delete(corpus, "a/task/2")
    plan = run(corpus)
    assert plan.tasks == () and plan.responsibilities == () and plan.units == ()
    assert [(one.id, one.subject) for one in plan.commitments] == [(number, "a")]
    undo(corpus, key_of(corpus, "'delete': 'a/task/1'"), "原文有", "王")
    plan = run(corpus)
    assert [task.id for task in plan.tasks] == ["a/task/1"]
    assert [f"{one.clause}/1" for one in plan.responsibilities] == [duty]
    with pytest.raises(CorrectionError, match="no such fact"):
        delete(corpus, "task/7")


def test_records_survive_another_reading_or_say_that_they_do_not(corpus: Corpus) -> None:
    add(corpus, "task", "另设灯三百盏", title="设灯")
    delete(corpus, "task/2")
    moved = write_corpus(corpus.folder, TEXTS | {"a": "前言\n1. 先修北路\n" + TEXT})
    plan = run(moved)
    assert [task.title for task in plan.tasks] == ["先修北路", "修通南路", "设灯"], "架设东桥 is task/3 now"
    assert stale(plan) == []
    gone = write_corpus(corpus.folder, TEXTS | {"a": TEXT.replace("灯", "牌").replace("东桥", "西桥")})
    assert len(stale(run(gone))) == 2


def test_an_undo_is_itself_undone_and_the_latest_of_equal_records_goes_first() -> None:
    one, two = {"n": 1}, {"n": 2}
    first, last = {"undo": record_key(one)}, {"undo": record_key({"undo": record_key(one)})}
    assert in_force([one, two, first]) == [two]
    assert in_force([one, two, first, last]) == [one, two]
    assert in_force([one, two, one, first]) == [one, two]
    assert in_force([one, {"undo": "0000"}]) == [one]
    assert in_force(None) is None


def test_plans_are_removed_renamed_placed_and_follow(corpus: Corpus) -> None:
    outputs = corpus.folder.parent / "outputs"
    correct(corpus, outputs, Wish("a", "task/1", "title", "修通西路", "原文", "李"), STUB)
    correct(corpus, outputs, Wish("a", "task/2", "title", "架设西桥", "原文", "李"), STUB)
    correct(corpus, outputs, Wish("b", "task/1", "aligned/a/task/1", "true", "同一条路", "李"), STUB)
    undo(corpus, key_of(corpus, "架设西桥"), "看错", "李")
    decide.rename_plan(corpus, "a", "nanlu", "更易读", "李")
    renamed = read_corpus(corpus.folder)
    assert [(entry.id, entry.predecessor) for entry in renamed.entries] == [("nanlu", None), ("b", "nanlu")]
    assert [task.title for task in run(renamed, "nanlu").tasks] == ["修通西路", "架设东桥"], (
        "what was undone remains so"
    )
    (alignment,) = read_yaml(corpus.corrections("b"))
    assert alignment["field"] == "aligned/nanlu/task/1"
    decide.remove_plan(renamed, "nanlu", "重复", "李")
    left = read_corpus(corpus.folder)
    assert [(entry.id, entry.predecessor) for entry in left.entries] == [("b", None)]
    assert [entry.id for entry in left.removed] == ["nanlu"]
    undo(left, key_of(left, "重复"), "并不重复", "王")
    restored = read_corpus(corpus.folder)
    decide.follow(restored, "b", None, "两件事", "李")
    decide.set_place(restored, "b", "江北市", "见标题", "李")
    entries = {entry.id: entry for entry in read_corpus(corpus.folder).entries}
    assert (entries["b"].predecessor, entries["b"].place) == (None, "江北市")
    decide.follow(restored, "b", "nanlu", "又看", "李")
    with pytest.raises(InputError, match="already follows"):
        decide.follow(read_corpus(corpus.folder), "nanlu", "b", "环", "李")
    undo(restored, key_of(restored, "更易读"), "恢复原名", "王")
    assert [entry.id for entry in read_corpus(corpus.folder).entries] == ["a", "b"]
    assert [task.title for task in run(corpus).tasks] == ["修通西路", "架设东桥"]


@pytest.mark.slow
def test_the_commands(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.folder.parent)

    def gangmu(*words: str) -> str:
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return done.output

    run(corpus)
    gangmu("follow", "b", "", "--why", "两件事", "--by", "李")
    gangmu("correct", "b", "b", "issued_on", "2024-05-01", "--why", "见页眉", "--by", "李")
    listed = gangmu("undo")
    assert "follow b" in listed and "2024-05-01" in listed
    key = key_of(corpus, "2024-05-01")
    assert "undone" in gangmu("undo", key, "--why", "看错")
    assert f"{key}  undone" in gangmu("undo")
    gangmu("correct", "b", "--add", "task", "--quote", "甲路新方案", "--why", "漏读", "--by", "李")
    refused = CliRunner().invoke(app, ["acknowledge", "b", "prose-sum", "--why", "已知"])
    assert refused.exit_code == 2 and "no open finding" in refused.output
