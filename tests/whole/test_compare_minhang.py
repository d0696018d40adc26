"""What the comparison must say of the founding pair: cases/compare_minhang.yml, written before the comparison was."""

from functools import cache

import pytest
import yaml

from extractors import extract
from extractors.language.whitespace import key
from pipeline.compare import compare
from pipeline.store.results import Result
from tests.support.paths import ROOT, TESTS

CASES = yaml.safe_load((TESTS / "cases" / "compare_minhang.yml").read_text(encoding="utf-8"))
UNLIKE = {("8", "六是"): "孵化 alone is shared"}
"""Pairs that a reader joins by what the words mean and the program does not find."""

POSSIBLE = {
    "3": "the institutes and C919 are not named again, but the later text upgrades science services in like words",
    "19": "常青 is not named again, but parks are extended in both",
    "20": "neither 一企一策 nor a site is named again, but state firms and 沪闵路 are",
    "三是": "the earlier text has no mechanism, but joint projects of the same kinds of bodies",
    "十一是": "国之重器 is new, but the services are those of the institutes",
}
"""Tasks of which a reader finds no counterpart, and for which the program shows a possibility and makes no claim."""


@cache
def result(plan_id):
    ((plan, document),) = extract(ROOT / "corpus" / "documents" / f"{plan_id}.txt", plan_id)
    return Result(plan, document)


@cache
def comparison():
    return compare(result("minhang-2023"), result("minhang-2025"), declared=True)


def rows(*states):
    return {(row.old_name, row.name): row for row in comparison().indicators if row.state in states}


@pytest.mark.parametrize("case", CASES["indicators"]["continued"], ids=lambda c: c["old"])
def test_an_indicator_continues(case):
    row = rows("continued")[case["old"], case["new"]]
    assert row.target == case["target"]
    assert [pair.year for pair in row.years if not pair.reported and not pair.difference] == case["kept_years"]
    reported = [
        {"year": p.year, "wanted": p.old.value, "reported": p.new.value, "difference": p.difference}
        for p in row.years
        if p.reported
    ]
    assert reported == ([case["actual"]] if case["actual"] else [])


def test_no_other_indicator_continues():
    assert len(rows("continued")) == len(CASES["indicators"]["continued"])


@pytest.mark.parametrize("case", CASES["indicators"]["related"], ids=lambda c: c["old"])
def test_related_indicators_stand_side_by_side(case):
    assert (case["old"], case["new"]) in {(pair.old_name, pair.new_name) for pair in comparison().related}


def test_indicators_of_one_text_only():
    alone = rows("not_seen", "new", "alike").values()
    gone = {case["name"]: case["why"] for case in CASES["indicators"]["not_seen_later"]}
    assert {row.name for row in alone if row.old} == set(gone)
    assert sorted(key(row.name) for row in alone if row.new) == sorted(map(key, CASES["indicators"]["new"]))
    assert {row.name for row in alone if row.old and row.state == "alike"} == {
        name for name, why in gone.items() if why.startswith("related to")
    }


def links(kind, grades=("same", "close", "loose")):
    """Return the linked pairs as (old marker, new marker)."""
    markers = {row.id: row.marker for row in comparison().tasks if row.kind == kind}
    return {
        (markers[link.old], markers[link.new])
        for link in comparison().links
        if link.old in markers and link.new in markers and link.grade in grades
    }


@pytest.mark.parametrize("case", CASES["tasks"]["aligned"], ids=lambda c: f"{c['old']} {c['new']}")
def test_tasks_are_aligned(case, request):
    pair = case["old"], case["new"]
    if pair in UNLIKE:
        request.applymarker(pytest.mark.xfail(strict=True, reason=UNLIKE[pair]))
    assert pair in links("task")


@pytest.mark.parametrize("case", CASES["tasks"]["safeguards"], ids=lambda c: f"{c['old']} {c['new']}")
def test_safeguards_are_aligned(case, request):
    pair = case["old"], case["new"]
    if pair in UNLIKE:
        request.applymarker(pytest.mark.xfail(strict=True, reason=UNLIKE[pair]))
    assert pair in links("safeguard")


@pytest.mark.xfail(
    strict=True, reason="（二） → （二）: yearly goals and progress of projects, and of a fund, in like words"
)
def test_no_other_safeguards_are_aligned():
    assert links("safeguard", ("same", "close")) <= {
        (case["old"], case["new"]) for case in CASES["tasks"]["safeguards"]
    }


@pytest.mark.parametrize("case", CASES["tasks"]["without_later"], ids=lambda c: c["old"])
def test_a_task_has_no_counterpart_later(case):
    (row,) = (r for r in comparison().tasks if r.plan == "minhang-2023" and r.marker == case["old"])
    assert (row.state, row.partners) == ("related" if case["old"] in POSSIBLE else "not_seen", ())


@pytest.mark.parametrize("case", CASES["tasks"]["without_earlier"], ids=lambda c: c["new"])
def test_a_task_has_no_counterpart_earlier(case):
    (row,) = (r for r in comparison().tasks if r.plan == "minhang-2025" and r.marker == case["new"])
    assert (row.state, row.partners) == ("related" if case["new"] in POSSIBLE else "new", ())


def test_units():
    states = {unit.name: unit.state for unit in comparison().units}
    wanted = CASES["units"]
    assert [states.get(name) for name in wanted["appeared"]] == ["appeared"] * len(wanted["appeared"])
    assert [states.get(name) for name in wanted["vanished"]] == ["vanished"] * len(wanted["vanished"])
    assert [states.get(name) for name in wanted["stayed"]] == ["stayed"] * len(wanted["stayed"])
    names = {unit.unit: unit.name for unit in comparison().units}
    proposed = [[names[p.old_unit], names[p.new_unit]] for p in comparison().proposals]
    assert all(pair in wanted["proposals_at_most"] for pair in proposed)


def test_the_share_of_tasks_with_a_unit_opens_the_summary():
    old, new = comparison().shares
    assert {"old": old.with_unit, "new": new.with_unit} == CASES["units"]["share_of_tasks_with_unit"]
    first = comparison().summary[0]
    assert first.code == "unit-share" and "genre" in first.caveats


def test_caveats():
    assert set(CASES["caveats"]) <= {caveat.code for caveat in comparison().caveats}


def test_the_paragraph_tells_five_changes_with_their_passages():
    assert len(comparison().summary) == 5
    assert all({side.plan for side in said.sides} for said in comparison().summary)
    assert "比该目标低5家" in comparison().paragraph.zh
    assert "与最后印发的文本可能不同" in comparison().paragraph.zh


def test_the_other_way_round_is_the_mirror_image():
    back = compare(result("minhang-2025"), result("minhang-2023"))
    assert {(k.new, k.old, k.score) for k in back.links} == {(k.old, k.new, k.score) for k in comparison().links}
    pairs = {(row.old, row.new, row.score) for row in comparison().indicators if row.state == "continued"}
    assert {(row.new, row.old, row.score) for row in back.indicators if row.state == "continued"} == pairs


def test_a_plan_compared_with_itself_says_nothing():
    for plan_id in ("minhang-2023", "minhang-2025"):
        assert compare(result(plan_id), result(plan_id)).empty
