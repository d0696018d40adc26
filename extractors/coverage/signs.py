"""Signs of facts in running text: role words, list marks, unit names, numbers with a measure – found apart from the extractors.

The account of coverage compares these signs with what the extractors used, so that nothing they passed over stays hidden.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.coverage.unread_spans import overlaps
from extractors.language.marks.list_marks import inline_marks, mark_at
from extractors.language.measures import MEASURE
from extractors.language.patterns import alternatives, finditer_from, lazy_pattern
from extractors.language.role_words import role_words

# A number begins after a comma too, so its length is bounded: 1,1,1,… would be read to its end from every digit.
NUMBER = lazy_pattern(
    rf"(?<![\d.A-Za-z〔\[第])(?!\d{{1,2}}\.(?:19|20)\d\d年)(?P<number>\d[\d,]{{0,24}}(?:\.\d+)?)\s*(?P<measure>{MEASURE})"
)
DIGIT = lazy_pattern(r"\d")
DATE = lazy_pattern(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")


class Sign(NamedTuple):
    """One sign in a text: ``text[start:end]``."""

    kind: str
    start: int
    end: int


def signs(text: str) -> Iterator[Sign]:
    """Yield the signs of a text in order."""
    yield from sorted((*_roles(text), *quantities(text), *_marks(text)), key=lambda sign: (sign.start, sign.end))


@cache
def _role_words(torn: bool) -> re.Pattern[str]:
    """Compile the role words of the lexicon, the longest of those that begin at one place first."""
    # text layers of PDF files set a blank between the characters of a justified line: 牵 头单位
    words = [*role_words("label"), *role_words("verb"), *role_words("with")]
    return lazy_pattern(alternatives(words, between=" ?" if torn else ""))


WEAK = lazy_pattern(r"[\u4e00-\u9fff“《]")
STRONG = ("牵头", "负责", "主办", "承办", "协办", "会同", "单位", "部门", "：", ":")


def _roles(text: str) -> Iterator[Sign]:
    for match in _role_words(" " in text).finditer(text):
        after = text[match.end() : match.end() + 2]
        if WEAK.match(after) and not any(part in match.group() + after for part in STRONG):
            continue  # an ordinary verb with its object: 支持发展共享经济
        yield Sign("role word", match.start(), match.end())


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Sign, ...]:
    """Return the numbers with a known measure that are no part of a date."""
    numbers = [*finditer_from(DIGIT, NUMBER, text)]
    dates = [match.span() for match in finditer_from(DIGIT, DATE, text)] if numbers else ()
    return tuple(
        Sign("number", match.start(), match.end())
        for match in numbers
        if not overlaps(dates, match.start(), match.start() + 1)
    )


def _marks(text: str) -> Iterator[Sign]:
    mark = mark_at(text)
    if mark:
        yield Sign("list mark", mark.start, mark.end)
    for inline in inline_marks(text):
        yield Sign("list mark", inline.start, inline.end)


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Compile names to one trie-shaped expression that finds the longest of them at each place."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = trie
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(_branch(trie) or "(?!)")


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ways = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not ways:
        return ""
    inner = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{inner})?" if "" in node else inner


def unit_names(text: str, names: re.Pattern[str]) -> Iterator[Sign]:
    """Yield where units of the plan are named; ``names``: see ``name_pattern``."""
    for match in names.finditer(text):
        if match.group():
            yield Sign("unit name", match.start(), match.end())
