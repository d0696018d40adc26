"""Copies of lists that say the same of each item on lines of its own: who, where, when."""

from pathlib import Path

from tests.support.text_plans import plan_of

LEDGER = """云岭镇重点工作任务台账
任务1：建设高标准农田3000亩
牵头领导：某甲
责任站所：镇农业服务中心
责任村：东沟村、西沟村
完成时间：2026年9月
进展情况：正在推进
任务2：改造户厕150座
牵头领导：某乙
责任站所：镇村建所
责任村：各村
完成时间：2026年11月
进展情况：未启动
"""


def test_bodies_of_a_town_persons_and_deadlines_on_lines_of_their_own(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, LEDGER)
    found = [(row.subject[-1], row.label, row.name) for row in plan.responsibilities]
    assert found == [
        ("1", "责任站所", "镇农业服务中心"), ("1", "责任村", "东沟村"), ("1", "责任村", "西沟村"),
        ("2", "责任站所", "镇村建所"), ("2", "责任村", "各村"),
    ]  # fmt: skip
    assert [task.deadline.on if task.deadline else None for task in plan.tasks] == ["2026-09-30", "2026-11-30"]
    assert [[(extra.key, extra.value) for extra in task.extras] for task in plan.tasks] == [
        [("牵头领导", "某甲")], [("牵头领导", "某乙")],
    ]  # fmt: skip
    assert plan.coverage.passages == ()


PROJECTS = """云岭县2026年重点项目清单
一、交通类
1.云岭大桥改造项目
建设地点：云岭镇
建设内容及规模：改造桥梁2座
责任单位：县交通运输局
2.县道改建项目
建设地点：东岭镇、西岭镇
建设内容及规模：改建公路18公里
责任单位：县公路事务中心
"""


def test_keys_that_each_item_has_open_a_line(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, PROJECTS)
    assert [task.title for task in plan.tasks] == ["云岭大桥改造项目", "县道改建项目"]
    assert [row.name for row in plan.responsibilities] == ["县交通运输局", "县公路事务中心"]
    assert [(row.value, row.measure) for row in plan.commitments] == [(2, "座"), (18, "公里")]


def test_a_key_that_is_the_end_of_a_broken_clause_opens_none(tmp_path: Path) -> None:
    text = (
        "云岭县重点工作任务分工方案\n一、主要任务\n"
        "1.完善农村公路管护机制，落实养护资金，开展安全隐患排查整治行动。（责任\n单位：县交通局、县财政局）\n"
        "2.推进河道整治，建立健全巡查制度，完成三条主要河流综合治理工作。（责任\n单位：县水务局）\n"
    )
    plan = plan_of(tmp_path, text)
    assert [row.name for row in plan.responsibilities] == ["县交通局", "县财政局", "县水务局"]
    assert plan.coverage.passages == ()
