"""Codes and boxes of all characters of a page's text layer, with as few calls of pdfium as there can be."""

import ctypes
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

LEVEL = 1e-3
"""Points: neighbours whose upper and lower ends differ by less stand in one line, in type of one size."""
NO_CHARACTER = 0xFFFD
SPACE = frozenset(map(ord, " \t\r\n\x00\u00a0\u3000\u200b\ufeff\uf0a0\uf020\ufffe\uffff"))
_box_at = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""FPDFText_GetLooseCharBox by plain addresses: called for every character, and twice as fast without a check of its arguments."""


def character_codes(textpage: Any, count: int) -> tuple[list[tuple[int, int]], int]:
    """Return (index, code point) of the page's characters, blanks aside, and how many have no Unicode value."""
    codes = _units(textpage, count)
    found: list[tuple[int, int]] = []
    unmapped = 0
    for index, code in enumerate(codes):
        if code in SPACE:
            unmapped += code == 0
        elif 0xD800 <= code < 0xE000:  # characters beyond the basic plane come as two halves
            low = codes[index + 1] if code < 0xDC00 and index + 1 < count else 0
            if 0xDC00 <= low < 0xE000:
                found.append((index, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)))
        else:
            code = code if code <= sys.maxunicode else NO_CHARACTER  # damaged maps give any number
            unmapped += code == NO_CHARACTER
            found.append((index, code))
    return found, unmapped


def _units(textpage: Any, count: int) -> Sequence[int]:
    """Return the UTF-16 unit of each character; 0 where there is none. One call for the page where that can be."""
    units = (ctypes.c_ushort * (count + 1))()
    unicode_at = pdfium.FPDFText_GetUnicode
    if pdfium.FPDFText_GetText(textpage, 0, count, units) != count + 1:  # characters without a value are left out
        return [unicode_at(textpage, index) for index in range(count)]
    # The text of a page has signs of its own for hyphens at the end of a line.
    return [
        unicode_at(textpage, index) if unit < 0x20 or unit >= 0xFFFE else unit
        for index, unit in enumerate(units[:count])
    ]


def boxes_of(
    textpage: Any, codes: Sequence[tuple[int, int]], place: Callable[..., Any]
) -> tuple[list[list[float]], list[bool]]:
    """Return the box of each character on the read page, and whether its height and place are those of the one before.

    ``place`` takes (left, bottom, right, top) in user space, columns of numbers here, to the read page.
    """
    if not codes:
        return [], []
    rects = (pdfium.FS_RECTF * len(codes))()
    size, first = ctypes.sizeof(pdfium.FS_RECTF), ctypes.addressof(rects)
    page = ctypes.cast(textpage, ctypes.c_void_p).value
    for (index, _), address in zip(codes, range(first, first + size * len(codes), size), strict=True):
        _box_at(page, index, address)
    left, top, right, bottom = np.frombuffer(rects, np.float32).reshape(-1, 4).T.astype(np.float64)
    boxes = np.column_stack(place(left, bottom, right, top))
    level = np.all(np.abs(np.diff(boxes[:, 1::2], axis=0)) < LEVEL, axis=1)
    return boxes.tolist(), [False, *level.tolist()]
