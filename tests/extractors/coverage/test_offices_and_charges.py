"""Offices without a level, and bodies that 由 charges by a verb that no step knows: listed as unread where no fact quotes them."""

from pathlib import Path

import pytest

from extractors.coverage.duties.body_signs import unread_charges
from extractors.coverage.duties.office_signs import unread_offices
from schemas import Block
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由财务科负责结算，人事科配合。", ["财务科负责", "人事科配合"]),
        ("1.教务处、学生处要排好课。", ["教务处、学生处要"]),
        ("法规处审核文件。", ["法规处审核"]),
        ("渔政科：负责登记渔船。", ["渔政科：负责"]),
        ("温室要通风。本科要求严格。好处要讲清。教学科研要加强。重点查处落实不力。实验室建设。", []),
    ],
)
def test_offices_with_a_duty(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[found.start : found.end] for found in unread_offices(block, ())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由县卫健局牵线三甲医院。", ["县卫健局牵线三甲医院"]),
        ("所需经费由县财政局统管。", ["县财政局统管"]),
        (
            "由市教育局局长任组长。由市教育局、市人社局组成专班。由县水利局建设的渔港。由市住建局完成了招标。由各县区政府自筹。推动由民政部门监管向社会共治转变。",
            [],
        ),
    ],
)
def test_whom_an_unknown_verb_charges(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[found.start : found.end] for found in unread_charges(block, ())] == expected


def test_offices_are_addressees(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市渔业局关于开展检查的通知\n\n各处室、各科室，局属各单位：\n\n现将有关事项通知如下。\n\n一、检查渔船。\n",
    )
    assert [addressee.value for addressee in plan.notice.addressees] == ["各处室", "各科室", "局属各单位"]
