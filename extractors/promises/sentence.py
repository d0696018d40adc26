"""A sentence of prose and the numbers it promises."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.measures import kind_of, squeeze
from extractors.language.values import bound_of
from extractors.promises import words
from extractors.promises.nouns import LONGEST, bare, names_in_turn, noun_behind, shortened
from schemas.indicator import Bound


class Promise(NamedTuple):
    """A number with a measure and what it counts; ``start`` and ``end`` in the text it was read from."""

    what: str
    value: float
    upper: float | None
    measure: str
    bound: Bound
    change: words.Change | None
    year: int | None
    period: str | None
    start: int
    end: int
    """Behind the number with its measure and bound."""
    stop: int
    """Behind the counted noun where that follows; else as ``end``."""


BOUNDARY = "，,；;：:、（(）)！？。"
STOP = re.compile(rf"[{BOUNDARY}]")
CLAUSE_END = re.compile(r"[，,；;：:（(）)！？。]")
BRACKET = re.compile(r"\s?[（(][^（()）]{0,20}[)）]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OPENING = re.compile(r"\s*(?:\d{1,2}[、.．](?!\d))?\s*")
"""White space and the mark of a list entry."""
CHAIN = re.compile(r"(?:^|.*(?:和|与|及|以及|、))$")


def read_promises(text: str) -> Iterator[Promise]:
    """Yield the numbers that a passage promises. A year holds until the next one, within its sentence."""
    for sentence in words.SENTENCE.finditer(text):
        yield from _Sentence(text, sentence.start(), sentence.end()).read()


class _Number(NamedTuple):
    """A number with its measure in its clause."""

    match: re.Match[str]
    clause: int
    """Where the clause begins: behind the last boundary, year or number."""
    start: int
    """The same, or the year before it."""
    after: int
    """Where ``behind`` begins."""
    before: str
    behind: str
    """The rest of the clause, up to the next number."""
    kind: str


class _Sentence:
    """One reading from left to right: what was promised last completes what follows (2023年达到…，2025年达到…)."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._year: int | None = None
        self._opening: int | None = None
        self._last: Promise | None = None
        self._whole: Promise | None = None
        self._names: list[str] = []
        self._past = self._first(words.PAST)
        self._reward = self._first(words.REWARD)

    def _first(self, pattern: re.Pattern[str]) -> int:
        match = pattern.search(self._text, self._start, self._end)
        return match.start() if match else self._end

    def read(self) -> Iterator[Promise]:
        tokens = list(words.TOKEN.finditer(self._text, self._start, self._end))
        past = year = self._start
        for index, token in enumerate(tokens):
            if token["semicolon"]:
                self._year = self._opening
            elif token["year"] or token["five"]:
                self._see_year(token)
                past, year = token.end(), token.start()
            elif token["number"] and not (index and self._describes(tokens[index - 1], token)):
                later = (t for t in tokens[index + 1 :] if not t["quoted"] and not self._describes(token, t))
                promise = self._promise(self._number(token, past, year, next((t.start() for t in later), self._end)))
                past = year = past if self._text.startswith("的", token.end()) else token.end()
                if promise:
                    self._last = promise
                    self._whole = self._whole if self._is_inside(promise.end) else promise
                    yield promise

    def _describes(self, number: re.Match[str], behind: re.Match[str]) -> bool:
        """Tell whether a number at once behind another is part of the noun that this one counts: 1所80个床位的机构."""
        return bool(number["number"] and behind["number"]) and not self._text[number.end() : behind.start()].strip()

    def _see_year(self, token: re.Match[str]) -> None:
        """Note a year, but for one that is a base (较2020年); one at the head of the sentence holds over semicolons."""
        if token["since"] or token["after_year"]:
            return
        self._year = int(token["year"]) if token["year"] else 2020 + 5 * "三四五六七".index(token["five"])
        if token.start() - self._start <= words.HEAD:
            self._opening = self._year

    def _number(self, token: re.Match[str], past: int, year: int, following: int) -> _Number:
        text = self._text
        clause = self._clause(token.start(), past)
        if text[clause - 1 : clause] == "、" and "等" in text[clause : token.start()]:  # A、B、C等地块5公顷
            clause = self._clause(token.start(), past, BOUNDARY.replace("、", ""))
        after = bracket.end() if (bracket := BRACKET.match(text, token.end(), self._end)) else token.end()
        following = max(following, after)
        following = min(following, after + words.LONGEST_CLAUSE)
        stop = STOP.search(text, after, following)
        end = stop.start() if stop else following
        if stop and stop[0] == "、":
            end = self._listed(after, end, following)
        before, behind = squeeze(text[clause : token.start()]), squeeze(text[after:end])
        if self._last and self._last.end == clause and CHAIN.match(before):
            before = ""
        start = year if clause == past and past > year else clause
        if opening := OPENING.match(text, start, token.start()):
            start = opening.end()
        return _Number(token, clause, start, after, before, behind, kind_of(token["measure"]))

    def _clause(self, place: int, past: int, boundary: str = BOUNDARY) -> int:
        """Return where the clause that holds a place begins: behind the last boundary, but not before ``past``."""
        past = max(past, place - words.LONGEST_CLAUSE)
        return max(past, max(self._text.rfind(char, past, place) for char in boundary) + 1)

    def _listed(self, start: int, end: int, following: int) -> int:
        """Return the end of a counted noun with a list of attributes before it: 规模化、连锁化企业."""
        stop = CLAUSE_END.search(self._text, end, following)
        far = stop.start() if stop else following
        whole = squeeze(self._text[start:far])
        attributes = "的" in whole or self._text[end - 1] in "化型性级类式色"
        return far if attributes and far - start <= 2 * LONGEST else end

    def _promise(self, number: _Number) -> Promise | None:
        what = None if self._is_none(number) else self._what(number)
        token, amount = number.match, words.amount(number.match)
        if amount is None or what is None or len(what) < 2 or len(what) > 2 * LONGEST or not CHINESE.search(what):
            return None
        period = words.PERIOD.search(number.before)
        return Promise(
            what=what,
            value=amount[0],
            upper=amount[1],
            measure=squeeze(token["measure"]),
            bound=bound_of(token["before"], token["after"], token["more"]),
            change=self._change(number),
            year=self._year,
            period=period[0] if period else None,
            start=number.start,
            end=token.end(),
            stop=self._stop(number, what),
        )

    def _stop(self, number: _Number, what: str) -> int:
        """Return the end of the counted noun where it stands behind the number, else that of the number."""
        place = squeeze(number.behind).find(what)
        if place < 0 or not noun_behind(number.behind):
            return number.match.end()
        left = sum(not char.isspace() for char in number.behind[: place + len(what)])
        at = number.after
        while left:
            left -= not self._text[at].isspace()
            at += 1
        return at

    def _is_none(self, number: _Number) -> bool:
        """Tell a number that refers to something, tells the past, prices or qualifies."""
        token, before = number.match, number.before
        if token["measure"] == "年" or (words.KNOWN.search(before) and not token["before"]):
            return True
        if self._past < token.start() or words.DONE.search(before) or words.DUTY.search(words.REACH.sub("", before)):
            return True
        if token["measure"] == "次" and noun_behind(number.behind):
            return True
        if number.kind in ("money", "share") and (self._reward < token.start() or words.PRICE.search(before)):
            return True
        if number.kind == "time":
            return not words.SHORTENED.search(before + token["before"])
        if token["after"] and number.behind.startswith("的") and token["measure"] in words.HEADS:  # 100人以上的企业
            return True
        limit = min(self._end, token.end() + words.LONGEST_CLAUSE)
        clause = CLAUSE_END.search(self._text, token.end(), limit)
        rest = self._text[token.end() : clause.start() if clause else limit]
        if token["before"] and rest[:1] == "、" and "的" in rest:  # 人数超过30人、井深超过800米的矿山
            return True
        qualifies = number.behind.startswith("的") or (token["after"] and number.behind)
        return bool(qualifies and number.kind in words.QUALIFIED)

    def _what(self, number: _Number) -> str | None:
        """Return what is counted: the noun behind the number (引进5家企业), else the one before it (新增房源5000套)."""
        if "分别" in number.before[-8:]:
            self._names = self._parallel(number)
            return self._names.pop(0) if self._names else None
        if self._names and not number.before:
            return self._names.pop(0)
        self._names = []
        named = words.REACH.sub("", number.before)
        noun = bare(named)
        if counted := noun_behind(number.behind):
            return counted if self._counts(number, counted, noun) else None
        last, measure = self._last, squeeze(number.match["measure"])
        if self._whole and self._whole.measure == measure and self._is_inside(number.match.start()):
            inner = named.lstrip("含其中")
            return f"{self._whole.what}（{inner}）" if inner and inner != self._whole.what else None
        if not noun and last and last.measure == measure:
            return last.what
        return shortened(noun)

    def _parallel(self, number: _Number) -> list[str]:
        """Return the names that numbers belong to in turn (A、B分别达到5家、9家); empty unless they are as many."""
        start = self._clause(number.clause, self._start, BOUNDARY.replace("、", ""))
        named = squeeze(self._text[start : number.match.start()]).split("分别")[0]
        names = names_in_turn(named)
        stop = CLAUSE_END.search(self._text, number.match.end(), number.match.end() + words.LONGEST_CLAUSE)
        numbers = words.TOKEN.finditer(self._text, number.match.start(), stop.start() if stop else number.match.end())
        return names if len(names) == sum(bool(token["number"]) for token in numbers) else []

    def _is_inside(self, place: int) -> bool:
        """Tell whether a place is in the bracket right behind the last number outside one: 144万方（含建成128万方）."""
        between = self._text[self._whole.end : place].lstrip() if self._whole else ""
        return between[:1] in ("（", "(") and ")" not in between and "）" not in between

    def _counts(self, number: _Number, counted: str, noun: str) -> bool:
        """Tell whether the noun behind the number is promised in it: behind a verb, or in a row of promises."""
        led = bool(words.VERB_END.search(number.before))
        if number.kind == "share":
            return led and number.before[-1] not in "在对向" and number.behind.startswith("的")
        if number.before.strip("其中并和"):
            return led or not noun or (self._last is not None and self._last.what == counted)
        return self._last is not None and number.match.start() - self._last.end <= LONGEST

    def _change(self, number: _Number) -> words.Change | None:
        noun = bare(number.before)
        ends = (words.REACH.search(number.before), words.VERB_END.search(number.before))
        around = number.before.removesuffix(noun) if noun else number.before
        if found := words.CHANGE.findall(around + "".join(end[0] for end in ends if end)):
            return words.CHANGES[found[-1]]
        between = self._text[self._last.end : number.match.start()] if self._last else "。"
        return self._last.change if self._last and len(between) <= LONGEST and "，" not in between else None
