"""Tokens of a flattened table: lines, cut where two cells may stand side by side."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.counted_names import COUNTED_NAME
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.dump_tables.names import parts
from extractors.units.names import is_complete, opens

NUMERIC = lazy_pattern(
    r"""
    [≥≧≤≦><＞＜＝=约超近]*                                  # ≥1075
    [〔\[（(]?                                               # [35]
    [-+－]?\d[\d.,，]*                                       # 9200  12.5  1,200
    (?:[—–~～-]\d[\d.]*)?                                    # 3—5
    (?:[∶:：]\d[\d.]*)?                                      # 1.5∶1
    [〕\]）)]?
    (?:％|%|‰|个百分点)?                                     # 85%
    (?:左右|以上|以下|以内)?                                 # 85%以上
    | [-—–－/／]{1,2}                                        # — in an empty cell
    | (?:下降|降低|增长|提高|提升|减少|达到|超过|不低于|不超过|不少于|力争)
      \d[\d.]*(?:％|%|个百分点)?(?:左右|以上|以内)?          # 下降13.5%  提高2个百分点左右
    """,
    re.VERBOSE,
)
DASH = lazy_pattern(r"[-—–－/／─]{1,2}|无")
_BLANKS = lazy_pattern(r"\s+")
_CLOSING = "、，。；：！？,.;:!?）)〕]】》”’％%"
_OPENING = "（(〔[【《“‘"
_COUNTED = lazy_pattern(
    r"[年月日号时家个项件套人名户条例起座所处辆台批次场种类门%％万亿千百平㎡㎥㎞㎢余多以左元岁米亩]|公[里斤顷升分]|[A-Za-z]"
)
_DATE = lazy_pattern(r"[年月日时]")
_SIGNS = frozenset({"%", "％", "‰"})
_OPENS_CELL = lazy_pattern(
    rf"[（(][{ONE_TO_TEN}]|\d{{1,2}}(?:、|[.．](?=[\u3400-\u9fff]))|\d{{4}}\s*[-—–~～年]|\d{{1,2}}月"
)
_NARROW = lazy_pattern(r"[^\u2e80-\U0010ffff“”‘’—…·]")
_HAN = lazy_pattern(r"[\u3400-\u9fff]")
_MARKED_NAME = lazy_pattern(r"(?:[A-Z][A-Za-z&-]*[\d.]*|“[^”]{2,10}”)[\u3400-\u9fff]{2}")
_WORD = 2
"""Characters of a category, at least."""
_STOP_BEFORE_NAME = lazy_pattern(r"[。；](?=[\u3400-\u9fff]{3,20}$)")


class Token(NamedTuple):
    """A stretch of one line that belongs to one cell."""

    text: str
    """White space removed."""
    line: int
    start: int
    end: int
    width: int
    """In half em."""
    reach: int
    """Width of the line up to its end, in half em, blanks aside."""
    inline: bool
    """Another token stands before it on the same line."""
    blanks: int
    """Blank lines before it; 0 for inline tokens."""
    new_page: bool
    """A page break or a repeated header stands before it."""
    below_header: bool
    """A repeated header stands before it."""


def tokens(lines: Sequence[TextLine], indices: Sequence[int], breaks: frozenset[int]) -> list[Token]:
    """Cut the given lines; before the lines in ``breaks`` a repeated header was left out."""
    found: list[Token] = []
    for index in indices:
        line = lines[index]
        new_page = line.page_start or index in breaks
        reach = 0
        for start, end in pieces(line.text):
            text = without_blanks(line.text[start:end])
            wide = 2 * len(text) - len(_NARROW.findall(text))
            reach += wide
            first = start == 0
            blanks = line.blanks if first else 0
            found.append(
                Token(
                    text,
                    index,
                    start,
                    end,
                    wide,
                    reach,
                    not first,
                    blanks,
                    first and new_page,
                    first and index in breaks,
                )
            )
    return found


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line between places where a column boundary is possible."""
    start = 0
    for cut, resume in _cuts(text):
        yield start, cut
        start = resume
    stop = _STOP_BEFORE_NAME.search(text, start)
    if stop and is_complete(text[stop.end() :]) and opens(text[stop.end() :]):
        yield start, stop.end()
        start = stop.end()
    yield start, len(text)


def _opens_name(left: str, right: str) -> bool:
    """Return whether a name begins with Latin letters, a number or a quotation behind one or more words: 科技引领 | PM2.5平均浓度.

    Where a blank only sets these apart, another follows them: 全社会 R&D 经费.
    """
    return len(left) >= _WORD and bool(_MARKED_NAME.match(right) or COUNTED_NAME.match(right))


LONG = 20
"""Characters of a name, at most, that a figure is beside."""
LEFT = 400
"""Characters before a blank that are looked at: more than any cell whose length or last words decide."""


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    gaps = list(_BLANKS.finditer(text))
    last = 0
    for number, gap in enumerate(gaps):
        after = gaps[number + 1].start() if number + 1 < len(gaps) else len(text)
        if _divides(
            text[max(last, gap.start() - LEFT) : gap.start()], text[gap.end() : after], last == 0, len(gap.group()) > 1
        ):
            yield gap.start(), gap.end()
            last = gap.end()


def _divides(left: str, right: str, first: bool, wide: bool) -> bool:
    """Return whether a blank between two stretches may be a column boundary: never 2023 | 年, 占 | GDP, 建成 | 5 个."""
    if not left or not right or left[-1] in _OPENING:
        return False
    bare = without_blanks(left)
    numeric = bool(NUMERIC.fullmatch(bare))
    if right[0] in _CLOSING:
        return not numeric and right in _SIGNS
    if numeric:
        opens_row = first and len(bare) <= 3 and len(right) > 3 and not _DATE.match(right)
        return opens_row or bool(NUMERIC.fullmatch(right)) or not _COUNTED.match(right)
    if NUMERIC.fullmatch(right):
        ends = len(bare) <= LONG or is_complete(parts(bare)[-1])
        return left[-1] in "）)%％" or (bool(_HAN.match(left[-1])) and ends)
    if not (_HAN.match(left[-1]) or left[-1] in _CLOSING):
        return False
    if len(bare) <= 16 or left[-1] in "。；" or wide:
        return bool(_HAN.match(right) or _OPENS_CELL.match(right) or (first and _opens_name(bare, right)))
    if len(right) <= 12 and (_OPENS_CELL.match(right) or is_complete(parts(bare)[-1])):
        return True
    return is_complete(parts(right)[0])
