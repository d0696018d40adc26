"""Marks of notes leave names and numbers, notes become furniture, and what only looks like a mark stays."""

import io
import zipfile
from pathlib import Path

import pytest

from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from schemas import Block, Document
from tests.support.pdf_drawing import FONT, Drawing


def document_of(text: str, name: str = "sample.txt") -> Document:
    return read_bytes(Path(name), text.encode(), Limits())


def printed(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.修缮古桥。（县文旅局①；县财政局负责）\n\n①含县文物所。", "1.修缮古桥。（县文旅局；县财政局负责）"),
        ("1.修缮古桥[1]3座。（县文旅局负责）\n\n[1]指清代以前的桥梁。", "1.修缮古桥3座。（县文旅局负责）"),
        ("1.修缮古桥¹3座。（县文旅局负责）\n\n¹指清代以前的桥梁。", "1.修缮古桥3座。（县文旅局负责）"),
        ("1.修缮古桥〔2〕3座。\n\n〔2〕指清代以前的桥梁。", "1.修缮古桥3座。"),
    ],
)
def test_mark_and_note(text: str, expected: str) -> None:
    document = document_of(text)
    assert printed(document) == [expected]
    assert len(printed(document, "furniture")) == 1
    block = document.blocks[0]
    assert "".join(text[start:end] for start, end in block.raw(0, len(block.text))) == expected
    assert document.length == sum(len(each.text) for each in document.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "1.重点包括①修缮古桥；②整治河道。",
        "1.改造面积3km²，年减排10⁴吨。",
        "一、主要任务\n\n①修缮古桥。\n\n②整治河道。",
        "依据某政发〔2〕号和某政发[12]号执行。",
    ],
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert "".join(printed(document_of(text))) == text.replace("\n", "")


def test_an_entry_with_the_number_of_a_raised_mark_is_no_note() -> None:
    page = (
        "<html><body><p>1.修缮古桥<sup>2</sup>120<sup><a href='#n2'>②</a></sup>座。</p>"
        "<p>2.整治河道3km<sup>2</sup>。</p></body></html>"
    )
    assert printed(document_of(page, "page.html")) == ["1.修缮古桥120座。", "2.整治河道3km2。"]


def test_a_mark_in_a_table_cell_and_in_its_caption() -> None:
    page = (
        "<html><body><p>任务分工表[1]</p><table><tr><th>任务</th><th>牵头单位</th></tr>"
        "<tr><td>修缮古桥</td><td>县文旅局<sup>1</sup></td></tr></table><p>[1]本表由县政府办解释。</p></body></html>"
    )
    table = next(block for block in document_of(page, "page.html").blocks if block.table)
    assert table.table is not None
    assert table.table.caption == "任务分工表"
    assert [table.text[cell.start : cell.end] for cell in table.table.cells][-2:] == ["修缮古桥", "县文旅局"]
    assert table.paths[-1].end == len(table.text)


@pytest.mark.parametrize("size", [7.5, 10])
def test_raised_marks_and_notes_of_a_page(size: float) -> None:
    page = Drawing()
    x = 80.0
    for y, piece, height in ((100, "1.修缮古桥", 12), (99, "1", size), (100, "三座。（县文旅局负责）", 12)):
        page.text(x, y, piece, height)
        x += page.canvas.stringWidth(piece, FONT, height)
    page.text(80, 700, "1指清代以前的桥梁。", 8)
    document = read_bytes(Path("sample.pdf"), page.bytes(), Limits())
    assert printed(document) == ["1.修缮古桥三座。（县文旅局负责）"]
    assert printed(document, "furniture") == ["1指清代以前的桥梁。"]


def test_raised_marks_and_footnotes_of_word() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>1.修缮古桥。（县文旅局</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
        '<w:r><w:t>负责）</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>'
    )
    notes = f'<w:footnotes {w}><w:footnote w:id="2"><w:p><w:r><w:t>含县文物所。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/footnotes.xml", notes)
    blocks = read_bytes(Path("sample.docx"), file.getvalue(), Limits()).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "1.修缮古桥。（县文旅局负责）"),
        ("furniture", "含县文物所。"),
    ]
    assert blocks[1].why == "note"
    assert isinstance(blocks[0], Block)


def test_a_circled_mark_inside_a_sentence_has_a_note_that_explains_the_word_before_it() -> None:
    document = document_of(
        "一、修缮渡口\n改善义渡点①通行条件，包括①码头；②坡道。\n\n二、巡查航道\n每月巡查。\n\n① 义渡点指不收费的渡口。\n"
    )
    assert printed(document)[1] == "改善义渡点通行条件，包括①码头；②坡道。"
    assert [block.why for block in document.blocks][-1] == "note"
