"""What a token of a flattened table looks like, whatever column it stands in."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractors.language.measures import measure_of
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.dump_tables.tokens import DASH, NUMERIC, Token
from extractors.readers.table_decoder import patterns as p

_INTEGER = lazy_pattern(r"0?([1-9]\d{0,2})[.．、]?")
_MARKED = lazy_pattern(r"([1-9]\d{0,2})[、.．﹒](?!\d)")
_HEADING = lazy_pattern(rf"[{ONE_TO_TEN}]{{1,3}}、|[（(][{ONE_TO_TEN}]{{1,3}}[）)]|第[{ONE_TO_TEN}]{{1,3}}[章节]")
_ATTRIBUTE = lazy_pattern(r"约束性?|预期性?|导向性?|引导性?|[（(]?(?:约束|预期)性[）)]?")
_DEADLINE = lazy_pattern(
    r"""
    (?:\d{4}年?[—–～~-](?=\d{4}年))?                         # 2026—2027年
    (?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?                 # 2027年  9月  2027年9月30日
    (?:
        底|末                                              # 2027年底  6月末
        | 中旬|上旬|下旬                                   # 9月中旬
        | 上半年|下半年|年底                               # 2027年上半年
        | 第?[一二三四1-4]季度                             # 2027年第三季度  4季度
    )?
    (?:之?前|以前|完成|底前)?                              # 2027年6月前  9月底以前  2027年完成
    | 长期(?:坚持|推进|实施)?                              # 长期坚持
    | 持续(?:推进|实施|开展)?                              # 持续推进
    | 全年
    | 每(?:半年|季度?|月)[末底]?                             # 每季度末
    | 常态化(?:推进)?                                      # 常态化推进
    | 按时?序推进                                          # 按时序推进
    | 适时
    """,
    re.VERBOSE,
)
_OPEN_DATE = lazy_pattern(
    r"20\d?|20\d\d(?:年(?:\d{1,2}(?:月(?:\d{1,2}日?)?)?|[上下]半?|第[一二三四]?季?)|年?[—–～~-]\d{0,4})?"
)
"""The beginning of a date that goes on in the next line: 2026年9月3⏎0日前, 2026—⏎2028年, 2027⏎年底, 20⏎27年."""
_REST_OF_NUMBER = lazy_pattern(r"\.\d")
_TOTAL = lazy_pattern(r"合\s*计|总\s*计|小\s*计")
_PART = "其中"
_DIGITS = frozenset("0123456789")


class Features(NamedTuple):
    """Properties of one token."""

    text: str
    width: int
    reach: int
    """See ``Token``."""
    joined: int
    """The same with the pieces before it, where the dump cut one printed line into several."""
    lead: int
    """Width of what cannot be broken at its start: a number, a Latin word, or one character."""
    integer: int
    """0 if it is no whole number."""
    marker: int
    """The number of a leading ``3、``; 0 if there is none."""
    numeric: bool
    dash: bool
    units: float
    """How much it looks like a piece of a unit list, 0–1."""
    measure: bool
    attribute: bool
    deadline: bool
    heading: bool
    total: bool
    part: bool
    """It begins with 其中: a row of a part of what the row above counts, which has no number."""
    note: bool
    stops: bool
    """A sentence ends in it or behind it."""
    ends: bool
    """It ends with 。 or ；."""
    open_end: bool
    """It ends with a mark or bracket behind which a cell cannot end."""
    closing: bool
    """It begins with a mark that cannot begin a cell."""


def features(stream: Sequence[Token], units: Callable[[str], float] | None) -> list[Features]:
    """Describe each token; ``units`` rates unit lists and is None if the table has no such column."""
    return [_features(token, units) for token in stream]


def rate_units_again(feats: Sequence[Features], units: Callable[[str], float]) -> list[Features]:
    """Rate the unit lists again, after names were learnt."""
    again = (units(f.text) if f.units > 0 else f.units for f in feats)
    return [f if rate == f.units else f._replace(units=rate) for f, rate in zip(feats, again, strict=True)]


def _features(token: Token, units: Callable[[str], float] | None) -> Features:
    text = token.text
    short = len(text) <= 40
    balance = p.balance(text)
    numbered = text[0] in _DIGITS
    integer = _INTEGER.fullmatch(text) if numbered else None
    marked = _MARKED.match(text) if numbered else None
    numeric = short and bool(NUMERIC.fullmatch(text))
    dash = short and bool(DASH.fullmatch(text))
    return Features(
        text=text,
        width=token.width,
        reach=token.reach,
        lead=_lead(text),
        joined=token.reach,
        integer=int(integer[1]) if integer else 0,
        marker=int(marked[1]) if marked else 0,
        numeric=numeric,
        dash=dash,
        units=units(text) if units and short and not numeric else 0.0,
        measure=len(text) <= 12 and not numeric and measure_of(text) is not None,
        attribute=bool(_ATTRIBUTE.fullmatch(text)),
        deadline=short and (is_date(text) or bool(_OPEN_DATE.fullmatch(text))),
        heading=bool(_HEADING.match(text)),
        total=bool(_TOTAL.fullmatch(text)),
        part=text.startswith(_PART),
        note=bool(p.NOTE_LINE.match(text)),
        stops="。" in text or "；" in text,
        ends=text[-1] in "。；;！",
        open_end=text[-1] in "、，,：:及和与" or balance > 0,
        closing=text[0] in "、，。；：）)〕】》”！？" or balance < 0 or bool(_REST_OF_NUMBER.match(text)),
    )


def is_date(text: str) -> bool:
    """Return whether a text is a whole date, or says that the work goes on."""
    return _DEADLINE.fullmatch(text) is not None


def _lead(text: str) -> int:
    length = 0
    while length < len(text) and text[length].isascii() and text[length].isalnum():
        length += 1
    return length or 2
