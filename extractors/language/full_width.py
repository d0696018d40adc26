"""Full-width and half-width forms of one character, and the brackets and quotes that documents use for each other."""

FULL_WIDTH_DIGITS = "０１２３４５６７８９"
DIGITS = frozenset("0123456789" + FULL_WIDTH_DIGITS)
OPENING, CLOSING = "（(〔〈[【［﹝", "）)〕〉]】］﹞"
"""Kinds of brackets, in the same order. A document may open with one kind and close with another."""
QUOTES = "“”\"'‘’「」『』"

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""All signs of ASCII, also those that are Chinese punctuation: for looking words up, never for reading a text."""
HALF_WIDTH_NUMBERS = str.maketrans(FULL_WIDTH_DIGITS + "．％，＋", "0123456789.%,+")
"""For a text that is a number: a full-width comma or stop in it is a separator of digits."""
FULL_WIDTH_PARENTHESES = str.maketrans("()", "（）")
ONE_KIND_OF_BRACKET = str.maketrans({**dict.fromkeys(OPENING, "（"), **dict.fromkeys(CLOSING, "）")})
