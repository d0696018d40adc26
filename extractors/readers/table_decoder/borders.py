"""What the characters on both sides of a cell's border are evidence of: a word, a figure or a date that it cuts."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import chain

from extractors.language.counted_names import COUNTED_NAME, has_stray_number
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, words_of
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import HEAD, VERBS, opens_name
from extractors.readers.table_decoder.costs import Evidence
from extractors.readers.table_decoder.stream import BLANK, LINE, NOTHING, WIDE, Stream
from extractors.units.names import is_complete, parse

_LISTED = lazy_pattern(r"[、，；]")
_MARKER = lazy_pattern(r"0?[1-9]\d?(?:\.[1-9]\d?)?|[1-9]\d\d")
"""A row number, or that of a row below it: 12, 2.1."""
_LONGEST_ENDING = 8
"""More characters than a name is longer than another that it begins with."""
_INNER_LEVEL = lazy_pattern("[乡村]")
_FARTHEST_LEVEL = 5
"""Characters before 乡 in a name: 市住房城乡建设局."""
_LONGEST_NUMBER = 5
"""Digits of a number that begins a name: 12345."""
_FIGURE = frozenset("0123456789.")
_OPENS_DATE = lazy_pattern(r"20[1-4]\d(?:[年—–~-]|$)")
_YEAR = 3
"""Digits of a year that its last line may have lost."""
_IN_DATE = frozenset("0123456789年月—–~-")
_LONGEST_RANGE = 10
"""Characters of 2026年—2028年 before the last."""
_AT_END = frozenset(words_of("openers", "at_end"))
_ALL_YEAR = "全年"
_LONGEST_ONGOING = 3
"""Characters of 每季度末 before the last."""
_WRAPPED = frozenset({"title", "content", "role"})
"""Kinds whose cells are texts that fill their lines."""
_ONE, _SHORT = 1.0, 0.4
"""How sure it is that the first line of a cell is the end of another: one character alone, and a line far shorter than the next."""
_FAR = 1.5
_LEAST = 3
"""Characters of the line below one character that is no cell's first line."""
_WORKS = ("项目", "工程", "行动", "中心")
"""What follows a verb that is part of a name: 杂物清理项目, 知识产权保护中心."""
_WORD = lazy_pattern(
    "|".join([*sorted(VERBS), any_of("phrases", "area"), r"(?:经济|高新)技术(?=[\u3400-\u9fff]{0,4}区)"])
)


def places_in_words(stream: Stream) -> frozenset[int]:
    """Return the places inside words and names at which nothing is broken: 提|升 is no measure of litres, 街|区 begins no unit."""
    inner = (place for match in _WORD.finditer(stream.text) for place in range(match.start() + 1, match.end()))
    levels = (match.start() for match in _INNER_LEVEL.finditer(stream.text))
    in_names = (place for place in levels if cuts_inner_level(stream, place))
    return frozenset(place for place in chain(inner, in_names) if not stream.breaks[place])


def note_lines(stream: Stream) -> tuple[int, ...]:
    """Return where lines begin that are notes to a table."""
    starts = (match.start() for match in p.NOTE_LINE.finditer(stream.text))
    return tuple(at for at in starts if stream.breaks[at] >= LINE)


def broken_figures(stream: Stream, start: int, end: int, free: bool = False) -> Iterator[Evidence]:
    """Yield the breaks between two digits of a value: a line may end there, but a blank separates two figures.

    No line ends in a figure that is shorter than the next one: 4⏎38592 are two. ``free``: of a text that may hold figures with
    blanks between them, though rarely; lines may end in it anywhere else but before a year.
    """
    text, breaks = stream.text, stream.breaks
    line = start
    for at in range(start + 1, end):
        if not breaks[at]:
            continue
        before, line = at - line, at
        if not text[at].isdigit() or text[at - 1] not in _FIGURE:
            continue
        apart = breaks[at] in (BLANK, WIDE)
        odd = not free or p.YEAR.match(text, at) is not None
        longer = breaks[at : at + before + 1].count(NOTHING) == before and at + before < end
        if longer or (apart and odd):
            yield "cut.figures", 1
        elif apart or odd:
            yield "cut.figure-over-lines", 1


def parts_range(stream: Stream, start: int, end: int) -> bool:
    """Return whether an empty value is a dash between two figures where nothing is broken: 40—50 is a range."""
    if end - start != 1 or stream.breaks[start] or stream.breaks[end] or not p.DASH.match(stream.text, start):
        return False
    return stream.text[start - 1].isdigit() and stream.text[end : end + 1].isdigit()


def has_fused_number(stream: Stream, start: int, end: int, numbered: bool = True) -> bool:
    """Return whether a name begins with a number that counts nothing.

    A break after it makes it a row's number, if it can be one: 0⏎粮食产量 and 109.37⏎粮食产量 have the rest of a value, and so has
    a line with a number below a figure where rows are not ``numbered``.
    """
    number = p.DIGITS.match(stream.text, start, end)
    if number is None or not has_stray_number(stream.text[start:end]):
        return False
    if not stream.breaks[number.end()] or not _MARKER.fullmatch(number.group()):
        return True
    below_figure = start > 0 and stream.text[start - 1] in _FIGURE and stream.breaks[start] >= LINE
    return not numbered and below_figure and stream.breaks[number.end()] >= LINE


def lacks_number(stream: Stream, start: int) -> bool:
    """Return whether the number that a name begins with is before it, and nothing broken between them: 12345|热线办结率."""
    if start < _LONGEST_NUMBER or stream.breaks[start] or not stream.text[start - 1].isdigit():
        return False
    number = COUNTED_NAME.match(stream.text, start - _LONGEST_NUMBER)
    return number is not None and number.end() == start


def cuts_name(stream: Stream, start: int, end: int) -> bool:
    """Return whether the last name of a list, where nothing is broken, ends inside a longer one: 区委|宣传部."""
    if stream.breaks[end] or opens_name(stream.text[end : end + HEAD]):
        return False
    name = _LISTED.split(stream.text[start:end])[-1]
    return any(parse(name + stream.text[end:further]) for further in range(end + 2, end + _LONGEST_ENDING))


def cuts_branch(stream: Stream, start: int) -> bool:
    """Return whether a list begins with the branch of the bank that the cell before ends with: 中国人民银行|江州支行."""
    return stream.text[start - 1 : start] == "行" and p.BRANCH.match(stream.text, start) is not None


def goes_on_as_date(stream: Stream, start: int, end: int) -> bool:
    """Return whether a text ends in the beginning of a date that goes on in the next line: 改建公园2026年⏎9月30日前, 2027⏎年底."""
    text = stream.text
    if text[end - 1] not in _IN_DATE or not stream.breaks[end] or p.YEAR.match(text, end):
        return False
    if any(p.YEAR.match(text, at) for at in range(max(end - _YEAR, start), end)):
        return True  # 20⏎27年3月
    year = _OPENS_DATE.search(text, max(start, end - _LONGEST_RANGE), end)
    date = year and p.DEADLINE.match(text, year.start())
    return date is not None and date.end() > end


def cuts_ongoing(stream: Stream, start: int, end: int) -> bool:
    """Return whether a text, where nothing is broken, ends inside a word for work that goes on: 开放夜市全|年."""
    if stream.breaks[end]:
        return False
    text = stream.text
    if text.startswith(_ALL_YEAR, end - 1):
        return opens_name(text[end + 1 : end + 1 + HEAD])  # 全年组织4次 is part of a sentence
    matches = (p.ONGOING.match(text, at) for at in range(max(end - _LONGEST_ONGOING, start + 1), end))
    return any(match.end() > end for match in matches if match)


def cuts_inner_level(stream: Stream, end: int) -> bool:
    """Return whether a place where nothing is broken is inside a name that has 乡 or 村 within it: 市住房城|乡建设局, 市乡|村振兴局."""
    if stream.breaks[end] or not _INNER_LEVEL.match(stream.text, end):
        return False
    return any(
        opens_name(stream.text[at : at + HEAD])
        and any(is_complete(stream.text[at:last]) for last in range(end + 2, end + _LONGEST_ENDING))
        for at in range(max(end - _FARTHEST_LEVEL, 0), end - 1)
    )


def short_first_line(stream: Stream, places: Sequence[int], start: int, end: int, kind: str) -> float:
    """Return how surely the first line of a cell belongs to the one before: a line breaks where it is full.

    区⏎县水利局 begins in the cell before, for 县水利局 is too long for a line that has room for one character. Nothing is sure
    where a cell begins inside a line, which rows may fill together. ``places``: those of the stream at which something is broken.
    """
    text = stream.text
    if stream.breaks[start] < LINE:
        return 0.0
    following = bisect_right(places, start)
    first = places[following]
    if first >= end or stream.breaks[first] != LINE:
        return 0.0
    size, below = first - start, min(places[following + 1], end) - first
    if size == 1:
        return _ONE if below >= _LEAST and p.HAN.match(text, start) else 0.0
    if kind not in _WRAPPED or below <= _FAR * size + 1 or not p.HAN.match(text, first - 1):
        return 0.0
    return 0.0 if kind == "role" and is_complete(text[start:first]) else _SHORT


def cuts_range(stream: Stream, end: int) -> bool:
    """Return whether a range of years where nothing is broken is cut: 2026|—2028年, 2028|年, 20|26—2028."""
    if stream.breaks[end] or not stream.text[end - 1].isdigit():
        return False
    if p.REST_OF_RANGE.match(stream.text, end):
        return True
    ranges = (p.YEARS.match(stream.text, at) for at in range(max(end - _LONGEST_RANGE, 0), end))
    return any(match.end() > end for match in ranges if match)


def closes_title(stream: Stream, start: int, openers: Container[str]) -> bool:
    """Return whether a verb, where nothing is broken, likely ends the title before: 车间改造|提升服务, 杂物清理项目."""
    text, after = stream.text, start + 2
    if text[start:after] not in _AT_END:
        return False
    return text[after : after + 2] in openers or text.startswith(_WORKS, after)
