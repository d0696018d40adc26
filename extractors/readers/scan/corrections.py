"""What recognition confuses and the text around it settles: brackets, punctuation, signs of document numbers."""

import re
from collections.abc import Sequence

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lookalikes import SUPERSCRIPTS

HAN = r"[\u3400-\u9fff]"
WIDE = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
NARROW = lazy_pattern(r"[(),;:?!]")
NUMBER = lazy_pattern(rf"(?<={HAN})\s*[\[【〔(（「]\s*((?:19|20)\d\d)\s*[\]】〕)）」]\s*(?=第?\d+号)")
"""发文字号: 沪府发[2023]5号."""
BLANK = lazy_pattern(r"(?<![A-Za-z]) +| +(?![A-Za-z])")
"""A blank that is not between two words of Latin text."""
AREA = lazy_pattern(r"(?<![A-Za-z])([kch]?m)([23])(?![\dA-Za-z])")
"""A square or cubic measure: recognition sees no raised digits."""
AREA_BEGUN = lazy_pattern(r"[（(万亿\d][kch]?m$")
AREA_ENDED = lazy_pattern(r"([23])(?=[）)]?$)")
"""The same over two lines of a cell: 科创空间（万m⏎2）."""
PER_MILLE = lazy_pattern(r"(?<=\d)%[oO](?![A-Za-z])")
"""5%o: the second circle of ‰."""
DASHES = lazy_pattern(r"[一—–―-]{2,}(?=\d|$)|(?<=\d)[一—–―](?=\d)")


def settle_lines(texts: Sequence[str]) -> list[str]:
    """Return recognised lines, each settled; a measure that is broken over two of them gets its raised digit."""
    settled: list[str] = []
    for text in map(settle, texts):
        ended = AREA_ENDED.match(text)
        if ended and settled and AREA_BEGUN.search(settled[-1]):
            text = SUPERSCRIPTS[ended[1]] + text[1:]
        settled.append(text)
    return settled


def settle(text: str) -> str:
    """Return recognised text with the signs that Chinese print uses."""
    if text.strip() in (
        "一",
        "-",
        "–",
        "－",
        "=",
        "~",
        "_",
        "＿",
    ):  # alone it is the dash of an empty cell, hardly ever a one
        return "—"
    text = NUMBER.sub(lambda m: f"〔{m.group(1)}〕", BLANK.sub("", text))
    text = PER_MILLE.sub("‰", text)
    text = AREA.sub(lambda m: m[1] + SUPERSCRIPTS[m[2]], text)
    text = NARROW.sub(lambda m: _widen(text, m), text)
    return DASHES.sub(lambda m: "—" * len(m.group()), text)


def _widen(text: str, match: re.Match[str]) -> str:
    """Widen a sign that touches a Chinese character; a bracket also where its partner does."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    sign = match.group()
    if re.match(HAN, before) or (re.match(HAN, after) and sign != ","):
        return WIDE[sign]
    if sign == "(":
        close = text.find(")", match.end())
        inside = text[match.end() : close] if close >= 0 else text[match.end() :]
        return WIDE[sign] if re.search(HAN, inside) else sign
    if sign == ")":
        opening = max(text.rfind("(", 0, match.start()), text.rfind("（", 0, match.start()))
        before_opening = text[opening - 1 : opening] if opening > 0 else ""
        inside = text[opening + 1 : match.start()]
        return WIDE[sign] if re.search(HAN, inside + before_opening) else sign
    return sign
