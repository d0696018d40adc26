"""Fonts of PDF files with diagonals for outlines: pdfium gives the same boxes, and pages are read as they were."""

import random
import struct

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.base.limits import Limits
from extractors.readers.page.model import Ink
from extractors.readers.pdf.ink import open_page, read_ink
from extractors.readers.pdf.outlines import (
    FEWEST_PAGES,
    font_of_diagonals,
    glyph_boxes,
    quick_copy,
    without_usual_widths,
)
from extractors.readers.pdf.postscript_font import glyph_places
from extractors.readers.pdf.streams import PdfBytes
from tests.support.opentype_font import Outline, opentype_font, pdf_in_font

LEAST = 15
"""Bytes of an outline for which there is room for a diagonal."""
STEP = st.integers(-900, 900)
OUTLINES = st.lists(st.lists(st.tuples(STEP, STEP), min_size=4, max_size=13), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(OUTLINES)
def test_boxes_of_diagonals_are_those_of_the_outlines(outlines: list[Outline]) -> None:
    font = opentype_font(outlines)
    places = glyph_places(font, LEAST)
    assert len(places) == len(outlines)
    diagonals = font_of_diagonals(font, places)

    assert glyph_boxes(diagonals, list(places)) == glyph_boxes(font, list(places))


def test_every_edge_comes_back_as_it_was() -> None:
    outlines = [[(at - 700, at - 900), (100, 50), (at // 3, at), (-120, 7)] for at in range(1500)]
    font = opentype_font(outlines)
    places = glyph_places(font, LEAST)
    boxes = glyph_boxes(font, list(places))
    diagonals = font_of_diagonals(font, places)
    assert len(set(boxes)) == len(boxes) == 1500
    assert all(diagonals[first:behind] != font[first:behind] for first, behind in places.values())
    assert glyph_boxes(diagonals, list(places)) == boxes


@pytest.mark.slow
def test_pages_are_read_as_they_were() -> None:
    data = set_plan(FEWEST_PAGES)
    quick = quick_copy(PdfBytes(data), FEWEST_PAGES)
    assert quick is not None
    assert len(quick) == len(data)
    assert quick != data
    assert inks(quick) == inks(data)
    assert sum(ink.characters for ink in inks(data)) > 100 * FEWEST_PAGES


def test_what_gains_nothing_is_left_alone() -> None:
    data = set_plan(2)
    assert quick_copy(PdfBytes(data), FEWEST_PAGES - 1) is None  # too few pages to pay for it
    assert quick_copy(PdfBytes(data.replace(b"/OpenType", b"/Type1C  ")), FEWEST_PAGES) is None
    assert quick_copy(PdfBytes(data.replace(b"trailer<<", b"trailer<</Encrypt 9 0 R")), FEWEST_PAGES) is None


def test_a_font_that_is_not_understood_has_no_places() -> None:
    font = opentype_font([[(0, 0), (10, 500), (300, 400), (7, -90)]])
    assert glyph_places(font, LEAST)
    assert not glyph_places(opentype_font([[(0, 0), (10, 500), (300, 400), (7, -90)]], em=2048), LEAST)
    assert not glyph_places(b"\0\1\0\0" + font[4:], LEAST)
    behind = font.index(struct.pack(">I", 0x5F0F3CF5))  # inside the last table that is needed
    assert not any(glyph_places(font[:end], LEAST) for end in range(behind))


@pytest.mark.parametrize(
    ("stated", "left"),
    [
        (b"/W[1[250] 7[1000 1000]20 [1000 500]]", b"/W[1[250] " + b" " * 12 + b"20 [1000 500]]"),
        (b"/W [7 [1000]]/DW 1000", b"/W [        ]/DW 1000"),
        (b"/W[7[1000]]/DW 500", None),
        (b"/W[7[1000]]/DW 9 0 R", None),
        (b"/W[1[250 300] 2[1000]]", None),
        (b"/W[7[1000]9 20 500]", None),
        (b"/W[7[1000.5]]", None),
        (b"/W [1 3 2]", None),
    ],
    ids=["some", "all", "others have another", "others elsewhere", "stated twice", "ranges", "fractions", "no font"],
)
def test_widths_that_need_not_be_stated_are_blank(stated: bytes, left: bytes | None) -> None:
    assert without_usual_widths(b"<<" + stated + b">>") == b"<<" + (left or stated) + b">>"


def set_plan(pages: int) -> bytes:
    """Return a PDF file of so many pages in a font whose outlines are long."""
    characters = "市水务局负责疏浚河道，十二公里。年底前完成"
    shapes = random.Random(7)
    outlines = [
        [(shapes.randint(0, 200), shapes.randint(-120, 300)), *((shapes.randint(-90, 120),) * 2 for _ in range(60))]
        for _ in characters
    ]
    text = characters * 6
    lines = [text[at : at + 14] for at in range(0, len(text), 14)]
    return pdf_in_font(opentype_font(outlines), characters, [lines] * pages)


def inks(data: bytes) -> list[Ink]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for index in range(len(document)):
        with open_page(document.raw, index) as page:
            found.append(read_ink(page, index, Limits()))
    document.close()
    return found
