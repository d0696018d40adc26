"""Where the outlines are in an OpenType font whose outlines are those of PostScript (CFF, Adobe Technical Note 5176)."""

import struct
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OUTLINES, MATRIX = 17, (12, 7)
"""Keys of the dictionary of a font: where its outlines begin; another size or slope of them than the usual one."""
EM = 1000
"""Units of the square of a character, of the fonts that are read."""


class Index(NamedTuple):
    """A list of pieces in a CFF table: where each begins and, last, where the last ends."""

    borders: npt.NDArray[np.int64]
    end: int


def glyph_places(font: bytes, least: int) -> dict[int, tuple[int, int]]:
    """Return the number of each outline of so many bytes at least, with its first byte and the first one behind it.

    Empty for what is no such font, for one of another size than EM, and for a damaged one.
    """
    try:
        tables = _tables(font)
        cff, head = tables.get(b"CFF "), tables.get(b"head")
        if cff is None or head is None or int.from_bytes(font[head + 18 : head + 20]) != EM:
            return {}
        names = _index(font, cff + font[cff + 2])
        fonts = _index(font, names.end)
        stated = _dictionary(font[fonts.borders[0] : fonts.borders[1]])
        if MATRIX in stated or OUTLINES not in stated:
            return {}
        borders = _index(font, cff + stated[OUTLINES]).borders
    except (IndexError, ValueError, struct.error):
        return {}
    if borders[-1] > len(font) or np.any(np.diff(borders) < 0):
        return {}
    return {
        int(number): (int(borders[number]), int(borders[number + 1]))
        for number in np.flatnonzero(np.diff(borders) >= least)
    }


def _tables(font: bytes) -> dict[bytes, int]:
    """Return the name of each table of a font, and where it begins."""
    if font[:4] != b"OTTO":
        return {}
    count = int.from_bytes(font[4:6])
    entries = (struct.unpack_from(">4s4xI", font, 12 + 16 * number) for number in range(count))
    return dict(entries)


def _index(font: bytes, at: int) -> Index:
    """Return the index at a place; ValueError for an empty one."""
    count, size = int.from_bytes(font[at : at + 2]), font[at + 2]
    if not count:
        raise ValueError("no entries")
    first = at + 3
    digits = np.frombuffer(font, np.uint8, (count + 1) * size, first).reshape(count + 1, size)
    borders = np.zeros(count + 1, np.int64)
    for column in digits.T:
        borders = borders << 8 | column
    borders += first + (count + 1) * size - 1  # they count from the byte before the first
    return Index(borders, int(borders[-1]))


def _dictionary(packed: bytes) -> dict[int | tuple[int, int], int]:
    """Return the last operand of each key of a dictionary; 0 for a fraction."""
    stated: dict[int | tuple[int, int], int] = {}
    at = operand = 0
    while at < len(packed):
        byte = packed[at]
        at += 1
        if byte == 12:
            stated[byte, packed[at]] = operand
            at += 1
        elif byte <= 21:
            stated[byte] = operand
        elif byte in (28, 29):
            width = 2 if byte == 28 else 4
            operand = int.from_bytes(packed[at : at + width], signed=True)
            at += width
        elif byte == 30:  # digits of four bits, the last of which is 15
            while packed[at] & 15 != 15:
                at += 1
            operand, at = 0, at + 1
        elif byte <= 246:
            operand = byte - 139
        else:
            operand = (byte - 247) * 256 + packed[at] + 108 if byte <= 250 else (251 - byte) * 256 - packed[at] - 108
            at += 1
    return stated
