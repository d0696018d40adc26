"""Fonts for a quick reading: the outline of each character is the diagonal of its box, and usual widths are left out.

pdfium asks twice for the box of each character on a page, and draws the outline of the character anew each time. In
fonts of PostScript outlines, as WeasyPrint embeds them, that takes three quarters of its time. It also goes through the
stated widths of a font until it comes to that of a character, four times for each: those that are the usual one need not
be stated. A reading without pictures sees no difference: boxes and widths are the same.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pypdfium2

from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import Box
from extractors.readers.pdf.drawn import boxes_of_objects, drawn_objects
from extractors.readers.pdf.ink import open_page
from extractors.readers.pdf.postscript_font import EM, glyph_places
from extractors.readers.pdf.sample import page_of_glyphs
from extractors.readers.pdf.streams import PdfBytes, Stream
from extractors.readers.pdf.text_layer import Integers

FONT = lazy_pattern(rb"/Subtype\s*/OpenType\b")
PACKED = lazy_pattern(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")
PREDICTED = b"/DecodeParms"
OBJECTS = lazy_pattern(rb"/Type\s*/ObjStm\b")
WIDTHS = lazy_pattern(rb"/W\s*\[\s*(?:\d+\s*\[[\d\s]*\]\s*)+\]")
FROM_FIRST = lazy_pattern(rb"(\d+)\s*\[([\d\s]*)\]")
"""A character, and the widths of it and of those that follow it."""
WIDTH_OF_OTHERS = lazy_pattern(rb"/DW\s*([^\s/>]*)")
USUAL_WIDTH = b"1000"
"""What the others have where a font does not say it."""
FEWEST_PAGES = 10
"""Fewer pages are read sooner as they are."""
GLYPHS = 100
"""Outlines in the fonts for each page of a document from which on it takes longer to measure them."""
LARGEST = 20_000_000
"""Bytes of a font."""
SHORT, MOVE, LINE, END = 28, 21, 5, 14
"""Of the language of outlines: a number in two bytes follows; begin there; draw a line so far to the right and up; the end."""
EMPTY = bytes((SHORT, 0, 0, SHORT, 0, 0, MOVE, SHORT, 0, 0, SHORT, 0, 0, LINE, END))
DIAGONAL = np.dtype(
    {
        "names": ["left", "bottom", "wide", "high"],
        "formats": [">i2"] * 4,
        "offsets": [1, 4, 8, 11],
        "itemsize": len(EMPTY),
    }
)
"""Where the numbers of an outline are: that of the line from one corner of its box to the other."""
LARGEST_NUMBER = 0x7FFF


class OutlinedFont(NamedTuple):
    """A font with PostScript outlines."""

    start: int
    """Where it begins in the file."""
    room: int
    """Bytes of it in the file, packed."""
    content: bytes
    places: dict[int, tuple[int, int]]
    """Of each glyph with an outline, the first byte in the content and the first behind."""


@contextmanager
def opened_for_text(pdf: PdfBytes, document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfDocument]:
    """Yield an open document from which text is read with equal boxes and sooner; it may be the document itself.

    Its pages must not be drawn.
    """
    quick = quick_copy(pdf, len(document))
    if quick is None:
        yield document
        return
    opened = pypdfium2.PdfDocument(quick)
    try:
        yield opened
    finally:
        opened.close()


def quick_copy(pdf: PdfBytes, pages: int) -> bytes | None:
    """Return a PDF file of so many pages with such fonts, as long as it is; None where nothing is gained."""
    if pages < FEWEST_PAGES or pdf.is_encrypted:
        return None
    fonts = list(_quick_fonts(pdf, pages))
    if not fonts:
        return None
    written = bytearray(without_usual_widths(pdf.data))
    for start, packed in (*fonts, *_quick_objects(pdf)):
        written[start : start + len(packed)] = packed
    return bytes(written)


def _quick_fonts(pdf: PdfBytes, pages: int) -> Iterator[tuple[int, bytes]]:
    """Yield where each font begins whose outlines become diagonals, and what is written there."""
    fonts = list(_outlined_fonts(pdf))
    if sum(len(font.places) for font in fonts) > GLYPHS * pages:
        return
    for font in fonts:
        packed = _deflated(font_of_diagonals(font.content, font.places), zlib.Z_RLE)  # zeros are left between them
        if len(packed) <= font.room:
            yield font.start, packed


def _outlined_fonts(pdf: PdfBytes) -> Iterator[OutlinedFont]:
    for stream in pdf.streams:
        if FONT.search(stream.stated) and _is_deflated(stream):
            content, length = stream.inflate(LARGEST)
            if content and (places := glyph_places(content, len(EMPTY))):
                yield OutlinedFont(stream.start, length, content, places)


def _quick_objects(pdf: PdfBytes) -> Iterator[tuple[int, bytes]]:
    """Yield where each stream of objects begins that states usual widths, and what is written there."""
    for stream in pdf.streams:
        if not OBJECTS.search(stream.stated) or not _is_deflated(stream):
            continue
        objects, length = stream.inflate(LARGEST)
        shortened = without_usual_widths(objects)
        packed = _deflated(shortened) if shortened != objects else b""
        if 0 < len(packed) <= length:
            yield stream.start, packed


def _is_deflated(stream: Stream) -> bool:
    return bool(PACKED.search(stream.stated)) and PREDICTED not in stream.stated


def _deflated(content: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    deflater = zlib.compressobj(level=1, memLevel=9, strategy=strategy)
    return deflater.compress(content) + deflater.flush()


def without_usual_widths(objects: bytes) -> bytes:
    """Return objects of a PDF file with blanks for the widths of characters that are those of a font which states none."""
    if any(stated != USUAL_WIDTH for stated in WIDTH_OF_OTHERS.findall(objects)):
        return objects
    return WIDTHS.sub(_without_usual, objects)


def _without_usual(widths: re.Match[bytes]) -> bytes:
    numbers = [(int(first), stated.split()) for first, stated in FROM_FIRST.findall(widths[0])]
    if any(first + len(stated) > following for (first, stated), (following, _) in pairwise(numbers)):
        return widths[0]  # of two widths of a character the first counts

    def blank(found: re.Match[bytes]) -> bytes:
        return b" " * len(found[0]) if set(found[2].split()) == {USUAL_WIDTH} else found[0]

    return FROM_FIRST.sub(blank, widths[0])


def font_of_diagonals(font: bytes, places: dict[int, tuple[int, int]]) -> bytes:
    """Return a font with a diagonal for each outline; ``places``: of each glyph, the first byte and the first behind."""
    written, boxes = bytearray(font), glyph_boxes(font, list(places))
    if len(boxes) != len(places):
        return font
    for (first, behind), outline in zip(places.values(), _diagonals(boxes), strict=True):
        if outline:
            written[first:behind] = outline.ljust(behind - first, b"\0")
    return bytes(written)


def _diagonals(boxes: Sequence[Box]) -> list[bytes]:
    """Return the outlines of lines for which pdfium gives these boxes.

    Empty for a point, which is no outline, and where a number is too large for it.
    """
    left, bottom, right, top = np.rint(np.array(boxes).T).astype(np.int64)
    left, bottom, right, top = (edge - (edge < 0) for edge in (left, bottom, right, _unraised(top)))
    packed = bytearray(EMPTY * len(boxes))
    found = np.frombuffer(packed, DIAGONAL)
    numbers = np.array((left, bottom, right - left, top - bottom))
    for name, column in zip(DIAGONAL.names or (), np.clip(numbers, -LARGEST_NUMBER, LARGEST_NUMBER), strict=True):
        found[name] = column
    is_drawn = (np.abs(numbers).max(axis=0) <= LARGEST_NUMBER) & (numbers[2:] != 0).any(axis=0)
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
