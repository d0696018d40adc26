"""Find claims about numbers in a sentence: a total and its parts, a count and a list, a scale of named things."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.language.measures import MEASURE, kind_of
from extractors.language.numerals import NUMERAL, chinese_number, printed_number
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.values import NUMBER
from extractors.lexicon import any_of, entries

Span = tuple[int, int]
"""Start and end in the text, which has no white space."""

_AMOUNT = lazy_pattern(rf"(?<![\d.A-Za-z])(?P<number>{NUMBER})(?P<measure>{MEASURE})")
_SENTENCE = lazy_pattern(r"[^。！？]+")
_MARKED = lazy_pattern(r"[^，。；、,;]{0,6}[，,（(；;]?(?:其中|包括|含)")
"""Words between a total and its parts that mark them as such."""
_OPENING = lazy_pattern(r"[（(][^）)]*$")
_OPENED = lazy_pattern(r"[（(]")
_CLOSED = lazy_pattern(r"[）)]")
_ANY_THING = "个"
"""Counts things of any kind, also those that have a measure of their own."""
_CLAUSE_END = "。；;：:，,（(）)《》"
_JOINED = lazy_pattern(r"以及|及其|和|与|及")
_MARKER = lazy_pattern(r"(?:^|(?<=[；。]))\d{1,2}[、.．]")
"""A list marker; its 、 does not separate items."""
_COUNT = lazy_pattern(
    rf"""
    (?P<open>等)?
    (?P<claim>
        (?<![\d—～~.“第十百-])(?<!党的)(?!{NUMERAL}大(?:精神|以来|报告|部署|战略部署|会议|代表))       # 党的二十大精神
        (?P<number>\d{{1,2}}|{NUMERAL})
        (?P<counter>{any_of("quantities", "counter")})
        (?P<noun>[一-鿿]{{2,12}}?|类|(?<=[类面]))           # 四大领域, 四大类, 四类
    )
    (?=[，。；：,;:（）()《》“”]|的|和|与|以及|分别|实现|进行|落实|$)
    """,
    re.X,
)
_SCALE = lazy_pattern(r"(?P<claim>(?P<scale>[十百千万]+)亿元?级)")
_ITEM = 14
"""Maximum length of an item of a list, in characters; longer ones are clauses."""
_FEWEST, _MOST = 2, 30
_CHANCE = 10
"""Smaller totals may be reached by chance."""


class Amount(NamedTuple):
    """A number with its unit of measure."""

    span: Span
    value: float
    measure: str


class Sum(NamedTuple):
    """A total and the parts that follow it. ``marked``: 其中, 含 or 包括 is printed between them."""

    total: Amount
    parts: tuple[Amount, ...]
    marked: bool


_SHARES = ("%", "％", "个百分点")
_YEARLY = lazy_pattern(r"(?:每年|年均)[^，。；]*$")
_OF_YEAR = lazy_pattern(r"20\d\d年[^，。；、\d]*$")
_GROWTH = lazy_pattern(
    rf"(?:{alternatives(entry['word'] for entry in entries('commitments') if 'change' in entry)}|力争|达到)$"
)


class Count(NamedTuple):
    """A stated count and a list of things.

    ``listed`` are the possible lengths of the list, shortest first: 和 may join two items or be part of one. ``open``:
    the list ends in 等.
    """

    span: Span
    claim: Span
    claimed: int
    counter: str
    items: Span
    listed: tuple[int, ...]
    open: bool


class Scale(NamedTuple):
    """A stated scale (百亿级) and the list before it. ``least`` is the amount in 亿元."""

    span: Span
    claim: Span
    items: Span
    least: int


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return all numbers with a unit of measure, except dates and spans of time."""
    return tuple(
        Amount(found.span(), number, found["measure"])
        for found in _AMOUNT.finditer(text)
        if kind_of(found["measure"]) != "time" and (number := printed_number(found["number"])) is not None
    )


@lru_cache(maxsize=2048)
def sums(text: str) -> tuple[Sum, ...]:
    """Return each total with the parts that follow it in the sentence, if they add up or a word marks them as parts.

    Without such a word, numbers may add up by chance (给予900万元、500万元、300万元、100万元). Then the total must be at
    least 10 and the first amount of its measure in the sentence, and the parts must be all other amounts of it.
    """
    return tuple(_sums(text)) if len(amounts(text)) > 1 else ()


def _sums(text: str) -> Iterator[Sum]:
    for sentence in _SENTENCE.finditer(text):
        found = amounts(sentence.group())
        taken = 0
        for index, total in enumerate(found):
            if index < taken:
                continue
            rest = _possible_parts(sentence.group(), total, found[index + 1 :])
            between = sentence.group()[total.span[1] : rest[0].span[0]] if rest else ""
            if _OPENING.search(between) and _CLOSED.search(sentence.group(), rest[0].span[1]):
                stop = _CLOSED.search(sentence.group(), rest[0].span[1])
                rest = [
                    a for a in rest if stop and a.span[1] <= stop.start()
                ]  # a bracket holds all parts of its number
            marked = bool(_MARKED.match(between))
            alike = bool(rest) and rest[0].measure == total.measure
            parts = _parts(total, rest, marked and alike) if marked or alike else []
            first = all(a.measure != total.measure for a in found[:index])
            if parts and (marked or (first and len(parts) == len(rest) and total.value >= _CHANCE)):
                taken = found.index(parts[-1]) + 1
                yield Sum(_shift(total, sentence.start()), tuple(_shift(p, sentence.start()) for p in parts), marked)


def _possible_parts(sentence: str, total: Amount, later: Sequence[Amount]) -> list[Amount]:
    """Return the later amounts of the total's measure; after 个 also those of another (9个项目，其中小学3所，初中2所).

    A number in a bracket of a part (含附设班1所) is a part of that part.
    """
    if total.measure in _SHARES and _GROWTH.search(sentence[: total.span[0]]):
        return []  # 投资增长25%，其中工业投资增长20%: rates of parts add up to nothing
    same = [amount for amount in later if amount.measure == total.measure]
    if same and _YEARLY.search(sentence[: total.span[0]]) and _OF_YEAR.search(sentence[: same[0].span[0]]):
        return []  # 每年造林2万亩，其中2027年3万亩: years add up to no yearly amount
    if not same and total.measure == _ANY_THING:
        same = [amount for amount in later if amount.measure == later[0].measure]
    depth = _depth(sentence, same[0]) if same else 0
    return [amount for amount in same if _depth(sentence, amount) <= depth]


def _depth(sentence: str, amount: Amount) -> int:
    before = sentence[: amount.span[0]]
    return len(_OPENED.findall(before)) - len(_CLOSED.findall(before))


def _parts(total: Amount, rest: list[Amount], marked: bool) -> list[Amount]:
    for size in range(2, len(rest) + 1):
        reached = sum(a.value for a in rest[:size])
        if abs(reached - total.value) < 1e-9:
            return rest[:size]
        if reached > total.value:
            return rest[:size] if marked else []
    return []


def _shift(amount: Amount, by: int) -> Amount:
    return amount._replace(span=(amount.span[0] + by, amount.span[1] + by))


def counts(text: str) -> Iterator[Count]:
    """Yield counts directly after a list (A、B和C三大领域) or before a list after a colon (八个方面：…；…)."""
    for found in _COUNT.finditer(text):
        number = int(found["number"]) if found["number"].isdecimal() else chinese_number(found["number"])
        if number is None or not _FEWEST <= number <= _MOST:
            continue
        behind = _list_before(text, found.start())
        ahead = _list_after(text, found.end()) if behind is None else None
        for items in (behind, ahead):
            if items is not None and max(listed := _lengths(text[slice(*items)])) >= _FEWEST:
                whole = (min(items[0], found.start("claim")), max(items[1], found.end()))
                open_ended = bool(found["open"]) or text[slice(*items)].endswith("等")
                yield Count(whole, found.span("claim"), number, found["counter"], items, listed, open_ended)


def scales(text: str) -> Iterator[Scale]:
    """Yield each 百亿级 with the list of things before it."""
    for found in _SCALE.finditer(text):
        counted = re.search(rf"等?(?:\d{{1,2}}|{NUMERAL})?[大个项]?$", text[: found.start()])
        end = counted.start() if counted else found.start()
        items = _list_before(text, end)
        least = chinese_number(found["scale"])
        if items is not None and least:
            yield Scale((items[0], found.end()), found.span("claim"), items, least)


def _list_before(text: str, end: int) -> Span | None:
    """Return the list that ends here, from the start of the clause; None if no separator makes it a list."""
    start = end
    while start > 0 and text[start - 1] not in _CLAUSE_END:
        start -= 1
    marker = _MARKER.match(text, start)
    start = max(marker.end() if marker else start, text.rfind("等", start, end) + 1)
    quoted = text.rfind("“", start, end)
    if text[end - 1 : end] == "”" and "、" in text[quoted:end]:
        start = quoted
    listing = text[start:end]
    if listing[:1] == "、" or listing[-1:] in ("、", "和", "与", "及"):
        return None
    if "、" not in listing and "”“" not in listing and not _JOINED.search(listing):
        return None
    return None if len(listing.rsplit("、", 1)[-1]) > _ITEM else (start, end)


def _list_after(text: str, start: int) -> Span | None:
    """Return the list after a colon, up to the end of the sentence."""
    if text[start : start + 1] not in ("：", ":"):
        return None
    stop = text.find("。", start)
    end = len(text) if stop < 0 else stop
    return (start + 1, end) if "；" in text[start:end] or "、" in text[start:end] else None


def _lengths(listing: str) -> tuple[int, ...]:
    """Return the possible numbers of items: by ； if there is one, else by 、 and ”“; 和, 与, 及 in the last may add one."""
    if "；" in listing.rstrip("；"):
        return (listing.rstrip("；").count("；") + 1,)
    items = listing.count("、") + listing.count("”“") + 1
    last = listing.rsplit("、", 1)[-1]
    return (items, items + 1) if _JOINED.search(last) else (items,)
