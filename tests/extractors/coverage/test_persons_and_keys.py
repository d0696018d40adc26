"""Persons who lead, and keys before units: what no fact quotes is listed as unread."""

from pathlib import Path

import pytest

from extractors.coverage.clause_signs import labels_of_units
from extractors.coverage.duties.role_signs import unread_persons
from schemas import Block
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、赵某某县长牵头重点工作", ["赵某某县长牵头"]),
        ("（二）李某副区长负责", ["李某副区长负责"]),
        ("镇党委副书记马某包抓，镇村建办负责，修建村路。", ["镇党委副书记马某包抓"]),
        ("由市委常委、副市长郑某某牵头推进。", ["市委常委、副市长郑某某牵头"]),
        ("由分管副市长牵头，定期调度。", ["分管副市长牵头"]),
        ("王建国同志负责日常工作。", ["王建国同志负责"]),
        ("实行县长负责制，落实主任负责人。", []),
        ("县长办公会研究，市水利局负责落实。", []),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[found.start : found.end] for found in unread_persons(block, ())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设电厂。运营方：云川能源公司。", ["运营方：云川能源公司"]),
        ("运行管理：县水利局、县住建局；", ["运行管理：县水利局、县住建局"]),
        ("抄送：县委办公室。", []),
        ("创新平台：建设农业示范区。", []),
        ("县水利局：县住建局。", []),
        ("建设规模：修建村路3公里。", []),
    ],
)
def test_keys_before_units(text: str, expected: list[str]) -> None:
    assert [text[sign.start : sign.end] for sign in labels_of_units(text)] == expected


def test_a_heading_that_names_a_person_is_listed(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县2026年重点工作分工\n一、赵某某县长牵头工作\n（一）推进县城更新。改造老旧街区。\n（二）办好实验中学。完成扩建。\n"
        "二、孙某副县长负责\n（一）建设良田。完成渠系配套。\n",
    )
    listed = [found.evidence.quote for found in plan.coverage.passages if found.kind == "person with a duty"]
    assert listed == ["赵某某县长牵头", "孙某副县长负责"]
