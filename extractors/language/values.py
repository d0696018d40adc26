"""Read the value cells of indicator tables."""

import re
from typing import NamedTuple

from extractors.language.full_width import HALF_WIDTH_NUMBERS
from extractors.language.measures import MEASURE, SCALE
from extractors.language.numerals import LARGE, NUMERAL, SMALL, chinese_number, printed_number
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, entries
from schemas.indicator import Bound


class Value(NamedTuple):
    """The content of a cell. ``value`` is None if it is not a single number (but a range, a ratio, words)."""

    value: float | None
    bound: Bound
    cumulative: bool
    measure: str | None
    """Unit of measure printed with the number: 下降15% → %."""
    raw: str
    """The printed text without white space."""


BOUNDS: dict[tuple[str, str], Bound] = {(e["place"], e["word"]): e["bound"] for e in entries("bounds")}
BEFORE, AFTER = (alternatives(word for at, word in BOUNDS if at == place) for place in ("before", "after"))
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALES = SMALL | LARGE

_TWO_NUMBERS = lazy_pattern(
    r"""
      \d[ \t\u3000]{2,}\d                        # 85  95
    | \d\d[ \t\u3000]+(?!\d{3}(?!\d))\d          # 85 95, 85 9, but 12 345 is one number in groups
    | \d[ \t\u3000]+(?!\d{3}(?!\d))\d\d          # 9 95, but 8 5 are digits set apart
    | \.\d+\s+\d                               # 12.5 40
    | \d[ \t\u3000]+\d{1,2}\.\d                   # 5 8.2
    | [%％][ \t\u3000\r\n]+\d                     # 7.5% 12
    | \d{4}[ \t\u3000]+\d                       # 2826 140: the first group of a number has three digits at most
    | (?<!\d)\d{1,3}[ \t\u3000]*[\r\n]\s*\d    # 95 above 40; a number that a narrow column breaks is longer
    """,
    re.X,
)
# Text recognition reads a dash as 一.
_NOTHING = lazy_pattern(r"[—–\-－―─━一/／\\·.…*]*")
_OPEN, _CLOSE = r"[〔\[［【（(]", r"[〕\]］】）)]"
_CELL = lazy_pattern(
    rf"""
    (?:(?:较|比)?(?:基期|上年|上一年|\d{{4}}年(?:底|末)?)(?:相比)?)?          # 比2020年
    (?:(?:{any_of("quantities", "change")})*[到至在了为]?|[升降增减][到至])      # 下降到 降至
    (?P<before>(?:{BEFORE}){{0,2}})
    (?P<open>{_OPEN})?                                                        # 〔70〕 is a total over the period
    (?P<inside>(?:{BEFORE})?)                                                 # 〔≥500〕
    (?:(?P<percent>百分之)?(?P<number>[+-]?(?:{NUMBER})|{NUMERAL}))
    (?P<inner>{_CLOSE})?
    (?P<more>[余多])?
    (?P<measure>{MEASURE})?
    (?P<scale>{SCALE})?
    (?P<close>{_CLOSE})?
    (?P<after>{AFTER})?
    (?P<total>{_OPEN}累计(?:值|数)?{_CLOSE})?
    (?:{_OPEN}(?:\d{{4}}年[^（()）]{{0,6}}|(?!累计)[\u4e00-\u9fff]{{1,8}}){_CLOSE})?                                # 80（2024年数据）
    (?:(?<=%)\d{{1,2}})?                                                      # 35%1: a note's number
    [*＊①-⑩。]*
    """,
    re.X,
)
_ALL_DONE = r"应(?P<verb>[\u3400-\u9fff])尽(?P=verb)"
"""应建尽建, 应保尽保: all that should be done is done."""
BEGINS_VALUE = lazy_pattern(rf"{any_of('value_words', 'begins')}|{_ALL_DONE}")
"""What a value in words begins with."""
_LAST_WORD = rf"(?:{any_of('value_words', 'ends')}|{any_of('value_words', 'closes')})"
WORDED_VALUE = lazy_pattern(rf"(?:{any_of('value_words', 'begins')})[\u3400-\u9fff]{{0,8}}?{_LAST_WORD}+|{_ALL_DONE}")
"""A whole value in words. It ends with the first word that may end it, so that a name may follow without a break."""


def holds_two_numbers(text: str) -> bool:
    """Return whether a cell has two numbers side by side or below each other, which are no one number in groups."""
    return _TWO_NUMBERS.search(text) is not None


def read_value(text: str) -> Value | None:
    """Read one cell; None if it is empty or has a dash or slash in place of a value."""
    raw = without_blanks(text)
    if _NOTHING.fullmatch(raw):
        return None
    words = Value(None, "exact", False, None, raw)
    match = None if holds_two_numbers(text) else _CELL.fullmatch(raw.translate(HALF_WIDTH_NUMBERS))
    if match is None or bool(match["open"]) != (bool(match["inner"]) or bool(match["close"])):
        return words
    number = _number(match)
    if number is None or (match["measure"] == "年" and 1900 <= number <= 2100):  # 2025年 is a date
        return words
    if match["scale"] and not match["measure"]:
        number *= _scale(match["scale"])
    elif match["scale"]:
        return words
    measure = "%" if match["percent"] else match["measure"]
    cumulative = bool(match["open"] or match["total"])
    return Value(
        number, bound_of(match["before"] + match["inside"], match["after"], match["more"]), cumulative, measure, raw
    )


def bound_of(before: str, after: str | None, more: str | None = None) -> Bound:
    """Return the bound given by words before and after a number; those after it take precedence: 控制在5%以内."""
    if after and BOUNDS["after", after] != "exact":
        return BOUNDS["after", after]
    if more:
        return BOUNDS["after", more]
    for word in re.findall(BEFORE, before or "")[::-1]:
        if BOUNDS["before", word] != "exact":
            return BOUNDS["before", word]
    return "exact"


def _number(match: re.Match[str]) -> float | None:
    printed = match["number"]
    if printed[-1].isdigit():
        return printed_number(printed)
    # A numeral such as 百 or 千 may be a word; in a cell it is a number only with a unit of measure.
    number = chinese_number(printed) if match["measure"] or match["percent"] else None
    return None if number is None else float(number)


def _scale(word: str) -> int:
    product = 1
    for char in word:
        product *= SCALES[char]
    return product
