"""Subsections numbered 1.1 right before their titles, told from decimals by their sequence."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.language.marks.dotted_marks import dotted_numbers
from extractors.readers import read_document
from tests.support.pdf_drawing import Drawing

LINES = (
    "砚湖县护林应急工作方案",
    "1总则",
    "1.1编制目的",
    "为规范处置，制定本方案。",
    "2组织体系",
    "2.1指挥机构",
    "县林业局负责日常工作。",
    "2.2成员单位职责",
    "县水利局负责水源。",
    "3重点任务",
    "3.1队伍建设",
    "组建护林队伍。（县林业局）",
)


@pytest.mark.parametrize("blank", ["", " "])
def test_chapters_and_subsections_without_dots(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(LINES).replace("1编", f"1{blank}编").replace("2组", f"2{blank}组"), encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [(entry.marker, entry.title) for entry in plan.headings] == [
        ("1", "总则"), ("1.1", "编制目的"), ("2", "组织体系"), ("3", "重点任务"),
    ]  # fmt: skip
    assert [(task.marker, task.title) for task in plan.tasks] == [
        ("2.1", "指挥机构"), ("2.2", "成员单位职责"), ("3.1", "队伍建设"),
    ]  # fmt: skip
    assert plan.findings == ()
    assert plan.coverage.passages == ()


def test_each_is_a_paragraph_of_a_page(tmp_path: Path) -> None:
    drawing = Drawing()
    for number, text in enumerate(LINES):
        drawing.text(84, 100 + 20 * number, text, 12)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    assert tuple(block.text.replace(" ", "") for block in read_document(path).blocks) == LINES


@pytest.mark.parametrize(
    "texts",
    [
        ("1.1编制目的", "1.2编制依据", "1.5公里管网", "2.1机构"),
        ("1.5亿元投资", "1.6亿元贷款", "1.7亿元债券"),
        ("1.1编制目的", "2.1机构"),
    ],
)
def test_numbers_out_of_sequence_are_decimals(texts: tuple[str, ...]) -> None:
    assert dotted_numbers(texts) == ()
