"""Fonts for a quick reading: the outline of each character is the rectangle around it.

pdfium asks twice for the box of each character on a page, and draws the outline of the character anew each time. In
fonts of PostScript outlines, as WeasyPrint embeds them, that takes three quarters of its time. A reading without
pictures sees no difference: the boxes are the same.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import pypdfium2

from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import Box
from extractors.readers.pdf.drawn import boxes_of_objects, drawn_objects
from extractors.readers.pdf.ink import open_page
from extractors.readers.pdf.postscript_font import EM, glyph_places
from extractors.readers.pdf.sample import page_of_glyphs
from extractors.readers.pdf.streams import streams

FONT = lazy_pattern(rb"/Subtype\s*/OpenType\b")
PACKED = lazy_pattern(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")
PREDICTED = b"/DecodeParms"
FEWEST_PAGES = 16
"""Fewer pages are read sooner as they are."""
GLYPHS = 100
"""Outlines in the fonts for each page of a document from which on it takes longer to measure them."""
LARGEST = 20_000_000
"""Bytes of a font."""
RECTANGLE = struct.Struct(">BhBhB BhBhBh BB")
SHORT, MOVE, LINES, END = 28, 21, 6, 14
"""Of the language of outlines: a number in two bytes follows; begin there; draw to the side and up in turns; the end."""
LARGEST_NUMBER = 0x7FFF


@contextmanager
def opened_for_text(data: bytes, document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfDocument]:
    """Yield an open document from which text is read with equal boxes and sooner; it may be the document itself.

    Its pages must not be drawn.
    """
    quick = with_rectangles(data, len(document))
    if quick is None:
        yield document
        return
    opened = pypdfium2.PdfDocument(quick)
    try:
        yield opened
    finally:
        opened.close()


def with_rectangles(data: bytes, pages: int) -> bytes | None:
    """Return a PDF file of so many pages with rectangles for outlines, as long as it is; None where nothing is gained."""
    if pages < FEWEST_PAGES or b"/Encrypt" in data:
        return None
    written: bytearray | None = None
    room = GLYPHS * pages
    for stated, start, end in streams(data):
        if not FONT.search(stated) or not PACKED.search(stated) or PREDICTED in stated:
            continue
        inflater = zlib.decompressobj()
        try:
            font = inflater.decompress(data[start:end], LARGEST)
        except zlib.error:
            continue
        places = glyph_places(font, RECTANGLE.size) if inflater.eof else {}
        room -= len(places)
        if not places or room < 0:
            continue
        packed = zlib.compress(font_of_rectangles(font, places), 1)
        if len(packed) <= end - start - len(inflater.unused_data):
            written = written or bytearray(data)
            written[start : start + len(packed)] = packed
    return bytes(written) if written else None


def font_of_rectangles(font: bytes, places: dict[int, tuple[int, int]]) -> bytes:
    """Return a font with a rectangle for each outline; ``places``: of each glyph, the first byte and the first behind."""
    written, boxes = bytearray(font), glyph_boxes(font, list(places))
    if len(boxes) != len(places):
        return font
    for (first, behind), box in zip(places.values(), boxes, strict=True):
        left, bottom, right, top = map(round, box)
        outline = _rectangle(_unrounded(left), _unrounded(bottom), _unrounded(right), _unrounded(_unraised(top)))
        if outline:
            written[first:behind] = outline.ljust(behind - first, b"\0")
    return bytes(written)


def _rectangle(left: int, bottom: int, right: int, top: int) -> bytes:
    """Return the outline of a rectangle; empty for a point, which is no outline, and where a number is too large for it."""
    wide, high = right - left, top - bottom
    if not (wide or high) or max(map(abs, (left, bottom, wide, high))) > LARGEST_NUMBER:
        return b""
    return RECTANGLE.pack(SHORT, left, SHORT, bottom, MOVE, SHORT, wide, SHORT, high, SHORT, -wide, LINES, END)


def _unrounded(edge: int) -> int:
    """Return an edge that pdfium gives as this one: it adds a half to units of a font, and cuts fractions off."""
    return edge - 1 if edge < 0 else edge


def _unraised(top: int) -> int:
    """Return the upper edge that pdfium gives as this one: it raises it by a part in 64, fractions cut off."""
    lower = top - int(top / 65)
    return next((edge for edge in range(lower - 1, lower + 2) if edge + int(edge / 64) == top), top)


def glyph_boxes(font: bytes, glyphs: Sequence[int]) -> list[Box]:
    """Return the box (left, bottom, right, top) of each glyph as pdfium has it, in units of the font."""
    with (
        closing(pypdfium2.PdfDocument(page_of_glyphs(font, glyphs, EM))) as document,
        open_page(document.raw, 0) as page,
    ):
        return boxes_of_objects(drawn_objects(page).objects)
