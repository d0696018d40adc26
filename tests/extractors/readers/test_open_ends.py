"""Tables whose outer rows no rule closes, drawn without a browser: header above the first rule, rows over a page's end."""

from pathlib import Path

import pytest

from tests.support.pdf_drawing import Drawing, rows_read

LEFT = (60.0, 110.0, 300.0, 420.0)
RIGHT = 520.0
HEAD = ("序号", "重点任务", "牵头单位", "完成时限")
ROWS = (
    ("1", "修缮沿河步道", "区水务局", "2027年6月底"),
    ("2", "增设口袋公园", "区绿化市容局", "2027年底"),
    ("3", "更新老旧管网", "区建设管理委", "持续推进"),
    ("4", "开放学校操场", "区教育局", "2028年底"),
)
HEIGHT = 24.0


def draw_row(drawing: Drawing, y: float, row: tuple[str, ...], size: float = 10) -> None:
    for x, text in zip(LEFT, row, strict=True):
        drawing.text(x, y + 7, text, size)


@pytest.mark.parametrize("size", [10, 13], ids=["as the rows", "larger"])
def test_a_header_above_the_first_rule_is_the_header_of_the_rows(size: float, tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(250, 90, "附表 任务清单")
    for at, row in enumerate((HEAD, *ROWS)):
        draw_row(drawing, 120 + at * HEIGHT, row, size if at == 0 else 10)
        drawing.line(LEFT[0] - 4, 120 + (at + 1) * HEIGHT, RIGHT, 120 + (at + 1) * HEIGHT)
    assert rows_read(drawing, tmp_path) == [list(HEAD), *map(list, ROWS)]


def test_a_last_row_below_the_last_rule_belongs_to_the_table(tmp_path: Path) -> None:
    drawing = Drawing()
    for at, row in enumerate((HEAD, *ROWS)):
        draw_row(drawing, 120 + at * HEIGHT, row)
        drawing.line(LEFT[0] - 4, 120 + at * HEIGHT, RIGHT, 120 + at * HEIGHT)
    drawing.paragraph(60, 300, "各部门每季度末报送进展，由区政府办公室汇总。", 30)
    assert rows_read(drawing, tmp_path) == [list(HEAD), *map(list, ROWS)]


def test_a_row_with_the_next_number_begins_anew_after_a_page_end_without_a_rule(tmp_path: Path) -> None:
    drawing = Drawing()
    edges = (LEFT[0] - 4, *(x - 4 for x in LEFT[1:]), RIGHT)
    for page, rows in enumerate(((HEAD, *ROWS[:2]), ROWS[2:])):
        top = 842 - 72 - HEIGHT * len(rows) if page == 0 else 72
        for at, row in enumerate(rows):
            draw_row(drawing, top + at * HEIGHT, row)
            if page == 0 or at:
                drawing.line(edges[0], top + at * HEIGHT, edges[-1], top + at * HEIGHT)
        bottom = top + HEIGHT * len(rows)
        if page:
            drawing.line(edges[0], bottom, edges[-1], bottom)
        for x in edges:
            drawing.line(x, top, x, bottom)
        drawing.page()
    assert rows_read(drawing, tmp_path) == [list(HEAD), *map(list, ROWS)]


def test_row_numbers_left_of_the_text_are_no_numbers_of_lines(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.paragraph(90, 80, "本表所列任务由各单位按季度报送进展情况，年底前汇总。", 30)
    for at, row in enumerate((HEAD, *ROWS)):
        draw_row(drawing, 140 + at * HEIGHT, row)
    assert rows_read(drawing, tmp_path) == [list(HEAD), *map(list, ROWS)]
