"""Read numbers that 分别 distributes over names: A、B分别达到5家、9家."""

import re

from extractors.commitments import words
from extractors.commitments.nouns import names_in_turn
from extractors.commitments.numbers import CommitmentNumber, NumberInClause
from extractors.language.patterns import lazy_pattern
from extractors.language.values import bound_of
from extractors.language.whitespace import squeeze_chinese
from schemas.indicator import Bound


def distributed_names(text: str, start: int, end: int, number: NumberInClause) -> list[str]:
    """Return the names that the numbers refer to respectively; empty unless there are several, as many as numbers.

    ``start``: of the clause. ``end``: of the sentence.
    """
    before = squeeze_chinese(text[start : number.match.start()]).split("分别")[0]
    named = words.SINCE.sub("", words.REACH.sub("", before)).removesuffix("同比")
    count = len(numbers_of_clause(text, end, number))
    if count < 2 or number.after_years:  # 其他市分别完成5个: each of them
        return []
    # 甲、乙和丙 may be three names, or two of which one is joined by 和.
    return next((names for marks in ("、和与及", "、") if len(names := names_in_turn(named, marks)) == count), [])


def are_of_a_list(text: str, start: int, end: int, number: NumberInClause) -> bool:
    """Return whether several numbers refer to a list before 分别: A、B分别达到5家、9家、12家. ``start``, ``end``: as before."""
    listed = "、" in text[start : number.match.start()].partition("分别")[0]
    return listed and not number.after_years and len(numbers_of_clause(text, end, number)) > 1


_YEARS_IN_TURN = lazy_pattern(
    r"""
    [到至]?20\d\d\s?年?[底末]?(?:\s?(?:[、和与及]|以及)\s?[到至]?20\d\d\s?年?[底末]?)+   # 2026年、2027年
    [，,]?(?P<between>[^。；;、和与及]{0,30}?)分别(?P<after>[^。；;，,\d]{0,20})$                       # 分别新建中学
    """,
    re.X,
)
LONGEST = 80
"""Characters from the first of several years to the first of their numbers."""


def named_in_turn(text: str, place: int) -> re.Match[str] | None:
    """Return the years that several numbers have respectively: 2026年、2027年分别新建中学2所、3所; None where none are printed.

    Its groups are the words ``between`` the years and 分别, and those ``after`` it up to the first number, at ``place``.
    """
    start = max(0, place - LONGEST)
    return _YEARS_IN_TURN.search(text, start, place) if text.find("分别", start, place) >= 0 else None


def is_pair(text: str, end: int, number: NumberInClause) -> bool:
    """Return whether names and numbers of one measure stand in the same order without 分别: A、B面积稳定在7万亩和5万亩."""
    if not words.REACHED.search(number.before + number.match["before"]):
        return False
    following = words.PAIRED.match(text, number.match.end(), end)
    second = words.TOKEN.match(text, following.end(), end) if following else None
    return second is not None and words.measure_of(second) == words.measure_of(number.match)


_JOINED = frozenset(("", "、", "和", "与", "及", "以及"))


def is_joined(text: str, last: CommitmentNumber | None, number: NumberInClause) -> bool:
    """Return whether nothing but 、 or 和 stands before a number that goes on from the last one, so that they share a bound.

    Not so the parts of a whole: 不少于300公里，其中2026年100公里.
    """
    return last is not None and text[last.stop : number.match.start()].strip() in _JOINED


def bound_of_all(text: str, end: int, number: NumberInClause) -> Bound:
    """Return the bound behind the last of the numbers that 分别 joins; it applies to all: 分别达到95%和90%以上."""
    if "分别" not in number.before[-8:] and not number.after_years:
        return "exact"
    *_, last = numbers_of_clause(text, end, number)
    return bound_of("", words.after(last))


def numbers_of_clause(text: str, end: int, number: NumberInClause) -> list[re.Match[str]]:
    """Return the number and those after it in its clause."""
    limit = min(end, number.match.end() + words.LONGEST_CLAUSE)
    stop = words.CLAUSE_END.search(text, number.match.end(), limit)
    found = words.TOKEN.finditer(text, number.match.start(), stop.start() if stop else limit)
    return [number.match, *(token for token in found if token["number"] and token.start() > number.match.start())]
