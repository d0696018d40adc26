"""Figures behind the name of what is measured, and figures that report instead of promising."""

from pathlib import Path

import pytest

from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规上工业增加值：增长7.5%（基数：2025年增长6.9%）。", [("规上工业增加值", 7.5)]),
        ("一般公共预算收入：完成42.6亿元，增长5.5%。", [("一般公共预算收入", 42.6), ("一般公共预算收入", 5.5)]),
        ("PM2.5浓度：≤32微克/立方米。", [("PM2.5浓度", 32.0)]),
        ("空气优良天数：不少于300天。", [("空气优良天数", 300.0)]),
        ("总投资：3亿元。建设规模：3万平方米。", []),
        ("改造管道，6月25日前完成管道铺设1.8公里。", [("管道铺设", 1.8)]),
        ("进度：二季度上线10项，四季度上线20项。", []),
        ("新开工安置房3200套。", [("安置房", 3200.0)]),
        ("计划3月底完成征地，实际完成62%。", []),
        ("平台数据接入率仅为41%，低于计划19个百分点。", []),
        ("大会共收到代表建议142件。", []),
    ],
)
def test_figures(tmp_path: Path, text: str, expected: list[tuple[str, float]]) -> None:
    plan = plan_of(tmp_path, f"青岚县重点工作方案\n一、主要任务\n1.{text}\n2.加强宣传。\n")
    assert [(found.what, found.value) for found in plan.commitments] == expected
