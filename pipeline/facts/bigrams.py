"""Prepare Chinese text for a full-text index that separates words only at spaces: as pairs of characters.

A run of Chinese characters such as 能源转型 is indexed as 能源 源转 转型 型: its pairs, then its last character. A query is
split in the same way and must match as a phrase, so 紫竹高新区 is found as 紫竹 竹高 高新 新区, and a single character as the
start of a pair. Latin words and numbers are indexed as they are.
"""

import re

from extractors.language.full_width import HALF_WIDTH

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff〇々"
_RUN = re.compile(
    rf"""
    (?P<han> [{_HAN}]+ )              # 能源转型
    | (?: (?![{_HAN}]) [^\W_] )+      # GDP, 2025
      (?: \.\d+ )?                    # the decimals of 3.4
    """,
    re.VERBOSE,
)
_GAP = re.compile(rf"(?<=[{_HAN}])[^\S\t\n]+(?=[{_HAN}])")
"""White space between Chinese characters is layout, except tabs and line feeds, which separate cells of a table."""


def _runs(text: str) -> list[tuple[bool, str]]:
    """Return the runs of a text, each with whether it is Chinese."""
    plain = _GAP.sub("", text.translate(HALF_WIDTH)).lower()
    return [(run["han"] is not None, run[0]) for run in _RUN.finditer(plain)]


def index_text(text: str) -> str:
    """Return the text in the form of the index: tokens separated by spaces."""
    words: list[str] = []
    for chinese, run in _runs(text):
        words += [run[at : at + 2] for at in range(len(run) - 1)] + [run[-1]] if chinese else [run]
    return " ".join(words)


def match_query(words: str) -> str:
    """Return the MATCH expression for words separated by spaces, all of which must occur; "" if there are none."""
    return " AND ".join(phrase for phrase in (_phrase(word) for word in words.split()) if phrase)


def _phrase(word: str) -> str:
    """Return a word as a phrase whose last token may be a prefix: the first half of a pair, or 20 for 2025."""
    tokens: list[str] = []
    runs = _runs(word)
    for number, (chinese, run) in enumerate(runs, 1):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        closed = number < len(runs)
        tokens += ([*pairs, run[-1]] if closed or len(run) == 1 else pairs) if chinese else [run]
    return f'"{" ".join(tokens)}" *' if tokens else ""
