"""Header words of tables (column_words.py) at each place of a stream: a quick test before each end of a word is tried."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from extractors.language import column_words
from extractors.language.column_words import (
    BODIES,
    BRACKET,
    BRACKET_SIGN,
    FIVE_YEARS,
    YEAR,
    any_header,
    header_characters,
)
from extractors.language.full_width import with_wide_parentheses
from extractors.language.patterns import lazy_pattern
from extractors.readers.table_decoder.layout import WordSpan
from extractors.readers.table_decoder.stream import BLANK, WIDE, Stream

_BODIES = tuple(BODIES)
_LONGEST = 24
_FULL, _SHORT = 3, 2
"""Characters that each of two words has, at least: of two that ran together, and of two with a blank between them."""
_NAMING = frozenset({"title", "indicator", "category"})
_YEAR = lazy_pattern(r"20\d\d年")
_PAIRS = (("（(", "）)"), ("“", "”"), ("〔", "〕"))
"""What opens and what closes; 现状值(2025年） is closed with a bracket of the other width."""
_DRESSED = lazy_pattern(r"[（〔\[五12](?:(?<![12])|(?<=1)(?=9\d\d)|(?<=2)(?=0\d\d))")
"""A year, a five-year plan or a bracket, without which a word is one of the lexicon."""


class HeaderWords:
    """The header words of one stream; each place is looked at once, though several hypotheses come to it."""

    def __init__(self, stream: Stream) -> None:
        self.text, self.breaks = stream.text, stream.breaks
        self._known: dict[tuple[int, bool], list[WordSpan]] = {}

    def at(self, start: int, joined: bool) -> list[WordSpan]:
        """Return the words that begin here: those that end at a break, or the longest two where words run together."""
        known = self._known.get((start, joined))
        if known is None:
            known = self._known[start, joined] = self._at(start, joined)
        return known

    def _at(self, start: int, joined: bool) -> list[WordSpan]:
        if not may_begin(self.text, start, start + _LONGEST):
            return []
        found = []
        for end in range(start + 1, _reach(self.text, start, min(start + _LONGEST, len(self.text))) + 1):
            if not joined and not self.breaks[end]:
                continue
            text = self.text[start:end]
            column = column_words.word(text)
            if column and all(
                sum(map(text.count, opening)) == sum(map(text.count, closing)) for opening, closing in _PAIRS
            ):
                found.append(WordSpan(start, end, column))
        if not joined:
            # 重点任务 and 工作内容 on two lines are two words, though 重点任务工作内容 is one too
            return [word for word in found if not _is_two(self.text, word, self.breaks)]
        longest = [word for word in found if not _is_two(self.text, word)][-2:]
        # 规划2024年 may be 规划 above 2024年, though 规划 is not among the longest
        above = [word for word in found if word not in longest and _YEAR.match(self.text, word.end)]
        names = [
            word
            for word in found
            if word not in longest and any(_names_text(self.text, word.start, word.end, other.end) for other in longest)
        ]
        return [*above, *names, *longest]


def _is_two(text: str, word: WordSpan, breaks: Sequence[int] | None = None) -> bool:
    """Return whether a word is two words, each long enough to be one: 工作任务|工作内容.

    ``breaks``: where they may end; anywhere if None.
    """
    cuts = (cut for cut in range(word.start + _FULL, word.end - _FULL + 1) if breaks is None or breaks[cut])
    if any(may_part(text, word.start, cut, word.end) for cut in cuts):
        return True
    blanks = () if breaks is None else range(word.start + _SHORT, word.end - _SHORT + 1)
    return any(breaks[cut] in (BLANK, WIDE) and _names(text, word.start, cut, word.end) for cut in blanks if breaks)


def _names(text: str, start: int, cut: int, end: int) -> bool:
    """Return whether the first of two words with a blank between them names what the second is about: 任务 具体内容, 指标 单位."""
    left, right = column_words.word(text[start:cut]), column_words.word(text[cut:end])
    return left is not None and right is not None and left.kind in _NAMING and right.kind != left.kind


def _names_text(text: str, start: int, cut: int, end: int) -> bool:
    """Return whether a word without a blank before the next one may name what that is about: 任务|具体内容, but not 任务|内容."""
    return end - cut > _FULL and _names(text, start, cut, end)


def may_part(text: str, start: int, cut: int, end: int) -> bool:
    """Return whether two words that together are one too are two all the same; 2030年|目标值 are one."""
    if _names_text(text, start, cut, end):
        return True
    left, right = column_words.word(text[start:cut]), column_words.word(text[cut:end])
    return min(cut - start, end - cut) >= _FULL and left is not None and right is not None and not left.year


def begins_word(character: str) -> bool:
    """Return whether a header word may begin with a character; False is certain."""
    return character in header_characters()


def may_begin(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether some beginning of ``text[start:end]``, without white space, may be a header word; False is certain.

    One test in place of one for each beginning, nearly all of which say nothing.
    """
    end = len(text) if end is None else min(end, len(text))
    printed, dressed = _looked_at(text)
    if not begins_word(printed[start : start + 1]):
        return False
    if any_header().match(printed, start, end) or text.startswith(_BODIES, start, end):
        return True
    first = bisect_left(dressed, start)
    if first == len(dressed) or dressed[first] >= end:  # nearly everywhere
        return False
    if not header_characters().issuperset(printed[start : dressed[first]]):
        return False  # no word reaches so far
    plain = printed[start:end]
    if plain.startswith(("（", "〔", "[")):
        return True
    for pattern in (YEAR, FIVE_YEARS):
        found = pattern.search(plain)
        if found and (found.start() == 0 or _begins(plain[: found.start()] + plain[found.end() :])):
            return True
    return _begins(plain)


def _reach(text: str, start: int, end: int) -> int:
    """Return how far a header word may reach from a place: up to the first character that none has, if nothing dresses it before."""
    printed, dressed = _looked_at(text)
    first = bisect_left(dressed, start)
    near = min(dressed[first], end) if first < len(dressed) else end
    characters = header_characters()
    return next((at for at in range(start, near) if printed[at] not in characters), end)


@lru_cache(maxsize=4)
def _looked_at(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text with brackets of one width, and the places of what dresses words in it; asked for at each of its characters."""
    plain = with_wide_parentheses(text)
    return plain, tuple(match.start() for match in _DRESSED.finditer(plain))


def _begins(text: str) -> bool:
    """Return whether a known word begins a text, brackets aside."""
    return any_header().match(BRACKET_SIGN.sub("", BRACKET.sub("", text))) is not None
