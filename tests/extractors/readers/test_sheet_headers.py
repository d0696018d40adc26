"""Headers of sheets, whose empty cells a workbook does not have."""

from pathlib import Path

from openpyxl import Workbook

from extractors import extract


def test_a_row_of_years_below_some_columns_completes_the_header(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["砚湖县护林规划主要指标"])
    sheet.append(["序号", "指标", "单位", "现状值", "近期目标", "远期目标"])
    sheet.append([None, None, None, "2026年", "2028年", "2035年"])
    sheet.append([1, "森林覆盖率", "%", 41, 42, 45])
    sheet.append([2, "护林站", "座", 6, 8, 12])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    ((plan, _),) = extract(path)
    assert [[(value.year, value.value) for value in row.values] for row in plan.indicators] == [
        [(2026, 41), (2028, 42), (2035, 45)],
        [(2026, 6), (2028, 8), (2035, 12)],
    ]
    assert plan.coverage.passages == ()


def test_a_lone_cell_above_another_header_begins_a_table(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["砚湖县护林行动方案（2027—2029年）"],
        ["一、主要指标"],
        ["指标", "2026年", "2029年"],
        ["森林覆盖率（%）", 41, 43],
        ["二、重点任务"],
        ["序号", "任务", "责任单位"],
        [1, "巡护林区", "县林业局"],
        ["三、保障任务"],
        ["序号", "任务", "责任单位"],
        [1, "落实经费", "县财政局"],
    ):
        sheet.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    ((plan, document),) = extract(path)
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph", "table"] + ["paragraph", "table"] * 2
    assert [row.name for row in plan.indicators] == ["森林覆盖率"]
    assert [task.title for task in plan.tasks] == ["巡护林区", "落实经费"]
    assert [duty.name for duty in plan.responsibilities] == ["县林业局", "县财政局"]
