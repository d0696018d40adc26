"""Numbers of a list that are printed without their dot."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors import extract, extract_document
from extractors.readers.dump.read import read_text
from schemas import Plan
from tests.support import text_plans as texts

HEAD = "云川市2026年河道管护工作要点\n\n一、重点任务\n\n"


def plan_of(items: list[str]) -> Plan:
    text = HEAD + "\n\n".join(items) + "\n"
    ((plan, _),) = extract_document(read_text(Path("plan.txt"), text.encode()), "plan")
    return plan


@pytest.mark.parametrize("item", ["2加固堤岸。修补险段。", "2“河长”巡查。每月一次。", "2 加固堤岸。修补险段。"])
def test_a_number_that_the_list_lacks_opens_its_item(item: str) -> None:
    plan = plan_of(["1.清理河道。（市水利局牵头）", f"{item}（市财政局牵头）", "3.种植水草。（市林业局牵头）"])
    assert [(task.marker, task.title) for task in plan.tasks][1][0] == "2"
    assert [unit.name for unit in plan.responsibilities] == ["市水利局", "市财政局", "市林业局"]
    assert [finding.code for finding in plan.findings if finding.subjects == (plan.tasks[1].id,)] == ["numbering-level"]


@pytest.mark.parametrize(
    "items",
    [
        ["1.清理河道。（市水利局牵头）", "2项任务同时推进。", "2.种植水草。（市林业局牵头）"],
        ["1.清理河道。（市水利局牵头）", "3个月内完成。", "2.种植水草。（市林业局牵头）"],
        ["1.清理河道。（市水利局牵头）", "2026年启动。", "2.种植水草。（市林业局牵头）"],
        ["1.清理河道。（市水利局牵头）", "2.种植水草。（市林业局牵头）", "3次巡查。"],
    ],
)
def test_a_quantity_opens_none(items: list[str]) -> None:
    plan = plan_of(items)
    assert [task.marker for task in plan.tasks] == ["1", "2"]
    assert not [finding for finding in plan.findings if finding.code == "numbering-level"]


@pytest.mark.parametrize(
    ("after", "read_as"),
    [
        (["（1）疏通暗渠。清除淤泥。", "（2）改造泵站。更新机组。"], "digit"),
        (["（4）疏通暗渠。清除淤泥。"], "digit_bracket"),
        (["一般情况下每月检查一次。", "4.完善设施。增设水尺。"], "digit_bracket"),
    ],
)
def test_a_mark_with_a_list_of_the_other_kind_below_it_is_of_its_own_level(after: list[str], read_as: str) -> None:
    before = ["3.管护办法。分级管护。", "（1）清理河道。打捞水草。", "（2）加固堤岸。修补险段。"]
    plan = plan_of([*before, "3．整治内涝。排查积水点。", *after])
    (drains,) = (fact for fact in (*plan.tasks, *plan.headings) if fact.title == "整治内涝")
    assert drains.evidence.rule == f"outline.{read_as}"
    codes = [finding.code for finding in plan.findings if finding.subjects == (drains.id,)]
    assert codes == (["numbering-level"] if read_as == "digit_bracket" else [])


@pytest.mark.parametrize(
    ("marks", "chapter"),
    [
        ("一二三三五", False),  # the second 三 is a slip of 四
        ("一二七四", False),
        ("一二三三", False),
        ("一二三三四", True),  # without it the list is complete
    ],
)
def test_a_slip_in_a_list_opens_no_chapter(marks: str, chapter: bool) -> None:
    """The chapter 二、 is open, so each 三 in brackets may be a misprint of 三、."""
    chapters = "二、重点工程\n\n"
    plan = plan_of([chapters, *(f"（{mark}）疏浚{mark}号河道。清除淤泥，加固堤岸。" for mark in marks)])
    assert len(plan.tasks) == len(marks) - chapter
    assert [finding.code for finding in plan.findings].count("numbering-level") == chapter


def test_clauses_that_say_only_when_and_on_what_ground_are_no_title() -> None:
    ground = "根据省政府有关部门制定公布的行政裁量权基准，2026年11月底前，"
    plan = plan_of([f"1.{ground}出台规范市本级行政裁量权基准制定和管理的措施，定期评估。（市司法局牵头）"])
    assert plan.tasks[0].title == f"{ground}出台规范市本级行政裁量权基准制定和管理的措施"


TABLE = "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 疏浚河道 | 区水务局 |\n| 2 | 加固堤岸 | 区财政局 |"


def test_a_box_is_part_of_its_section_and_not_of_those_after_it() -> None:
    """专栏1 over a table of indicators used to take 二、 with all its tasks."""
    rows = "序号\t指标\t单位\t2026年\t2029年\n1\t步道\t公里\t12\t18\n2\t灯具\t盏\t31\t46"
    plan = plan_of(
        ["专栏1 主要指标", rows, "二、重点工程", "（一）疏浚河道\n\n分段清淤。", "（二）加固堤岸\n\n先行试点。"]
    )
    assert [task.title for task in plan.tasks] == ["疏浚河道", "加固堤岸"]
    parents = {heading.title: heading.parent for heading in plan.headings}
    assert parents == {"重点任务": None, "主要指标": "plan/heading/1", "重点工程": None}


def test_a_heading_right_above_a_table_is_no_task_beside_its_rows(tmp_path: Path) -> None:
    parts = (
        "# 云川市2026年河道管护方案",
        "一、总体要求",
        "坚持公益。",
        "二、责任清单",
        TABLE,
        "三、日常工作",
        "按月调度。",
    )
    path = tmp_path / "plan.md"
    path.write_text("\n\n".join(parts), encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [task.title for task in plan.tasks] == ["日常工作", "疏浚河道", "加固堤岸"]
    assert "责任清单" in {heading.title for heading in plan.headings}
    assert not plan.coverage.passages


@pytest.mark.parametrize("mark", ["{}．", "{}、", "（{}）", "({})"])
@pytest.mark.parametrize(
    "numbers",
    [
        range(998, 1204),
        range(1897, 1903),
        range(9998, 10004),
        (*range(1890, 1899), *range(1901, 1908)),
        (1898, 1899, 1900, 1900, 1902),
    ],
    ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}",
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbers_of_four_digits_open_their_items(mark: str, numbers: Sequence[int], between: str) -> None:
    """A list used to end at 999, or at 1899 where a number like a year was left out: its last item took in the rest."""
    items = [f"{mark.format(number)}修缮第{number}座水闸。由市水利局牵头负责。" for number in numbers]
    plan = plan_of([between.join(items)])
    assert [task.marker.strip("（）()") for task in plan.tasks] == [str(number) for number in numbers]
    assert len(plan.responsibilities) == len(numbers)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_numbers_before_half_a_bracket_open_their_items(between: str) -> None:
    """Lines of a text that begin with 1） used to run together, and the list ended at 99."""
    items = [f"{number}）修缮第{number}座水闸。由市水利局牵头负责。" for number in range(1, 121)]
    assert len(plan_of([between.join(items)]).tasks) == 120


@pytest.mark.parametrize(
    "line",
    [
        "2026．全市河道安澜。",
        "2026、2027年持续推进。",
        "1500．5万元已经拨付。",
        "（2026）12号文件同时废止。",
        "（2026）全市河道安澜。",
        "104）等河道安澜。",
    ],
)
def test_a_year_or_an_amount_opens_none(line: str) -> None:
    plan = plan_of(["1.清理河道。（市水利局牵头）", line, "2.种植水草。（市林业局牵头）"])
    assert [task.marker for task in plan.tasks] == ["1", "2"]


@pytest.mark.parametrize(
    "marks",
    ["●1. ●2. ●3.", "☑1. ☐2. □3.", "01. 02. 03.", "I. II. III.", "Ⅰ． Ⅱ． Ⅲ．", "壹、 贰、 叁、", "❶ ❷ ❸", "➀ ➁ ➂"],
)
def test_marks_of_rarer_forms_are_no_text_of_their_items(marks: str) -> None:
    names = ["清理河道", "加固堤岸", "种植水草"]
    plan = plan_of(
        [f"{mark}{name}。（市水利局牵头）" for mark, name in zip(marks.split(), names, strict=True)],
    )
    assert [task.title for task in plan.tasks] == names
    assert [plan.tasks[0].evidence.quote[:1] in mark for mark in marks.split()[:1]] == [True]
    assert plan.coverage.unread == 0


def test_words_of_marks_count_for_themselves(tmp_path: Path) -> None:
    plan = texts.plan_of(
        tmp_path,
        "云川市河道管护任务清单\n行动一：清河行动\n任务1：疏浚河道3公里。\n牵头单位：市水利局\n任务2：修补险段。\n牵头单位：市财政局\n"
        "行动二：护岸行动\n任务3：种植水草。\n牵头单位：市林业局\n",
    )
    titles = {heading.id: heading.title for heading in plan.headings}
    assert [(task.marker, titles[task.heading or ""]) for task in plan.tasks] == [
        ("任务1：", "清河行动"), ("任务2：", "清河行动"), ("任务3：", "护岸行动"),
    ]  # fmt: skip


def test_problems_are_items_and_no_title_ends_inside_a_bracket(tmp_path: Path) -> None:
    plan = texts.plan_of(
        tmp_path,
        "云川市护河行动台账\n\n问题一：堤岸破损。\n整改时限：6月底前\n责任单位：市水利局\n整改进展：已完成一半\n\n"
        "问题二：护栏缺失（某某桥段；某某路段）。\n整改时限：长期坚持\n责任单位：市交通局\n整改进展：正在推进\n",
    )
    assert [(task.marker, task.title, task.deadline and task.deadline.text) for task in plan.tasks] == [
        ("问题一：", "堤岸破损", "6月底前"), ("问题二：", "护栏缺失", "长期坚持"),
    ]  # fmt: skip
    assert [duty.name for duty in plan.responsibilities] == ["市水利局", "市交通局"]


def test_no_title_ends_inside_quotation_marks(tmp_path: Path) -> None:
    text = "（一）关于“守住河道红线，划定永久护岸林，并逐段建立管护台账、明确责任人员”的问题，由市水利局负责。\n（二）巡护。每月一次。\n"
    plan = texts.plan_of(tmp_path, "云川市河道管护分工方案\n一、工作分工\n" + text)
    assert plan.tasks[0].title == "关于“守住河道红线，划定永久护岸林，并逐段建立管护台账、明确责任人员”的问题"


def test_a_colon_behind_the_mark_is_no_part_of_the_title(tmp_path: Path) -> None:
    plan = texts.plan_of(
        tmp_path,
        "云川市河道管护规划\n第一部分：发展基础\n一、成效\n河道畅通。\n第二部分：主要任务\n一、清河\n（一）疏浚河道。（市水利局牵头）\n（二）清理水草。（市林业局牵头）\n",
    )
    assert [heading.title for heading in plan.headings if heading.level == 1] == ["发展基础", "主要任务"]
