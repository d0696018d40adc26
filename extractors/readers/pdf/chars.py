"""Characters of a page from pdfium, gathered into spans in the page's reading direction.

pdfium reads embedded CMaps that pdfminer loses, and draws no Python object for a character: that is where the time goes.
It also drops the second of two glyphs that are printed over each other to look bold.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.readers.base.lookalikes import LOOKALIKES
from extractors.readers.page.lines import RAISED
from extractors.readers.page.model import Box, CharSpan
from extractors.readers.pdf.text_layer import SPACE, boxes_of, character_codes

GAP = 0.4
"""Em: a wider gap ends a span; a character of another font may be printed into it later."""
TWICE = 0.3
"""Em: the same character again so near is the shadow of a bold one."""
SHADOW = 0.6
"""Share of a character's own width from which the same one beside it is another: "ll", ".." are narrow."""
LATIN_END = 0x250
"""Between letters below this code a blank ends a word, and the span."""
LEAST_LIFT = 0.15
"""Times the height of the text beside it: by so much a raised mark ends above it, at least."""
TALL = 1.5
"""Times the height of the text beside it from which the box of a sign says nothing of its line."""
WIDE = 0x2E80
"""Characters from here on fill a square of the font's size."""
SLANT = 8
"""Degrees: scans that were recognised are askew by less."""
SAMPLES = 24


Place = Callable[[float, float, float, float], Box]
"""Takes (left, bottom, right, top) in user space to (x0, top, x1, bottom) on the read page."""


class PageFrame(NamedTuple):
    """The visible part of a page in user space, and by how much the page must be turned (clockwise) to be read."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Width of the page as it is read."""
        return self.right - self.left if self.turn % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page as it is read."""
        return self.top - self.bottom if self.turn % 180 == 0 else self.right - self.left

    def place(self) -> Place:
        """Return the function from user space to the read page."""
        left, bottom, right, top, turn = self
        if turn == 90:
            return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if turn == 180:
            return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
        if turn == 270:
            return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)
        return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)


def text_turn(textpage: Any, count: int) -> int | None:
    """Return by how many degrees (clockwise) most of the text must be turned to run from left to right; None without text."""
    votes: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLES)):  # a sample is enough for a majority
        if pdfium.FPDFText_GetUnicode(textpage, index) not in SPACE:
            votes[turn_of(textpage, index)] += 1
    return votes.most_common(1)[0][0] if votes else None


def turn_of(textpage: Any, index: int) -> int:
    """Return by how many degrees (clockwise, in steps of 90) a character must be turned to stand upright."""
    return -round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, index)) / 90) * 90 % 360


def is_slanted(textpage: Any, index: int) -> bool:
    """Return whether a character stands askew, as those of watermarks do."""
    off = math.degrees(pdfium.FPDFText_GetCharAngle(textpage, index)) % 90
    return SLANT < off < 90 - SLANT


class Counts(NamedTuple):
    """Characters of a page, blanks aside, and how many of them have no Unicode value."""

    characters: int
    unmapped: int


def read_spans(textpage: Any, count: int, frame: PageFrame) -> tuple[list[CharSpan], list[int], Counts]:
    """Return the page's spans in pdfium's order, and the index of each one's first character."""
    codes, unmapped = character_codes(textpage, count)
    spans, starts = list[CharSpan](), list[int]()
    chars, edges, wide = list[str](), list[float](), list[float]()
    right = top = bottom = size = high = 0.0
    last = 0
    for (index, code), (x0, y0, x1, y1), level in zip(codes, *boxes_of(textpage, codes, frame.place()), strict=True):
        char = LOOKALIKES.get(code) or chr(code)
        if chars:
            # Some programs print a glyph twice, slightly shifted, to make it bold: the copy is dropped.
            if (
                chars[-1] == char
                and abs(x0 - edges[-1]) < min(TWICE * size, SHADOW * (right - edges[-1]))
                and abs(y0 - top) < TWICE * size
            ):
                continue
            # Another line, a wide gap or another size of type starts a new span.
            if (
                not -0.35 * size <= x0 - right <= GAP * size
                or not (level or _continues(top, bottom, high, y0, y1))
                or (index > last + 1 and code < LATIN_END and char.isalpha() and chars[-1].isalpha())
            ):
                spans.append(_span(chars, edges, right, top, bottom, wide))
                chars, edges, wide = [], [], []
        if not chars:
            starts.append(index)
            top, bottom = y0, y1
        chars.append(char)
        last = index
        edges.append(x0)
        right, high = x1, y1 - y0
        if code > WIDE:
            wide.append(x1 - x0)
            size = wide[0]
        elif not wide:
            size = 0.8 * high  # Latin letters and digits only: there is no square character to measure
        if y0 < top:
            top = y0
        if y1 > bottom:
            bottom = y1
    if chars:
        spans.append(_span(chars, edges, right, top, bottom, wide))
    _level_bullets(textpage, spans, starts, frame)
    return _fill_missing_sizes(spans), starts, Counts(len(codes), unmapped)


def _continues(top: float, bottom: float, high: float, y0: float, y1: float) -> bool:
    """Return whether a character stands in the line of a span, in type of its size; ``high``: of the character before."""
    return (
        min(bottom, y1) - max(top, y0) >= 0.5 * min(high, y1 - y0)
        and 0.7 * high <= y1 - y0 <= 1.4 * high
        and not _is_shifted(bottom - top, bottom, y1 - y0, y1)
    )


def _is_shifted(high: float, low: float, higher: float, lower: float) -> bool:
    """Return whether one of two neighbours, given by height and lower end, is smaller and raised: 管网¹."""
    if high > higher:
        return higher <= RAISED[1] * high and low - lower >= LEAST_LIFT * high
    return high <= RAISED[1] * higher and lower - low >= LEAST_LIFT * higher


def _level_bullets(textpage: Any, spans: list[CharSpan], starts: list[int], frame: PageFrame) -> None:
    """Give a sign the height of the text after it on the same baseline: symbol fonts have boxes of three lines."""
    for index, (span, after) in enumerate(pairwise(spans)):
        if len(span.text) > 1 or span.text.isalnum():
            continue
        height = after.bottom - after.top
        if span.bottom - span.top <= TALL * height or after.edges[0] < span.edges[0]:
            continue
        if abs(_baseline(textpage, starts[index], frame) - _baseline(textpage, starts[index + 1], frame)) < height / 4:
            spans[index] = span._replace(top=after.top, bottom=after.bottom, size=after.size)


def _baseline(textpage: Any, index: int, frame: PageFrame) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
    return frame.place()(x.value, y.value, x.value, y.value)[1]


def _span(chars: list[str], edges: list[float], right: float, top: float, bottom: float, wide: list[float]) -> CharSpan:
    size = sorted(wide)[len(wide) // 2] if wide else 0.0
    return CharSpan(
        "".join(chars),
        (*(round(x, 2) for x in edges), round(right, 2)),
        round(top, 2),
        round(bottom, 2),
        round(size, 1),
    )


def _fill_missing_sizes(spans: list[CharSpan]) -> list[CharSpan]:
    """Give spans without wide characters the size that the others of the page have at their height."""
    ratios = sorted(span.size / (span.bottom - span.top) for span in spans if span.size and span.bottom > span.top)
    ratio = ratios[len(ratios) // 2] if ratios else 0.8
    return [span if span.size else CharSpan(*span[:4], round(ratio * (span.bottom - span.top), 1)) for span in spans]
