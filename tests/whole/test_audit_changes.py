"""Make one change at a time to a plan that agrees with itself: each is found, and none costs a task."""

from pathlib import Path

import pytest

from extractors import extract
from pipeline.audit import audit
from schemas import Plan

TEXT = """云溪市人民政府办公室关于印发《云溪市河道治理行动方案（2026—2028年）》的通知

云政办发〔2026〕7号

各县区人民政府，市政府各部门：

《云溪市河道治理行动方案（2026—2028年）》已经市政府同意，现印发给你们，请认真贯彻落实。

云溪市人民政府办公室

2026年3月5日

云溪市河道治理行动方案（2026—2028年）

一、总体要求

坚持系统治理。目前全市共有泵站600座，按照规划缺口800座。到2028年，全市泵站总数达到1400座。

二、2026年重点任务

（一）巡查河道。完善河道巡查制度，扩大巡查河段，统一记录格式和上报时限，按季度形成河道巡查报告并向社会公开。（责任单位：市水利局）

（二）疏浚河道。疏浚河道90公里，其中城区30公里，郊区60公里。（牵头单位：市水利局；配合单位：市财政局；完成时限：2026年12月底前）

（三）改造泵站。开展设备更新、管网改造、智能监测三项工程。（责任单位：市住房城乡建设局）

（四）修复湿地。由市园林局牵头，市教育局配合。

三、保障措施

加强领导，落实经费。

本方案自2026年4月1日起施行。
"""
FARMS = """云溪市人民政府办公室关于印发《云溪市智慧农业发展行动计划（2026—2028年）》的通知

云政办发〔2026〕12号

各县区人民政府，市政府各部门：

《云溪市智慧农业发展行动计划（2026—2028年）》已经市政府同意，现印发给你们，请认真贯彻落实。

云溪市人民政府办公室

2026年5月8日

云溪市智慧农业发展行动计划（2026—2028年）

根据《云溪市乡村振兴“十五五”规划》（云政发〔2025〕40号），制定本计划。

一、发展目标

到2028年，全市建成智慧农场45个，设施农业面积达到12万亩，农业机械化率达到88%。具体指标见表1。

表1 主要指标

序号
指标名称
单位
2025年
2028年
属性
1
智慧农场
个
18
45
预期性
2
设施农业面积
万亩
9
12
约束性
3
农业机械化率
%
81
88
预期性

二、重点任务

（一）建设智慧农场。实施数据采集、无人作业、冷链直供3项行动，建成智慧农场45个，其中平原县30个，山区县15个。（牵头单位：市农业农村局；配合单位：市财政局、市气象局；完成时限：2028年12月底前）

（二）扩大设施农业。新建连栋温室6万平方米，改造老旧大棚2000亩，设施农业面积达到12万亩。（牵头单位：市农业农村局；配合单位：市自然资源和规划局；完成时限：2027年12月底前）

（三）培育经营主体。支持云禾集团、绿源合作社、丰泽农场等3家单位开展全程托管服务。（牵头单位：市供销社；配合单位：市农业农村局；完成时限：2026年12月底前）

（四）健全数据平台。建成市级农业数据平台，接入12个县区数据，按照附件1明确的分工推进。（牵头单位：市数据局；配合单位：市农业农村局；完成时限：2027年6月底前）

三、保障措施

（一）加强组织领导。成立工作专班，定期调度进展。

（二）强化资金保障。统筹涉农资金，落实财政补助。

本计划自2026年6月1日起施行，有效期至2028年12月31日。

附件：1.重点任务分工表

附件1

重点任务分工表

序号
工作任务
牵头单位
完成时限
1
建设智慧农场
市农业农村局
2028年12月底前
2
扩大设施农业
市农业农村局
2027年12月底前
3
培育经营主体
市供销社
2026年12月底前
4
健全数据平台
市数据局
2027年6月底前
"""
"""A plan with a table of indicators and an annex that repeats its tasks."""
PATROL = TEXT.partition("巡查河道。")[2].partition("（责任")[0]

CHANGES = {
    "a heading skips a number": ("三、保障措施", "四、保障措施"),
    "an item skips a number": ("（四）修复湿地", "（五）修复湿地"),
    "an item repeats a number": ("（四）修复湿地", "（三）修复湿地"),
    "a count is too high": ("三项工程", "五项工程"),
    "the year of a heading is past": ("二、2026年重点任务", "二、2021年重点任务"),
    "a deadline is before the date": ("完成时限：2026年12月底前", "完成时限：2024年12月底前"),
    "in force before the date": ("自2026年4月1日起施行", "自2022年4月1日起施行"),
    "parts exceed their total": ("郊区60公里", "郊区80公里"),
    "the shortfall misses the aim": ("达到1400座", "达到1700座"),
    "a passage is in two tasks": ("智能监测三项工程。", "智能监测三项工程。" + PATROL),
    "a passage in a later paragraph": (
        "城区30公里，郊区60公里。（",
        "城区30公里，郊区60公里。\n\n" + PATROL + "（",
    ),
    "the period is over before the date": (
        "云溪市河道治理行动方案（2026—2028年）\n\n一",
        "云溪市河道治理行动方案（2021—2023年）\n\n一",
    ),
    "a task has no unit": ("（责任单位：市住房城乡建设局）", ""),
}
FARM_CHANGES = {
    "a heading repeats a number": ("三、保障措施", "二、保障措施"),
    "a safeguard skips a number": ("（二）强化资金", "（三）强化资金"),
    "a count of a list": ("冷链直供3项行动", "冷链直供4项行动"),
    "more names than their count": ("等3家单位", "等2家单位"),
    "a part exceeds": ("山区县15个", "山区县25个"),
    "a task against the table": ("3项行动，建成智慧农场45个", "3项行动，建成智慧农场54个"),
    "a goal against the table": ("全市建成智慧农场45个", "全市建成智慧农场40个"),
    "an area against the table": ("面积达到12万亩，农业", "面积达到15万亩，农业"),
    "a rate against the table": ("机械化率达到88%", "机械化率达到92%"),
    "the table against the text": ("18\n45\n预期性", "18\n15\n预期性"),
    "a table that is not there": ("见表1。", "见表2。"),
    "an annex that is not there": ("附件1明确", "附件2明确"),
    "an attachment that is not there": ("附件：1.重点任务分工表", "附件：1.重点任务分工表\n2.重点项目表"),
    "another lead in the annex": ("培育经营主体\n市供销社", "培育经营主体\n市财政局"),
    "another deadline in the annex": ("市供销社\n2026年12月底前", "市供销社\n2027年12月底前"),
    "another task in the annex": ("2\n扩大设施农业\n", "2\n发展休闲农业\n"),
    "a deadline long past": ("完成时限：2026年12月底前）", "完成时限：2024年12月底前）"),
    "a deadline after the period": ("完成时限：2027年12月底前）", "完成时限：2031年12月底前）"),
    "an item after a gap": ("（四）健全", "（六）健全"),
    "expired before the date": ("有效期至2028年12月31日", "有效期至2025年12月31日"),
    "the number's year": ("云政办发〔2026〕", "云政办发〔2021〕"),
    "a basis of a later year": ("云政发〔2025〕40号", "云政发〔2028〕40号"),
    "a title of other years": ("行动计划（2026—2028年）\n\n根据", "行动计划（2025—2027年）\n\n根据"),
    "one unit twice": ("配合单位：市财政局、市气象局", "配合单位：市财政局、市财政局"),
    "a lead that supports": ("配合单位：市农业农村局；完成时限：2026", "配合单位：市供销社；完成时限：2026"),
    "no lead": ("牵头单位：市供销社；", ""),
    "two rates in two tasks": ("开展全程托管服务。", "开展全程托管服务，农业机械化率达到70%。"),
    "a table row without its target": ("81\n88\n", "81\n"),
    "a sixteenth month": ("2027年6月底前）", "2027年16月底前）"),
    "a past day in a sentence": ("建成市级农业数据平台", "2023年底前全面建成市级农业数据平台"),
    "a kind too many": ("支持云禾集团、绿源合作社、丰泽农场等3家单位", "支持种植、养殖、加工五大类，引导农户"),
    "a thirty-eighth day": ("2026年5月8日", "2026年5月38日"),
}
CASES = [(TEXT, *change) for change in CHANGES.values()] + [(FARMS, *change) for change in FARM_CHANGES.values()]


def read(tmp_path: Path, text: str) -> tuple[Plan, set[tuple[str, str]]]:
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    ((plan, document),) = extract(path, "plan")
    found = {(f.code, f"{f.verdict} {f.message.zh}") for f in (*plan.findings, *audit(plan, document))}
    assert plan.coverage is not None
    return plan, found | {(passage.kind, passage.evidence.quote) for passage in plan.coverage.passages}


def test_the_plan_agrees_with_itself(tmp_path: Path) -> None:
    plan, found = read(tmp_path, TEXT)
    assert [task.title for task in plan.tasks if task.kind == "task"] == [
        "巡查河道",
        "疏浚河道",
        "改造泵站",
        "修复湿地",
    ]
    assert {said for _, said in found if not said.startswith("agrees")} == set()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Plan, set[tuple[str, str]]]]:
    return {text: read(tmp_path_factory.mktemp("plan"), text) for text in (TEXT, FARMS)}


@pytest.mark.parametrize(("text", "before", "after"), CASES, ids=[*CHANGES, *FARM_CHANGES])
def test_a_change_is_found_and_costs_no_task(
    text: str,
    before: str,
    after: str,
    unchanged: dict[str, tuple[Plan, set[tuple[str, str]]]],
    tmp_path: Path,
) -> None:
    assert before in text
    whole, known = unchanged[text]
    plan, found = read(tmp_path, text.replace(before, after, 1))
    assert len(plan.tasks) == len(whole.tasks)
    assert {said for _, said in found - known if not said.startswith("agrees")}


def test_the_second_plan_agrees_with_itself(unchanged: dict[str, tuple[Plan, set[tuple[str, str]]]]) -> None:
    assert {said for _, said in unchanged[FARMS][1] if not said.startswith("agrees")} == set()
