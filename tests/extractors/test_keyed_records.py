"""Records of keys and values, one line each: problems to be set right, cases that a leader has taken on, works with an owner."""

from pathlib import Path

import pytest

from extractors.clauses.find import clauses
from schemas import Plan
from tests.support.text_plans import plan_of


def duties(plan: Plan) -> list[tuple[str, str, str]]:
    titles = {entry.id: entry.title for entry in (*plan.tasks, *plan.headings)}
    return [(titles[row.subject], row.role, row.name) for row in plan.responsibilities if not row.inherited]


def test_cases_with_a_leader(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县信访突出问题包案清单\n案件一：北关小区办证难问题\n包案领导：副县长谭某\n责任单位：县自然资源局\n协助单位：县住建局、北关街道\n"
        "化解时限：2026年9月30日\n案件二：红星建材厂欠薪问题\n包案领导：县委常委贺某\n责任单位：县人社局\n协助单位：县公安局\n化解时限：2026年5月31日\n",
    )
    assert [(task.title, task.deadline and task.deadline.on) for task in plan.tasks] == [
        ("北关小区办证难问题", "2026-09-30"), ("红星建材厂欠薪问题", "2026-05-31"),
    ]  # fmt: skip
    assert [[extra.value for extra in task.extras] for task in plan.tasks] == [["副县长谭某"], ["县委常委贺某"]]
    assert duties(plan) == [
        ("北关小区办证难问题", "responsible", "县自然资源局"), ("北关小区办证难问题", "support", "县住建局"),
        ("北关小区办证难问题", "support", "北关街道"), ("红星建材厂欠薪问题", "responsible", "县人社局"),
        ("红星建材厂欠薪问题", "support", "县公安局"),
    ]  # fmt: skip


def test_problems_with_measures_below_them(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县督察反馈问题整改方案\n问题一：污水收集率偏低。\n责任单位：县住建局\n验收单位：县整改办\n整改措施：\n1.新建管网。完成支管到户。\n"
        "2.扩建污水厂。增加日处理能力。\n整改时限：2026年12月31日前\n问题二：矿山修复滞后。\n责任单位：县自然资源局\n整改措施：\n1.修复矿山。完成覆绿。\n",
    )
    assert [(heading.marker, heading.title) for heading in plan.headings] == [
        ("问题一：", "污水收集率偏低"), ("问题二：", "矿山修复滞后"),
    ]  # fmt: skip
    assert [task.title for task in plan.tasks] == ["新建管网", "扩建污水厂", "修复矿山"]
    assert [row[2] for row in duties(plan)] == ["县住建局", "县自然资源局"]
    assert [found.evidence.quote for found in plan.coverage.passages] == ["验收单位：县整改办"]


def test_a_key_that_a_line_end_tears_is_one_key(tmp_path: Path) -> None:
    long = "牵头单位：市政务办、市大数据局、市市场监管局、市教育局。责任单位：市政府有关部门。完成"
    plan = plan_of(
        tmp_path,
        f"青岚市营商环境方案\n一、主要任务\n1.减少材料。推行承诺制。\n牵头单位：市政务办。责任单位：市数据局。完成时限：2026年6月。\n2.优化流程。推行联办。\n{long}\n时限：2026年12月。\n",
    )
    assert [task.deadline and task.deadline.on for task in plan.tasks] == ["2026-06-30", "2026-12-31"]


def test_a_label_in_a_bracket_addresses_nobody(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市民生实事分解\n1、新建公园12个 主办：市园林局 协办：各区政府\n2、更换老旧电梯150台【牵头单位:市监管局】【责任单位:各区人民政府】\n3、改造公路80公里｛责任单位：市交通局｝\n",
    )
    assert [task.marker for task in plan.tasks] == ["1", "2", "3"]
    assert [row[2] for row in duties(plan)] == ["市园林局", "各区政府", "市监管局", "各区人民政府", "市交通局"]


def test_a_leader_named_behind_the_title(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚镇重点工作责任清单\n1.修建通组路6公里 包村领导：镇长高某 责任村：东沟村 责任站所：镇村建办 完成时限：10月31日\n"
        "2.改造厕所150户 包片领导：许某 责任村：各村 完成时限：年底前\n",
    )
    assert [task.title for task in plan.tasks] == ["修建通组路6公里", "改造厕所150户"]
    assert [[extra.value for extra in task.extras] for task in plan.tasks] == [["镇长高某"], ["许某"]]
    assert [(found.what, found.value) for found in plan.commitments] == [("通组路", 6.0), ("厕所", 150.0)]


def test_leaders_between_semicolons(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚镇防汛包保责任表\n1.包保对象：红旗水库下游河段；行政责任人：镇长吕某；巡查责任人：曲某；责任单位：镇应急办、红旗村\n"
        "2.包保对象：柳河北岸险工段；行政责任人：副镇长蒲某；责任单位：镇水利站\n",
    )
    assert [[(extra.key, extra.value) for extra in task.extras] for task in plan.tasks] == [
        [("行政责任人", "镇长吕某"), ("巡查责任人", "曲某")], [("行政责任人", "副镇长蒲某")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动减量。〖市商务局、市邮政管理局负责；2026年12月底〗", "responsible:市商务局 responsible:市邮政管理局"),
        ("建立机制。牵头单位——市城管局；配合单位——市统计局。", "lead:市城管局 support:市统计局"),
        ("建设电厂。项目公司：云川能源公司；监管单位：市城管局。", "responsible:云川能源公司 supervise:市城管局"),
        ("更换电梯150台【牵头单位:市监管局】【责任单位:各区人民政府】", "lead:市监管局 responsible:各区人民政府"),
        ("改造农村公路｛责任单位：市交通局｝", "responsible:市交通局"),
        (
            "修建公园 主办：市园林局 协办：各区政府 挂牌督办：市督查室",
            "lead:市园林局 support:各区政府 supervise:市督查室",
        ),
        ("责任单位－市城管局", "responsible:市城管局"),
    ],
)
def test_signs_for_brackets_and_colons(text: str, expected: str) -> None:
    parts = [part for clause in clauses(text) for part in clause.parts]
    assert " ".join(f"{part.role}:{unit.name}" for part in parts for unit in part.units.mentions) == expected
