"""The characters of a page in runs that no rule of spans can part, so that the rules are asked a few times a line."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.readers.base.lookalikes import replace_lookalikes
from extractors.readers.pdf.text_layer import Characters, Numbers

LEVEL = 1e-3
"""Points: neighbours whose upper and lower ends differ by less stand in one line, in type of one size."""
OVERLAP = 0.35
"""Em: a character further over the one before begins a span."""
SHADOW = 0.6
"""Share of a character's own width from which the same one beside it is another: "ll", ".." are narrow."""
LATIN_END = 0x250
"""Between letters below this code a blank ends a word, and the span."""
WIDE = 0x2E80
"""Characters from here on fill a square of the font's size."""
LATIN_SIZE = 0.8
"""Times its height: the size of type of a character that fills no square."""
SHARED = 0.5
"""Share of the lower one's height by which neighbours in a line overlap."""
SMALLER, LARGER = 0.7, 1.4
"""Times the height of the character before: what is lower or higher is type of another size."""
LEAST_LIFT = 0.15
"""Times the height of the text beside it: by so much a raised mark ends above it, at least."""
CERTAIN = 0.99
"""Share of that within which the roundings of numbers decide nothing."""
LARGE = 1e9
"""Hundredths of a point from which on numbers are rounded one by one."""


class Run(NamedTuple):
    """Characters that go on each other; ``first`` and ``behind`` are their places among those of the page."""

    first: int
    behind: int
    top: float
    bottom: float
    lowest: float
    """In a span that reaches below this, the rules must be asked for each character of the run."""


class Text:
    """The characters of a page with their boxes, and where a span may begin among them."""

    def __init__(self, characters: Characters, boxes: Numbers) -> None:
        codes = characters.codes
        self.text = replace_lookalikes(codes.astype("<u4").tobytes().decode("utf-32-le"))
        self.indexes: list[int] = characters.indexes.tolist()
        self.latin: list[bool] = (codes < LATIN_END).tolist()
        self._boxes = boxes
        self._wide = codes > WIDE
        self.left, self.top, self.right, self.bottom = (column.tolist() for column in boxes.T)
        self.edges = _rounded(boxes[:, 0])
        level = np.all(np.abs(np.diff(boxes[:, 1::2], axis=0)) < LEVEL, axis=1)
        self.level: list[bool] = [False, *level.tolist()]
        """Whether the height and place of each character are those of the one before."""
        self.widths: list[float] = (boxes[self._wide, 2] - boxes[self._wide, 0]).tolist()
        """Of the wide characters."""
        self.wide_before: list[int] = np.append(0, np.cumsum(self._wide)).tolist()
        """How many wide characters are before each character."""

    def runs(self) -> list[Run]:
        """Return the characters in runs: only where one begins need the rules of spans be asked."""
        left, top, right, bottom = self._boxes.T
        high = bottom - top
        near = OVERLAP * np.where(self._wide, right - left, LATIN_SIZE * high).min()  # of the least size on the page
        codes = np.array(list(map(ord, self.text)))
        same = codes[1:] == codes[:-1]
        words = (np.diff(self.indexes) > 1) & np.array(self.latin[1:], bool)
        level = np.array(self.level[1:], bool)
        doubtful = words | ~(np.abs(left[1:] - right[:-1]) <= near) | ~(level | self._in_line())
        if np.any(same & (np.abs(np.diff(left)) < SHADOW * (right - left)[:-1])):
            doubtful |= same
            doubtful[1:] |= same[:-1]  # what follows a shadow follows, in truth, what is before it
        lowest = np.append(np.inf, np.where(level | doubtful, np.inf, (bottom + CERTAIN * LEAST_LIFT * high)[1:]))
        firsts = np.append(0, np.flatnonzero(doubtful) + 1)
        reach = np.fmin.reduceat(top, firsts), np.fmax.reduceat(bottom, firsts), np.fmin.reduceat(lowest, firsts)
        behind = [*firsts[1:].tolist(), len(left)]
        return list(map(Run, firsts.tolist(), behind, *(ends.tolist() for ends in reach)))

    def _in_line(self) -> npt.NDArray[np.bool_]:
        """Return which characters but the first are in the line of the one before, in type of about its size.

        They are in that of a span, too, which reaches at least as far up and down, unless it reaches further below.
        """
        _, top, _, bottom = self._boxes.T
        high = bottom - top
        shared = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
        found: npt.NDArray[np.bool_] = (
            (shared >= SHARED * np.minimum(high[1:], high[:-1]))
            & (SMALLER * high[:-1] <= high[1:])
            & (high[1:] <= LARGER * high[:-1])
            & (np.diff(bottom) < CERTAIN * LEAST_LIFT * high[1:])
        )
        return found

    def singly(self, first: int, behind: int) -> list[Run]:
        """Return characters as a run each."""
        return [Run(at, at + 1, self.top[at], self.bottom[at], math.inf) for at in range(first, behind)]


def _rounded(values: Numbers) -> list[float]:
    """Return values rounded to hundredths as ``round`` does."""
    scaled = values * 100
    rounded = np.rint(scaled) / 100
    # Near the middle between two hundredths, the factor may have moved a value over it.
    near = np.abs(np.abs(np.fmod(scaled, 1)) - 0.5) < 1e-6
    for place in np.flatnonzero(near | (np.abs(scaled) > LARGE)).tolist():
        rounded[place] = round(float(values[place]), 2)
    return list(rounded.tolist())
