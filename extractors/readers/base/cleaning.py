"""Clean text from pieces of lines: blanks that a dump put into Chinese are dropped, the map to the source is kept."""

from collections.abc import Iterable
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from schemas import Segment

WORD = lazy_pattern(r"\S+")
HAN = lazy_pattern(r"[\u3400-\u9fff\uf900-\ufaff〇]")
LATIN = lazy_pattern(r"[A-Za-z]")
_NARROW = lazy_pattern(r"[^\u2e80-\U0010ffff“”‘’—…·]")


class LinePart(NamedTuple):
    """A stretch of one source line."""

    text: str
    raw: int
    """Place of ``text[0]`` in the decoded file."""


class CleanText(NamedTuple):
    """Joined text and its segments, as ``Block`` keeps them."""

    text: str
    segments: tuple[Segment, ...]


def clean(pieces: Iterable[LinePart], keep_han_blanks: bool = True) -> CleanText:
    """Join pieces to one text.

    Inside a line a blank stays only between two Latin words, and between two Han characters where
    ``keep_han_blanks`` (signatures and lists are set with blanks; in table cells they are noise of the dump).
    Between lines nothing is added, but for a blank between two Latin words.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    last = ""
    for piece in pieces:
        inside = False
        for word in WORD.finditer(piece.text):
            token = word.group()
            if last and _blank_between(last, token[0], inside and keep_han_blanks):
                parts.append(" ")
                length += 1
            start = piece.raw + word.start()
            if segments and segments[-1][0] + segments[-1][1] == length and segments[-1][2] + segments[-1][1] == start:
                at, size, raw = segments[-1]
                segments[-1] = (at, size + len(token), raw)
            else:
                segments.append((length, len(token), start))
            parts.append(token)
            length += len(token)
            last = token[-1]
            inside = True
    return CleanText("".join(parts), tuple(segments))


def _blank_between(left: str, right: str, han: bool) -> bool:
    if LATIN.match(left) and LATIN.match(right):
        return True
    return han and bool(HAN.match(left) and HAN.match(right))


def width(text: str) -> int:
    """Return the width on the page in half em: 2 for a full-width character, 1 for others, 0 for blanks."""
    printed = without_blanks(text)
    return 2 * len(printed) - len(_NARROW.findall(printed))


def printed_length(texts: Iterable[str]) -> int:
    """Count the characters of texts, white space aside."""
    return sum(len(without_blanks(text)) for text in texts)
