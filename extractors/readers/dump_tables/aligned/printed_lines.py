"""Printed lines as words at their places across the page, in columns of one half em."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine

CharacterWidths = Literal["narrow", "wide", "counted"]
"""How a dump counted: signs such as “ and ≥ as one half em, as two, or every character as one."""
WIDTHS: tuple[CharacterWidths, ...] = ("narrow", "wide", "counted")
_WORD = lazy_pattern(r"\S+")
_HAN = 0x2E80
_SIGNS = frozenset("“”‘’—…·≥≤≧≦×→①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ")
_TAB = 8


class PlacedWord(NamedTuple):
    """A word without blanks inside."""

    start: int
    end: int
    """Columns on the page."""
    left: int
    right: int
    """Characters of the line."""


def placed_words(line: TextLine, widths: CharacterWidths) -> tuple[PlacedWord, ...]:
    """Return the words of a line from left to right."""
    found = []
    at, done = line.indent, 0
    for match in _WORD.finditer(line.text):
        for char in line.text[done : match.start()]:
            at += 2 if char == "\u3000" and widths != "counted" else _TAB - at % _TAB if char == "\t" else 1
        start = at
        at += sum(_size(char, widths) for char in match.group())
        done = match.end()
        found.append(PlacedWord(start, at, match.start(), done))
    return tuple(found)


def _size(char: str, widths: CharacterWidths) -> int:
    if widths == "counted":
        return 1
    return 2 if ord(char) >= _HAN or (char in _SIGNS and widths == "wide") else 1


def join_words(words: Sequence[PlacedWord]) -> tuple[PlacedWord, ...]:
    """Join words that a single column of blank separates."""
    found: list[PlacedWord] = []
    for word in words:
        if found and word.start - found[-1].end <= 1:
            found[-1] = found[-1]._replace(end=word.end, right=word.right)
        else:
            found.append(word)
    return tuple(found)


class ColumnEdges(NamedTuple):
    """Where one column begins and ends on the page."""

    start: int
    end: int


class ColumnRoom(NamedTuple):
    """How wide a column is: its widest word in half ems, and its longest in characters."""

    widest: int
    longest: int

    def is_filled_by(self, word: PlacedWord) -> bool:
        """Return whether a word is as wide as the column, but for a character, or has as many characters.

        Latin letters and digits are printed wider than the half em that a dump gives them.
        """
        return word.end - word.start >= self.widest - 2 or word.right - word.left >= self.longest


def room_of(words: Collection[PlacedWord]) -> ColumnRoom:
    """Return the room of a column with these words."""
    return ColumnRoom(max(word.end - word.start for word in words), max(word.right - word.left for word in words))


def in_columns(words: Sequence[PlacedWord], edges: Sequence[ColumnEdges]) -> Mapping[int, PlacedWord] | None:
    """Return what stands in each column; None if a word reaches far into two."""
    found: dict[int, PlacedWord] = {}
    for word in words:
        shares = [min(word.end, edge.end) - max(word.start, edge.start) for edge in edges]
        best = max(range(len(edges)), key=lambda place: shares[place])
        if any(share > 2 for place, share in enumerate(shares) if place != best):
            return None
        known = found.get(best)
        found[best] = word if known is None else known._replace(end=word.end, right=word.right)
    return found


def column_edges(lines: Sequence[Sequence[PlacedWord]], expected: int) -> tuple[ColumnEdges, ...]:
    """Return the columns that clear space down the lines separates, as few lines crossing it as give ``expected`` columns."""
    width = max((words[-1].end for words in lines if words), default=0)
    ink = [0] * (width + 1)
    for words in lines:
        for word in words:
            for at in range(word.start, word.end):
                ink[at] += 1
    first: tuple[ColumnEdges, ...] = ()
    for crossing in range(max(2, len(lines) // 12)):
        found = _edges(ink, crossing)
        if len(found) >= expected:
            return found
        first = first or found
    return first


def _edges(ink: Sequence[int], crossing: int) -> tuple[ColumnEdges, ...]:
    found: list[ColumnEdges] = []
    start = None
    clear = 0
    for at, count in enumerate([*ink, 0, 0]):
        if count > crossing:
            start = at if start is None else start
            clear = 0
        elif start is not None:
            clear += 1
            if clear == 2:
                found.append(ColumnEdges(start, at - 1))
                start = None
    return tuple(found)
