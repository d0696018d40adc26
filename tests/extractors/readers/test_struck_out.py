"""Struck text of pages is left out and named; underlined text and the rules of tables are what they were."""

from pathlib import Path

import pytest

from extractors.readers import read_document
from schemas import Document
from tests.support.pdf_drawing import SIZE, Drawing
from tests.support.plan_files import ofd_file, ofd_rule, ofd_text

LINE = "（一）修缮渡口。由县民政局县交通运输局牵头，县财政局配合。"
WITHOUT = "（一）修缮渡口。由县交通运输局牵头，县财政局配合。"
FIRST, BEHIND = LINE.index("县民政局"), LINE.index("县交通")


def drawn(tmp_path: Path, *heights: float, whole: bool = False) -> Document:
    """Draw the line of text with a rule at each height (0: the upper edge, 1: the lower edge), and read the page."""
    drawing = Drawing()
    drawing.text(80, 100, LINE)
    first, behind = (0, len(LINE)) if whole else (FIRST, BEHIND)
    for height in heights:
        y = 100 + height * SIZE
        drawing.line(80 + first * SIZE, y, 80 + behind * SIZE, y)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return read_document(path)


@pytest.mark.parametrize("heights", [(0.55,), (0.5, 0.6), (0.55, 1.05)], ids=["once", "twice", "underlined too"])
def test_struck_characters_are_left_out_and_named(tmp_path: Path, heights: tuple[float, ...]) -> None:
    document = drawn(tmp_path, *heights)
    assert [block.text for block in document.blocks] == [WITHOUT]
    assert [(remark.code, remark.page) for remark in document.remarks] == [("part-not-read", 1)]
    assert "划去的文字“县民政局”" in document.remarks[0].zh


@pytest.mark.parametrize("height", [1.0, 1.1, -0.05], ids=["at the foot", "below", "above"])
def test_lines_beside_the_text_strike_nothing(tmp_path: Path, height: float) -> None:
    document = drawn(tmp_path, height)
    assert [block.text for block in document.blocks] == [LINE]
    assert not document.remarks


def test_a_rule_across_the_page_strikes_nothing(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(80, 100, LINE)
    drawing.line(60, 106, 540, 106)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    assert [block.text for block in read_document(path).blocks] == [LINE]


def test_a_struck_row_leaves_its_table(tmp_path: Path) -> None:
    drawing = Drawing()
    rows = [("任务", "牵头单位"), ("修缮渡口", "县交通运输局"), ("撤销渡口", "县民政局"), ("巡查渡口", "县应急局")]
    drawing.table(100, [120, 160], rows)
    for x, text in ((64, rows[2][0]), (184, rows[2][1])):
        drawing.line(x, 100 + 2 * 18 + 3 + 6, x + len(text) * SIZE, 100 + 2 * 18 + 3 + 6)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    document = read_document(path)
    (block,) = [block for block in document.blocks if block.table]
    assert block.text.split() == ["任务", "牵头单位", "修缮渡口", "县交通运输局", "巡查渡口", "县应急局"]
    assert "等2处" in document.remarks[0].zh


def test_struck_text_of_an_ofd_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.ofd"
    rule = ofd_rule(20 + FIRST * 4, 62.2, (BEHIND - FIRST) * 4, 0)
    path.write_bytes(ofd_file([ofd_text(20, 60, LINE), rule]))
    document = read_document(path)
    assert [block.text for block in document.blocks] == [WITHOUT]
    assert "划去的文字“县民政局”" in document.remarks[0].zh
