"""Rows that the end of a page tears where no rule closes a cell: the rest of a row goes on above the next row."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor

from extractors.readers import read_document
from schemas import Document
from tests.support.pdf_drawing import Drawing, table_rows

SIZE = 10.0
LEADING = 13.5
GAP = 5.0
LEFTS = (68.0, 90.0, 142.0, 300.0, 380.0, 480.0, 530.0)
HEAD = ("序\n号", "任务名称", "工作内容", "牵头单位", "配合单位", "完成时限")
ROWS = (
    ("1", "建立河湖\n巡查制度", "完善巡查记录，每月通报一次巡查\n情况，年底前形成总结。", "区水务局", "各镇人民政府", "长期坚持"),
    ("2", "整治沿河\n排水口", "逐口登记造册，落实管护责任人，\n完成标识牌设置。", "区生态环境局", "区城管执法局、区住\n建委", "2026年\n11月底"),
)  # fmt: skip
TORN = (
    "3",
    "恢复滨岸\n带植被和",
    "选择本地树种，分段实施补植，同\n步建设步道和休憩设施，做好",
    "区园林绿化局、\n区水务",
    "区规划分局、区财政",
    "2026年\n6月底",
)
REST = ("", "步道", "养护。", "局", "局", "")
NEXT = (
    "4",
    "开展水质\n监测",
    "布设监测断面，按月公布监测结\n果，超标断面限期整改。",
    "区生态环境局、\n区水务局",
    "区统计局",
    "持续推进",
)
JOINED = [
    "3",
    "恢复滨岸带植被和步道",
    "选择本地树种，分段实施补植，同步建设步道和休憩设施，做好养护。",
    "区园林绿化局、区水务局",
    "区规划分局、区财政局",
    "2026年6月底",
]
PROSE = "各责任单位要对照任务倒排时间，每季度末向区政府办公室报送进展，确保全年任务如期完成。"


def draw(drawing: Drawing, y: float, rows: Sequence[Sequence[str]], style: str) -> float:
    """Draw a header and rows whose texts stand in the middle of their cells; return the y below them."""
    for index, row in enumerate([HEAD, *rows]):
        height = max(cell.count("\n") + 1 for cell in row) * LEADING + GAP
        if style == "shaded" and index % 2 == 0:
            drawing.canvas.setFillColor(HexColor("#dde6f0"))
            drawing.canvas.rect(LEFTS[0], drawing.size[1] - y - height, LEFTS[-1] - LEFTS[0], height, 0, 1)
            drawing.canvas.setFillColor(HexColor("#000000"))
        if style == "three-line" and index < 2:
            drawing.line(LEFTS[0], y, LEFTS[-1], y)
        for left, cell in zip(LEFTS, row, strict=False):
            lines = cell.split("\n")
            start = y + (height - len(lines) * LEADING) / 2 + (LEADING - SIZE) / 2
            for number, line in enumerate(lines):
                drawing.text(left + 3, start + number * LEADING, line, SIZE)
        y += height
    if style == "three-line":
        drawing.line(LEFTS[0], y, LEFTS[-1], y)
    return y


def read(tmp_path: Path, drawing: Drawing) -> Document:
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return read_document(path)


def rows_of(document: Document) -> list[list[str]]:
    return [[text.replace("\n", "") for text in row] for row in table_rows(document)]


@pytest.mark.parametrize("style", ["nothing", "three-line", "shaded"])
@pytest.mark.parametrize("following", [1, 2])
def test_the_rest_of_a_torn_row_goes_on_it(tmp_path: Path, style: str, following: int) -> None:
    drawing = Drawing()
    drawing.paragraph(60, 60, PROSE, 38)
    draw(drawing, 620, [*ROWS, TORN], style)
    drawing.page()
    after = [NEXT, ("5", *ROWS[0][1:])][:following]
    y = draw(drawing, 70, [REST, *after], style)
    drawing.paragraph(60, y + 40, PROSE, 38)
    found = rows_of(read(tmp_path, drawing))
    wanted = [[cell.replace("\n", "") for cell in row] for row in (HEAD, *ROWS, JOINED, *after)]
    assert found == wanted


def test_one_row_below_a_repeated_header_of_two_rows(tmp_path: Path) -> None:
    drawing = Drawing()
    places = (60, 104, 140, 262, 334, 370, 451)
    rows = [
        ("水环境", "1", "优良断面比例", "%", "约束性", "62.5", "75.0"),
        ("", "2", "再生水利用率", "%", "约束性", "30.4", "35.0"),
    ]

    def write(y: float, row: Sequence[str]) -> float:
        for x, text in zip(places, row, strict=True):
            drawing.text(x, y, text, SIZE)
        return y + 20

    def head(y: float) -> float:
        for x, text in zip(places, ("领域", "序号", "指标", "计量单位", "类型"), strict=False):
            drawing.text(x, y + 8, text, SIZE)
        drawing.text(370, y, "指标值", SIZE)
        drawing.text(370, y + 16, "现状（2026年）", SIZE)
        drawing.text(451, y + 16, "规划（2031年）", SIZE)
        return y + 38

    y = head(700)
    for row in rows:
        y = write(y, row)
    drawing.page()
    write(head(70), ("", "3", "新增滨水步道", "公里", "预期性", "12.5以上", "18.0"))
    found = rows_of(read(tmp_path, drawing))
    assert [row[5:] for row in found[2:]] == [["62.5", "75.0"], ["30.4", "35.0"], ["12.5以上", "18.0"]]
