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
    "a task has no unit": ("（责任单位：市住房城乡建设局）", ""),
}


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


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_and_costs_no_task(change: str, tmp_path: Path) -> None:
    before, after = CHANGES[change]
    assert TEXT.count(before) >= 1
    whole, known = read(tmp_path, TEXT)
    plan, found = read(tmp_path, TEXT.replace(before, after, 1))
    assert len(plan.tasks) == len(whole.tasks)
    assert {said for _, said in found - known if not said.startswith("agrees")}
