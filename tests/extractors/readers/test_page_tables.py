"""Tables of PDF pages whose cells are not ruled: three rules, dots, shading, or nothing but clear space."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor

from extractors.readers import read_document
from schemas import Document
from tests.support.pdf_drawing import Drawing, rows_read

SIZE = 10.0
LEADING = 13.5
PADDING = 4.5
WIDTHS = (62.0, 28.0, 100.0, 46.0, 60.0, 150.0)
HEAD = ("领域", "序号", "指标", "单位", "2026年\n目标", "责任单位")
ROWS = (
    ("水环境", "1", "重要河湖水质达\n标断面比例", "%", "≥82", "区水务局、区生态环\n境局"),
    ("", "2", "再生水利用量", "万吨", "310", "区水务局"),
    ("", "3", "管网漏损率", "%", "≤7.5", "区水务局、区住建委"),
    ("绿地与\n林木", "4", "新建口袋公园", "个", "12", "区园林绿化局"),
    ("", "5", "林木覆盖率", "%", "31.2", "区园林绿化局、区规\n划分局、各镇人民政\n府"),
)
SPANS = {1: 3, 4: 2}
"""Rows of the table that a cell of the first column covers, by its first row; the header is row 0."""
PROSE = "各责任单位要对照目标倒排时间，每季度末向区政府办公室报送进展，确保全年任务如期完成。"
STYLES = ("three-line", "shaded", "dotted", "nothing")


def read(tmp_path: Path, drawing: Drawing) -> Document:
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return read_document(path)


def rule(drawing: Drawing, y: float, x0: float, x1: float, dotted: bool = False) -> None:
    if not dotted:
        drawing.line(x0, y, x1, y)
        return
    x = x0
    while x < x1:
        drawing.canvas.rect(x, drawing.size[1] - y, 0.75, 0.75, stroke=0, fill=1)
        x += 1.5


def upright(drawing: Drawing, x: float, y0: float, y1: float) -> None:
    while y0 < y1:
        drawing.canvas.rect(x, drawing.size[1] - y0, 0.75, 0.75, stroke=0, fill=1)
        y0 += 1.5


def draw(
    drawing: Drawing, y: float, style: str, head: Sequence[str] = HEAD, rows: Sequence[Sequence[str]] = ROWS
) -> float:
    """Draw a table whose texts stand in the middle of their cells; return the y below it."""
    table = [head, *rows]
    heights = [max(cell.count("\n") + 1 for cell in row[1:]) * LEADING + PADDING for row in table]
    tops = [y + sum(heights[:index]) for index in range(len(table) + 1)]
    lefts = [60 + sum(WIDTHS[:index]) for index in range(len(WIDTHS) + 1)]
    for index, row in enumerate(table):
        if style == "shaded" and index % 2 == 0:
            drawing.canvas.setFillColor(HexColor("#dde6f0"))
            drawing.canvas.rect(lefts[1], drawing.size[1] - tops[index + 1], lefts[-1] - lefts[1], heights[index], 0, 1)
            drawing.canvas.setFillColor(HexColor("#000000"))
        for column, cell in enumerate(row):
            end = tops[index + SPANS.get(index, 1)] if column == 0 else tops[index + 1]
            lines = cell.split("\n")
            start = (tops[index] + end - len(lines) * LEADING) / 2 + (LEADING - SIZE) / 2
            for number, line in enumerate(lines):
                drawing.text(lefts[column] + 4, start + number * LEADING, line, SIZE)
    if style == "three-line":
        for at in (tops[0], tops[1], tops[-1]):
            rule(drawing, at, lefts[0], lefts[-1])
    if style == "dotted":
        covered = {row for first, span in SPANS.items() for row in range(first + 1, first + span)}
        for index, at in enumerate(tops):
            rule(drawing, at, lefts[1] if index in covered else lefts[0], lefts[-1], dotted=True)
        for x in lefts:
            upright(drawing, x, tops[0], tops[-1])
    return tops[-1]


@pytest.mark.parametrize("style", STYLES)
def test_cells_have_their_place_and_span_whatever_is_drawn_between_them(tmp_path: Path, style: str) -> None:
    drawing = Drawing()
    drawing.paragraph(60, 60, PROSE, 38)
    drawing.text(240, 130, "表2生态环境年度目标")
    y = draw(drawing, 160, style)
    drawing.paragraph(60, y + 24, PROSE, 38)
    document = read(tmp_path, drawing)
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    found = {
        (c.row, c.column): (block.text[c.start : c.end].replace("\n", ""), c.row_span)
        for c in block.table.cells
        if c.end > c.start
    }
    wanted = {
        (row, column): (cell.replace("\n", ""), SPANS.get(row, 1) if column == 0 else 1)
        for row, cells in enumerate([HEAD, *ROWS])
        for column, cell in enumerate(cells)
        if cell
    }
    assert found == wanted
    assert block.table.caption == "表2生态环境年度目标"
    assert [b.text for b in document.blocks if b.kind == "paragraph"] == [PROSE, "表2生态环境年度目标", PROSE]


@pytest.mark.parametrize("style", ["three-line", "nothing"])
def test_a_table_goes_on_over_the_page_and_repeats_its_header(tmp_path: Path, style: str) -> None:
    plain = [("全区", *row[1:]) for row in ROWS]
    drawing = Drawing()
    drawing.paragraph(60, 60, PROSE, 38)
    spans = dict(SPANS)
    SPANS.clear()
    try:
        draw(drawing, 560, style, rows=plain[:3])
        drawing.page()
        y = draw(drawing, 60, style, rows=plain[3:])
    finally:
        SPANS.update(spans)
    drawing.paragraph(60, y + 30, PROSE, 38)
    document = read(tmp_path, drawing)
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    numbers = [block.text[c.start : c.end] for c in block.table.cells if c.column == 1]
    assert numbers == ["序号", "1", "2", "3", "4", "5"]
    assert [b.why for b in document.blocks if b.kind == "furniture"] == ["repeated-header"]


def test_a_header_over_two_columns_covers_both(tmp_path: Path) -> None:
    drawing = Drawing()
    for x, text in ((60, "序号"), (110, "指标名称"), (260, "单位")):
        drawing.text(x, 109, text, SIZE)
    drawing.text(330, 100, "年度目标", SIZE)
    for x, text in ((330, "2026年"), (420, "2027年")):
        drawing.text(x, 118, text, SIZE)
    for number, (name, measure, first, second) in enumerate(
        [("公共停车泊位", "个", "800", "950"), ("充电设施", "台", "120", "160"), ("慢行步道", "公里", "6.5", "9.0")], 1
    ):
        for x, text in ((60, str(number)), (110, name), (260, measure), (330, first), (420, second)):
            drawing.text(x, 118 + number * 20, text, SIZE)
    (block,) = [block for block in read(tmp_path, drawing).blocks if block.table]
    assert block.table is not None
    spans = {block.text[c.start : c.end]: (c.row_span, c.column_span) for c in block.table.cells if c.row < 2}
    assert spans == {
        "序号": (2, 1), "指标名称": (2, 1), "单位": (2, 1), "年度目标": (1, 2), "2026年": (1, 1), "2027年": (1, 1),
    }  # fmt: skip
    assert block.table.header_rows == 2


def test_what_only_looks_aligned_is_no_table(tmp_path: Path) -> None:
    drawing = Drawing()
    left, right = PROSE * 4, PROSE[::-1] * 4
    for row in range(9):
        drawing.text(60, 80 + row * 18, left[row * 17 : row * 17 + 17])
        drawing.text(320, 80 + row * 18, right[row * 17 : row * 17 + 17])
    for row, (who, phone) in enumerate(
        [("联系人：周某", "电话：0000"), ("联系人：吴某", "电话：1111"), ("联系人：郑某", "传真：2222")]
    ):
        drawing.text(60, 300 + row * 20, who)
        drawing.text(220, 300 + row * 20, phone)
        drawing.text(380, 300 + row * 20, "邮编：333333")
    for row in range(5):
        drawing.text(60, 420 + row * 20, f"第{row + 1}章 工作安排" + "." * 40 + str(row + 2))
    drawing.text(330, 560, "某区人民政府办公室")
    drawing.text(360, 582, "2026年3月2日")
    assert not [block for block in read(tmp_path, drawing).blocks if block.table]


def test_a_character_of_another_size_inside_a_row_does_not_end_the_table(tmp_path: Path) -> None:
    """A missing character is printed from another font, often smaller."""
    drawing = Drawing()
    for x, text in ((60, "序号"), (110, "指标名称"), (260, "单位"), (330, "2026年"), (420, "2027年")):
        drawing.text(x, 100, text, SIZE)
    rows = [
        ("宽带用户", "万", "372", "556"),
        ("绿地", "公顷", "12", "19"),
        ("步道", "公里", "6.5", "9.0"),
        ("书屋", "座", "31", "42"),
    ]
    for number, (name, measure, first, second) in enumerate(rows, 1):
        y = 100 + number * 32
        for x, text in ((60, str(number)), (110, name), (330, first), (420, second)):
            drawing.text(x, y, text, SIZE)
        drawing.text(260, y - 7 if measure == "万" else y, measure, SIZE)
    drawing.text(260, 100 + 32 + 7, "户", SIZE * 0.85)
    (block,) = [block for block in read(tmp_path, drawing).blocks if block.table]
    assert "1\t宽带用户\t万\n户\t372\t556" in block.text
    assert "4\t书屋\t座\t31\t42" in block.text


def test_space_between_rules_over_groups_of_columns_is_no_column(tmp_path: Path) -> None:
    drawing = Drawing()
    lefts = (60.0, 150.0, 205.0, 280.0, 335.0)
    rows = (
        ("绿地面积", "12.5", "18.0", "21.0", "23.4"),
        ("管网长度", "30.2", "45.8", "51.1", "60.7"),
        ("步道长度", "6.4", "9.6", "12.0", "14.8"),
    )
    for y in (100.0, 140.0, 215.0):
        drawing.line(60, y, 130, y)
    for left, right, text in ((150, 260, "规划目标完成情况"), (280, 390, "规划目标调整情况")):
        drawing.text(left + 5, 104, text, 10)
        for y in (100, 120, 140, 215):
            drawing.line(left, y, right, y)
    for left, text in zip(lefts, ("指标", "上年", "本年", "上年", "本年"), strict=True):
        drawing.text(left, 124, text, 10)
    for number, row in enumerate(rows):
        for left, text in zip(lefts, row, strict=True):
            drawing.text(left, 146 + number * 22, text, 10)
    found = rows_read(drawing, tmp_path)
    assert found[0] == ["", "规划目标完成情况", "", "规划目标调整情况", ""]
    assert found[1:] == [["指标", "上年", "本年", "上年", "本年"], *(list(row) for row in rows)]
