"""Blanks between Chinese words of a PDF line, and lines that go on in the next one or do not."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_document
from tests.support.pdf_drawing import SIZE, Drawing

LONG = "各乡镇政府和县直各部门按照本方案的要求落实灌区改造任务并于每月底报告进展情"  # 38 characters: a full line


def blocks(drawing: Drawing, folder: Path) -> list[str]:
    path = folder / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return [block.text for block in read_document(path).blocks]


def words(drawing: Drawing, y: float, room: float, *parts: str) -> None:
    """Draw words side by side, so many em apart."""
    x = 60.0
    for part in parts:
        drawing.text(x, y, part)
        x += (len(part) + room) * SIZE


@pytest.mark.parametrize(("room", "text"), [(0.3, "林江 县水利局 县财政局"), (0.1, "林江县水利局县财政局")])
def test_a_blank_is_kept_where_it_is_wider_than_the_room_between_characters(
    tmp_path: Path, room: float, text: str
) -> None:
    drawing = Drawing()
    words(drawing, 90, room, "林江", "县水利局", "县财政局")
    assert blocks(drawing, tmp_path) == [text]


def test_the_room_in_a_justified_line_is_no_blank(tmp_path: Path) -> None:
    drawing = Drawing()
    words(drawing, 90, 0.3, *"县水利局县财政局")
    assert blocks(drawing, tmp_path) == ["县水利局县财政局"]


def test_units_behind_labels_that_only_a_blank_parts(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县2026年民生实事任务分解", 16)
    words(
        drawing,
        100,
        0.3,
        "1.更换支渠闸门120座。",
        "责任单位：县水利局",
        "配合单位：县财政局、县发展改革局",
        "联系人：林江",
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    ((plan, _),) = extract(path)
    assert {(r.relation, r.name) for r in plan.responsibilities} == {
        ("leads", "县水利局"),
        ("supports", "县财政局"),
        ("supports", "县发展改革局"),
    }


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (LONG[:-1], "况。（县水利局）", True),  # the program kept 况。 together
        (LONG[:-12], "况。（县水利局）", False),
        (LONG[:-1], "（一）更换闸门。", False),
        (LONG[:-1], "●更换闸门。", False),
        (LONG[:-1], "①更换闸门。", False),
        (LONG[:-1], "责任单位：县水利局", False),
        ("（一）" + LONG[:-4], "县水利局负责编制方案。", False),
        (LONG[:-1] + "。", "任务二：更换闸门。", False),
        (LONG[:-4] + "[水利局]", "二、保障措施", False),
    ],
)
def test_whether_a_line_goes_on(tmp_path: Path, first: str, second: str, joined: bool) -> None:
    drawing = Drawing()
    for place, text in enumerate((LONG, LONG, LONG + "况。", first, second)):
        drawing.text(60, 100 + place * 20, text)
    assert (first + second in "".join(blocks(drawing, tmp_path)[-1:])) is joined


@pytest.mark.parametrize("blank", ["\u2003", "\u2002", "\u3000", "\u00a0"])
def test_paragraphs_set_in_by_blanks_of_any_width_begin_with_their_marks(tmp_path: Path, blank: str) -> None:
    drawing = Drawing()
    drawing.text(60, 90, 2 * blank + "一、更换闸门")
    assert blocks(drawing, tmp_path) == ["一、更换闸门"]
