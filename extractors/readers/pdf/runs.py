"""The characters of a page in runs that no rule of spans can part, so that the rules are asked a few times a line."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.readers.base.lookalikes import replace_lookalikes, show_dashes
from extractors.readers.pdf.text_layer import Characters, Integers, Numbers

LEVEL = 1e-3
"""Points: neighbours whose upper and lower ends differ by less stand in one line, in type of one size."""
OVERLAP = 0.35
"""Em: a character further over the one before begins a span."""
SHADOW = 0.6
"""Share of a character's own width from which the same one beside it is another: "ll", ".." are narrow."""
LATIN_END = 0x250
"""Between letters below this code a blank ends a word, and the span."""
HAN = (0x3400, 0xA000)
"""The codes of Chinese characters, the rare ones aside."""
BLANK, BESIDE = 0.2, 1.0
"""Em: a blank that is wider parts Chinese words; characters further from each other are not side by side."""
JUSTIFIED = 0.15
"""Em by which it is wider than the room between the characters before and behind it: in a justified line all have some."""
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
SOFT_HYPHEN = 0xAD
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
        self._is_level = np.zeros(len(boxes), np.bool_)
        upper, lower = boxes[:, 1], boxes[:, 3]
        np.logical_and(
            np.abs(upper[1:] - upper[:-1]) < LEVEL, np.abs(lower[1:] - lower[:-1]) < LEVEL, out=self._is_level[1:]
        )
        # many fonts of PDF files call the hyphen a soft one; what takes room is printed
        hyphen = (characters.codes == SOFT_HYPHEN) & (boxes[:, 2] > boxes[:, 0])
        codes = np.where(hyphen, ord("-"), characters.codes)
        self.text = show_dashes(replace_lookalikes(codes.astype("<u4").tobytes().decode("utf-32-le")))
        self.edges: list[float] = rounded(boxes[:, 0]).tolist()
        self.widths: list[float] = (boxes[:, 2] - boxes[:, 0])[self._wide].tolist()
        """Of the wide characters."""
        self.parted = self._parted()
        """The characters before which a blank parts Chinese words."""

    def _parted(self) -> frozenset[int]:
        codes, indexes, (left, _, right, _) = self._characters.codes, self._characters.indexes, self._boxes.T
        han = (codes >= HAN[0]) & (codes < HAN[1])
        gaps = (left[1:] - right[:-1]) / np.maximum(right - left, LEVEL)[1:]  # of each pair of characters
        beside = han[1:] & han[:-1] & (np.abs(gaps) < BESIDE)
        wide = beside & (indexes[1:] - indexes[:-1] > 1) & (gaps > BLANK)
        narrower = np.append(gaps[1:] < gaps[:-1] - JUSTIFIED, False)  # the pair behind than this one
        wider = np.append(False, gaps[:-1] < gaps[1:] - JUSTIFIED)  # this one than the pair before
        behind, before = np.append(beside[1:], False), np.append(False, beside[:-1])
        parted = wide & (narrower | ~behind) & (wider | ~before) & (before | behind)
        return frozenset((np.flatnonzero(parted) + 1).tolist())

    def runs(self) -> list[Run]:
        """Return the characters in runs: only where one begins need the rules of spans be asked."""
        left, right = self._boxes[:, 0], self._boxes[:, 2]
        codes, indexes = self._characters.codes, self._characters.indexes
        near = OVERLAP * np.where(self._wide, right - left, LATIN_SIZE * self._high).min()  # of the least size of type
        letters = np.frombuffer(self.text.encode("utf-32-le"), np.uint32)
        same = letters[1:] == letters[:-1]
        words = (indexes[1:] - indexes[:-1] > 1) & (codes[1:] < LATIN_END)
        in_line = self._in_line()
        doubtful = words | ~(np.abs(left[1:] - right[:-1]) <= near) | ~(self._is_level[1:] | in_line)
        if (same & (np.abs(left[1:] - left[:-1]) < SHADOW * (right - left)[:-1])).any():
            doubtful |= same
            doubtful[1:] |= same[:-1]  # what follows a shadow follows, in truth, what is before it
        doubtful[np.array([place - 1 for place in self.parted], np.int64)] = True
        held = ~(self._is_level[1:] | doubtful)
        limits = np.full((2, len(left)), np.inf)
        if held.any():
            lowest = self._boxes[1:, 3] + CERTAIN * LEAST_LIFT * self._high[1:]
            limits[:, 1:] = np.where(held, (lowest, self._high[1:]), np.inf)
        firsts = np.zeros(np.count_nonzero(doubtful) + 1, np.int64)
        firsts[1:] = np.flatnonzero(doubtful) + 1
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
            & (bottom[1:] - bottom[:-1] < CERTAIN * LEAST_LIFT * high[1:])
        )
        return found

    def singly(self, first: int, behind: int) -> list[Run]:
        """Return characters as a run each."""
        return self._runs(np.arange(first, behind), np.full((2, behind - first), np.inf), behind)

    def _runs(self, firsts: Integers, limits: Numbers, end: int) -> list[Run]:
        """Return the runs that begin at ``firsts`` and go on to ``end``."""
        behind = np.full(len(firsts), end)
        behind[:-1] = firsts[1:]
        lasts = behind - 1
        left, top, right, bottom = self._boxes.T
        indexes, wide = self._characters.indexes, np.zeros(len(left) + 1, np.int64)
        self._wide.cumsum(out=wide[1:])
        columns = (
            firsts, behind, np.fmin.reduceat(top[:end], firsts), np.fmax.reduceat(bottom[:end], firsts), *limits,
            self._is_level[firsts], self._characters.codes[firsts] < LATIN_END, left[firsts], top[firsts], bottom[firsts],
            left[lasts], right[lasts], self._high[lasts], indexes[firsts], indexes[lasts], wide[firsts], wide[behind],
        )  # fmt: skip
        return list(map(Run, *(column.tolist() for column in columns)))


def rounded(values: Numbers) -> Numbers:
    """Return values rounded to hundredths as ``round`` does."""
    scaled = values * 100
    whole = np.rint(scaled)
    found: Numbers = whole / 100
    # Near the middle between two hundredths, the factor may have moved a value over it.
    doubtful = ~(np.abs(scaled - whole) < 0.5 - 1e-6) | (np.abs(scaled) > LARGE)
    if doubtful.any():
        found[doubtful] = [round(value, 2) for value in values[doubtful].tolist()]
    return found
