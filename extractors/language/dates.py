"""Read dates as official documents print them: 2025年12月10日, 二〇二五年十二月十日, 2025-12-10."""

from datetime import date

from extractors.language.numerals import DIGITS, ONE_TO_NINE
from extractors.language.patterns import lazy_pattern

_DIGITS = DIGITS | dict.fromkeys("○0０OＯo", 0)
"""Documents print a circle (○), the letter O or the figure 0 for 〇."""
DAY = (
    rf"(?:(?:19|20)\d{{2}}|[一二][〇○零九OＯo][〇○零OＯo{ONE_TO_NINE}]{{2}})年"
    rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{ONE_TO_NINE}])月"
    rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}])日"
)
"""Regular expression for a full date in text without white space."""
NUMERIC_DAY = r"(?:19|20)\d{2}[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])"

_PARTS = lazy_pattern(r"[^年月日./\-]+")


def number(text: str) -> int:
    """Return the number written in digits, digit by digit (二〇二五) or with 十; ValueError if it is not a number."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    if not text or any(char not in _DIGITS for char in text):
        raise ValueError(f"no number: {text!r}")
    return int("".join(str(_DIGITS[char]) for char in text))


def iso(text: str) -> str | None:
    """Return the ISO form of a printed date without white space; None if there is no such day."""
    year, month, day = (number(part) for part in _PARTS.findall(text)[:3])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
