"""Chinese numerals as numbers."""

import re

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
NUMERAL = r"[〇零一二两三四五六七八九十百千万亿]+"
_FORM = re.compile(NUMERAL)


def chinese_number(text: str) -> int | None:
    """Return the number that a Chinese numeral writes (二十一 → 21, 二〇三五 → 2035); None if it writes none."""
    if not _FORM.fullmatch(text):
        return None
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
            section, digit = 0, None
    return total + section + (digit or 0)
