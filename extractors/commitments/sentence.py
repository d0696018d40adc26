"""Read the commitments of a sentence of prose: which numbers are targets, what each counts, and by when."""

import re
from collections.abc import Iterator

from extractors.commitments import time_words, words
from extractors.commitments.actors import is_department
from extractors.commitments.changes import change_of
from extractors.commitments.clause_numbers import Clauses
from extractors.commitments.distributed import are_of_a_list, bound_of_all, distributed_names, is_joined, is_pair
from extractors.commitments.ellipsis import (
    PLACE_OF_PART,
    extended_quantity,
    object_before,
    rising_quantity,
    whole_subject,
)
from extractors.commitments.incidental import (
    describes,
    is_base,
    is_grant,
    is_incidental,
    is_quantity,
    makes_listed,
    opens_noun,
)
from extractors.commitments.nouns import (
    AGAIN,
    BY,
    DRESSING,
    LOCATED,
    LONGEST,
    SIZED,
    end_of_noun,
    head_noun,
    may_be_counted,
    noun_after,
    without_lead,
)
from extractors.commitments.numbers import CommitmentNumber, NumberInClause, same_measure
from extractors.commitments.past_figures import past_spans
from extractors.commitments.sentence_years import SentenceYears, YearsInForce
from extractors.commitments.shares import quantity_before, share_of, with_share
from extractors.language.full_width import QUOTES
from extractors.language.patterns import finditer_from, lazy_pattern
from extractors.language.values import BOUNDS, bound_of
from extractors.language.whitespace import squeeze_chinese
from schemas.indicator import Bound

_BOUNDS = re.escape("".join(sorted({word[0] for place, word in BOUNDS if place == "before"})))
_OPENS_TOKEN = lazy_pattern(rf"[\d十较比自从与由；;《〔{QUOTES}＂{_BOUNDS}]")
"""What a token begins with: a figure, its bounds, what changes it, a quotation mark, a semicolon."""


def commitment_numbers(text: str, year: int | None = None, reports: bool = False) -> Iterator[CommitmentNumber]:
    """Yield the numbers that a passage commits to.

    A year applies until the next one, within its sentence; one that opens a paragraph (到2026年，…) to its end.
    ``year``: the one that the paragraph above gives. ``reports``: see ``past_spans``.
    """
    if not words.FIGURE.search(text):
        return
    end, years = 0, YearsInForce(year)
    plain = text
    if "（" in text or "(" in text:
        plain = words.NOUN_BRACKET.sub(lambda found: "\0" * len(found[0]), text)
    for sentence in words.SENTENCE.finditer(text):
        if "\n" in text[end : sentence.start()]:
            years = YearsInForce()
        end = sentence.end()
        if words.FIGURE.search(text, sentence.start(), end):
            reading = _SentenceReading(text, plain, sentence.start(), end, years, reports)
            yield from reading.read()
            years = reading.years.lasting()


class _SentenceReading:
    """One pass from left to right: the last commitment completes the next one (2023年达到…，2025年达到…)."""

    def __init__(self, text: str, plain: str, start: int, end: int, years: YearsInForce, reports: bool) -> None:
        self._text, self._start, self._end = text, start, end
        self.years = SentenceYears(text, start, end, years)
        self._clauses = Clauses(text, plain, start, end)
        self._last: CommitmentNumber | None = None
        self._limit: Bound = "exact"
        self._whole: CommitmentNumber | None = None
        self._names: list[str] = []
        self._names_clear = True
        """Whether it is clear which of several names a number has."""
        self._past, self._reward = past_spans(text, start, end, reports), self._first(words.REWARD)
        if is_grant(text, start, end):
            self._reward = -1

    def _first(self, pattern: re.Pattern[str]) -> int:
        match = pattern.search(self._text, self._start, self._end)
        return match.start() if match else self._end

    def read(self) -> Iterator[CommitmentNumber]:
        tokens = list(finditer_from(_OPENS_TOKEN, words.TOKEN, self._text, self._start, self._end))
        past = year = self._start
        for index, token in enumerate(tokens):
            if token["semicolon"]:
                self.years.end_clause()
            elif token["year"] or token["five"]:
                self.years.see(token)
                before = self._text[self._clauses.start_of(token.start(), past) : token.start()]
                if not time_words.is_behind_noun(before, token):
                    past, year = token.end(), token.start()
            elif token["number"] and is_base(self._text, self._start, token.start("number")):
                continue  # 覆盖率由65%提高至80%
            elif is_quantity(token) and not (index and describes(self._text, tokens[index - 1], token)):
                following = (t for t in tokens[index + 1 :] if not t["quoted"] and not describes(self._text, token, t))
                # lazily: only the first of them is needed, or the first behind a bracket
                begins = (t.start() for t in following)
                number = self._clauses.around(token, past, year, begins, self._last)
                commitment = self._commitment(number)
                past = year = past if opens_noun(token, promised=commitment is not None) else token.end()
                if commitment:
                    self._last = commitment
                    self._whole = self._whole if self._is_inside(commitment.end) else commitment
                    if not self._is_reached(number):
                        yield commitment

    def _commitment(self, number: NumberInClause) -> CommitmentNumber | None:
        joined = bool(self._names) and not number.before  # 分别压缩至3个、5个工作日: the verb is before the first
        incidental = not joined and is_incidental(number, self._text, self._end, self._reward)
        what = None if incidental else self._what(number)
        token, amount = number.match, words.amount(number.match)
        if amount is None or what is None or not may_be_counted(what):
            return None
        period = time_words.PERIOD.search(number.before)
        goes_on = self._last if self._last and not number.before and not token["before"] else None
        if not goes_on or not (self._names or is_joined(self._text, self._last, number)):
            self._limit = self._bound_before(number)
        bound = bound_of(token["before"], words.after(token), token["more"])
        year, clear = self.years.of(number, recurs=bool(period), named=joined or bool(self._names))
        return CommitmentNumber(
            what=with_share(DRESSING.sub("", what)) if number.kind == "share" else DRESSING.sub("", what),
            value=amount[0],
            upper=amount[1],
            measure=squeeze_chinese(words.measure_of(token)),
            bound=self._limit if bound == "exact" else bound,
            change=change_of(self._text, number, self._last),
            year=year,
            year_unclear=not clear,
            period=period[0] if period else goes_on.period if goes_on and number.start == number.clause else None,
            start=number.start,
            end=token.end(),
            stop=end_of_noun(self._text, number, what),
        )

    def _is_reached(self, number: NumberInClause) -> bool:
        """Return whether a number has been reached; it commits to nothing, but may name what the next one counts."""
        place = number.match.start()
        return words.DONE.search(number.before) is not None or any(start <= place < end for start, end in self._past)

    def _bound_before(self, number: NumberInClause) -> Bound:
        """Return the bound before a number, which also applies to the numbers joined to it; else that behind the last of them."""
        before = number.match["before"]
        if before and (stated := bound_of(before, None)) != "exact":
            return stated
        return "at_least" if words.LEAST.search(number.before) else bound_of_all(self._text, self._end, number)

    def _what(self, number: NumberInClause) -> str | None:
        """Return what is counted: the noun after the number (引进5家企业), else the one before it (新增房源5000套)."""
        unmoved = words.SINCE.sub("", words.REACH.sub("", number.before))
        named = time_words.PERIOD_INSIDE.sub("", unmoved)
        if number.after_years or "分别" in unmoved or is_pair(self._text, self._end, number):
            self._names, named = self._in_turn(number, named)
        elif number.before:
            self._names, self._names_clear = [], True
        if self._names:
            return self._names.pop(0)
        if not self._names_clear:
            return None
        if size := words.SIZE.search(number.before) if number.rest.startswith("的") else None:
            return noun_after(number.rest) + size["size"]
        noun = without_lead(named, number.kind in ("share", "time"))
        noun = "" if is_department(noun) else noun
        noun, by = BY.subn("", AGAIN.sub("", noun))
        aimed = words.AIM.match(number.rest) or words.REACHED.search(number.before)
        reached = number.kind == "share" and noun and aimed
        if number.kind == "share" and (whole := share_of(number, noun)):
            return whole
        counted = noun_after(number.rest, number.before)
        if counted and not reached and not (counted == "任务" and "完成" in number.before):  # 完成新开工2万套任务
            if number.kind == "share" and noun and (part := words.PART.match(counted)):  # 建成区75%以上面积
                return noun + part[0]
            if noun and words.WORK_AFTER.fullmatch(counted):
                return noun if by else noun + DRESSING.sub("", counted)
            return counted if self._counts(number, counted, noun) else None
        last, measure = self._last, squeeze_chinese(words.measure_of(number.match))
        if self._whole and self._whole.measure == measure and self._is_inside(number.match.start()):
            inner = words.OF_IT.sub("", named)
            return f"{self._whole.what}（{inner}）" if inner and inner != self._whole.what else None
        for quantity in () if noun else (quantity_before, rising_quantity, extended_quantity, object_before):
            if before := quantity(self._text, self._start, number):
                return before
        between = self._text[last.end : number.match.start()] if last else ""
        if whole := whole_subject(noun, number, last, between):
            return whole
        if not noun and (work := words.WORK.search(number.before)):  # 植树2.6万株
            return work[0]
        if not noun and last and (same_measure(last.measure, measure) or words.GROWS.search(number.before)):
            return last.what
        located = LOCATED.match(named) is not None
        if SIZED.search(number.rest) or (number.kind == "count" and PLACE_OF_PART.fullmatch(noun)):  # 其中主城区8处
            return None
        return head_noun(noun, located, counted=number.kind == "count")

    def _in_turn(self, number: NumberInClause, named: str) -> tuple[list[str], str]:
        """Return the names that the number and those joined to it have in turn, and the words that name what they count.

        Where years are listed instead, the numbers have these in turn. ``named``: the words before the number.
        """
        near = "分别" in named[-8:]
        opened = self._clauses.start_of(number.clause, self._start, words.CLAUSE_BOUNDARY)
        names = distributed_names(self._text, opened, self._end, number) if near or "分别" not in named else []
        before, apart, after = named.partition("分别")
        if names and without_lead(after):  # 市城管局、市住建局分别新建公厕10座、12座: who does it, and what is counted
            self._names_clear = True
            return [], after
        if not names and (number.after_years or apart) and self.years.distribute(number) and without_lead(after):
            return names, after  # 2026年、2027年分别新建泵站5座、6座，分别改造水闸3座、4座
        self._names_clear = bool(names) or not (apart and are_of_a_list(self._text, opened, self._end, number))
        return names, before if near else named

    def _is_inside(self, place: int) -> bool:
        """Return whether a place is in the bracket right after the last number outside brackets: 144万方（含建成128万方）."""
        between = self._text[self._whole.end : place].lstrip() if self._whole else ""
        return between[:1] in ("（", "(") and ")" not in between and "）" not in between

    def _counts(self, number: NumberInClause, counted: str, noun: str) -> bool:
        """Return whether the number commits to the noun after it: it follows a verb or another commitment."""
        if number.before.endswith("等"):
            return makes_listed(number)
        led = bool(words.VERB_END.search(words.QUOTED_NAMES.sub("", number.before)))
        opened = self._clauses.start_of(number.match.start(), self._start, words.CLAUSE_BOUNDARY)
        led = led and not words.LISTED.search(self._text, opened, number.match.start())
        if number.match["classes"]:  # 涵盖管理、科研2大类50个领域: the words before the classes name them
            return bool(words.LAST_VERB.match(self._text, opened, number.match.start()))
        if number.kind == "share":
            return led and number.before[-1] not in "在对向" and number.rest.startswith("的")
        if number.match["before"] and number.before.endswith(("内", "中")):  # 推进…片区内不少于3个项目实施
            return bool(words.LAST_VERB.match(self._text, opened, number.match.start()))
        if number.before.strip("其中并和"):
            return led or not noun or (self._last is not None and self._last.what == counted)
        return self._last is not None and number.match.start() - self._last.end <= LONGEST
