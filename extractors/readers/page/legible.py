"""Whether the characters of a page are text: fonts without Unicode values give private-use or rare characters instead."""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from math import ceil
from operator import attrgetter

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.encoding import COMMON
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.page.model import Ink
from schemas import Remark

WIDE = lazy_pattern("[\u2e80-\U0010ffff]+")
PLAIN = lazy_pattern("[!-~\u3001-\u3011\u4e00-\u9fa5\uff01-\uff5e]+")
"""Most characters of most pages: all of them have a meaning."""
ENOUGH = 24
"""Wide characters from which on a page says whether it is text."""
MANY = 80
"""The same for what common characters say: a list of names may have hardly any."""
STRANGE = 0.08
"""Share of characters without meaning from which on a page is no text."""
FEWEST = 0.015
"""Share of common characters under which a page is no Chinese text; plans have a fifth."""
NO_MEANING = frozenset(("Co", "Cn", "Cc"))
GARBLED = ("其字体没有 Unicode 对照，文字是乱码", "its characters have no Unicode values")
"""Why such a page was not read, in both languages."""


def is_garbled(text: str) -> bool:
    """Return whether a text is what a font without Unicode values gives: private-use, control or rare characters."""
    text = without_blanks(text)
    wide = len(text) - len(WIDE.sub("", text))
    if wide < ENOUGH:
        return False
    strange = sum(unicodedata.category(char) in NO_MEANING for char in PLAIN.sub("", text))
    if strange > STRANGE * len(text):
        return True
    return wide >= MANY and not any(islice(COMMON.finditer(text), ceil(FEWEST * wide) - 1, None))


def printed_text(ink: Ink) -> str:
    """Return the characters of a page in no particular order."""
    return "".join(map(attrgetter("text"), ink.spans))


def text_left_out(ink: Ink) -> Iterator[Remark]:
    """Yield a remark if a page holds text that it does not show, and one if it holds text that is struck out."""
    yield from passages_not_read("不显示的文字", "Text that is not shown", ink.unseen, ink.page)
    yield from passages_not_read("划去的文字", "Struck text", ink.struck, ink.page)
