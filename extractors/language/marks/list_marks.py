"""Read list marks: their style and ordinal."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.language.marks.dotted_marks import dotted_numbers
from extractors.language.marks.lettered_marks import lettered_items
from extractors.language.marks.styles import any_mark, mark_styles, worded_marks
from extractors.language.numerals import ONE_TO_NINE, ONE_TO_TEN, chinese_number
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks

_SERIES = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "❶❷❸❹❺❻❼❽❾❿",
    "➀➁➂➃➄➅➆➇➈➉",
    "➊➋➌➍➎➏➐➑➒➓",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
)
"""Characters that are a whole mark, each series from one on."""


class ListMark(NamedTuple):
    """A printed list mark: ``text[start:end]`` is the mark with its punctuation."""

    style: str
    ordinal: int
    start: int
    end: int
    rank: int

    def printed_form(self, text: str) -> str:
        """Return the printed mark without white space."""
        return without_blanks(text[self.start : self.end])


@lru_cache(maxsize=1024)
def mark_at(text: str, start: int = 0) -> ListMark | None:
    """Read the mark at ``start``; None if there is none.

    Cached, because the outline, the notice and the account of a document ask for the marks of the same texts.
    """
    plain, styles = any_mark()
    found = plain.match(text, start)
    opens_with_word, worded = worded_marks()
    if found and found.lastindex:
        styles = styles[found.lastindex - 1 :]  # those before it do not match
    else:
        styles = worded if opens_with_word.match(text, start) else ()
    for style, rank, pattern in styles:
        match = pattern.match(text, start)
        if match:
            printed = next(group for name, group in match.groupdict().items() if group)
            ordinal = ordinal_of(printed)
            if ordinal is not None:
                return ListMark(style, ordinal, start, match.end(), rank)
    return None


_BEFORE_TEXT = r"(?=\s?(?!号)[\u4e00-\u9fff“《])"
_DOUBTFUL = lazy_pattern(
    rf"""
      (?P<digit>(?:19|20)\d\d)[.．﹒、]{_BEFORE_TEXT}                      # 2026．修缮校舍
    | [（(](?P<digit_bracket>(?:19|20)\d\d)[）)]{_BEFORE_TEXT}             # （2026）修缮校舍
    | (?P<half_bracket>[1-9]\d{{2,4}})[）)]{_BEFORE_TEXT}                  # 104）修缮校舍
    """,
    re.X,
)
"""Marks by style that may be a year, or the end of a bracket: marks only in a list that has come near their number."""


def marks_of(texts: Sequence[str]) -> list[ListMark | None]:
    """Read the mark at the beginning of each text; None where there is none.

    2026． is a year, but the number of an item where the last number of such a list is near: numbers may be left out.
    """
    marks: list[ListMark | None] = []
    last: dict[str, int] = {}
    counted = counted_marks(texts) | dotted_marks(texts) | lettered_marks(texts)
    for index, text in enumerate(texts):
        mark = counted.get(index) or mark_at(text) or _mark_after_sign(text) or _doubtful_mark(text, last)
        if mark is not None:
            last[mark.style] = mark.ordinal
        marks.append(mark)
    return marks


def dotted_marks(texts: Sequence[str]) -> dict[int, ListMark]:
    """Return, by index, the marks of subsections and chapters that count on through the texts: 1总则, 1.1编制目的."""
    found: dict[int, ListMark] = {}
    for place, chapter, ordinal, end in dotted_numbers(texts):
        style = "dotted" if ordinal else "digit"
        found[place] = ListMark(style, ordinal or chapter, 0, end, _ranks()[style])
    return found


def lettered_marks(texts: Sequence[str]) -> dict[int, ListMark]:
    """Return, by index, the letters before the items of a list, which count up from A."""
    found = lettered_items(texts)
    return {
        item.place: ListMark("letter", item.ordinal, 0, item.end, _ranks()["digit" if item.titled else "half_bracket"])
        for item in found
    }


_BEFORE_DIGIT = lazy_pattern(
    r"""
    (?P<n>0?[1-9]\d{0,2})\s?[.．﹒、]\s?
    (?= (?P<rest>\d{1,6}) (?:\.\d+)? (?:[-—–~～至]{1,2}\s?\d{1,3}(?=[岁个]))? (?!年) [A-Za-z+]{0,4} [-—+]? \s? [\u4e00-\u9fff“] )   # 2.5G基站 · 3.12345热线 · 4.1小时圈
    """,
    re.X,
)


def counted_marks(texts: Sequence[str]) -> dict[int, ListMark]:
    """Return, by index, the marks before a text that begins with a digit: 2.5G基站建设 is item 2 where item 1 is before it.

    Without the item before, or for 1. the one behind, it is a decimal; so it is where its number comes again, and where
    2.6 is there too, it numbers a subsection.
    """
    doubtful = {index: match for index, text in enumerate(texts) if (match := _BEFORE_DIGIT.match(text))}
    if not doubtful:
        return {}
    printed = {(int(match["n"]), int(match["rest"])) for match in doubtful.values()}
    ordinals = {index: mark.ordinal for index, text in enumerate(texts) if (mark := _digit_mark(text))}
    ordinals |= {index: int(match["n"]) for index, match in doubtful.items()}
    numbered = sorted(ordinals)
    found: dict[int, ListMark] = {}
    last = (-1, 0)
    for index, behind in zip(numbered, [*numbered[1:], -1], strict=True):
        number, match, after = ordinals[index], doubtful.get(index), ordinals.get(behind)
        if match is not None:
            expected = number == last[1] + 1 if number > 1 else after == 2 and last != (index - 1, 1)
            rest = int(match["rest"])
            if not expected or after == number or not printed.isdisjoint({(number, rest - 1), (number, rest + 1)}):
                continue
            found[index] = ListMark("digit", number, 0, match.end(), _ranks()["digit"])
        last = index, number
    return found


def _digit_mark(text: str) -> ListMark | None:
    mark = mark_at(text) if text[:1].isdigit() else None
    return mark if mark and mark.style == "digit" else None


def _doubtful_mark(text: str, last: Mapping[str, int]) -> ListMark | None:
    """Return a mark that may be no mark, where the last number of its style differs by a tenth at most; otherwise None."""
    match = _DOUBTFUL.match(text)
    style = match.lastgroup if match else None
    if match is None or style is None:
        return None
    number, before = int(match[style]), last.get(style, 0)
    if 10 * min(number, before) < 9 * max(number, before):
        return None
    return ListMark(style, number, 0, match.end(), _ranks()[style])


@cache
def _ranks() -> dict[str, int]:
    return {style: rank for style, rank, _ in mark_styles()}


_SIGN = lazy_pattern(rf"[●■◆•▲★☆※◇○□☑☐☒√✓✔]\s*(?=[\d（({ONE_TO_TEN}①-⑳⑴-⒛])")


def _mark_after_sign(text: str) -> ListMark | None:
    """Read the mark after a bullet or a box: ●1.疏浚河道, ☑2.清理水塘."""
    sign = _SIGN.match(text)
    return mark_at(text, sign.end()) if sign else None


_WITHOUT_DOT = lazy_pattern(r"[1-9]\d?(?=[\u4e00-\u9fff“《])")


def mark_without_dot(text: str) -> ListMark | None:
    """Read a number at the beginning as a mark whose dot is not printed (4优化服务); None if there is none.

    Only the marks around it show that it is one and no quantity (4项任务).
    """
    match = _WITHOUT_DOT.match(text)
    dotted = mark_at(f"{match.group()}.") if match else None
    return dotted._replace(end=match.end()) if dotted and match else None


def ordinal_of(printed: str) -> int | None:
    """Return the number of an ordinal written in digits, Chinese numerals or a circle; None for anything else."""
    if printed.isdigit() and printed.isascii():
        return int(printed)
    for series in _SERIES:
        if printed in series:
            return series.index(printed) + 1
    if _ROMAN.fullmatch(printed):
        return _roman(printed)
    return chinese_number(printed.translate(_LEGAL))


_ROMAN = lazy_pattern(r"[IVX]+")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_LEGAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", ONE_TO_TEN)


def _roman(printed: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in printed]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


_INLINE = lazy_pattern(
    rf"""
    (?P<open>(?<=[。；：，！？\s”）)])|^)?               # after a stop, a bracket or at the beginning
    (?<![{ONE_TO_TEN}第])                               # not inside a longer number
    (?= (?: [{ONE_TO_NINE}] | 十[{ONE_TO_NINE}]? | [二三]十[{ONE_TO_NINE}]? )
        (?:是|要) [\u4e00-\u9fff“《A-Za-z\d] )         # 一是完善制度 · 二要“放管服” · 三是5G网络
    """,
    re.X,
)


_NUMBERED = lazy_pattern(rf"[{ONE_TO_TEN}](?:是|要)")
"""What each of these marks ends with: found much faster than the marks, and not there in most paragraphs."""


def inline_marks(text: str) -> tuple[ListMark, ...]:
    """Find 一是 … 二是 … inside a paragraph: marks that increase by one, from whatever number comes first.

    A mark follows punctuation; after two consecutive marks, the next number counts as a mark wherever it is.
    """
    if not _NUMBERED.search(text):
        return ()
    found: list[ListMark] = []
    for match in _INLINE.finditer(text):
        mark = mark_at(text, match.start())
        if mark is None or mark.style != "ordinal_word":
            continue
        counts_up = bool(found) and mark.ordinal == found[-1].ordinal + 1
        opens = match["open"] is not None
        if (opens and (counts_up or not found or mark.ordinal == 1)) or (counts_up and len(found) > 1):
            found.append(mark)
    return tuple(found)


def without_punctuation(printed: str) -> str:
    """Return a mark without punctuation, but with brackets: ``1.`` → ``1``, ``（一）`` → ``（一）``, ``二、`` → ``二``."""
    return printed.strip("、.．﹒ 　")
