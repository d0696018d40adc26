"""Full-width and half-width forms of one character, and the brackets and quotes that documents use for each other."""

FULL_WIDTH_DIGITS = "０１２３４５６７８９"
DIGITS = frozenset("0123456789" + FULL_WIDTH_DIGITS)
OPENING, CLOSING = "（(〔〈[【［﹝", "）)〕〉]】］﹞"
"""Kinds of brackets, in the same order. Documents also pair an opening bracket of one kind with a closing one of another."""
QUOTES = "“”\"'‘’「」『』"

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""All ASCII characters, including those that are Chinese punctuation: only to look up words, not to change a text."""
HALF_WIDTH_NUMBERS = str.maketrans(FULL_WIDTH_DIGITS + "．％，＋", "0123456789.%,+")
"""For numbers only, where a full-width comma or full stop separates digits."""
ONE_KIND_OF_BRACKET = str.maketrans({**dict.fromkeys(OPENING, "（"), **dict.fromkeys(CLOSING, "）")})


def with_wide_parentheses(text: str) -> str:
    """Return a text with all parentheses in full width: 责任单位(部门) → 责任单位（部门）."""
    return text.replace("(", "（").replace(")", "）")  # a table for translate() takes ten times as long
