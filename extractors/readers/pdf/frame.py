"""How a page lies: its visible part, and by how much it, or a character of it, must be turned to be read."""

import math
from collections import Counter
from collections.abc import Callable
from itertools import repeat
from typing import NamedTuple

from extractors.readers.page.model import Box
from extractors.readers.pdf.calls import angle_of, unicode_of
from extractors.readers.pdf.text_layer import SPACE

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


def text_turn(textpage: int, count: int) -> int | None:
    """Return by how many degrees (clockwise) most of the text must be turned to run from left to right; None without text."""
    places = range(0, count, max(1, count // SAMPLES))  # a sample is enough for a majority
    codes = map(unicode_of, repeat(textpage), places)
    angles = [
        angle for angle, code in zip(map(angle_of, repeat(textpage), places), codes, strict=True) if code not in SPACE
    ]
    if not any(angles):
        return 0 if angles else None
    return Counter(map(turn_of, angles)).most_common(1)[0][0]


def turn_of(angle: float) -> int:
    """Return by how many degrees (clockwise, in steps of 90) a character at this angle (radians) must be turned to stand upright."""
    return -round(math.degrees(angle) / 90) * 90 % 360


def is_slanted(angle: float) -> bool:
    """Return whether a character at this angle (radians) stands askew, as those of watermarks do."""
    off = math.degrees(angle) % 90
    return SLANT < off < 90 - SLANT
