"""Read printed numbers: digits and Chinese numerals."""

from extractors.language.patterns import lazy_pattern

ONE_TO_NINE = "一二三四五六七八九"
ONE_TO_TEN = ONE_TO_NINE + "十"
"""The characters of ordinals below 100, for a character class: （十二）, 三、, 第二十章."""
ONE_TO_HUNDRED = ONE_TO_TEN + "百"
"""The same up to 999: 第一百零三条 (a pattern that needs 零 and 〇 has to add them)."""
DIGITS = {char: value for value, char in enumerate("〇" + ONE_TO_NINE)} | {"零": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
YEARS = r"(?:19|20)\d\d\s*(?:年|[-—–~～至]{1,2}\s*(?:19|20)\d\d)"
"""A year or a range of years, as the text of an item begins with: 2.2025年底前…, 4.2024—2026年…"""
NUMERAL = r"[〇零一二两三四五六七八九十百千万亿]+"
TOO_LARGE = 10**15
"""No value in a plan has 16 digits before the decimal point: such a run of digits is a code or an error in the text."""
_FORM = lazy_pattern(NUMERAL)
_DIGITS = lazy_pattern(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_LONGEST = 400
"""Maximum number of characters of a number; longer text is not converted."""


def printed_number(text: str) -> float | None:
    """Return the number printed in digits (1,234.5; １２; 1e5), ignoring thousands separators.

    None for words, superscripts, nan and inf, and for numbers with 16 or more digits before the decimal point.
    """
    plain = text.strip().replace(",", "").replace("，", "")
    if len(plain) > _LONGEST or not _DIGITS.fullmatch(plain):
        return None
    number = float(plain)
    return number if abs(number) < TOO_LARGE else None


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral (二十一 → 21, 二〇三五 → 2035); None if it is not one, or too large."""
    if not _FORM.fullmatch(text):
        return None
    # Digits only: one digit, or a year. 二三 means “two or three”.
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text)) if len(text) in (1, 4) else None
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL:
            section += (1 if digit is None else digit) * SMALL[char]
            digit = None
        else:
            total = (total + section + (digit or 0) or 1) * LARGE[char]
            if total >= TOO_LARGE:
                return None
            section, digit = 0, None
    return total + section + (digit or 0)
