"""Bodies that open a clause with their work, and persons known by their post: what no fact quotes is listed as unread."""

from pathlib import Path

import pytest

from extractors.coverage.deadline_signs import unread_dates
from extractors.coverage.duties.body_signs import unread_bodies
from extractors.coverage.duties.post_signs import unread_posts
from schemas import Block
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保障经费。县财政局每年安排管护资金。", ["县财政局每年安排管护资金"]),
        ("市妇联、团市委组织志愿者入户，市教育局抓好课堂。", ["市妇联、团市委组织志愿者入户", "市教育局抓好课堂"]),
        ("对重点企业，由市统计局于9月底前开展核查。", ["由市统计局于9月底前开展核查"]),
        ("去年市水利局组织了巡堤。市水利局已完成巡堤。", []),
        (
            "县林草局划定林带，市税务局共享数据，省农担公司为农户担保。",
            ["县林草局划定林带", "市税务局共享数据", "省农担公司为农户担保"],
        ),
        ("（三）县水利局6月底前完成加固。", ["县水利局6月底前完成加固"]),
        ("县林草局划定湿地保护区。", ["县林草局划定湿地保护区"]),
        ("县政府成立护林指挥部。市九届人大三次会议期间，共收到建议6件。", ["县政府成立护林指挥部"]),
        ("市城管局实施渣土车全过程监管。", ["市城管局实施渣土车全过程监管"]),
        ("县疾控中心实验室改造3间。县公安局业务用房建设。", []),
        ("县林草局主要负责人带队，县林草局划定的林带，县政府办公室关于印发方案的通知。", []),
        ("我市就业局势保持稳定。本办法由县林草局解释。国家建立公立医院管理制度。乡镇卫生院覆盖率100%。", []),
        ("各区政府组织实施的项目。中小学校组织春游。", []),
        ("加强市财政局建设。与市财政局加强联动。规范政府采购。", []),
    ],
)
def test_bodies_before_their_work(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[found.start : found.end] for found in unread_bodies(block, ())] == expected


def test_a_body_that_a_fact_quotes_is_not_listed() -> None:
    text = "县财政局每年安排管护资金。"
    assert not list(unread_bodies(Block(id="b1", kind="paragraph", text=text), [(0, 4)]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各乡镇党委书记为本辖区治水第一责任人。", ["各乡镇党委书记为本辖区治水第一责任人"]),
        ("成立专班，由分管副县长任组长，定期会商。", ["分管副县长任组长"]),
        ("各单位主要负责同志要亲自抓，分管领导具体抓。", ["各单位主要负责同志要亲自抓", "分管领导具体抓"]),
        ("镇长负总责；其他班子成员对分管领域安全工作负责。", ["镇长负总责", "其他班子成员对分管领域安全工作负责"]),
        ("由区领导带队开展检查。", ["区领导带队"]),
        ("落实责任人制度，公布责任人名单。市水利局局长办公会研究。", []),
    ],
)
def test_persons_by_their_post(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    found = [text[span.start : span.end].removeprefix("由") for span in unread_posts(block, ())]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月25日前报送进度。", ["每月25日前"]),
        ("各市县每年3月底前拨付。", ["每年3月底前"]),
        ("工程验收后30日内移交。", ["验收后30日内"]),
        ("市统计局于二季度末开展评估。", ["二季度末"]),
        ("6月上旬前投用，5月中下旬完成验收。", ["6月上旬前", "5月中下旬"]),
        ("（二）集中整治阶段（2026年3月11日至5月31日）。初级阶段（含试点）。", ["2026年3月11日至5月31日"]),
        ("主汛期前完成清淤，开学前整修校舍，国庆节前后开展巡查。", ["主汛期前", "开学前"]),
    ],
)
def test_days_that_recur_or_count_from_an_event(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[span.start : span.end] for span in unread_dates(block, (), (), 2026)] == expected


def test_only_the_last_of_two_days_is_that_of_the_number() -> None:
    text = "确保2027年5月底前开工，2028年9月底前建成，日供水8万吨。"
    number = (text.index("日供水"), text.index("。"))
    found = unread_dates(Block(id="b1", kind="paragraph", text=text), (), [number], 2026)
    assert [text[span.start : span.end] for span in found] == ["2027年5月底前"]


def test_a_body_whose_head_is_named_is_not_responsible_itself(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "青岚市文旅工作方案\n一、主要任务\n1.强化领导。市文旅局主要负责同志任组长，每月会商。\n")
    assert not plan.responsibilities
    assert [(found.kind, found.evidence.quote) for found in plan.coverage.passages] == [
        ("person with a duty", "市文旅局主要负责同志任组长")
    ]
