"""Responsibility clauses: all forms, and what must not be taken for one."""

import re

import pytest
import yaml

from extractors.clauses.find import cell_clause, clauses
from extractors.clauses.parts import Clause
from extractors.clauses.relations import relate
from extractors.clauses.stated_rules import carry, find_rules, leaders
from extractors.language.deadlines import last_day
from extractors.lexicon import entries
from extractors.units.lists import split_units
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "clauses.yml").read_text(encoding="utf-8"))
ROLE_EXAMPLES = [(e, example) for e in entries("roles") for example in e.get("examples", ()) if "«" in example]
KINDS = ("（）：", "():", "〔〕：", "[]:", "【】：", "（)︰")


def shown(text: str, found: tuple[Clause, ...]) -> list[str]:
    lines = []
    for clause in found:
        lines += [f"{part.role} {part.label}: {' '.join(m.name for m in part.units.mentions)}" for part in clause.parts]
        lines += [f"by {text[start:end]} = {on}" for start, end, on in clause.deadlines]
        lines += [f"also {key} = {text[start:end]}" for key, start, end in clause.extras]
        lines += [f"rule {r.name}: {' '.join(m.name for m in r.units.mentions)}".rstrip() for r in clause.rules]
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text']}")
def test_case(case: dict) -> None:
    assert shown(case["text"], clauses(case["text"])) == case["expect"]


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize(
    "case", [c for c in CASES if "（" in c["text"] and "（市、区）" not in c["text"]], ids=lambda c: c["text"]
)
def test_kind_of_bracket_and_colon_changes_nothing(case: dict, kinds: str) -> None:
    text = case["text"].translate(str.maketrans("（）：", kinds))
    got = [line.translate(str.maketrans(kinds, "（）：")) for line in shown(text, clauses(text))]
    assert got == [line.translate(str.maketrans(kinds, "（）：")) for line in case["expect"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_renamed_units_change_nothing_else(case: dict) -> None:
    renamed = {
        "市财政局": "市审计局",
        "市教育局": "市人力资源和社会保障局",
        "区政务办": "区委组织部",
        "甲乙集团": "某某公司",
    }
    text = re.sub("|".join(renamed), lambda match: renamed[match.group()], case["text"])
    expect = [re.sub("|".join(renamed), lambda match: renamed[match.group()], line) for line in case["expect"]]
    assert shown(text, clauses(text)) == expect


@pytest.mark.parametrize("entry, example", ROLE_EXAMPLES, ids=[example for _, example in ROLE_EXAMPLES])
def test_role_example(entry: dict, example: str) -> None:
    label = example[example.index("«") + 1 : example.index("»")]
    found = clauses(example.replace("«", "").replace("»", ""))
    if entry["kind"] in ("deadline", "before_deadline"):
        assert [deadline.on for clause in found for deadline in clause.deadlines] == ["2025-06-30"]
        units = [mention.name for clause in found for part in clause.parts for mention in part.units.mentions]
        assert units == ["市财政局"]  # what stands before the key is no unit
        return
    if entry["kind"] in ("person", "before_person"):
        printed = example[example.index("；") + 1 : example.index("»")].replace("«", "")
        assert printed.endswith(label)
        assert [key.key for clause in found for key in clause.extras] == [printed]
        return
    parts = [part for clause in found for part in clause.parts]
    assert label in [part.label for part in parts]
    if "role" in entry:
        assert {part.role for part in parts if part.label == label} == {entry["role"]}


@pytest.mark.parametrize(
    "text, expect",
    [
        ("（牵头单位：市财政局；责任单位：市教育局；配合单位：市水务局）", ["leads", "supports", "supports"]),
        ("（责任单位：市财政局；配合单位：市教育局）", ["leads", "supports"]),
        ("（推进单位：市财政局、市教育局）", ["assigned"]),
        ("（市财政局牵头，市教育局指导，市水务局督导）", ["leads", "guides", "supervises"]),
    ],
)
def test_relation(text: str, expect: list[str]) -> None:
    labels = [(part.label, part.role) for part in clauses(text)[0].parts]
    assert [relate(label, role, labels) for label, role in labels] == expect


@pytest.mark.parametrize(
    "text, expect",
    [
        ("2023年12月", "2023-12-31"), ("2024年2月底前", "2024-02-29"), ("2023年10月15日前", "2023-10-15"),
        ("2025年底前", "2025-12-31"), ("2025年", "2025-12-31"), ("2025年前", "2024-12-31"),
        ("2023年6月前", "2023-05-31"),
        ("2023年第三季度", "2023-09-30"), ("2023年上半年", "2023-06-30"), ("持续推进", None), ("6月底前", None),
        ("2023 年 9 月底 前", "2023-09-30"), ("2023年2月30日", None),
    ],
)  # fmt: skip
def test_last_day(text: str, expect: str | None) -> None:
    assert last_day(text) == expect


def test_stated_rules_hold_until_replaced() -> None:
    first = find_rules("列第一位者为牵头单位，下同")
    later = find_rules("以下均需各区人民政府落实，不再列出")
    assert [rule.name for rule in carry(carry((), first), later)] == ["first-leads", "also-responsible"]
    newer = find_rules("以下均需市直各部门落实，不再一一列出")
    assert carry(later, newer) == newer


@pytest.mark.parametrize(
    "rule, listed, expect",
    [
        ("列第一位者为牵头单位，下同", "市财政局、市教育局", {0}),
        ("排在第一位的为牵头单位", "市财政局、市教育局", {0}),
        ("逗号前为牵头单位，其余按职责分工负责，下同", "市财政局、市教育局，市水务局", {0, 1}),
        ("逗号前为牵头单位，下同", "市财政局、市教育局", set()),
        ("以下均需各区人民政府落实，不再列出", "市财政局、市教育局", set()),
    ],
)
def test_leaders_by_rule(rule: str, listed: str, expect: set[int]) -> None:
    mentions = split_units(listed, 0, len(listed)).mentions
    assert leaders(listed, mentions, find_rules(rule))[0] == expect


@pytest.mark.parametrize(
    "text, expect",
    [
        ("县住建局牵头，县财政局、县林业局配合", ["lead 县住建局", "support 县财政局 县林业局"]),
        ("县住建局（牵头）、县民政局和各乡镇人民政府", ["lead 县住建局", "responsible 县民政局 各乡镇人民政府"]),
        ("县住建局（牵头单位）、县财政局（责任单位）", ["lead 县住建局", "responsible 县财政局"]),
        ("县工信局（牵头）会同县民政局、县科技局", ["lead 县工信局", "support 县民政局 县科技局"]),
        ("县住建局（主办）县财政局（协办）", ["lead 县住建局", "support 县财政局"]),
        ("各乡镇人民政府（县住建局指导）", ["responsible 各乡镇人民政府", "guide 县住建局"]),
        ("县住建局牵头\n县财政局\n县林业局参与", ["lead 县住建局", "support 县财政局 县林业局"]),
        ("1.县住建局\n2.县财政局", ["responsible 县住建局 县财政局"]),
        ("★县住建局、县财政局*", ["responsible 县住建局 县财政局"]),
        ("县教育局/县财政局", ["responsible 县教育局 县财政局"]),
    ],
)
def test_a_cell_may_say_who_leads(text: str, expect: list[str]) -> None:
    parts = cell_clause(text, 0, len(text), "responsible", "责任单位").parts
    assert [" ".join([part.role, *(mention.name for mention in part.units.mentions)]) for part in parts] == expect


RELATIVES = yaml.safe_load((TESTS / "cases" / "clause_relatives.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expect"), [row for rows in RELATIVES.values() for row in rows], ids=lambda value: value[:24]
)
def test_relatives_of_a_kind(text: str, expect: str) -> None:
    got = []
    for clause in clauses(text):
        got += [f"{p.role}{'?' * p.doubtful}:{m.name}" for p in clause.parts for m in p.units.mentions]
        got += [f"by:{text[start:end]}" for start, end, _ in clause.deadlines]
        got += [f"[{key}]" for key, _, _ in clause.extras]
        got += [f"unread:{text[start:end]}" for start, end in clause.unread]
    assert " ".join(got) == expect


def test_a_label_whose_colon_is_lost_is_no_part_of_a_name() -> None:
    for text, duties in {
        "完成治理。（责任单位市水利局、市财政局）": ["市水利局", "市财政局"],
        "完成治理。（牵头单位市水利局，配合单位市财政局、各镇（街道））": ["市水利局", "市财政局", "各镇（街道）"],
        "完成治理。——市水利局牵头，市财政局配合": ["市水利局", "市财政局"],
    }.items():
        named = [mention.name for clause in clauses(text) for part in clause.parts for mention in part.units.mentions]
        assert named == duties, text
    # a sentence about such units has no label
    assert not clauses("（责任单位要加强管理，确保如期完成）")
