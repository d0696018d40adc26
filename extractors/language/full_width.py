"""Full-width and half-width forms of one character, and the brackets and quotes that documents use for each other."""

from functools import lru_cache

from extractors.language.patterns import lazy_pattern

FULL_WIDTH_DIGITS = "０１２３４５６７８９"
DIGITS = frozenset("0123456789" + FULL_WIDTH_DIGITS)
OPENING, CLOSING = "（(〔〈[【［﹝〖｛{", "）)〕〉]】］﹞〗｝}"
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


_WIDE = r"[\u2e80-\uffef“”‘’…—]"
_NARROW_SIGN = lazy_pattern(rf"(?<={_WIDE})[,;:()]|[,;:()](?={_WIDE})")
_NARROW_STOP = lazy_pattern(rf"(?<=[\u2e80-\uffef“”‘’…—)%])[,;:](?!\d{{3}}(?!\d))|[,;:](?={_WIDE})")
_WIDE_SIGN = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}


@lru_cache(maxsize=1024)
def with_wide_punctuation(text: str, brackets: bool = True) -> str:
    """Return a text of the same length with its Chinese punctuation in full width: 责任单位:市财政局,各区 → 责任单位：市财政局，各区.

    1,200 and 10:30 stay as they are; without ``brackets``, so do those. Cached, because tables, breaks and paragraphs are
    looked for in the same lines.
    """
    if not any(map(text.__contains__, _WIDE_SIGN)):  # most lines have none
        return text
    if not brackets:
        return _NARROW_STOP.sub(lambda found: _WIDE_SIGN[found.group()], text)
    for _ in range(2):  # the second of two signs has a wide neighbour once the first is wide: …),
        text = _NARROW_SIGN.sub(lambda found: _WIDE_SIGN[found.group()], text)
    return text
