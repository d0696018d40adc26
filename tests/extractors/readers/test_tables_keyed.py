"""Tables printed as keys and values, row by row, side by side or on lines of their own."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Plan
from tests.support.table_layouts import read, rows_of

ROWS = [
    ("1", "改造老街骑楼，更换雨水管。", "周文远", "县住建局", "县城管局、县文旅局", "2026年9月底前"),
    ("2", "新建社区游泳馆，面向学生开放。", "何静", "县体育局", "", "持续推进"),
    ("3", "修复北溪湿地，建设观鸟步道。", "周文远", "县林业局", "县水利局", "2027年12月"),
]
KEYS = ("序号", "工作任务", "分管领导", "牵头单位", "配合单位", "完成时限")
HEAD = "青杨县惠民工程实施方案\n为办好实事，制定本方案。\n一、工作安排\n各项工作见下表。\n附件 惠民工程任务表\n"


def _plan(tmp_path: Path, text: str) -> Plan:
    (tmp_path / "plan.txt").write_text(HEAD + text, encoding="utf-8")
    ((plan, _),) = extract(tmp_path / "plan.txt")
    return plan


def _keyed(between: str) -> str:
    rows = (between.join(f"{key}：{value}" for key, value in zip(KEYS, row, strict=True) if value) for row in ROWS)
    return "\n".join(rows) + "\n"


def test_rows_that_say_their_columns_are_rows_of_a_table(tmp_path: Path) -> None:
    for between in (" ", "；", "\n", "　"):
        plan = _plan(tmp_path, _keyed(between))
        tasks = [task for task in plan.tasks if task.evidence.rule == "table.row"]
        assert [(task.marker, task.text) for task in tasks] == [row[:2] for row in ROWS]
        assert [task.deadline and task.deadline.text for task in tasks] == [row[5] for row in ROWS]
        assert [[extra.value for extra in task.extras] for task in tasks] == [[row[2]] for row in ROWS]
        duties = {(duty.subject, duty.name, duty.role) for duty in plan.responsibilities}
        assert duties == {
            (task.id, name, role)
            for task, row in zip(tasks, ROWS, strict=True)
            for role, names in (("lead", row[3]), ("support", row[4]))
            for name in names.split("、")
            if name
        }
        assert plan.coverage is not None
        assert not plan.coverage.passages


def test_lines_without_a_key_go_on_with_the_value_above_them() -> None:
    _, (region,) = pair = read(
        "序号：1\n工作任务：改造老街骑楼，\n更换雨水管。\n责任单位：县住建局、\n县城管局\n序号：2\n工作任务：新建游泳馆\n责任单位：县体\n育局\n"
        "序号：3\n工作任务：修复湿地\n责任单位：县林业局、\n县水利局\n二、保障措施\n加强领导。\n"
    )
    rows = rows_of(pair[0], region)
    assert rows[1::2] == [
        ["1", "改造老街骑楼，更换雨水管。", "县住建局、县城管局"],
        ["2", "新建游泳馆", "县体育局"],
        ["3", "修复湿地", "县林业局、县水利局"],
    ]


def test_clauses_below_numbered_items_are_no_rows() -> None:
    _, regions = read(
        "1.改造老街骑楼。\n工作目标：年内完成。\n责任单位：县住建局\n完成时限：2026年9月\n"
        "2.新建社区游泳馆。\n工作目标：建成开放。\n责任单位：县体育局\n完成时限：2027年12月\n"
    )
    assert regions == ()


def test_indicators_may_be_printed_so(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        "指标：社区书屋 单位：个 2025年基期值：20 2030年目标值：≥34 年均增长（%）：11 属性：预期性\n"
        "指标：步道长度 单位：公里 2025年基期值：48 2030年目标值：61 年均增长（%）：— 属性：约束性\n",
    )
    found = [
        (item.name, item.measure, item.attribute, [(value.year, value.kind, value.value) for value in item.values])
        for item in plan.indicators
    ]
    assert found == [
        ("社区书屋", "个", "预期性", [(2025, "baseline", 20.0), (2030, "target", 34.0), (None, "growth_rate", 11.0)]),
        ("步道长度", "公里", "约束性", [(2025, "baseline", 48.0), (2030, "target", 61.0)]),
    ]


def test_a_sentence_between_rows_is_no_part_of_a_date() -> None:
    lines, regions = read(
        "项目名称：城东泵站\n责任单位：县水利局\n完成时限：2026年底\n城东泵站先行开工，由县住建局牵头协调。\n"
        "项目名称：县图书馆\n责任单位：县文旅局\n完成时限：2027年底\n项目名称：县体育馆\n责任单位：县体育局\n完成时限：2028年底\n"
    )
    (region,) = regions
    assert [row[2] for row in rows_of(lines, region)[1::2]] == ["2027年底", "2028年底"]


def test_sums_and_fields_below_the_last_row_are_none_of_its_units() -> None:
    lines, regions = read(
        "任务：康复救助\n指标：服务500人\n责任单位：县残联\n任务：就业培训\n指标：培训100人\n责任单位：县人社局\n"
        "小计：2项\n合计：600人\n联系人：何静\n"
    )
    (region,) = regions
    assert rows_of(lines, region)[3] == ["就业培训", "培训100人", "县人社局"]


def test_targets_of_places_name_their_place(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        "县区：东平区 指标：新建步道 目标值：12公里\n县区：西河县 指标：新建步道 目标值：8公里\n县区：北桥镇 指标：植树 目标值：900亩\n",
    )
    found = [(item.category, item.name, [value.value for value in item.values]) for item in plan.indicators]
    assert found == [("东平区", "新建步道", [12.0]), ("西河县", "新建步道", [8.0]), ("北桥镇", "植树", [900.0])]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_units_may_be_keys_of_signs(tmp_path: Path, between: str) -> None:
    rows = (
        ("序号：1", "工作任务：改造老街", "县住建局：★", "县文旅局：▲"),
        ("序号：2", "工作任务：修复湿地", "县林业局：★"),
        ("序号：3", "工作任务：新建泳馆", "县住建局：▲", "县体育局：★"),
    )
    plan = _plan(tmp_path, "\n".join(map(between.join, rows)) + "\n注：★为牵头单位，▲为配合单位。\n")
    tasks = {task.id: task.title for task in plan.tasks if task.evidence.rule == "table.row"}
    assert {(tasks[duty.subject], duty.name, duty.role) for duty in plan.responsibilities} == {
        ("改造老街", "县住建局", "lead"), ("改造老街", "县文旅局", "support"), ("修复湿地", "县林业局", "lead"),
        ("新建泳馆", "县体育局", "lead"), ("新建泳馆", "县住建局", "support"),
    }  # fmt: skip


@pytest.mark.parametrize("between", [" ", "\n"])
def test_rows_with_keys_that_are_not_known_are_told(tmp_path: Path, between: str) -> None:
    names = ("新建步道", "植树", "清淤")
    rows = (
        between.join((f"序号：{at}", f"指标名称：{name}", f"东平区：{at}7", f"西河县：{at}9"))
        for at, name in enumerate(names, 1)
    )
    plan = _plan(tmp_path, "\n".join(rows) + "\n")
    assert plan.coverage is not None
    told = " ".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert all(name in told for name in (*names, "17", "29", "37"))
