"""Quantities in prose and names printed without a separator: what no fact quotes is announced, by its form alone."""

from pathlib import Path

import pytest

from extractors.coverage.doubts.joined_names import joined_names
from extractors.coverage.prose_signs import clause_around, unread_marks, unread_numbers
from extractors.coverage.quantity_signs import unread_quantities
from schemas import Block
from tests.extractors.coverage.test_account import announced, plan_of


def announced_in(text: str, first_year: int = 2026) -> set[str]:
    block = Block(id="b1", kind="paragraph", text=text)
    return {text[span.start : span.end] for span in unread_quantities(block, [], first_year)}


@pytest.mark.parametrize(
    "clause",
    [
        "新建滨河步道12公里",
        "对其中的约8公里进行加固",
        "河道水质达标率分别达到95%和90%以上",
        "研发“清波”“碧水”6个巡河机器人",
        "平均办理时间压缩至3个工作日以内",
        "市财政每年安排1.2亿元",
        "船证登记1个工作日办结",
        "助餐价格不高于市场价的80%",
        "组建4支巡河队伍",
    ],
)
def test_a_quantity_that_is_undertaken_is_announced(clause: str) -> None:
    assert announced_in(f"到2028年，{clause}，改善水环境。") == {clause}


@pytest.mark.parametrize(
    "sentence",
    [
        "对清淤企业给予20万元奖励。",
        "从业满3年的河长可以参加。",
        "建设泵站、水闸、堤防等3项工程。",
        "打造15分钟亲水生活圈。",
        "截至目前建成步道30公里。",
    ],
)
def test_what_is_paid_listed_or_done_is_no_undertaking(sentence: str) -> None:
    assert announced_in(sentence) == set()


def test_a_paragraph_of_earlier_years_tells_the_past() -> None:
    assert announced_in("2024年，建成步道30公里，水质达标率达到90%。") == set()


def test_the_quote_is_the_clause() -> None:
    text = "2027年底前新建浮桥12座，护坡加固。"
    assert text[slice(*clause_around(text, 11, 13))] == "新建浮桥12座"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("3.河道通畅率，即通畅河道占河道总长的比例。", []),
        ("3.清淤达标是指底泥厚度低于标准。", []),
        ("3.开展河道整治，即查即改。", ["list mark"]),
        ("2指采用模型测算的结果。", []),
        ("2指导组进驻沿河企业。", ["number"]),
        ("规模对接2035规划。", []),
        ("推进沿河路318地块建设。", []),
        ("共配置318桁清淤网。", ["number"]),
    ],
)
def test_definitions_years_and_addresses_are_read_without_a_fact(text: str, kinds: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [span.kind for span in (*unread_marks(block, ()), *unread_numbers(block, ()))] == kinds


def test_what_facts_quote_may_come_in_any_order() -> None:
    text = "3.5万户接通燃气，新建泵站5座、闸门8扇、浮桥12座。"
    quotes = [(text.index(quoted), text.index(quoted) + len(quoted)) for quoted in ("5座", "8扇", "12座", "3.5万户")]
    assert not list(unread_numbers(Block(id="b1", kind="paragraph", text=text), quotes))


def test_names_without_a_separator_are_doubtful(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（责任单位：市水利局市城市管理局、市财政局）\n")
    joined = joined_names(plan)
    assert "".join(duty.name for duty in joined) == "市水利局市城市管理局"
    assert all(duty.doubt for duty in plan.responsibilities if duty.name != "市财政局")
    assert "市水利局市城市管理局" in announced(plan)
    assert "市财政局" not in announced(plan)


@pytest.mark.parametrize(("name", "whole"), [("市水利局经办", False), ("市水利局", True), ("市双拥办", True)])
def test_a_name_that_took_a_verb_is_doubtful(tmp_path: Path, name: str, whole: bool) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（责任单位：市城管局、市财政局）\n")
    duties = tuple(duty.model_copy(update={"name": name}) for duty in plan.responsibilities[:1])
    assert (joined_names(plan.model_copy(update={"responsibilities": duties})) == ()) is whole


def test_indicators_listed_below_a_caption_are_told(tmp_path: Path) -> None:
    body = (
        "专栏1主要指标\n\n1.渠系水利用系数：2025年0.52，2030年0.6，约束性。\n\n2.新建渠道：2030年累计40公里。\n\n"
        "二、疏浚渠道\n\n（一）清淤。（县水利局负责）\n"
    )
    told = announced(plan_of(tmp_path, body))
    assert "渠系水利用系数" in told and "新建渠道" in told and "清淤" not in told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2030年，湿地保护率达到百分之八十五。", ["湿地保护率达到百分之八十五"]),
        ("群众满意率达八成以上，产值翻一番。", ["群众满意率达八成以上", "产值翻一番"]),
        ("推进一体化平台建设，完成八成工程。", []),
    ],
)
def test_a_quantity_in_words_is_told(text: str, found: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [span.block.text[span.start : span.end] for span in unread_numbers(block, ())] == found


def test_a_quantity_in_words_that_a_fact_quotes_is_not_told_whatever_the_order_of_facts() -> None:
    text = "新建泵站5座，湿地保护率达到百分之八十五。"
    written = (text.index("湿地"), len(text) - 1)
    assert not list(unread_numbers(Block(id="b1", kind="paragraph", text=text), [written, (4, 6)]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("医护比达到1:1.3，床位数增加。", ["医护比达到1:1.3"]),
        ("城乡居民收入比缩小至1.9：1。", ["城乡居民收入比缩小至1.9：1"]),
        ("地形图比例尺为1:500，每日8:30前比对。", []),
        ("渔业产值三年翻番。", ["渔业产值三年翻番"]),
        ("推进翻番计划，产值实现翻番，达到90亿元。", []),
    ],
)
def test_ratios_and_doublings_are_told(text: str, found: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[span.start : span.end] for span in unread_numbers(block, [])] == found
