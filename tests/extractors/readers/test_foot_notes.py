"""Notes at the foot of a page, in the middle of a paragraph that goes on on the next page."""

from pathlib import Path

import pytest

from extractors import extract
from tests.support.pdf_drawing import Drawing

BEFORE = "为保护古桥，完善修缮制度，压实管护责任，结合本县实际，制定本方案。" * 26
TASK = "1.修缮古桥三座，恢复桥面石板①，清理桥洞淤积，加固护坡，完善排水，设立标识，并由"
NEXT = "专人看护。（牵头单位：县文旅局；配合单位：县交通局）"
NOTES = ("①石板：清代以前铺设的条石，含两端引桥上", "的石板，不含后来补铺的。")


def plan_with(tmp_path: Path, notes: tuple[str, ...], size: float):
    drawing = Drawing()
    drawing.text(180, 50, "青岚县古桥修缮工作方案", 16)
    y = drawing.paragraph(60, 90, BEFORE, 39)
    y = drawing.paragraph(60, y, "一、重点任务", 39)
    drawing.text(84, y, TASK[:37])
    drawing.text(
        60,
        y + 18,
        TASK[37:] + "县文旅局统一调度安排各乡镇按照分工组织实施并于每月月底前报送进度"[: 39 - len(TASK[37:])],
    )
    for line, text in enumerate(notes):
        drawing.text(60, 770 + 12 * line, text, size)
    drawing.page()
    drawing.text(60, 60, NEXT)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return extract(path)[0]


def test_a_paragraph_goes_on_behind_the_notes_of_its_page(tmp_path: Path) -> None:
    plan, document = plan_with(tmp_path, NOTES, 9)
    (task,) = plan.tasks
    assert task.text.endswith("报送进度" + NEXT) or NEXT in task.text
    assert "①" not in task.text and "条石" not in task.text
    assert [row.name for row in plan.responsibilities] == ["县文旅局", "县交通局"]
    assert [block.text for block in document.blocks if block.why == "note"] == ["".join(NOTES)]


@pytest.mark.parametrize("notes", [("（本页以下无正文）",), ("资料来源：县文旅局",)])
def test_small_lines_that_are_no_notes_stay_where_they_are(tmp_path: Path, notes: tuple[str, ...]) -> None:
    _, document = plan_with(tmp_path, notes, 9)
    texts = [block.text for block in document.blocks]
    assert texts.index(notes[0]) < texts.index(NEXT)
