"""Which year each number of a sentence has."""

import re

from extractors.commitments import time_words
from extractors.commitments.distributed import distributed_years
from extractors.commitments.numbers import NumberInClause
from extractors.language.five_year_plans import years


class SentenceYears:
    """The years of one sentence, seen from left to right. ``year``: the one in force before it."""

    def __init__(self, text: str, start: int, end: int, year: int | None) -> None:
        self._text, self._start, self._end = text, start, end
        self._before = self._year = self._opening = year
        self._in_turn: list[int] = []

    def see(self, token: re.Match[str]) -> None:
        """Note a year unless it is a baseline (较2020年) or one that passed (2020年已达标的); one that opens the sentence applies beyond semicolons."""
        if token["since"] or token["after_year"] or time_words.PASSED.match(self._text, token.end(), self._end):
            return
        self._year = int(token["year"]) if token["year"] else years(token["five"])[1]
        if token.start() - self._start <= time_words.OPENING_LENGTH:
            self._opening = self._year

    def end_clause(self) -> None:
        """Return, behind a semicolon, to the year that opens the sentence."""
        self._year = self._opening

    def of(self, number: NumberInClause, recurs: bool) -> int | None:
        """Return the year of a number: the one in force, else one that its clause ends with (提高至40%政策延续到2026年底).

        A number that recurs has only a year of its own sentence: 每年完成80万平方米 is not done by the paragraph's year.
        """
        if number.before:
            self._in_turn = distributed_years(self._text, self._end, number)
        if self._in_turn:
            return self._in_turn.pop(0)
        if self._year is not None:
            over_years = self._year != self._opening and time_words.OVER_YEARS.match(number.before)
            return None if over_years or (recurs and self._year == self._before) else self._year
        until = time_words.UNTIL.match(self._text, number.match.end(), self._end)
        return int(until["until"] or until["by"]) if until else None

    def lasting(self) -> int | None:
        """Return the year that also applies to the next sentence: the one that opens this sentence, or the one before."""
        opened = time_words.LASTING_YEAR.match(self._text, self._start, self._end)
        if opened:
            return int(opened["year"])
        return self._before if self._year == self._before else None
