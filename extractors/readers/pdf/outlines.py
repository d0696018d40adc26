"""Fonts for a quick reading: the outline of each character is the rectangle around it.

pdfium asks twice for the box of each character on a page, and draws the outline of the character anew each time. In
fonts of PostScript outlines, as WeasyPrint embeds them, that takes three quarters of its time. A reading without
pictures sees no difference: the boxes are the same.
"""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import numpy as np
import pypdfium2

from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import Box
from extractors.readers.pdf.drawn import boxes_of_objects, drawn_objects
from extractors.readers.pdf.ink import open_page
from extractors.readers.pdf.postscript_font import EM, glyph_places
from extractors.readers.pdf.sample import page_of_glyphs
from extractors.readers.pdf.streams import PdfBytes
from extractors.readers.pdf.text_layer import Integers

FONT = lazy_pattern(rb"/Subtype\s*/OpenType\b")
PACKED = lazy_pattern(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")
PREDICTED = b"/DecodeParms"
FEWEST_PAGES = 16
"""Fewer pages are read sooner as they are."""
GLYPHS = 100
"""Outlines in the fonts for each page of a document from which on it takes longer to measure them."""
LARGEST = 20_000_000
"""Bytes of a font."""
SHORT, MOVE, LINES, END = 28, 21, 6, 14
"""Of the language of outlines: a number in two bytes follows; begin there; draw to the side and up in turns; the end."""
EMPTY = bytes((SHORT, 0, 0, SHORT, 0, 0, MOVE, SHORT, 0, 0, SHORT, 0, 0, SHORT, 0, 0, LINES, END))
RECTANGLE = np.dtype(
    {
        "names": ["left", "bottom", "wide", "high", "back"],
        "formats": [">i2"] * 5,
        "offsets": [1, 4, 8, 11, 14],
        "itemsize": len(EMPTY),
    }
)
"""Where the numbers of an outline are: that of a rectangle, drawn to the right, up, and back to the left."""
LARGEST_NUMBER = 0x7FFF


@contextmanager
def opened_for_text(pdf: PdfBytes, document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfDocument]:
    """Yield an open document from which text is read with equal boxes and sooner; it may be the document itself.

    Its pages must not be drawn.
    """
    quick = with_rectangles(pdf, len(document))
    if quick is None:
        yield document
        return
    opened = pypdfium2.PdfDocument(quick)
    try:
        yield opened
    finally:
        opened.close()


def with_rectangles(pdf: PdfBytes, pages: int) -> bytes | None:
    """Return a PDF file of so many pages with rectangles for outlines, as long as it is; None where nothing is gained."""
    if pages < FEWEST_PAGES or pdf.is_encrypted:
        return None
    written: bytearray | None = None
    room = GLYPHS * pages
    for stream in pdf.streams:
        if not FONT.search(stream.stated) or not PACKED.search(stream.stated) or PREDICTED in stream.stated:
            continue
        font, length = stream.inflate(LARGEST)
        places = glyph_places(font, len(EMPTY)) if font else {}
        room -= len(places)
        if not places or room < 0:
            continue
        packed = zlib.compress(font_of_rectangles(font, places), 1)
        if len(packed) <= length:
            written = written or bytearray(pdf.data)
            written[stream.start : stream.start + len(packed)] = packed
    return bytes(written) if written else None


def font_of_rectangles(font: bytes, places: dict[int, tuple[int, int]]) -> bytes:
    """Return a font with a rectangle for each outline; ``places``: of each glyph, the first byte and the first behind."""
    written, boxes = bytearray(font), glyph_boxes(font, list(places))
    if len(boxes) != len(places):
        return font
    for (first, behind), outline in zip(places.values(), _rectangles(boxes), strict=True):
        if outline:
            written[first:behind] = outline.ljust(behind - first, b"\0")
    return bytes(written)


def _rectangles(boxes: Sequence[Box]) -> list[bytes]:
    """Return the outlines of rectangles for which pdfium gives these boxes.

    Empty for a point, which is no outline, and where a number is too large for it.
    """
    left, bottom, right, top = np.rint(np.array(boxes).T).astype(np.int64)
    left, bottom, right, top = (edge - (edge < 0) for edge in (left, bottom, right, _unraised(top)))
    wide, high = right - left, top - bottom
    packed = bytearray(EMPTY * len(boxes))
    found = np.frombuffer(packed, RECTANGLE)
    for name, numbers in zip(
        ("left", "bottom", "wide", "high", "back"), (left, bottom, wide, high, -wide), strict=True
    ):
        found[name] = np.clip(numbers, -LARGEST_NUMBER, LARGEST_NUMBER)
    is_drawn = np.max(np.abs([left, bottom, wide, high]), axis=0) <= LARGEST_NUMBER
    is_drawn &= (wide != 0) | (high != 0)
    size = len(EMPTY)
    return [bytes(packed[at * size : (at + 1) * size]) if drawn else b"" for at, drawn in enumerate(is_drawn.tolist())]


def _unraised(top: Integers) -> Integers:
    """Return the upper edges that pdfium raises to these: by a part in 64, fractions cut off."""
    lower = top - np.trunc(top / 65).astype(np.int64)
    for edge in (lower - 1, lower + 1):
        lower = np.where(edge + np.trunc(edge / 64).astype(np.int64) == top, edge, lower)
    return lower


def glyph_boxes(font: bytes, glyphs: Sequence[int]) -> list[Box]:
    """Return the box (left, bottom, right, top) of each glyph as pdfium has it, in units of the font."""
    with (
        closing(pypdfium2.PdfDocument(page_of_glyphs(font, glyphs, EM))) as document,
        open_page(document.raw, 0) as page,
    ):
        return boxes_of_objects(drawn_objects(page).objects)
