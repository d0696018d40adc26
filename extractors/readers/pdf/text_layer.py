"""Codes and boxes of all characters of a page's text layer, with as few calls of pdfium as there can be."""

import sys
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.readers.pdf.calls import box_of, text_of, unicode_of

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
NO_CHARACTER = 0xFFFD
SPACE = frozenset(
    code
    for code in range(0x10000)
    if chr(code).isspace() or chr(code) in "\x00\u200b\u200c\u200d\u2060\ufeff\uf0a0\uf020\ufffe\uffff"
)
"""Blanks of any width (paragraphs of web pages are set in by two of an em), and characters that take no room."""
IS_SPACE = np.isin(np.arange(0x10001), list(SPACE))
"""Whether a code is that of a blank; the last stands for all beyond the basic plane."""
IS_SIGN = np.isin(np.arange(0x10000), [*set(range(0x20)) - set(b"\r\n"), 0xFFFE, 0xFFFF])
"""Whether pdfium may have put a code into the text of a page for another one: controls, and what is no character."""
HIGH, LOW, END = 0xD800, 0xDC00, 0xE000
"""Where the first halves of characters beyond the basic plane begin, their second halves, and other characters again."""


class Characters(NamedTuple):
    """The characters of a page, blanks aside: the place of each among all, and its code point."""

    indexes: Integers
    codes: Integers
    unmapped: int
    """How many have no Unicode value, blanks of none among them."""


def page_characters(textpage: int, count: int) -> Characters:
    """Return the characters of a page with so many."""
    codes = _units(textpage, count)
    blank = IS_SPACE[np.minimum(codes, 0x10000)]
    half = (codes >= HIGH) & (codes < END)
    if half.any():  # characters beyond the basic plane come as two halves
        after = np.append(codes[1:], 0)
        pair = half & (codes < LOW) & (after >= LOW) & (after < END)
        codes = np.where(pair, 0x10000 + ((codes - HIGH) << 10) + (after - LOW), codes)
        half &= ~pair
    codes[codes > sys.maxunicode] = NO_CHARACTER  # damaged maps give any number
    indexes = np.flatnonzero(~(blank | half))
    unmapped = np.count_nonzero(codes == 0) + np.count_nonzero(codes[indexes] == NO_CHARACTER)
    return Characters(indexes, codes[indexes], int(unmapped))


def _units(textpage: int, count: int) -> Integers:
    """Return the UTF-16 unit of each character; 0 where there is none. One call for the page where that can be."""
    buffer = np.zeros(count + 1, np.uint16)
    if text_of(textpage, 0, count, buffer.ctypes.data) != count + 1:  # characters without a value are left out
        return np.fromiter((unicode_of(textpage, index) for index in range(count)), np.int64, count)
    units: Integers = buffer[:count].astype(np.int64)
    # The text of a page has signs of its own for hyphens at the end of a line; line ends are what they are.
    for index in np.flatnonzero(IS_SIGN[buffer[:count]]).tolist():
        units[index] = unicode_of(textpage, index)
    return units


def boxes_of(textpage: int, indexes: Integers, place: Callable[..., Any]) -> Numbers:
    """Return (x0, top, x1, bottom) on the read page of each character, a row each.

    ``place`` takes (left, bottom, right, top) in user space, columns of numbers here, to the read page.
    """
    rects = np.zeros((len(indexes), 4), np.float32)
    first, size = rects.ctypes.data, rects.strides[0]
    deque(map(box_of, repeat(textpage), indexes.tolist(), range(first, first + rects.nbytes, size)), maxlen=0)
    left, top, right, bottom = rects.T.astype(np.float64)
    boxes = np.empty((len(indexes), 4))
    for column, edges in enumerate(place(left, bottom, right, top)):
        boxes[:, column] = edges
    return boxes
