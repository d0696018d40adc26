"""Cut out the clause around a number: the words before it that may say what it counts, and those behind it."""

import re
from collections.abc import Iterable

from extractors.commitments import time_words, words
from extractors.commitments.distributed import named_in_turn
from extractors.commitments.ellipsis import start_of_list
from extractors.commitments.nouns import JOINT, end_of_list, without_remaining
from extractors.commitments.numbers import CommitmentNumber, NumberInClause, start_of_clause
from extractors.language.measures import kind_of
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import squeeze_chinese

_AND_OTHERS = lazy_pattern(r"等(?![级次候待效同])")
"""Ends a list of examples; but 等级民宿 is a noun."""


class Clauses:
    """The clauses of one sentence. ``plain``: the text with the brackets inside nouns blanked out."""

    def __init__(self, text: str, plain: str, start: int, end: int) -> None:
        self._text, self._plain, self._start, self._end = text, plain, start, end

    def around(
        self, token: re.Match[str], past: int, year: int, later: Iterable[int], last: CommitmentNumber | None
    ) -> NumberInClause:
        """Return a number with the words of its clause.

        ``past``: where the words after the last year or number begin. ``year``: the same, or where that year begins.
        ``later``: where the numbers after it begin. ``last``: the commitment before it.
        """
        clause, after = self._start_of_noun(token, past), self._end_of_brackets(token)
        turn = named_in_turn(self._text, token.start()) if clause < token.start() else None
        before, rest = self._before(token, clause, turn), self._rest(token, clause, after, later)
        start = year if clause == past and past > year else clause
        if last and last.end == clause:
            if words.CHAIN.match(before):
                before = ""
            elif (
                before and JOINT.sub("", before) == last.what and (before != last.what or rest)
            ):  # 40块广告牌和500块招牌
                before, start = "", token.start()
        if opening := words.OPENING.match(self._text, start, token.start()):
            start = opening.end()
        return NumberInClause(
            token, clause, start, after, before, rest, kind_of(words.measure_of(token)), turn is not None
        )

    def start_of(self, place: int, past: int, boundary: str = words.BOUNDARY) -> int:
        """Return the start of the clause around a place: after the last boundary, but not before ``past``."""
        past = max(past, place - words.LONGEST_CLAUSE)
        if named := words.BRACKET_BEFORE.search(self._text, past, place):  # 国际友城（友好城市）2座
            place = named.start()
        return start_of_clause(self._plain, past, place, boundary)

    def _start_of_noun(self, token: re.Match[str], past: int) -> int:
        text, clause = self._text, self.start_of(token.start(), past)
        if text[clause - 1 : clause] != "、":
            return clause
        opened = self.start_of(token.start(), past, words.CLAUSE_BOUNDARY)
        if _AND_OTHERS.search(text, clause, token.start()):  # A、B、C等地块5公顷
            return opened
        return start_of_list(text, opened, clause, token.start(), kind_of(words.measure_of(token)))

    def _end_of_brackets(self, token: re.Match[str]) -> int:
        """Return the place behind a number, the bracket that explains it and what its things must fulfil."""
        bracket = words.BRACKET.match(self._text, token.end(), self._end)
        after = bracket.end() if bracket else token.end()
        if "的" in self._text[after : self._end]:
            requirement = words.REQUIREMENT.match(self._text, after, self._end)
            return requirement.end() if requirement else after  # 9家产值超过2亿元的企业
        return after

    def _before(self, token: re.Match[str], clause: int, turn: re.Match[str] | None) -> str:
        before = squeeze_chinese(self._text[clause : token.start()])
        if turn:
            noun = self._plain[self.start_of(turn.start(), self._start) : turn.start()]
            before = squeeze_chinese(noun + turn["between"] + turn["after"])
        before = time_words.YEAR_INSIDE.sub("", words.BRACKET_BEFORE.sub("", before))
        return words.LEVEL_FOR_EACH.sub("", without_remaining(before))

    def _rest(self, token: re.Match[str], clause: int, after: int, later: Iterable[int]) -> str:
        # 4名（持证2名）管护员: the noun follows the bracket; behind 地块4.99公顷（74.85亩） only where a verb leads up to the number.
        led = words.VERB_END.search(self._text[clause : token.start()])
        following = max(after, next((start for start in later if led is None or start >= after), self._end))
        following = min(following, after + words.LONGEST_CLAUSE)
        stop = words.STOP.search(self._plain, after, following)
        end = stop.start() if stop else following
        if stop and stop[0] == "、":
            end = end_of_list(self._text, after, end, following)
        return squeeze_chinese(self._text[after:end])
