"""Numbers as lists print them: 十二, 拾贰, 丙, xii, ③."""

from extractors.language.full_width import FULL_WIDTH_DIGITS
from extractors.language.numerals import ONE_TO_NINE

DIGITS = "〇" + ONE_TO_NINE
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
MOST_LETTERS = 780
"""Word repeats a letter up to thirty times; longer marks are digits here, so that a mark is never longer than a text."""
MOST_ROMAN = 32_767
ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def written_number(number: int, format: str) -> str:
    """Write a number in a format of Word: 12 → 十二, xii, l …; formats that are not known give digits."""
    if format in ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"):
        return han(number)
    if format in ("japaneseCounting", "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand"):
        return han(number)
    if format in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return han(number).translate(str.maketrans(DIGITS + "十百千", LEGAL + "拾佰仟"))
    if format == "ideographTraditional":
        return STEMS[(number - 1) % 10]
    if format == "ideographZodiac":
        return BRANCHES[(number - 1) % 12]
    if format in ("upperLetter", "lowerLetter") and number <= MOST_LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if format in ("upperRoman", "lowerRoman") and number <= MOST_ROMAN:
        return _roman(number).upper() if format == "upperRoman" else _roman(number)
    if format.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if format == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", FULL_WIDTH_DIGITS))
    if format == "decimalZero":
        return f"{number:02d}"
    return str(number)


def han(number: int) -> str:
    """Write 1–9999 in Chinese: 10 → 十, 21 → 二十一, 105 → 一百〇五."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("〇" if gap and out else "") + DIGITS[digit] + name
        gap = not digit
    return out.removeprefix("一") if 10 <= number < 20 else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in (*ROMAN, *ROMAN_SMALL):
        out += letters * (number // value)
        number %= value
    return out
