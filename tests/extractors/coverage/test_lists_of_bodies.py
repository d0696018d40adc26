"""Lists of bodies that no fact quotes: paragraphs of names alone, and lists behind 由 with a name that is not known."""

from pathlib import Path

import pytest

from extractors.coverage.duties.list_signs import unread_lists
from extractors.coverage.duties.role_signs import unread_duties, unread_seats
from schemas import Block
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("市农机中心、市畜牧兽医局，市供销社", True),
        ("县文旅局", True),
        ("南江市农机总站", False),
        ("市农机中心、市畜牧兽医局要抓好春耕", False),
        ("工作内容", False),
    ],
)
def test_paragraphs_of_names(text: str, listed: bool) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[span.start : span.end] for span in unread_lists(block, {})] == [text] * listed
    assert not list(unread_lists(block, {"b1": [(0, len(text))]}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明确分工，由市河长办、市蓝丝带服务队负责。", ["市河长办、市蓝丝带服务队负责"]),
        ("日常管护由专人负责。", []),
    ],
)
def test_lists_with_a_name_that_is_not_known(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[span.start : span.end] for span in unread_duties(block, ())] == expected


def test_the_body_in_which_an_office_sits_is_listed() -> None:
    text = "成立县治水领导小组，办公室设在县水利局，会议室设在三楼，专家组设在大学城。"
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[span.start : span.end] for span in unread_seats(block, ())] == ["办公室设在县水利局"]


def test_names_below_a_task_are_listed(tmp_path: Path) -> None:
    text = "西岭县春季植树工作方案\n一、主要任务\n（一）整地。3月中旬前完成整地。\n县林草局、县水利局\n（二）栽植。\n县林草局牵头，4月底前完成\n"
    plan = plan_of(tmp_path, text)
    assert plan.coverage is not None
    assert [span.evidence.quote for span in plan.coverage.passages] == ["县林草局、县水利局"]


def test_rows_that_end_in_bodies_are_listed(tmp_path: Path) -> None:
    rows = "第6号 关于修缮林道的建议 县林业局 县财政局、县交通局\n第9号 关于增设站点的建议 县交通局 县住建局\n"
    plan = plan_of(tmp_path, f"砚湖县建议交办方案\n\n一、办理要求\n\n各单位抓好办理。\n\n二、分办情况\n\n{rows}")
    assert plan.coverage is not None
    told = [passage.evidence.quote for passage in plan.coverage.passages]
    assert any("第6号" in quote for quote in told)
    assert any("第9号" in quote for quote in told)
