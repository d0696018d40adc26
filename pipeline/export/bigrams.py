"""Chinese for a full-text index that knows words only by spaces: pairs of characters, so that any two find their place.

A run of Chinese characters 能源转型 is indexed as 能源 源转 转型 型: its pairs, then its last character. What is looked for
is cut the same way and must stand as a phrase, so 紫竹高新区 is found as 紫竹 竹高 高新 新区 in one piece, and a single
character by its beginning. Latin words and numbers are words of their own.
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
"""White space within Chinese is layout; tabs and line feeds part the cells of a table."""


def _runs(text: str) -> list[tuple[bool, str]]:
    """Return the runs of a text, each with whether it is Chinese."""
    plain = _GAP.sub("", text.translate(HALF_WIDTH)).lower()
    return [(run["han"] is not None, run[0]) for run in _RUN.finditer(plain)]


def index_text(text: str) -> str:
    """Return the text as the index holds it: words with spaces between them."""
    words: list[str] = []
    for chinese, run in _runs(text):
        words += [run[at : at + 2] for at in range(len(run) - 1)] + [run[-1]] if chinese else [run]
    return " ".join(words)


def match_query(words: str) -> str:
    """Return the MATCH expression for words parted by spaces, all of which must occur; empty if there are none."""
    return " AND ".join(phrase for phrase in (_phrase(word) for word in words.split()) if phrase)


def _phrase(word: str) -> str:
    """Return a word as a phrase. Its last token may be the beginning of a longer one: the first half of a pair, or 20 of 2025."""
    tokens: list[str] = []
    runs = _runs(word)
    for number, (chinese, run) in enumerate(runs, 1):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        closed = number < len(runs)
        tokens += ([*pairs, run[-1]] if closed or len(run) == 1 else pairs) if chinese else [run]
    return f'"{" ".join(tokens)}" *' if tokens else ""
