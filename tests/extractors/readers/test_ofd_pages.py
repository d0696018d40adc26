"""OFD pages: tables by rules, shading or clear space, watermarks and lines printed twice, as in a PDF."""

from pathlib import Path

import pytest

from extractors.readers import read_document
from schemas import Document
from tests.support.plan_files import ofd_file, ofd_rule, ofd_shade, ofd_text

LEFTS = (20.0, 32.0, 80.0, 110.0, 140.0)
ROWS = (
    ("序号", "指标", "单位", "2026年", "2028年"),
    ("1", "清淤河道长度", "公里", "12.5", "18.0"),
    ("2", "新增绿地面积", "公顷", "30.2", "45.8"),
    ("3", "再生水利用率", "%", "35", "42"),
    ("4", "管网改造长度", "公里", "6.4", "9.6"),
)
TURN = "0.707 0.707 -0.707 0.707 0 0"


def read(tmp_path: Path, objects: list[str]) -> Document:
    path = tmp_path / "plan.ofd"
    path.write_bytes(ofd_file(objects))
    return read_document(path)


@pytest.mark.parametrize("style", ["shaded", "three-line", "nothing"])
def test_tables_without_column_rules(tmp_path: Path, style: str) -> None:
    objects = []
    for number, row in enumerate(ROWS):
        y = 60.0 + number * 9
        if style == "shaded" and number % 2 == 0:
            objects.append(ofd_shade(19, y - 2, 140, 9))
        if style == "three-line" and number < 2:
            objects.append(ofd_rule(19, y - 2, 140, 0))
        objects += [ofd_text(x, y, text) for x, text in zip(LEFTS, row, strict=True)]
    if style == "three-line":
        objects.append(ofd_rule(19, 60 + len(ROWS) * 9 - 2, 140, 0))
    (block,) = [block for block in read(tmp_path, objects).blocks if block.table]
    assert block.table is not None
    found = {(c.row, c.column): block.text[c.start : c.end] for c in block.table.cells}
    assert found == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}


def test_watermarks_are_furniture_and_shadows_are_dropped(tmp_path: Path) -> None:
    line = "一、清理河道。（区水务局牵头，区城管执法局配合）"
    objects = [ofd_text(20, 60, line), ofd_text(20.2, 60, line), ofd_text(30, 40, "仅供内部使用", 6, TURN)]
    document = read(tmp_path, objects)
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == [line]
    marks = "".join(block.text for block in document.blocks if block.kind == "furniture").replace(" ", "")
    assert sorted(marks) == sorted("仅供内部使用")


UNSEEN = {
    "switched off": ('Size="', 'Visible="false" Size="'),
    "transparent": ('Size="', 'Alpha="0" Size="'),
    "without ink": ('Size="', 'Fill="false" Size="'),
    "transparent colour": ("<ofd:TextCode", '<ofd:FillColor Value="0 0 0" Alpha="0"/><ofd:TextCode'),
}


@pytest.mark.parametrize("form", UNSEEN)
def test_text_that_is_not_shown_is_named(tmp_path: Path, form: str) -> None:
    unseen = ofd_text(20, 80, "此段文字并不显示").replace(*UNSEEN[form])
    document = read(tmp_path, [ofd_text(20, 60, "一、清理河道。（区水务局负责）"), unseen])
    assert [block.text for block in document.blocks] == ["一、清理河道。（区水务局负责）"]
    assert [(remark.code, remark.page) for remark in document.remarks] == [("part-not-read", 1)]
    assert read(tmp_path, [unseen]).blocks[0].text == "此段文字并不显示"  # all that the page has


def test_lines_printed_over_each_other_are_two_lines(tmp_path: Path) -> None:
    """As where a template and the text of a form share a place; names of joint issuers with 文件 beside both are one line."""
    over = [ofd_text(20, 60, "青水〔2026〕8号"), ofd_text(20, 60, "为加强河湖管护，提出以下意见。")]
    assert [block.text for block in read(tmp_path, over).blocks] == [
        "青水〔2026〕8号",
        "为加强河湖管护，提出以下意见。",
    ]
    joint = [ofd_text(20, 60, "青川县水务局"), ofd_text(20, 63, "青川县林业局"), ofd_text(60, 61.5, "文件")]
    assert [block.text for block in read(tmp_path, joint).blocks] == ["青川县水务局青川县林业局 文件"]


def test_signs_that_print_nothing_are_left_out(tmp_path: Path) -> None:
    text = "一、清\u00ad理河\u200b道。（区水\u2060务局负责）"
    document = read(tmp_path, [ofd_text(20, 60, text, steps=[4.0 if char >= "\u2e80" else 0.0 for char in text])])
    assert [block.text for block in document.blocks] == ["一、清理河道。（区水务局负责）"]


def test_a_soft_hyphen_between_years_is_a_dash(tmp_path: Path) -> None:
    text = "青水县湿地规划（2021\u00ad2025年）"
    document = read(tmp_path, [ofd_text(20, 60, text, steps=[4.0 if char >= "\u2e80" else 2.0 for char in text])])
    assert [block.text for block in document.blocks] == ["青水县湿地规划（2021-2025年）"]


@pytest.mark.parametrize("down", [True, False])
def test_a_page_whose_text_runs_down_or_up_is_turned(tmp_path: Path, down: bool) -> None:
    """The sheet is 210 by 297 mm; x and y are places on it after it was turned."""

    def turned(x: float, y: float, words: str) -> str:
        left, top = (210 - y, x) if down else (y, 297 - x)
        return ofd_text(left, top, words, matrix="0 1 -1 0 0 0" if down else "0 -1 1 0 0 0")

    def rule(x: float, y: float, width: float, height: float) -> str:
        across, along = (210 - y - height, x) if down else (y, 297 - x - width)
        return ofd_rule(across, along, height, width)

    objects = [turned(40, 30, "任务分工表"), ofd_text(5, 290, "页边")]
    for number, row in enumerate(ROWS):
        objects += [turned(x + 2, 62 + number * 9, words) for x, words in zip(LEFTS, row, strict=True)]
    objects += [rule(LEFTS[0], 60 + number * 9, 150, 0) for number in range(len(ROWS) + 1)]
    objects += [rule(x, 60, 0, 9 * len(ROWS)) for x in (*LEFTS, 170)]
    document = read(tmp_path, objects)
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None and block.table.how == "ruled"
    found = {(c.row, c.column): block.text[c.start : c.end] for c in block.table.cells}
    assert found == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}
    assert [(block.kind, block.text) for block in document.blocks if not block.table] == [
        ("paragraph", "任务分工表"),
        ("furniture", "页边"),
    ]
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx((841.9, 595.3), abs=0.1)
