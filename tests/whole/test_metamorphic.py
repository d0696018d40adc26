"""The same plan printed otherwise is the same plan: rewrapped, units renamed, numbers changed, other brackets and colons.

This is what keeps rules general: nothing may hang on the width, the names or the figures of the founding documents.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from extractors import extract_document
from extractors.readers.dump.read import read_text
from schemas import Plan
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

DOCUMENTS = ROOT / "corpus" / "documents"
PLANS = ("minhang-2023", "minhang-2025")

RENAMED = {
    "上海交大": "南京农大", "华东师大": "西南石大", "区科委": "区农委", "区经委": "区商委", "南滨江公司": "北滨海公司",
    "紫竹高新区": "翠湖高新区", "吴泾镇": "青竹镇", "颛桥镇": "石桥镇", "江川路街道": "白云路街道", "区发改委": "区城管委",
    "区人社局": "区水务局", "区规资局": "区文旅局", "区金融办": "区外事办", "马桥试验区公司": "柳桥试验区公司",
    "大零号湾集团": "大凤凰湾集团", "区委组织部": "区委宣传部", "区房管局": "区体育局", "区市场局": "区档案局",
}  # fmt: skip
"""Names of the same length and class, so that a dump's line breaks stay inside the new ones."""


@cache
def raw(name: str) -> str:
    return (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")


def plan_of(text: str, name: str) -> Plan:
    ((plan, _),) = extract_document(read_text(Path(f"{name}.txt"), text.encode()), name)
    return plan


def digest(plan: Plan) -> dict[str, list]:
    """Return what a plan says, without saying where."""
    return {
        "headings": [(h.id, h.level, h.title, h.parent) for h in plan.headings],
        "tasks": [
            (
                t.id,
                t.kind,
                squeeze(t.title),
                squeeze(t.text),
                t.origin,
                t.details,
                [squeeze(i.text) for i in t.plan_items],
            )
            for t in plan.tasks
        ],
        "indicators": [
            (
                i.id,
                squeeze(i.name),
                i.measure,
                i.category,
                [(v.year, v.kind, v.value, v.bound, v.raw) for v in i.values],
            )
            for i in plan.indicators
        ],
        "responsibilities": [(r.subject, r.name, r.label, r.role, r.relation) for r in plan.responsibilities],
    }


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def rewrapped(name: str, columns: int) -> str:
    """Return the document with its running text set to another width; tables stay as the dump has them."""
    text = raw(name)
    document = read_text(Path(f"{name}.txt"), text.encode())
    pieces: list[tuple[int, str]] = []
    for block in document.blocks:
        spans = block.raw(0, len(block.text))
        if block.kind == "paragraph":
            lines = [block.text[at : at + columns] for at in range(0, len(block.text), columns)]
            pieces.append((spans[0][0], "\n".join(lines)))
        elif block.kind == "table":
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            pieces.append((start, text[text.rfind("\n", 0, start) + 1 : end]))
    ordered = [piece for _, piece in sorted(pieces)]
    return "\n".join(ordered) if name == "minhang-2023" else "\n\n".join(ordered)


@pytest.mark.parametrize("columns", [20, 23, 28, 34, 40, 47, 60])
def test_rewrapped_text_is_the_same_plan(columns: int) -> None:
    name = "minhang-2023"
    assert digest(plan_of(rewrapped(name, columns), name)) == digest(plan_of(raw(name), name))


def folded(text: str, characters: int) -> str:
    """Cut every line at a number of characters, whatever it holds: running text, headings, cells of tables."""
    pieces = (
        line[at : at + characters] for line in text.splitlines() for at in range(0, max(1, len(line)), characters)
    )
    return "\n".join(pieces) + "\n"


@pytest.mark.parametrize("characters", [40, 45, 60])
@pytest.mark.parametrize("name", PLANS)
def test_text_that_was_folded_is_the_same_plan(name: str, characters: int) -> None:
    assert digest(plan_of(folded(raw(name), characters), name)) == digest(plan_of(raw(name), name))


@pytest.mark.parametrize("name", PLANS)
def test_facts_of_a_folded_text_quote_the_file_as_it_is(name: str) -> None:
    text = folded(raw(name), 40)
    document = read_text(Path(f"{name}.txt"), text.encode())
    assert any(len(block.raw(0, len(block.text))) > 1 for block in document.blocks)
    for block in document.blocks:
        printed = "".join(text[start:end] for start, end in block.raw(0, len(block.text)))
        assert squeeze(printed) == squeeze(block.text)


@pytest.mark.parametrize("name", PLANS)
def test_renamed_units_give_the_same_plan_with_the_new_names(name: str) -> None:
    old, new = digest(plan_of(raw(name), name)), digest(plan_of(renamed(raw(name)), name))
    for part, facts in old.items():
        assert json.loads(renamed(json.dumps(facts, ensure_ascii=False))) == json.loads(json.dumps(new[part])), part


def renamed(text: str) -> str:
    """Replace every name character by character, over line breaks and blanks."""
    for old, new in RENAMED.items():
        pattern = r"(\s*)".join(map(re.escape, old))
        text = re.sub(
            pattern,
            lambda m, new=new: "".join(c + (m[i + 1] if i < len(new) - 1 else "") for i, c in enumerate(new)),
            text,
        )
    return text


@pytest.mark.parametrize("name", PLANS)
def test_changed_numbers_change_the_numbers_alone(name: str) -> None:
    old, new = plan_of(raw(name), name), plan_of(renumbered(raw(name)), name)
    assert [(h.id, h.title) for h in old.headings] == [(h.id, h.title) for h in new.headings]
    assert [(t.id, t.details, len(t.plan_items)) for t in old.tasks] == [
        (t.id, t.details, len(t.plan_items)) for t in new.tasks
    ]
    assert digest(old)["responsibilities"] == digest(new)["responsibilities"]
    for before, after in zip(old.indicators, new.indicators, strict=True):
        assert [v.year for v in before.values] == [v.year for v in after.values]
        assert [renumbered(v.raw) for v in before.values] == [v.raw for v in after.values]


def renumbered(text: str) -> str:
    """Change every number of three digits or more that is no year or number of a document, keeping its length."""
    return re.sub(
        r"(?<![\d.\w〔-])(?!(?:19|20)\d\d(?!\d))([1-8])(\d\d+)(?![\d号])", lambda m: str(int(m[1]) + 1) + m[2], text
    )


BRACKETS = [("（）", "()"), ("（）", "〔〕"), ("（）", "[]"), ("（）", "【】")]


@pytest.mark.parametrize(("old", "new"), BRACKETS, ids=lambda pair: pair)
@pytest.mark.parametrize("colon", ["：", ":"])
def test_other_brackets_and_colons_mean_the_same(old: str, new: str, colon: str) -> None:
    name = "minhang-2023"
    clause = re.compile(r"（(\s*推\s*进\s*单\s*位\s*)：([^）]*)）")
    changed = clause.sub(lambda m: f"{new[0]}{m[1]}{colon}{m[2]}{new[1]}", raw(name))
    assert changed != raw(name) or (old, colon) == (new, "：")
    before, after = plan_of(raw(name), name), plan_of(changed, name)
    assert digest(before)["responsibilities"] == digest(after)["responsibilities"]
