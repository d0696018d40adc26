"""Ruled tables whose rules close the header or the body only: the text shows the rows and columns inside."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.pdf_drawing import Drawing, rows_read

SIZE = 10.0
EDGES = (60.0, 100.0, 250.0, 320.0, 390.0, 460.0)
HEAD = ("序号", "指标", "单位", "2026年", "2027年")
ROWS = (
    ("1", "清淤河道长度", "公里", "12.5", "18.0"),
    ("2", "新增绿地面积", "公顷", "30.2", "45.8"),
    ("3", "污水管网改造长度", "公里", "6.4", "9.6"),
    ("4", "再生水利用率", "%", "35", "42"),
)
TOP, HEIGHT = 120.0, 20.0


def texts(drawing: Drawing) -> None:
    for number, row in enumerate((HEAD, *ROWS)):
        for left, text in zip(EDGES, row, strict=False):
            drawing.text(left + 4, TOP + number * HEIGHT + 5, text, SIZE)


@pytest.mark.parametrize("rules", ["rows", "columns", "frame"])
def test_the_rows_and_columns_of_a_body_without_rules_of_its_own(tmp_path: Path, rules: str) -> None:
    drawing = Drawing()
    texts(drawing)
    bottom = TOP + (len(ROWS) + 1) * HEIGHT
    for number in range(len(ROWS) + 2):
        if rules == "rows" or number in (0, 1, len(ROWS) + 1):
            drawing.line(EDGES[0], TOP + number * HEIGHT, EDGES[-1], TOP + number * HEIGHT)
    for edge in EDGES:
        long = rules == "columns" or edge in (EDGES[0], EDGES[-1])
        drawing.line(edge, TOP, edge, bottom if long else TOP + HEIGHT)
    assert rows_read(drawing, tmp_path) == [list(row) for row in (HEAD, *ROWS)]


def test_a_title_over_all_columns_and_a_spaced_word_are_one_cell(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = (("小", "计", "", "42.7", "63.8"), ("合", "计", "", "48.9", "73.4"))
    widths = [right - left for left, right in pairwise(EDGES)]
    y = drawing.table(TOP, widths, [HEAD, ROWS[0]])
    for word, values in (("小计", rows[0][3:]), ("合计", rows[1][3:])):
        drawing.table(y, [widths[0] + widths[1] + widths[2], widths[3], widths[4]], [("", *values)])
        drawing.text(EDGES[0] + 40, y + 4, word[0], SIZE)
        drawing.text(EDGES[0] + 90, y + 4, word[1], SIZE)
        y += 18
    found = rows_read(drawing, tmp_path)
    assert [row[0] for row in found] == ["序号", "1", "小 计", "合 计"]
