"""Word tables of one column, which frame text: whatever is nested in them is read once."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from extractors import extract_document
from extractors.errors import UnreadableError
from extractors.readers import read_document
from schemas import Document
from tests.extractors.readers.test_office_formats import NUMBERING


def framed(tmp_path: Path, lines: list[str]) -> Document:
    """Read a file in which each line is a frame that holds the frames of the lines after it."""
    document = docx.Document()
    document.add_paragraph("江北市学校建设方案")
    cell = document.add_table(1, 1).cell(0, 0)
    for number, line in enumerate(lines):
        cell = cell if number == 0 else cell.add_table(1, 1).cell(0, 0)
        cell.paragraphs[0].text = line
    return saved(tmp_path, document)


def saved(tmp_path: Path, document: docx.document.Document) -> Document:
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return read_document(path)


@pytest.mark.parametrize("depth", [1, 2, 3, 12, 80])
def test_each_frame_gives_its_text_once(tmp_path: Path, depth: int) -> None:
    lines = [f"第{number}层的文字。" for number in range(1, depth + 1)]
    document = framed(tmp_path, lines)
    assert [block.text for block in document.blocks] == ["江北市学校建设方案", *lines]
    assert document.blocks[-1].paths[0].path == "tbl[1]/tr[1]/tc[1]/" * depth + "p[1]"


def test_facts_in_frames_are_found_once(tmp_path: Path) -> None:
    lines = [
        "一、主要任务",
        "1．建设学校。到2025年，新建学校12所。（责任单位：市教育局）",
        "2．建设医院。（责任单位：市卫生健康委）",
    ]
    plan, _ = extract_document(framed(tmp_path, lines), "plan")[0]
    assert [task.title for task in plan.tasks] == ["建设学校", "建设医院"]
    assert [(c.what, c.value) for c in plan.commitments] == [("学校", 12)]
    assert [r.name for r in plan.responsibilities] == ["市教育局", "市卫生健康委"]


def test_automatic_numbers_in_a_frame_count_once(tmp_path: Path) -> None:
    document = docx.Document()
    for child in parse_xml(NUMBERING):
        document.part.numbering_part.element.append(child)
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 1)
    for row, text in enumerate(["总体要求", "主要任务"]):
        paragraph = inner.cell(row, 0).paragraphs[0]
        paragraph.text = text
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    assert [block.text for block in saved(tmp_path, document).blocks] == ["一、总体要求", "二、主要任务"]


def test_a_table_in_a_frame_is_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    frame: _Cell = document.add_table(1, 1).cell(0, 0).add_table(1, 1).cell(0, 0)
    table = frame.add_table(2, 2)
    for row, cells in enumerate([("任务", "责任单位"), ("治水", "市水务局")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    (block,) = saved(tmp_path, document).blocks
    assert block.table is not None
    assert [block.text[c.start : c.end] for c in block.table.cells] == ["任务", "责任单位", "治水", "市水务局"]


def test_frames_beyond_the_limit_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="nested deeper than 256"):
        framed(tmp_path, ["文字。"] * 120)


@pytest.mark.parametrize("named", [False, True])
def test_a_table_that_arranges_the_units_of_a_cell(named: bool, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件：任务分工表")
    table = document.add_table(3, 3)
    rows = [["序号", "重点任务", "牵头单位"], ["1", "疏浚沟渠", ""], ["2", "修建水闸", "县财政局"]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    inner = table.cell(1, 2).add_table(2, 2)
    words = ["责任单位", "备注", "县水利局", "干渠"] if named else ["县水利局", "干渠", "县农业农村局", "毛渠"]
    for place, text in enumerate(words):
        inner.cell(place // 2, place % 2).text = text
    read = saved(tmp_path, document)
    assert len([block for block in read.blocks if block.table]) == 1 + named
    plan, _ = extract_document(read, "plan")[0]
    leads = [(r.subject[-1], r.name) for r in plan.responsibilities if r.role == "lead"]
    assert leads == ([("2", "县财政局")] if named else [("1", "县水利局"), ("1", "县农业农村局"), ("2", "县财政局")])
