"""Characters that stand for others: radicals of fonts (⽂件 for 文件), full-width digits and letters (２０２６, Ａ); and for nothing.

One character is replaced with one, so that places in the file stay; what prints nothing is left out.
"""

import re
import unicodedata

from extractors.language.patterns import finditer_with, lazy_pattern

SUPPLEMENT = dict(
    zip(
        "⺁⺇⺌⺝⺟⺠⺫⺮⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻊⻗⻞",
        "厂几小月母民目竹月虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟足雨食",
        strict=True,
    )
)
"""CJK Radicals Supplement (U+2E80–2EFF) as seen in PDFs; Unicode itself maps only two of them."""


DASHES = {
    "\u2010\u2011\u2212\ufe63": "-",  # hyphens that break no line are Word's, minus signs those of formulas
    "\u2012": "–",
    "\u2015\ufe58": "—",
    "\u223c\u2053": "~",
    "\u301c": "～",  # of Japanese fonts and of macOS
}
"""Dashes that print like one of those that plans are written with: 2021‑2025年, 80〜85%."""

SIGNS = dict(
    zip(
        "﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞﹤﹥﹪｡｢｣､･︐︑︒︓︔︕︖︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄❨❩⟮⟯｟｠꞉",
        "，、；：？！（）〔〕<>%。「」、·，、。：；！？（）〔〕【】《》〈〉「」『』（）（）（）：",
        strict=True,
    )
)
"""Small, narrow and upright forms of signs (Unicode's Small Form Variants, Halfwidth and Vertical Forms) and their relatives."""


def _table() -> dict[int, str]:
    table = {ord(radical): character for radical, character in SUPPLEMENT.items()}
    # Kangxi Radicals and compatibility ideographs have their character in Unicode's own tables
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAE0)):
        character = unicodedata.normalize("NFKC", chr(code))
        if len(character) == 1 and character != chr(code):
            table[code] = character
    # digits and letters only: a full-width comma or bracket is Chinese punctuation
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[code] = chr(code - 0xFEE0)
    table |= {ord(form): sign for form, sign in SIGNS.items()}
    for dashes, dash in DASHES.items():
        table |= dict.fromkeys(map(ord, dashes), dash)
    table[0x0002] = "-"  # pdfium's own sign for a hyphen at the end of a line
    return table


LOOKALIKES = _table()
_LOOKALIKE = lazy_pattern(f"[{''.join(map(chr, LOOKALIKES))}]")


_ANY_POINT = lazy_pattern("[．﹒․]")
_POINT = lazy_pattern(
    r"""
      (?<=[0-9]) (?<! (?<![^\s。；！？]) [0-9] ) (?<! (?<![^\s。；！？]) [0-9]{2} ) (?<! (?<![^\s。；！？]) [0-9]{3} )
      [．﹒․] (?=[0-9]) (?! (?:19|20) [0-9]{2} 年 )                                        # 增长８．５％; not 。２．５Ｇ
    | (?<=[0-9]) [．﹒․] (?= [0-9]+ [%％‰]? (?:[\t\r\n]|\Z) )                            # a cell of a table
    """,
    re.X,
)
"""A point inside a number. At the head of a sentence it is that of a list mark, elsewhere a full stop."""
_DRAWN_DASH = lazy_pattern(r"(?<=[\d年%％])[\u2500\u2501](?=\d)")
"""A line of a character table that stands for a dash: 2021─2025年."""
_LOST_DASH = lazy_pattern(
    r"""
      (?: (?<= (?:19|20)\d\d ) | (?<= (?:19|20)\d\d年 ) ) \u00ad (?= (?:19|20)\d\d (?!\d) )   # 2021-2025年
    | (?<= \d[%％] ) \u00ad (?= \d )                                                          # 80%-85%
    """,
    re.X,
)
"""A hyphen that a font of a PDF calls a soft one, copied from its page. Between two numbers it is no place to break a word."""

_ANY_INVISIBLE = lazy_pattern(
    r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u061c\u180e\ufe00-\ufe0f\ufff9-\ufffb]"
)
INVISIBLE = lazy_pattern(
    r"""
      \x1b\[[0-?]*[\x20-/]*[@-~]                               # what a terminal takes for a colour
    | [\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+                # controls, line ends and tabs aside
    | [\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+  # soft hyphens, blanks of no width, directions
    | [\u061c\u180e\ufe00-\ufe0f\ufff9-\ufffb]+               # forms of the character before, marks between lines
    """,
    re.X,
)
"""What prints nothing; copied from pages it comes between the characters of names and numbers."""


def replace_lookalikes(text: str) -> str:
    """Return the text with look-alikes replaced, as long as before."""
    if _LOOKALIKE.search(text):
        text = text.translate(LOOKALIKES)
    return _ANY_POINT.sub(lambda point: "." if _POINT.match(text, point.start()) else point[0], text)


def invisible_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of what prints nothing."""
    return [match.span() for match in finditer_with(_ANY_INVISIBLE, INVISIBLE, text)]


def show_dashes(text: str) -> str:
    """Return the text, as long as before, with dashes where another sign stands for one between two numbers.

    To be called before what prints nothing is left out.
    """
    if "\u00ad" in text:
        text = _LOST_DASH.sub("-", text)
    return _DRAWN_DASH.sub("—", text) if "\u2500" in text or "\u2501" in text else text


SUPERSCRIPTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_RAISED = str.maketrans({**SUPERSCRIPTS, **dict(zip("①②③④⑤⑥⑦⑧⑨", "¹²³⁴⁵⁶⁷⁸⁹", strict=True))})
_MARK = lazy_pattern(r"[\d①-⑨]{1,2}")


def raise_marks(text: str, before: str) -> str:
    """Return a raised number or circled digit as superscript digits; other text, and an exponent behind a letter (m2), as it is."""
    raised = _MARK.fullmatch(text) and not (before.isascii() and before.isalpha())
    return text.translate(_RAISED) if raised else text
