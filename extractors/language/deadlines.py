"""Read deadlines as plans print them: 完成时限：2023年12月, 2023年10月底前完成, 持续推进."""

import calendar
import re

from extractors.language.dates import number
from extractors.language.five_year_plans import ORDINAL, PERHAPS_QUOTED, years
from extractors.language.numerals import ONE_TO_NINE, ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_S = r"\s*"
_YEAR = rf"(?:(?P<year>20\d{{2}}){_S}年)"
_TIME = rf"""
    {_YEAR}?{_S}
    (?: (?P<month>1[0-2]|0?[1-9]){_S}月{_S}(?:(?P<day>3[01]|[12]\d|0?[1-9]){_S}日)?{_S}(?P<third>[上中下]旬)?
      | 第?(?P<quarter>[一二三四1-4])季度 | (?P<half>[上下])半年 )?
    {_S}(?P<end>年?底|末|初)?{_S}(?P<before>之?前)?
"""
_ON = lazy_pattern(_TIME, re.VERBOSE)
_SEASONS = rf"(?:{any_of('phrases', 'season')})"
_IN_SEASON = lazy_pattern(rf"{_S}[“\"]?{_SEASONS}")
_LAST_MONTH = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "上": 6, "下": 12}

_DAY = rf"(?:1[0-2]|0?[1-9]){_S}月(?:{_S}\d{{1,2}}{_S}日)?{_S}(?:[上中下]旬)?"
_SPAN = rf"(?:第?{_S}[一二三四1-4]{_S}季度|[上下]{_S}半年)"
_BEFORE = rf"(?:年?[底末初])?{_S}(?:之?前|以前)"
_SEASON = rf"""
    (?:每年|每个?|20\d{{2}}{_S}年|[今明当本]年|年度?)?{_S}[“"]?{_SEASONS}[”"]?{_S}(?:到来|来临|开始|结束)?{_S}(?:{_BEFORE}|[初末底]|期间)
"""
_DATED = rf"""
    20\d{{2}}{_S}年?{_S}(?:(?:{_DAY}){_S})?[-—–~～至]{{1,2}}{_S}20\d{{2}}{_S}年(?:{_S}{_DAY})?         # 2024—2026年
  | (?:20\d{{2}}{_S}年{_S})?(?:{_DAY}|{_SPAN}){_S}{_BEFORE}
  | (?:20\d{{2}}{_S}年|每年){_S}(?:(?:{_DAY}|{_SPAN}){_S})?{_BEFORE}
  | 20\d{{2}}{_S}年起每年(?:{_S}{_DAY})?{_S}(?:{_BEFORE})?
  | (?:20\d{{2}}{_S}年度?|今年|当年|本年|年){_S}(?:[底末]{_S}之?前|内)
  | (?:[{ONE_TO_TEN}两]|\d{{1,2}}){_S}年内                                                            # 三年内
  | {_SEASON}                                                                                      # 每年汛期前
"""
_MONTHS = rf"(?:1[0-2]|0?[1-9]){_S}月?{_S}[-—–~～至]{{1,2}}{_S}(?:1[0-2]|0?[1-9]){_S}月"  # 1-6月
_BARE = rf"20\d{{2}}{_S}年{_S}(?:{_MONTHS}|{_DAY}|{_SPAN})?{_S}(?:年?[底末初内]|全年)?"
_ACTION = rf"(?:{any_of('phrases', 'extent')})?(?:{any_of('phrases', 'completed')})[一-鿿]{{0,10}}"
_LASTING = (
    r"(?:(?:立行立改|即知即改)[、，,]?)?(?:并|且|以后每年|每年)?"
    rf"(?:(?:持续|长期|常态化|常态|滚动|动态)(?:{any_of('phrases', 'ongoing')})?|全年(?:完成|推进|落实|坚持)?)"
)
_RECURS = lazy_pattern(r"年起每年|^每(?:年|季|月)")
_END_OF_YEAR = lazy_pattern(rf"(?<![{ONE_TO_TEN}两\d])年\s*[底末内]")
"""年底 and 年内, but neither 2026年底 nor 三年内."""
_FIGURES = rf"20\d{{2}}[./-](?:1[0-2]|0?[1-9])(?:[./-](?:3[01]|[12]\d|0?[1-9]))?(?![\d.])底?{_S}之?前?"
"""2025.12, 2025-12-31, 2025/6/30前"""
_RECURRING = (
    rf"每年{_S}(?:{_DAY}|{_SPAN})|(?:每年|每半年|每季度?|每月|每周|每学期|每旬)(?:至少)?[底末初]?"  # 每年4月, 每季度末
)
_SINCE = rf"""
    (?:(?:本|自|自本)?[一-鿿]{{0,6}})?(?:{any_of("phrases", "issued")})(?:之日)?[后起]{_S}(?:\d{{1,3}}|[{ONE_TO_TEN}两]{{1,3}}){_S}(?:个{_S}月|个?工作日|[日天周年]){_S}之?内
"""
_AT_ONCE = "(?:立行立改|即知即改|立即(?:整改|实施|落实|执行|办理))"
UNLABELLED = lazy_pattern(
    rf"""
    (?:于|在|到|至|力争|确保)?
    (?: (?:{_DATED}|{_BARE}|{_SPAN}{_S}[底末初]?|{_RECURRING}|(?:{_DAY}){_S}[底末]|{_FIGURES}){_S}(?:{_ACTION})? | {_SINCE}{_S}(?:{_ACTION})?
      | {_LASTING} | {_AT_ONCE} )
    """,
    re.VERBOSE,
)
"""A deadline without a key that is a whole segment of a clause."""
IN_UNLABELLED = lazy_pattern(
    rf"20|年|月|季|每|日|内|持续|长期|常态|滚动|动态|立即|立行立改|即知即改|{any_of('phrases', 'season')}"
)
"""What all of these have, and most lists of units have not: alone it is found many times faster."""
BEFORE_VERB = lazy_pattern(rf"(?:于|在|力争|确保)(?:{_DATED}){_S}$", re.VERBOSE)
"""A deadline between units and their verb: 市水利局于2025年底前完成."""
_THEN = rf"""
    (?:20\d{{2}}{_S}年{_S})?(?:{_SPAN}|(?:{_DAY}){_S}[底末])       # 2026年上半年, 第一季度, 9月底
  | 20\d{{2}}{_S}年{_S}年?[底末内]                             # 2026年年底, 2026年内
  | 年{_S}[底末]                                               # 年底完成
  | {PERHAPS_QUOTED}{_S}(?:期?末|期间)                          # “十四五”末
  | {_SINCE}                                                    # 印发后3个月内
"""
"""Times that are deadlines only with what is done by then: 2026年上半年完成."""
CLOSING = lazy_pattern(
    rf"""
    (?:^|[，,。；;])\s*(?:并|并于|力争|确保|争取|于|在|到|至|截至|最迟)*
    (?P<deadline>(?:{_DATED}|{_THEN}){_S}(?:{_ACTION}))[。；;]?\s*$
    """,
    re.VERBOSE,
)
"""A last clause that contains only the deadline: …，2026年底前全面完成。"""
OPENING = lazy_pattern(
    rf"""
    \s*(?:力争|确保|争取|计划)?(?:在|于|到)?
    (?P<deadline>
        (?:{_DATED})(?<=[前内])                                                # 2026年6月底前，
      | (?:{_THEN})(?=\s*(?:全面|基本|全部|初步)?(?:{any_of("phrases", "completed")}))     # 2026年一季度完成
    )
    (?![^，。；]{{0,8}}(?:{any_of("phrases", "dated_attribute")})[^，。；]{{0,4}}的)   # not 2000年底前建成的小区
    """,
    re.VERBOSE,
)
"""A deadline that opens an item: 2026年6月底前，推行承诺制。"""
_STARTS = rf"(?:即日|20\d{{2}}{_S}年{_S})?(?:{_DAY}|{_SPAN})?"
TITLED = lazy_pattern(
    rf"""
    [（(]{_S}
    (?P<deadline>
        {_STARTS}{_S}(?:[初底末]|起)?{_S}[-—–~～至]{{1,2}}{_S}(?:20\d{{2}}{_S}年{_S})?(?:{_DAY}|{_SPAN}|年)?{_S}[底末]?(?:之?前)?    # 2026年3月—4月
      | {_DATED}
    )
    {_S}[)）]{_S}$
    """,
    re.VERBOSE,
)
"""A deadline in the bracket that ends a title: 部署阶段（2026年3月—4月）."""
STAGE = lazy_pattern(any_of("phrases", "stage"))
IN_YEAR = lazy_pattern(r"月|季度|半年|底")
"""A part of a year, which no span of a whole plan prints."""

DATE = lazy_pattern(
    r"20\d\d\s*年(?:\s*第?[一二三四1-4]\s*季度|\s*[上下]半年|\s*年\s*底)?|(?<![\d年])\d{1,2}\s*月|年\s*底|季度|[上下]半年"
)
"""The start of a date or of a span of the year."""


_IN_FIGURES = lazy_pattern(
    r"""
    (?<![\d.])(?P<year>20\d\d)
    (?: \s?[.．/／-]\s?(?P<month>1[0-2]|0?[1-9])(?:\s?[.．/／-]\s?(?P<day>3[01]|[12]\d|0?[1-9]))?   # 2025.12, 2025-12-31
      | (?P<month2>1[0-2]|0[1-9])(?P<day2>3[01]|[12]\d|0[1-9])? )                                   # 202512, 20251231
    (?![\d年月日]|[.．]\d)
    """,
    re.VERBOSE,
)
"""A date as tables and workbooks print it."""
_QUARTER = lazy_pattern(r"(?<!\d)(20\d\d)\s*年?\s*[QqＱｑ]\s?([1-4])(?!\d)")
"""2026Q4"""
_ORDINAL = lazy_pattern(ORDINAL)
_OF_PLAN = lazy_pattern(rf"{PERHAPS_QUOTED}{_S}(?:规划)?{_S}(?:期?末|期间)")
_YEARS_ALONE = lazy_pattern(rf"(?:20\d\d{_S}[-—–~～至]{{1,2}}{_S})?(20\d\d)")
"""2026, 2024-2026: the time of a row."""
_YEAR_IN_WORDS = lazy_pattern(rf"二[〇○零][{ONE_TO_NINE}〇○零]{{2}}(?=\s*年)")
_MONTH_IN_WORDS = lazy_pattern(rf"(?<=年)\s*(?:十[一二]?|[{ONE_TO_NINE}])(?=\s*月)")


def _in_usual_form(text: str) -> str:
    """Return a text with its dates as 2025年12月31日."""
    text = _IN_FIGURES.sub(_with_units, text)
    text = _QUARTER.sub(r"\1年\2季度", text)
    text = _OF_PLAN.sub(_last_year, text)
    if alone := _YEARS_ALONE.fullmatch(text.strip()):
        text = f"{alone[1]}年"
    if "年" in text:
        for words in (_YEAR_IN_WORDS, _MONTH_IN_WORDS):
            text = words.sub(lambda found: str(number(found[0].strip())), text)
    return text


def _last_year(found: re.Match[str]) -> str:
    ordinal = _ORDINAL.search(found[0])
    return f"{years(ordinal[0])[1]}年" if ordinal else found[0]


def _with_units(found: re.Match[str]) -> str:
    year, month, day = found["year"], found["month"] or found["month2"], found["day"] or found["day2"]
    return f"{year}年{month}月" + (f"{day}日" if day else "")


def last_day(text: str, year: int | None = None) -> str | None:
    """Return the last day that a printed deadline allows, in ISO form.

    The latest of several dates counts; a date without a year has that of the date before it, the first one ``year``.
    None if there is no year (持续推进) or the deadline recurs (2026年起每年12月底前).
    """
    if _RECURS.search(text):
        return None
    days: list[tuple[int, int, int]] = []
    text = _in_usual_form(text)
    for found in _ON.finditer(text):
        year = int(found["year"]) if found["year"] else year
        if found["year"] and not found["month"] and _IN_SEASON.match(text, found.end()):
            continue  # 2026年汛期前: no day is printed
        if year is not None and (found["year"] or found["month"] or found["quarter"] or found["half"]):
            days.append(_day(found, year))
    if year is not None and _END_OF_YEAR.search(text):
        days.append((year, 12, 31))
    if not days or any(not 1 <= day <= calendar.monthrange(year, month)[1] for year, month, day in days):
        return None
    year, month, last = max(days)
    return f"{year:04}-{month:02}-{last:02}"


def _day(found: re.Match[str], year: int) -> tuple[int, int, int]:
    month, day = found["month"], found["day"]
    if day:
        return year, int(month), int(day)
    if month:
        return _month_end(year, int(month), bool(found["before"]) and not found["end"] and not found["third"])
    span = found["quarter"] or found["half"]
    if found["before"] and not span and not found["end"]:  # 2026年前 ends with 2025, but 2026年底前 with 2026
        return _month_end(year - 1, 12, False)
    return _month_end(year, _LAST_MONTH[span] if span else 12, False)


def _month_end(year: int, month: int, before: bool) -> tuple[int, int, int]:
    """Return the last day of the month, or of the month before (``before``): 6月前 ends with May, 6月底前 with June."""
    if before:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return year, month, calendar.monthrange(year, month)[1]
