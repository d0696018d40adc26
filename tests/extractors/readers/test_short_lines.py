"""Pages whose lines are all short: none of them is broken at the margin, so each is a paragraph."""

from pathlib import Path

from extractors.readers import read_document
from tests.support.pdf_drawing import Drawing

SIZE, LINE = 12, 20
LINES = (
    "一、修缮渡口",
    "（一）更换趸船",
    "更换老旧趸船六艘。（县交通运输局）",
    "（二）增设设施",
    "增设救生设备和夜间照明。（县交通运输局、县财政局，各乡（镇））",
    "第二节巡查航道",
    "修复航标。完成时间：2027年11月",
    "附件1",
)


def read(tmp_path: Path, lines: tuple[tuple[float, str], ...]) -> list[str]:
    drawing = Drawing()
    for number, (left, text) in enumerate(lines):
        drawing.text(left, 100 + number * LINE, text, SIZE)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return [block.text.replace(" ", "") for block in read_document(path).blocks]


def test_the_longest_of_short_lines_is_not_broken_at_the_margin(tmp_path: Path) -> None:
    texts = read(tmp_path, tuple((84, text) for text in (*LINES, *LINES[:4])))
    assert texts == [*LINES, *LINES[:4]]


def test_a_date_at_the_right_ends_its_paragraph(tmp_path: Path) -> None:
    width = 36 * SIZE
    long = "现将方案印发给你们，请结合实际认真组织实施，每季度末报送进展情况，重大问题及时报告。各乡镇要压实责任。"
    lines = [(84.0, long[:36]), (84.0, long[36:])] * 4
    signed = [(84.0 + width - 7 * SIZE, "县交通运输局"), (84.0 + width - 9 * SIZE, "二〇二七年三月八日")]
    texts = read(tmp_path, (*lines, *signed, (84.0, "附件"), (84.0, "渡口修缮方案")))
    assert texts[-4:] == ["县交通运输局", "二〇二七年三月八日", "附件", "渡口修缮方案"]
    assert texts[0] == long
