"""Which year each number of a sentence has."""

import re
from typing import NamedTuple

from extractors.commitments import time_words
from extractors.commitments.distributed import numbers_of_clause
from extractors.commitments.numbers import NumberInClause
from extractors.language.five_year_plans import years
from extractors.language.patterns import lazy_pattern

_JOINS = lazy_pattern(r"(?:[、和与及]|以及)\s?[到至]?\s?")
"""Between two years of a list: 到2026年、2028年."""
_YEARS_BEFORE = lazy_pattern(r"(?:20\d\d\s?(?:[、和与及]|以及)\s?[到至]?\s?)+$")
"""Years of a list whose last one alone says that they are years: 2025、2027年."""
_EACH_OF_THEM = lazy_pattern(r"[，,]?分别")
"""Behind a span of years: 2026—2028年分别新建5个、6个、7个."""
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_EARLIER = 40
"""Characters before a year in which others of its list begin."""


class YearsInForce(NamedTuple):
    """The year that the next number has, and those that several numbers have in turn."""

    year: int | None = None
    in_turn: tuple[int, ...] = ()
    listed: bool = False
    """A list of years is printed in the sentence, so that one number alone may have any of them."""


class SentenceYears:
    """The years of one sentence, seen from left to right. ``before``: those in force before it."""

    def __init__(self, text: str, start: int, end: int, before: YearsInForce) -> None:
        self._text, self._start, self._end = text, start, end
        self._before = self._now = self._opening = before
        self._list = (start, 0)
        """Where the last year of the sentence, or the list that it belongs to, begins and ends."""
        self._seen: set[int] = set()
        self._of_number: dict[int, int | None] = {}
        """Where each number behind 分别 begins, and its year; None where that is not clear."""

    def see(self, token: re.Match[str]) -> None:
        """Note a year unless it is a baseline (较2020年) or one that passed (2020年已达标的); one that opens the sentence applies beyond semicolons."""
        if token["since"] or token["after_year"] or time_words.PASSED.match(self._text, token.end(), self._end):
            return
        year = int(token["year"]) if token["year"] else years(token["five"])[1]
        begins, ends = self._list
        if ends and _JOINS.fullmatch(self._text, ends, token.start()):
            in_turn = (*self._now.in_turn, year)
        else:
            begins = token.start()
            in_turn = (*self._years_before(begins), *self._years_of(token, year))
        self._list = (begins, token.end())
        self._seen.add(year)
        spans = len(in_turn) > 1 and _EACH_OF_THEM.match(self._text, token.end()) is not None and len(self._seen) == 1
        self._now = YearsInForce(year, in_turn, listed=len(in_turn) > 1 and not spans)
        if begins - self._start <= time_words.OPENING_LENGTH:
            self._opening = self._now

    def _years_before(self, begins: int) -> list[int]:
        bare = _YEARS_BEFORE.search(self._text, max(self._start, begins - _EARLIER), begins)
        return [int(year) for year in _YEAR.findall(bare[0])] if bare else []

    def _years_of(self, token: re.Match[str], last: int) -> range:
        """Return the year of a token, or all of its span if numbers follow that have them in turn."""
        first = int(_YEAR.findall(token.group())[0]) if token["year"] else last
        return range(first if _EACH_OF_THEM.match(self._text, token.end()) else last, last + 1)

    def end_clause(self) -> None:
        """Return, behind a semicolon, to the year or years that open the sentence."""
        self._now = self._opening

    def distribute(self, number: NumberInClause) -> bool:
        """Return whether a number behind 分别 and those joined to it have the listed years in turn.

        Where their count is another, it is not clear which year of the sentence each of them has.
        """
        places = [token.start("number") for token in numbers_of_clause(self._text, self._end, number)]
        if len(places) < 2:
            return False
        fits = len(places) == len(self._now.in_turn)
        if fits:
            self._of_number |= zip(places, self._now.in_turn, strict=True)
        elif len(self._seen) > 1:
            self._of_number |= dict.fromkeys(places)
        return fits

    def of(self, number: NumberInClause, recurs: bool, named: bool) -> tuple[int | None, bool]:
        """Return the year of a number, and whether it is clear: the one in force, else one that its clause ends with (提高至40%政策延续到2026年底).

        A number that recurs has only a year of its own sentence: 每年完成80万平方米 is not done by the paragraph's year.
        ``named``: numbers have names in turn, so that the last of several years is likely that of all of them.
        """
        place, year = number.match.start("number"), self._now.year
        if place in self._of_number:
            return self._of_number[place], self._of_number[place] is not None
        if year is None:
            until = time_words.UNTIL.match(self._text, number.match.end(), self._end)
            return int(until["until"] or until["by"]) if until else None, True
        over_years = year != self._opening.year and time_words.OVER_YEARS.match(number.before)
        if over_years or (recurs and year == self._before.year):
            return None, True
        if self._now.listed and not (recurs or time_words.IN_ALL_YEARS.search(number.before)):
            return (year if named else None), False
        return year, True

    def lasting(self) -> YearsInForce:
        """Return the years that also apply to the next sentence: those that open this sentence, or the ones before."""
        opened = time_words.LASTING_YEAR.match(self._text, self._start, self._end)
        if opened:
            return YearsInForce(int(opened["year"]))
        if self._opening.listed:
            return YearsInForce(in_turn=self._opening.in_turn)
        return self._before if self._now.year == self._before.year else YearsInForce()
