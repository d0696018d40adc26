"""Corrections: applied while they fit, reported when stale, never guessed."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from extractors import extract
from pipeline.corpus.corrections import apply_records, read_corrections
from pipeline.corpus.placed_facts import named_facts
from pipeline.errors import InputError
from pipeline.store.results import Result
from schemas import Correction, Plan
from tests.support.paths import ROOT, TESTS
from tests.support.stub_extract import stub_extract

CASES = yaml.safe_load((TESTS / "cases" / "corrections.yml").read_text(encoding="utf-8"))


@pytest.fixture
def result(tmp_path: Path) -> Result:
    path = tmp_path / "p.txt"
    path.write_text("甲方案\n1. 修路\n2. 架桥\n里程=300", encoding="utf-8")
    return stub_extract(path, "p")[0]


@pytest.fixture
def plan(result: Result) -> Plan:
    return result.plan


def correction(target: str, field: str, was: object, now: object) -> Correction:
    return Correction(target=target, field=field, was=was, now=now, why="原文如此", by="李", on="2026-01-02")


def value_of(plan: Plan, target: str, field: str) -> object:
    """Read the field by a path of its own, not by the code under test."""
    facts: dict[str, object] = {plan.plan.id: plan.plan}
    facts |= {task.id: task for task in plan.tasks}
    facts |= {indicator.id: indicator for indicator in plan.indicators}
    facts |= {f"{entry.id}/value/{n}": value for entry in plan.indicators for n, value in enumerate(entry.values, 1)}
    for name in field.split("."):
        facts[target] = getattr(facts[target], name)
    return facts[target]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_correction(case: dict[str, object], result: Result) -> None:
    plan = result.plan
    target, field, was, now = case["correction"]
    corrected = apply_records(result.plan, result.document, [correction(target, field, was, now)])
    findings = [finding for finding in corrected.findings if finding.code == "correction-stale"]
    if case["expect"] == "applied":
        assert findings == []
        assert value_of(corrected, target, field) == now
    else:
        (finding,) = findings
        assert finding.subjects == (target,)
        assert case["expect"] in finding.message.en
        assert corrected.model_copy(update={"findings": plan.findings}) == plan


def test_later_corrections_see_the_earlier_ones(result: Result) -> None:
    steps = [("修路", "修公路"), ("修公路", "修高速公路"), ("修路", "铺路")]
    corrected = apply_records(
        result.plan, result.document, [correction("p/task/1", "title", was, now) for was, now in steps]
    )
    assert corrected.tasks[0].title == "修高速公路"
    assert [finding.code for finding in corrected.findings] == ["stub", "correction-stale"]


def test_without_corrections_the_plan_is_the_same(result: Result) -> None:
    assert apply_records(result.plan, result.document, ()) is result.plan


def test_judgements_of_alignments_are_not_for_this_room(result: Result) -> None:
    assert (
        apply_records(result.plan, result.document, [correction("p/task/1", "aligned/o/task/2", None, True)])
        is result.plan
    )


def test_the_file_is_read_as_people_write_it(tmp_path: Path) -> None:
    path = tmp_path / "p.yml"
    path.write_text(
        "- target: p/task/1\n  field: title\n  was: 修路\n  now: 修公路\n  why: 缺字\n  by: 李\n  on: 2026-01-02\n",
        encoding="utf-8",
    )
    (held,) = read_corrections(path)
    assert (held.on, held.now) == ("2026-01-02", "修公路")


def test_a_missing_or_empty_file_holds_none(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.yml") == ()
    (tmp_path / "empty.yml").write_text("# later\n", encoding="utf-8")
    assert read_corrections(tmp_path / "empty.yml") == ()


def test_a_malformed_record_is_told_by_its_target(tmp_path: Path) -> None:
    path = tmp_path / "p.yml"
    path.write_text("- {target: p/task/1, field: title, was: a, now: b, why: c, by: d}", encoding="utf-8")
    with pytest.raises(InputError, match="p/task/1: on: Field required"):
        read_corrections(path)


def test_every_fact_of_the_corpus_has_a_name_of_its_own() -> None:
    root = ROOT / "corpus" / "documents"
    for path in sorted(root.iterdir()):
        for plan, _ in extract(path):
            names = Counter(name for name, _ in named_facts(plan.model_dump()))
            assert [name for name, times in names.items() if times > 1] == []
            assert len(names) > len(plan.tasks) + len(plan.responsibilities)
