"""Forms of plans of towns, counties and the environment: leads with a further word, lists of single lines, names with signs, scores."""

from pathlib import Path

import pytest

from tests.support.text_plans import plan_of


def test_who_leads_and_supervises_does_not_take_part(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市蓝天保卫战实施方案\n一、工作任务\n1.整治企业。完成整治。（市生态环境局、发展和改革局牵头督导，市公安局、水务局参与）\n2.加强宣传。\n",
    )
    assert [(row.role, row.name) for row in plan.responsibilities] == [
        ("lead", "市生态环境局"), ("lead", "发展和改革局"), ("support", "市公安局"), ("support", "水务局"),
    ]  # fmt: skip


def test_lines_that_are_sentences_are_tasks(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市2011年10件实事\n\n一、解决农村10万人安全饮水问题。\n\n二、新建300个村级服务社。\n\n三、改造17个垃圾中转站。\n\n四、美化城区人民路。\n",
    )
    assert [task.marker for task in plan.tasks] == ["一", "二", "三", "四"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("细颗粒物（PM2.5）平均浓度控制在29微克每立方米以下。", [("细颗粒物（PM2.5）平均浓度", 29.0, "微克每立方米")]),
        (
            "可吸入颗粒物（PM10）浓度和细颗粒物（PM2.5）浓度分别不高于53和32微克/立方米。",
            [("可吸入颗粒物（PM10）浓度", 53.0, "微克/立方米"), ("细颗粒物（PM2.5）浓度", 32.0, "微克/立方米")],
        ),
        (
            "二氧化硫（SO2）、氮氧化物（NOX）等主要污染物排放总量比2015年分别下降15%、10%。",
            [("二氧化硫（SO2）排放总量", 15.0, "%"), ("氮氧化物（NOX）排放总量", 10.0, "%")],
        ),
        ("浓度在60至70微克/立方米之间的乡镇加强管控。", []),
        ("考核实行100分制，其中基层党建30分，城乡管理70分。", []),
        ("群众满意度评分达到91分以上。", [("群众满意度评分", 91.0, "分")]),
        ("继续增设电梯，12月底前开工建设200部。", [("电梯", 200.0, "部")]),
    ],
)
def test_what_a_number_counts(tmp_path: Path, text: str, expected: list[tuple[str, float, str]]) -> None:
    plan = plan_of(tmp_path, f"青岚县工作方案\n一、主要任务\n1.加强管理。{text}\n2.加强宣传。\n")
    assert [(found.what, found.value, found.measure) for found in plan.commitments] == expected


def test_heads_with_numbers_places_and_two_issuers(tmp_path: Path) -> None:
    work = "一、主要任务\n1.修桥。（责任单位：县交通局）\n2.护路。\n"
    numbered = plan_of(
        tmp_path, f"2021年县政府重点工作任务（青政发〔2021〕2号）\n各乡镇人民政府、县直各单位：\n现印发给你们。\n{work}"
    )
    assert (numbered.plan.title, numbered.plan.number) == ("2021年县政府重点工作任务", "青政发〔2021〕2号")
    joint = plan_of(
        tmp_path,
        f"法律网--信息搜索网\n中共青岚县委办公室、青岚县人民政府办公室关于印发《青岚县考核办法》的通知\n{work}",
    )
    assert joint.plan.issuers == ("中共青岚县委办公室", "青岚县人民政府办公室")
    assert joint.plan.title.startswith("中共青岚县委办公室")
    city = plan_of(tmp_path, f"魅力文明城市创建行动方案\n{work}")
    assert city.plan.place is None


def test_a_title_below_the_date_of_a_notice_that_announces_none(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "市人民政府办公室关于分解落实《政府工作报告》的通知\n\n各区、镇、办事处，市政府各部门：\n\n"
        "今年是新一届政府开局之年，也是转型升级的重要一年，做好全年工作责任重大。经市人民政府同意，现将报告确定的任务进行责任分解，请各地、各部门主要负责同志亲自抓，逐条对照，细化目标，抓好落实，确保完成。\n\n2017年1月13日\n\n《政府工作报告》重点工作责任分解\n\n"
        "今年全市经济社会发展的主要预期目标已经明确，各项工作时间紧、任务重、要求高，各地、各部门要振奋精神，主动作为，密切配合，确保各项任务圆满完成，现提出如下分工：\n\n一、加快升级\n\n发展农业。新增农田10万亩。（市农业局牵头，各区、镇、办事处参加）\n\n发展工业。（市经信委牵头）\n",
    )
    assert plan.plan.title == "《政府工作报告》重点工作责任分解"
    assert str(plan.plan.issued_on) == "2017-01-13"
    assert plan.notice is not None
    assert [entry.value for entry in plan.notice.addressees] == ["各区、镇、办事处", "市政府各部门"]
    assert "各区、镇、办事处" in [row.name for row in plan.responsibilities]


def test_a_unit_behind_a_key_is_no_duty(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市2022年立法工作计划\n一、立法项目\n1.青岚市电动自行车管理条例（修改）\n初审委员会：市人大监察委员会 初审时间：2022年3月\n2.青岚市城市更新条例（制定）\n",
    )
    assert [row.name for row in plan.responsibilities] == []
