"""Pages whose characters do not say what they show: watermarks, outlines, fonts without Unicode values, units of OFD."""

from pathlib import Path

import pytest
from lxml import etree

from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from extractors.readers.ofd.objects import PageInk
from extractors.readers.page.legible import is_garbled
from extractors.readers.scan import read as scan_read
from schemas import Document
from tests.support.pdf_drawing import Drawing

LINES = ("石桥县河道治理实施方案", "一、重点任务", "1.清理河道。新建护岸12公里。（责任单位：县水利局）")
OFD = "http://www.ofdspec.org/2016"


def drawn(path: Path, drawing: Drawing) -> Document:
    path.write_bytes(drawing.bytes())
    return read_document(path)


def write(drawing: Drawing) -> None:
    for number, line in enumerate(LINES):
        drawing.text(80, 90 + 30 * number, line)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "paragraph"]


def test_a_slanted_watermark_is_no_text(tmp_path: Path) -> None:
    drawing = Drawing()
    write(drawing)
    drawing.canvas.saveState()
    drawing.canvas.translate(120, 640)
    drawing.canvas.rotate(35)
    drawing.canvas.setFont("STSong-Light", 46)
    drawing.canvas.drawString(0, 0, "仅供内部传阅")
    drawing.canvas.restoreState()
    document = drawn(tmp_path / "plan.pdf", drawing)
    assert "".join(lines(document)) == "".join(LINES)
    assert "内部传阅" in "".join(block.text for block in document.blocks if block.kind == "furniture")


def test_a_page_of_outlines_is_said_where_it_cannot_be_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_read, "can_read", lambda: False)  # as without the extra
    drawing = Drawing()
    write(drawing)
    drawing.page()
    for number in range(40):
        drawing.canvas.circle(100 + 9 * number, 500, 4, stroke=1, fill=1)
    document = drawn(tmp_path / "plan.pdf", drawing)
    assert [(remark.code, remark.page) for remark in document.remarks] == [("page-not-read", 2)]
    assert "outlines" in document.remarks[0].en


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE100 + number) for number in range(60)),
        "河道\x12\x13" * 12,
        "".join(chr(0x3400 + 7 * number) for number in range(120)),
    ],
)
def test_characters_without_meaning_are_no_text(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize("text", ["".join(LINES), "", "Annual Report 2027, p. 3", "县水利局、县林业局、县财政局" * 4])
def test_text_is_text(text: str) -> None:
    assert not is_garbled(text)


def ink_of(*objects: str, units: dict[str, etree._Element] | None = None) -> list[str]:
    page = etree.fromstring(f'<Page xmlns="{OFD}"><Content><Layer>{"".join(objects)}</Layer></Content></Page>')
    made = PageInk((0, 0, 210, 297), Limits(), units)
    made.add(page)
    return [span.text for span in made.ink(1).spans]


def text_object(text: str, x: int = 20, more: str = "") -> str:
    delta = " ".join(["4"] * (len(text) - 1))
    return (
        f'<TextObject Boundary="{x} 30 100 6" Size="4" {more}>'
        f'<TextCode X="0" Y="3.5" DeltaX="{delta}">{text}</TextCode></TextObject>'
    )


def test_a_text_printed_twice_at_one_place_is_one() -> None:
    assert ink_of(text_object("清理河道"), text_object("清理河道"), text_object("清理河道", 120)) == ["清理河道"] * 2


def test_a_text_askew_is_a_watermark() -> None:
    assert ink_of(text_object("内部", more='CTM="0.8 0.6 -0.6 0.8 0 0"'), text_object("清理河道")) == ["清理河道"]


def test_vector_units_are_read_where_a_page_places_them() -> None:
    unit = etree.fromstring(
        f'<CompositeGraphicUnit xmlns="{OFD}" ID="7"><Content>{text_object("清理河道")}</Content></CompositeGraphicUnit>'
    )
    assert ink_of('<CompositeObject Boundary="5 5 100 100" ResourceID="7"/>', units={"7": unit}) == ["清理河道"]
