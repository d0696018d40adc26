"""Boxes beside running text are read on their own, and the lines that break around them are one paragraph."""

from pathlib import Path

import pytest

from extractors.readers import read_document
from tests.support.pdf_drawing import Drawing

SIZE, LINE = 12, 20
PARAGRAPHS = [
    "（一）修缮渡口。对全县渡口逐一检查，更换老旧趸船，增设救生设备和夜间照明，修缮候船设施和上下坡道。",
    "（二）巡查航道。每月巡查航道两次，清除碍航物，修复受损航标，及时发布水位和航道尺度信息，汛期加密巡查。",
    "（三）培训船员。每季度组织一次船员培训，开展应急演练，考核合格后发证，建立船员档案并及时更新有关记录。",
]
BOX = ["专栏　渡口标准", "候船面积不少于三十", "平方米，配备救生圈"]


def drawn(tmp_path: Path, size: float, framed: bool) -> list[str]:
    """Draw the paragraphs around a box beside the lines of the first two, and return the texts that are read."""
    drawing = Drawing()
    left, width, box_x, box_width = 60, 38, 410, 9 * size + 10
    y = 100.0
    for text in PARAGRAPHS:
        start, first = 0, True
        while start < len(text):
            beside = y < 100 + 3 * LINE
            count = (24 if beside else width) - (2 if first else 0)
            drawing.text(left + (2 * SIZE if first else 0), y, text[start : start + count], SIZE)
            start, first, y = start + count, False, y + LINE
    for number, line in enumerate(BOX):
        drawing.text(box_x + 4, 104 + number * 1.4 * size, line, size)
    if framed:
        top, bottom = 101, 104 + 3 * 1.4 * size
        for x in (box_x, box_x + box_width):
            drawing.line(x, top, x, bottom)
        for at in (top, bottom):
            drawing.line(box_x, at, box_x + box_width, at)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return [block.text.replace(" ", "") for block in read_document(path).blocks]


@pytest.mark.parametrize(("size", "framed"), [(9, False), (9, True), (12, True)])
def test_paragraphs_beside_a_box_are_whole(tmp_path: Path, size: float, framed: bool) -> None:
    texts = drawn(tmp_path, size, framed)
    assert [text for text in texts if text.startswith("（")] == PARAGRAPHS
    assert "".join(text for text in texts if not text.startswith("（")) == "".join(BOX).replace("\u3000", "")


def test_a_remark_in_smaller_type_inside_a_line_is_no_box(tmp_path: Path) -> None:
    drawing = Drawing()
    y = 100.0
    for number in range(5):
        drawing.text(84, y, f"{number + 1}.修缮渡口设施，更换老旧趸船。", SIZE)
        drawing.text(84 + 17 * SIZE, y + 1.5, "（牵头单位：县交通运输局；配合单位：县应急管理局、县", 9)
        drawing.text(60, y + LINE + 1.5, "水利局、各乡镇人民政府）", 9)
        y += 2 * LINE
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    texts = [block.text for block in read_document(path).blocks]
    assert len(texts) == 5
    assert texts[0].endswith("配合单位：县应急管理局、县水利局、各乡镇人民政府）")
