"""Five-year plans by number: the fourteenth (十四五) covers 2021 to 2025."""

from extractors.language.numerals import ONE_TO_NINE, chinese_number

ORDINAL = rf"十[{ONE_TO_NINE}]"
"""Number of a plan where quotes or words around it say that it is one: “十一五”, 第十四个五年规划."""
BARE_ORDINAL = r"十(?!一)" + ORDINAL[1:]
"""The same where nothing around it does: 十四五规划. 十一五 may be three numbers, so it needs its quotes."""


def years(numeral: str) -> tuple[int, int]:
    """Return the first and the last year of a plan, third or later, from its number: 十四 → 2021, 2025.

    Raises ValueError if the text is no number.
    """
    ordinal = chinese_number(numeral)
    if ordinal is None:
        raise ValueError(f"no number: {numeral!r}")
    last = 1955 + 5 * ordinal  # since the third plan (1966–1970) one follows the other without a gap
    return last - 4, last
