"""Bodies that an item opens with, before their work, are responsible for it."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Plan


def plan_of(folder: Path, items: str) -> Plan:
    path = folder / "plan.txt"
    path.write_text(f"砚湖县护河工作方案\n\n一、主要任务\n\n{items}\n\n二、保障措施\n\n强化保障。\n", encoding="utf-8")
    ((plan, _),) = extract(path)
    return plan


@pytest.mark.parametrize(
    ("item", "expect"),
    [
        ("县水利局6月10日前完成9座水闸加固。", [("县水利局", "responsible")]),
        ("县妇联每季度组织家长培训，县教育局抓好课堂。", [("县妇联", "responsible"), ("县教育局", "responsible")]),
        ("县财政局、县审计局检查资金使用。", [("县财政局", "responsible"), ("县审计局", "responsible")]),
        ("县公安局交警大队整治路段9处。", [("县公安局交警大队", "responsible")]),
        ("县教育局会同县委编办每年招聘教师60名。", [("县教育局", "responsible"), ("县委编办", "support")]),
        ("县水利局巡查堤防。（县应急管理局负责）", [("县应急管理局", "responsible")]),
        ("建立联席会议制度，县水利局组织会商。", []),
        ("县林草局划定林带。", []),
        ("县水利局已完成9座水闸加固。", []),
        ("各镇组织巡河。", []),
        ("县图书馆建设项目，年底前完工。", []),
        ("县住建局检测平台建设1个。", []),
        ("县交通局实施村路改造工程。", [("县交通局", "responsible")]),
    ],
)
def test_who_opens_an_item(tmp_path: Path, item: str, expect: list[tuple[str, str]]) -> None:
    plan = plan_of(tmp_path, f"1.{item}\n\n2.清理河道。")
    (task, *_) = plan.tasks
    assert [(r.name, r.role) for r in plan.responsibilities if r.subject == task.id] == expect


def test_the_date_behind_the_body_is_that_of_the_item(tmp_path: Path) -> None:
    (task, *_) = plan_of(tmp_path, "1.县水利局6月10日前完成9座水闸加固。\n\n2.清理河道。").tasks
    assert task.deadline is not None
    assert task.deadline.text == "6月10日前"


def test_a_date_within_work_of_all_the_year_is_not_that_of_the_item(tmp_path: Path) -> None:
    (task, *_) = plan_of(tmp_path, "1.全年产值增长5%，一季度实现“开门红”。\n\n2.清理河道。").tasks
    assert task.deadline is None


def test_who_helps_is_named_behind_the_work_that_is_led(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.县商务局牵头负责冷链建设工作，会同县住建局、县民政局等部门制定标准。\n\n2.清理河道。")
    assert [(r.name, r.role) for r in plan.responsibilities] == [
        ("县商务局", "lead"),
        ("县住建局", "support"),
        ("县民政局", "support"),
    ]


def test_a_body_further_down_is_not_that_of_the_item(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "（一）保障经费。县财政局安排管护资金。\n\n（二）清理河道。")
    assert not plan.responsibilities
    assert plan.coverage is not None
    assert "县财政局安排管护资金" in [passage.evidence.quote for passage in plan.coverage.passages]
