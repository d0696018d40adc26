"""Five-year plans by number: the fourteenth (十四五) covers 2021 to 2025."""

from extractors.language.full_width import QUOTES
from extractors.language.numerals import ONE_TO_NINE, chinese_number

ORDINAL = rf"十[{ONE_TO_NINE}]"
"""Number of a plan if quotes or words around it show that it is one: “十一五”, 第十四个五年规划."""
BARE_ORDINAL = r"十(?!一)" + ORDINAL[1:]
"""The same without quotes: 十四五规划. 十一五 may be three numbers, so it needs quotes."""

QUOTE = f"[{QUOTES}＂]"
"""Around the number: “十四五”; text that was typed or converted has other quotes, "十四五", 「十四五」."""
QUOTED = rf"{QUOTE}{ORDINAL}五{QUOTE}"
PERHAPS_QUOTED = rf"{QUOTE}?{ORDINAL}五{QUOTE}?"


def years(numeral: str) -> tuple[int, int]:
    """Return the first and the last year of a plan, third or later, from its number: 十四 → 2021, 2025.

    ValueError if the text is not a number.
    """
    ordinal = chinese_number(numeral)
    if ordinal is None:
        raise ValueError(f"no number: {numeral!r}")
    last = 1955 + 5 * ordinal  # there is no gap between plans since the third (1966–1970)
    return last - 4, last
