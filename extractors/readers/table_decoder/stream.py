"""The characters of a text without white space, with the strength of the break before each, and where cells were run together."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.language.column_words import word
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece

NOTHING, BLANK, WIDE, LINE, PARAGRAPH, PAGE = range(6)
"""What separates two characters: nothing, one blank, several blanks or a tab, a line end, a blank line, a page end."""
STRENGTHS = 6
_NEAR = 400
"""Characters of the body whose breaks are counted."""
_ONE_LINE = 40
"""Characters of the shortest body in one line: two rows."""
_HEADER = 10
"""Characters of a header, at least, that is a line in one piece."""
_ROW = 15
"""Characters of a line, at least, that is a row in one piece."""
_WORD = lazy_pattern(r"\S+")
_SPACED = lazy_pattern(r"\s*[一-鿿](?:[ \u3000]+[一-鿿]){1,11}\s*")
"""A line of single characters: a letter-spaced word (牵 头 部 门), or cells (优 良 中 差)."""


class Stream(NamedTuple):
    """Lines as one run of characters."""

    text: str
    breaks: tuple[int, ...]
    """Strength of the break before each character, and at last of the end."""
    lines: tuple[int, ...]
    """Line of each character."""
    offsets: tuple[int, ...]
    """Place of each character in its line."""

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces of lines that ``text[start:end]`` covers, white space inside a line included."""
        found: list[Piece] = []
        at = start
        while at < end:
            line, left = self.lines[at], self.offsets[at]
            while at < end and self.lines[at] == line:
                at += 1
            found.append((line, left, self.offsets[at - 1] + 1))
        return tuple(found)


def stream(lines: Sequence[TextLine], first: int = 0, last: int | None = None) -> Stream:
    """Join ``lines[first:last]``."""
    texts: list[str] = []
    breaks: list[int] = []
    owners: list[int] = []
    offsets: list[int] = []
    words = _spaced_words([line.text for line in lines])
    for index in range(first, len(lines) if last is None else last):
        line = lines[index]
        strength = PAGE if line.page_start else PARAGRAPH if line.blanks else LINE
        end = 0
        spaced = index in words
        for match in _WORD.finditer(line.text):
            if match.start():
                gap = line.text[end : match.start()]
                strength = NOTHING if spaced else WIDE if len(gap) > 1 or gap in "\t\u3000" else BLANK
            size = match.end() - match.start()
            texts.append(match.group())
            breaks.append(strength)
            breaks.extend([NOTHING] * (size - 1))
            owners.extend([index] * size)
            offsets.extend(range(match.start(), match.end()))
            end = match.end()
    breaks.append(PAGE)
    if breaks:
        breaks[0] = PAGE
    return Stream("".join(texts), tuple(breaks), tuple(owners), tuple(offsets))


def _spaced_words(texts: Sequence[str]) -> set[int]:
    """Return the lines that are one letter-spaced word each: those below each other of which one is a header word."""
    found: set[int] = set()
    spaced = (index for index, text in enumerate(texts) if len(text) > 2 and _SPACED.fullmatch(text))
    for _, run in groupby(enumerate(spaced), key=lambda pair: pair[1] - pair[0]):
        indices = [index for _, index in run]
        if any(word(texts[index]) for index in indices):
            found.update(indices)
    return found


def without(whole: Stream, spans: Sequence[tuple[int, int]]) -> Stream:
    """Leave out characters; what follows them is broken from what is before as strongly as they were, or as it was from them."""
    text, breaks, lines, offsets = "", list[int](), list[int](), list[int]()
    at, strength = 0, NOTHING
    for start, end in (*spans, (len(whole.text), len(whole.text))):
        text += whole.text[at:start]
        lines += whole.lines[at:start]
        offsets += whole.offsets[at:start]
        kept = list(whole.breaks[at : start + (start == len(whole.text))])
        breaks += [max(strength, kept[0]), *kept[1:]] if kept else []
        at, strength = end, whole.breaks[start]
    return Stream(text, tuple(breaks), tuple(lines), tuple(offsets))


def is_joined(stream: Stream, start: int) -> bool:
    """Return whether the body is poor in breaks, so that cells may end without one.

    Of a body that follows its header without a break, only the line counts that it begins in: the text after it may be whole.
    """
    end = min(start + _NEAR, len(stream.text))
    if stream.breaks[start] == NOTHING:
        end = next((at for at in range(start + _ONE_LINE, end) if stream.breaks[at] >= LINE), end)
    near = stream.breaks[start + 1 : end]
    return sum(strength >= LINE for strength in near) * 40 < len(near) and sum(map(bool, near)) * 12 < len(near)


def has_joined_rows(stream: Stream, start: int, end: int) -> bool:
    """Return whether each line below the header ``text[start:end]``, which is a line in one piece, is a row in one piece."""
    if end - start < _HEADER or any(stream.breaks[start + 1 : end]) or stream.breaks[end] < LINE:
        return False
    near = stream.breaks[end + 1 : min(end + _NEAR, len(stream.text))]
    return sum(map(bool, near)) * _ROW < len(near)


def is_joined_line(breaks: Sequence[int], start: int) -> bool:
    """Return whether a line in one piece begins here that may be a whole header, with such a line below it."""
    if breaks[start] < LINE:
        return False
    first = _next_break(breaks, start)
    return first - start >= _HEADER and breaks[first] >= LINE and _next_break(breaks, first) - first >= _ROW


def _next_break(breaks: Sequence[int], at: int) -> int:
    return next((place for place in range(at + 1, len(breaks)) if breaks[place]), len(breaks) - 1)
