"""Clauses on lines of their own below lists: whose they are."""

from pathlib import Path

import pytest

from schemas import Plan
from tests.support.text_plans import plan_of

SHARED = """青岚县应急体系建设任务分工方案
一、预案
1.完善预案
（1）修订总体预案。
（2）组织综合演练。
（责任单位：县应急局、县气象局）
2.健全机制
（1）建立会商机制。
（2）共享监测信息。
（责任单位：县水利局）
"""


def duties(plan: Plan) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {task.title: [] for task in plan.tasks}
    titles = {task.id: task.title for task in plan.tasks}
    for row in plan.responsibilities:
        if row.subject in titles:
            named[titles[row.subject]].append(row.name)
    return named


def test_all_items_of_each_list_share_the_clause_that_closes_it(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, SHARED)
    assert duties(plan) == {
        "修订总体预案": ["县应急局", "县气象局"], "组织综合演练": ["县应急局", "县气象局"],
        "建立会商机制": ["县水利局"], "共享监测信息": ["县水利局"],
    }  # fmt: skip
    assert plan.coverage.passages == ()


@pytest.mark.parametrize(
    "changed",
    [
        SHARED.replace("（2）共享监测信息。\n（责任单位：县水利局）\n", ""),  # one list closes so
        SHARED.replace("（1）建立会商机制。\n", "（1）建立会商机制。\n（责任单位：县财政局）\n"),
    ],
)
def test_where_items_have_clauses_of_their_own_the_last_one_is_its_item_s(tmp_path: Path, changed: str) -> None:
    named = duties(plan_of(tmp_path, changed))
    assert named["修订总体预案"] == []
    assert named["组织综合演练"] == ["县应急局", "县气象局"]


@pytest.mark.parametrize(
    "closing",
    [
        "责任单位：县水利局。另建会商室2间，配备终端20台。",
        "县水利局：负责落实会商经费，完成年度预算安排。",
    ],
)
def test_a_line_that_says_more_than_who_is_responsible_stays_with_its_item(tmp_path: Path, closing: str) -> None:
    changed = SHARED.replace("（责任单位：县水利局）", closing)
    plan = plan_of(tmp_path, changed)
    assert duties(plan)["建立会商机制"] == []
    assert closing in plan.tasks[-1].text


def test_a_rule_in_brackets_behind_a_list_is_about_that_list_too(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县重点工作责任分解\n一、目标\n1.财政收入增长6%。\n责任单位：县财政局、县税务局\n"
        "2.投资增长10%。\n责任单位：县发改委、县住建局（除标注“分别牵头”外，列第一位为牵头单位，下同）\n"
        "3.消费增长5%。\n责任单位：县商务局、县文旅局\n4.完成节能任务。\n责任单位：县工信局、县发改委分别牵头\n",
    )
    assert plan.plan.title == "青岚县重点工作责任分解"
    roles = [(row.subject[-1], row.role, row.name) for row in plan.responsibilities]
    assert roles == [
        ("1", "responsible", "县财政局"), ("1", "responsible", "县税务局"),
        ("2", "lead", "县发改委"), ("2", "responsible", "县住建局"),
        ("3", "lead", "县商务局"), ("3", "responsible", "县文旅局"),
        ("4", "lead", "县工信局"), ("4", "lead", "县发改委"),
    ]  # fmt: skip
