"""Cells longer than a page, cells of several names and numbers, and who issued a document below its title."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_document
from schemas import Indicator
from tests.support.pdf_drawing import Drawing


def saved(drawing: Drawing, folder: Path) -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return path


WIDTHS = (60.0, 150.0, 90.0, 170.0)
HEAD = ("序号", "重点任务", "责任单位", "年度安排")
STEPS = [f"第{number}步：疏浚支渠并复核断面；" for number in range(1, 41)]


@pytest.mark.parametrize("pages", [3, 4])
def test_a_row_goes_on_where_one_of_its_cells_alone_has_text_on_a_page(tmp_path: Path, pages: int) -> None:
    drawing, share = Drawing(), 40 // pages
    for page in range(pages):
        last = page == pages - 1
        part = STEPS[page * share : None if last else (page + 1) * share]
        row = ("1", "疏浚灌区支渠", "县水利局", "\n".join(part)) if page == 0 else ("", "", "", "\n".join(part))
        rows = [HEAD, row] if page == 0 else [row, ("2", "更换闸门", "县财政局", "招标采购")] if last else [row]
        drawing.table(80, WIDTHS, rows)
        drawing.text(280, 800, f"— {page + 1} —")
        drawing.page()
    document = read_document(saved(drawing, tmp_path))
    (table,) = [block for block in document.blocks if block.table]
    assert table.table and table.table.rows == 3
    cells = [table.text[cell.start : cell.end] for cell in table.table.cells]
    assert cells[7].replace("\n", "") == "".join(STEPS) and cells[8:11] == ["2", "更换闸门", "县财政局"]


def test_a_box_around_text_in_one_column_is_no_table_without_one_before_it(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.table(80, WIDTHS, [("", "", "", "\n".join(STEPS[:5]))])
    document = read_document(saved(drawing, tmp_path))
    assert not any(block.table for block in document.blocks)


def stacked(names: str, measures: str, *values: str) -> Drawing:
    """Draw a table of two stacked rows; the first of them begins with a category."""
    drawing = Drawing()
    drawing.text(180, 50, "青岚县灌区发展规划（2026—2030年）", 16)
    drawing.text(60, 90, "主要指标")
    rows = [
        ("指标", "单位", "2025年", "2030年"),
        ("灌溉设施\n改造渠道\n更换闸门及启闭机", "公里\n座", "12\n30", "40\n90"),
        (names, measures, *values),
    ]
    drawing.table(110, (106, 80, 80, 80), rows)
    return drawing


def indicators(drawing: Drawing, folder: Path) -> list[Indicator]:
    ((plan, _),) = extract(saved(drawing, folder))
    return [*plan.indicators]


def test_numbers_beside_names_that_run_past_them_belong_to_names_by_their_order(tmp_path: Path) -> None:
    drawing = stacked("供水保障\n集中供水率\n水质达标率\n管网漏损率", "%\n%\n%", "80\n91\n14", "95\n99\n9")
    found = indicators(drawing, tmp_path)
    assert [(each.category, each.name, each.values[1].value) for each in found] == [
        ("灌溉设施", "改造渠道", 40),
        ("灌溉设施", "更换闸门及启闭机", 90),
        ("供水保障", "集中供水率", 95),
        ("供水保障", "水质达标率", 99),
        ("供水保障", "管网漏损率", 9),
    ]


def test_names_that_fill_their_lines_are_not_guessed_beside_fewer_numbers(tmp_path: Path) -> None:
    """供水保障 may be a category or the first name: 农村自来水普及率 may be one name, or two."""
    names = "供水保障\n农村集中供水水质\n达标率\n管网漏损率"
    path = saved(stacked(names, "%\n%\n%", "80\n91\n14", "95\n99\n9"), tmp_path)
    ((plan, document),) = extract(path)
    assert [each.name for each in plan.indicators] == ["改造渠道", "更换闸门及启闭机"]
    assert plan.coverage and plan.coverage.unread > 0
    assert any("达标率" in block.text for block in document.blocks)


def test_a_row_of_numbers_without_as_many_names_is_told_and_gives_no_value(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>青岚县灌区发展规划（2026—2030年）</h1><p>主要指标</p><table>"
        "<tr><td>指标</td><td>单位</td><td>2025年</td><td>2030年</td></tr>"
        "<tr><td>改造渠道长度</td><td>公里</td><td>12</td><td>40</td></tr>"
        "<tr><td>更换闸门</td><td>座</td><td>30<br>31<br>32</td><td>90<br>91<br>92</td></tr></table></body></html>"
    )
    path = tmp_path / "plan.html"
    path.write_text(page, encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [each.name for each in plan.indicators] == ["改造渠道长度"]
    assert plan.coverage and any("更换闸门" in each.evidence.quote for each in plan.coverage.passages)


TITLE = "青岚县农村饮水安全巩固提升规划纲要"


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("（青岚县农村饮水工作领导小组办公室2026年）", TITLE),
        ("（2026年3月9日青岚县人民政府印发）", TITLE),
        ("（2026—2030年）", f"{TITLE}（2026—2030年）"),
    ],
)
def test_who_issued_a_document_is_no_part_of_its_title(tmp_path: Path, below: str, title: str) -> None:
    drawing = Drawing()
    for y, text in ((80, TITLE), (108, below)):
        drawing.text(297.5 - 8 * len(text), y, text, 16)
    y = drawing.paragraph(73.5, 150, "为改善农村饮水条件，保障供水安全，结合本县实际，制定本规划纲要。" * 4, 28, 16)
    y = drawing.paragraph(73.5, y, "一、重点任务", 28, 16)
    drawing.paragraph(73.5, y, "（一）改造管网。（县水利局负责，县财政局配合）", 28, 16)
    ((plan, _),) = extract(saved(drawing, tmp_path))
    assert plan.plan.title == title
    assert plan.plan.issued_on == ("2026-03-09" if "日" in below else None)


def test_as_many_names_as_numbers_each_on_its_line_are_rows(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县灌区发展规划（2026—2030年）", 16)
    drawing.text(60, 90, "主要指标")
    row = ("渠系水利用系数\n灌溉保证率\n节水灌溉面积", "—\n%\n万亩", "0.52\n75\n30", "0.6\n85\n45")
    drawing.table(110, (150, 80, 80, 80), [("指标", "单位", "2025年", "2030年"), row])
    found = [
        (each.name, each.measure, [value.value for value in each.values]) for each in indicators(drawing, tmp_path)
    ]
    assert found == [
        ("渠系水利用系数", None, [0.52, 0.6]),
        ("灌溉保证率", "%", [75, 85]),
        ("节水灌溉面积", "万亩", [30, 45]),
    ]


UNRULED = (
    ("序号", "指标", "2025年", "2030年", "属性"),
    ("1", "改造渠道长度", "12.5", "40", "预期性"),
    ("2", "更换闸门数量", "30", "90", "预期性"),
    ("3", "集中供水人口比例", "80", "95", "约束性"),
    ("4", "农村规模化供水工程", "60", "85", "预期性"),
)
PLACES = (60.0, 110.0, 260.0, 340.0, 420.0)


def cut_table(rest: str, x: float) -> Drawing:
    """Draw a table without rules at the end of a page, and the line ``rest`` at the top of the next."""
    drawing = Drawing()
    y = drawing.paragraph(60, 60, "为改善灌溉条件，保障粮食生产，结合本县实际，制定本规划。" * 12, 39) + 20
    for number, row in enumerate(UNRULED):
        for place, text in zip(PLACES, row, strict=True):
            drawing.text(place, y + 26 * number, text)
    drawing.text(290, 800, "— 1 —")
    drawing.page()
    drawing.text(x, 60, rest)
    drawing.paragraph(60, 90, "各乡镇要落实责任，按月通报进度，确保各项指标如期完成。" * 3, 39)
    drawing.text(290, 800, "— 2 —")
    return drawing


@pytest.mark.parametrize(
    ("rest", "x", "name"),
    [
        ("覆盖人口比例", PLACES[1], "农村规模化供水工程覆盖人口比例"),
        ("（二）改造渠道", PLACES[1], "农村规模化供水工程"),
        ("改造渠道，更换老旧闸门，完善量水设施，落实管护经费。", PLACES[1], "农村规模化供水工程"),
    ],
)
def test_a_cell_without_rules_goes_on_at_the_top_of_the_next_page(
    tmp_path: Path, rest: str, x: float, name: str
) -> None:
    document = read_document(saved(cut_table(rest, x), tmp_path))
    (table,) = [block for block in document.blocks if block.table]
    assert table.table and table.table.how == "aligned"
    cells = {(cell.row, cell.column): table.text[cell.start : cell.end] for cell in table.table.cells}
    assert cells[4, 1].replace("\n", "") == name
    assert any(rest in block.text for block in document.blocks)
