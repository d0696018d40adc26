"""Deadlines as plans print them: 完成时限：2023年12月, 2023年10月底前完成, 持续推进."""

import calendar
import re

from extractors.language.patterns import lazy_pattern

_S = r"\s*"
_YEAR = rf"(?:(?P<year>20\d{{2}}){_S}年)"
_TIME = rf"""
    {_YEAR}?{_S}
    (?: (?P<month>1[0-2]|0?[1-9]){_S}月{_S}(?:(?P<day>3[01]|[12]\d|0?[1-9]){_S}日)?{_S}(?P<third>[上中下]旬)?
      | 第?(?P<quarter>[一二三四1-4])季度 | (?P<half>[上下])半年 )?
    {_S}(?P<end>年?底|末|初)?{_S}(?P<before>之?前)?
"""
_ON = lazy_pattern(_TIME, re.VERBOSE)
_LAST_MONTH = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "上": 6, "下": 12}

UNLABELLED = lazy_pattern(
    rf"""(?: (?: 20\d{{2}}{_S}年{_S}(?:1[0-2]|0?[1-9]){_S}月 | 20\d{{2}}{_S}年 | (?:1[0-2]|[1-9]){_S}月 | 年)
             (?:{_S}\d{{1,2}}{_S}日)?{_S}(?:[上中下]旬)?(?:底|末)?{_S}(?:之?前)
             (?:{_S}(?:全面|基本)?(?:完成|落实|落地|到位|实现|启动|出台|印发|取得[一-鿿]{{0,4}}成效))?
           | 20\d{{2}}{_S}年(?:{_S}(?:1[0-2]|0?[1-9]){_S}月)?(?:{_S}\d{{1,2}}{_S}日)?(?:底|末)?(?:完成|落实)
           | (?:持续|长期|常态化)(?:推进|坚持|落实|实施|开展) | (?:全年|年内|长期)(?:完成|推进|落实|坚持)? )""",
    re.VERBOSE,
)
"""A deadline without key, as one segment of a clause."""


def last_day(text: str) -> str | None:
    """Return the last day that a printed deadline leaves, in ISO form; None where it names no year (持续推进)."""
    found = next((match for match in _ON.finditer(text) if match["year"]), None)
    if found is None:
        return None
    year, month, day = int(found["year"]), found["month"], found["day"]
    if day:
        on = (year, int(month), int(day))
    elif month:
        on = _month_end(year, int(month), bool(found["before"]) and not found["end"] and not found["third"])
    else:
        span = found["quarter"] or found["half"]
        last = _LAST_MONTH[span] if span else 12
        on = (
            _month_end(year - 1, 12, False)
            if found["before"] and not span and not found["end"]
            else _month_end(year, last, False)
        )
    if not 1 <= on[2] <= calendar.monthrange(on[0], on[1])[1]:
        return None
    return f"{on[0]:04}-{on[1]:02}-{on[2]:02}"


def _month_end(year: int, month: int, before: bool) -> tuple[int, int, int]:
    """Return the last day of the month, or of the month before it where the print says 6月前."""
    if before:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return year, month, calendar.monthrange(year, month)[1]
