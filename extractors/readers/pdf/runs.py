"""The characters of a page in runs that no rule of spans can part, so that the rules are asked a few times a line."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.readers.base.lookalikes import replace_lookalikes
from extractors.readers.pdf.text_layer import Characters, Integers, Numbers

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
    shortest: float
    """In a span that reaches below this, and is so much taller, the rules must be asked for each character of the run."""
    is_level: bool
    """Whether the height and place of its first character are those of the one before."""
    is_latin: bool
    """Whether its first character has a code below LATIN_END."""
    left: float
    upper: float
    lower: float
    """The edges of its first character; those of its last one follow, and the width and height of that."""
    last_left: float
    right: float
    high: float
    place: int
    last_place: int
    """Where its first and its last character are among all of the page, blanks included."""
    wide: int
    wide_behind: int
    """The places of its wide characters among those of the page."""


class Text:
    """The characters of a page with their boxes, and where a span may begin among them."""

    def __init__(self, characters: Characters, boxes: Numbers) -> None:
        self._characters = characters
        self._boxes = boxes
        self._high = boxes[:, 3] - boxes[:, 1]
        self._wide = characters.codes > WIDE
        self._is_level = np.empty(len(boxes), np.bool_)
        self._is_level[0] = False
        np.all(np.abs(np.diff(boxes[:, 1::2], axis=0)) < LEVEL, axis=1, out=self._is_level[1:])
        self.text = replace_lookalikes(characters.codes.astype("<u4").tobytes().decode("utf-32-le"))
        self.edges: list[float] = rounded(boxes[:, 0]).tolist()
        self.widths: list[float] = (boxes[self._wide, 2] - boxes[self._wide, 0]).tolist()
        """Of the wide characters."""

    def runs(self) -> list[Run]:
        """Return the characters in runs: only where one begins need the rules of spans be asked."""
        left, right = self._boxes[:, 0], self._boxes[:, 2]
        codes, indexes = self._characters.codes, self._characters.indexes
        near = OVERLAP * np.where(self._wide, right - left, LATIN_SIZE * self._high).min()  # of the least size of type
        letters = np.frombuffer(self.text.encode("utf-32-le"), np.uint32)
        same = letters[1:] == letters[:-1]
        words = (np.diff(indexes) > 1) & (codes[1:] < LATIN_END)
        in_line = self._in_line()
        doubtful = words | ~(np.abs(left[1:] - right[:-1]) <= near) | ~(self._is_level[1:] | in_line)
        if np.any(same & (np.abs(np.diff(left)) < SHADOW * (right - left)[:-1])):
            doubtful |= same
            doubtful[1:] |= same[:-1]  # what follows a shadow follows, in truth, what is before it
        limits = np.full((2, len(left)), np.inf)
        held = np.flatnonzero(~(self._is_level[1:] | doubtful)) + 1
        limits[:, held] = self._boxes[held, 3] + CERTAIN * LEAST_LIFT * self._high[held], self._high[held]
        firsts = np.append(0, np.flatnonzero(doubtful) + 1)
        return self._runs(firsts, np.fmin.reduceat(limits, firsts, axis=1), len(left))

    def _in_line(self) -> npt.NDArray[np.bool_]:
        """Return which characters but the first are in the line of the one before, in type of about its size.

        They are in that of a span, too, which reaches at least as far up and down, unless it reaches further below.
        """
        top, bottom, high = self._boxes[:, 1], self._boxes[:, 3], self._high
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
        return self._runs(np.arange(first, behind), np.full((2, behind - first), np.inf), behind)

    def _runs(self, firsts: Integers, limits: Numbers, end: int) -> list[Run]:
        """Return the runs that begin at ``firsts`` and go on to ``end``."""
        lasts = np.append(firsts[1:], end) - 1
        left, top, right, bottom = self._boxes.T
        indexes, wide = self._characters.indexes, np.append(0, np.cumsum(self._wide))
        columns = (
            firsts, lasts + 1, np.fmin.reduceat(top[:end], firsts), np.fmax.reduceat(bottom[:end], firsts), *limits,
            self._is_level[firsts], self._characters.codes[firsts] < LATIN_END, left[firsts], top[firsts], bottom[firsts],
            left[lasts], right[lasts], self._high[lasts], indexes[firsts], indexes[lasts], wide[firsts], wide[lasts + 1],
        )  # fmt: skip
        return list(map(Run, *(column.tolist() for column in columns)))


def rounded(values: Numbers) -> Numbers:
    """Return values rounded to hundredths as ``round`` does."""
    scaled = values * 100
    found: Numbers = np.rint(scaled) / 100
    # Near the middle between two hundredths, the factor may have moved a value over it.
    doubtful = (np.abs(np.abs(np.fmod(scaled, 1)) - 0.5) < 1e-6) | (np.abs(scaled) > LARGE)
    if doubtful.any():
        found[doubtful] = [round(value, 2) for value in values[doubtful].tolist()]
    return found
