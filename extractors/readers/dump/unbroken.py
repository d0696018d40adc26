"""Texts that lost all their line breaks: one string, broken up where its marks open a paragraph."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.language.full_width import with_wide_punctuation
from extractors.language.marks.list_marks import ordinal_of
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN, YEARS
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.base.markers import LABEL

LONG = 600
"""Characters; a longer line with list marks after its sentences was never one paragraph."""
SHORT = 200
"""The same of a line that is the whole file."""
NUMERAL = rf"[{ONE_TO_HUNDRED}零〇\d]{{1,4}}"
PART = lazy_pattern(rf"第{NUMERAL}[章节]")
ENTRY = lazy_pattern(rf"(第{NUMERAL}[章节])([\s　]*[^第]{{2,40}}?)(?=第{NUMERAL}[章节])")
CONTENTS = lazy_pattern(r"目[\s　]*录")

BEFORE = lazy_pattern(
    rf"""
      (?<=[。！？])(?=专栏\s*[\d{ONE_TO_TEN}])
    | (?<=[。！？])(?=附件[\d：:]|抄送[：:]|公开属性|（此件|\(此件)
    | (?<=。)(?=[^。，；]{{4,30}}\d{{4}}年\d{{1,2}}月\d{{1,2}}日(?:[（(]此件|[^，。]{{0,40}}(?:目[\s　]*录|第一章|为)))  # signature
    | (?<=发布）)(?=[^，。]{{6,60}}(?:目[\s　]*录|为|第一章))               # （此件公开发布）…
    | (?=目[\s　]*录(?:第[一1]章|一、))
    | (?<=通知)(?=[\u4e00-\u9fff]{{1,9}}[〔\[（(]\d{{4}}[〕\]）)]\d{{1,4}}号)   # …的通知某政发〔2024〕7号
    | (?<=通知)(?=各[^，。：；、]{{1,20}}[，、：])                             # …的通知各镇人民政府，
    | (?<=\d号)(?=[^，。：]{{2,40}}[，、：])                                  # 号各区县人民政府
    | (?<=：)(?=现将|经|《|为)                                             # 有关单位：现将
    | (?<=[^\s　])(?=[ \u00a0　\t]{{2,}}[^\s　])                                 # blanks that stand for a line break
    """,
    re.VERBOSE,
)
"""Places between two paragraphs that no line break marks; one alternative a kind of mark."""

CLOSING = lazy_pattern(
    r"""附件[：:]\s*(?P<title>[^：:。；，]{4,60})
    (?P<signed>[\u4e00-\u9fff]{4,40}?)(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*
    (?P<annex>附件)\s*(?P<again>(?P=title))""",
    re.VERBOSE,
)
"""The foot of a text and its annex: the title that is printed again ends where the signature begins."""

MARK = lazy_pattern(
    rf"""
    (?= [{ONE_TO_TEN}\d（(] ) (?:                    # nothing else begins here, nearly everywhere
      (?<![第{ONE_TO_HUNDRED}])(?P<han>[{ONE_TO_TEN}]{{1,3}})、(?![{ONE_TO_TEN}]{{1,3}}[、级类等])
    | [（(](?P<han_bracket>[{ONE_TO_TEN}]{{1,3}})[）)]
    | (?<![\d.．])(?P<digit>\d{{1,2}})[.．、](?:(?!\d|、)|(?={YEARS})|(?=\d+[A-Za-z]{{0,4}}[\u4e00-\u9fff“]))
    | [（(](?P<digit_bracket>\d{{1,2}})[）)]
    )
    """,
    re.VERBOSE,
)
YEAR = lazy_pattern(YEARS)
RANKS = {"han": 1, "han_bracket": 2, "digit": 3, "digit_bracket": 4}
BLANKS_AND_MARK = lazy_pattern(rf"[。）][ \u00a0　\t]{{2,}}(?:[（(][{ONE_TO_TEN}]{{1,3}}[）)]|[{ONE_TO_TEN}]{{1,3}}、)")
"""Blanks that stand for a line break before a list mark, as copied web pages have them."""
CLAUSE_ENDS = ("）", ")", "〕", "】")
SLIP = 2
"""By how much a printed number may miss the next one."""
SLIP_HEADING = lazy_pattern(rf"[（(][{ONE_TO_TEN}]{{1,3}}[）)][\u4e00-\u9fff]{{2,20}}。$")
OWN_CLAUSE = lazy_pattern(rf"[。；][（(〔\[][^。；（）()〔〕\[\]]{{3,80}}[）)〕\]](?=[\d（({ONE_TO_TEN}]|$)")
"""A clause in brackets behind the sentence of an item and before the next mark: 。（县水务局）2."""
SECTION = lazy_pattern(rf"[（(][{ONE_TO_TEN}]{{1,3}}[）)]")
SENTENCE_ENDS = tuple("。！？")
TITLE = lazy_pattern(r"[\u4e00-\u9fff“]{2,40}[。：]")
"""The title of an item, up to its stop."""
CLOSED = "。！？；：”）)〕】]"
HEADING = 40
"""A mark of lower rank within so many characters of a higher one follows its heading."""
LONG_HEADING = 100
"""The same of a heading without a stop, before （一）."""
STOP = lazy_pattern(r"[。；：！？]")


def break_up(line: TextLine, start: int = 0, end: int | None = None, alone: bool = False) -> tuple[TextLine, ...]:
    """Break characters ``start`` to ``end`` of one line that holds many paragraphs; of any other line return the stretch.

    A line is looked at where it is long, or if it is ``alone``: with hardly any other in its file. A shorter one is
    broken at list marks where two of its items state units of their own: they are not the units of one item.

    Breaks are found in the whole line: a table of contents is far from the headings that it names.
    """
    end = len(line.text) if end is None else end
    text = with_wide_punctuation(line.text)
    blanks = len(BLANKS_AND_MARK.findall(text)) >= 2
    many = blanks or len(text) >= (SHORT if alone else LONG)
    found = _break_offsets(text) if many else sorted({*_closing_offsets(text), *_item_offsets(text)})
    places = [start, *(cut for cut in found if start < cut < end), end]
    parts = (_part_of_line(line, left, right) for left, right in itertools.pairwise(places))
    return tuple(part for part in parts if part.text)


@lru_cache(maxsize=8)
def _break_offsets(text: str) -> tuple[int, ...]:
    found = (
        {match.start() for match in BEFORE.finditer(text)}
        | set(_closing_offsets(text))
        | set(_chapter_offsets(text))
        | set(_list_mark_offsets(text))
    )
    return tuple(sorted(cut for cut in found if 0 < cut < len(text)))


def _closing_offsets(text: str) -> Iterator[int]:
    if "附件" not in text:  # nearly everywhere
        return
    for closing in CLOSING.finditer(text):
        yield from (closing.start(part) for part in (0, "signed", "date", "annex", "again"))


def _item_offsets(text: str) -> Sequence[int]:
    """Return where list marks open an item, if two of the items are closed and state units of their own, or are numbered
    as headings are; else nothing.
    """
    if len(MARK.findall(text)) < 2:
        return ()
    starts = tuple(_list_mark_offsets(text))
    with_units = {
        bisect_right(starts, units.start()) for pattern in (LABEL, OWN_CLAUSE) for units in pattern.finditer(text)
    }
    headings = sum(SECTION.match(text, at) is not None and text[at - 1 : at] in SENTENCE_ENDS for at in starts)
    return starts if len(with_units - {0}) > 1 or headings > 1 else ()


def _list_mark_offsets(text: str) -> Iterator[int]:
    """Yield where list marks open a paragraph: they follow a sentence, or count on behind a heading without punctuation."""
    following: dict[str, int] = {}
    printed: dict[str, int] = {}
    last = ("", -HEADING)
    for match in MARK.finditer(text):
        style = match.lastgroup or ""
        ordinal = ordinal_of(match[style])
        closed = _last_character(text, match.start()) in CLOSED or _follows_units(text, match.start(), last[1])
        expected = ordinal == following.get(style, 1)
        behind = RANKS[style] > RANKS.get(last[0], 9) and _ends_heading(text, last[1], match.start(), style)
        if _may_be_decimal(text, match.end()) and not (closed and expected and ordinal != 1):
            continue
        slipped = style == "digit" and ordinal is not None and _is_slip(text, match, ordinal, printed.get(style, 0))
        if ordinal is None or not (_may_open(style, expected, ordinal == 1, closed, behind) or slipped):
            continue
        printed[style] = ordinal
        following = {known: n for known, n in following.items() if RANKS[known] <= RANKS[style] or n > 2}
        following[style] = ordinal + 1
        last = (style, match.start())
        yield match.start()


def _may_be_decimal(text: str, end: int) -> bool:
    """Return whether the mark that ends here may be the first half of a number: 2.5G基站, but also 2.5亿元."""
    return text[end : end + 1].isdigit() and text[end - 1] in ".．" and not YEAR.match(text, end)


def _last_character(text: str, end: int) -> str:
    """Return the last character before ``end`` that is no blank; empty if there is none."""
    while end and text[end - 1] in " \u00a0\u3000\t":
        end -= 1
    return text[max(end - 1, 0) : end]


def _is_slip(text: str, match: re.Match[str], ordinal: int, before: int) -> bool:
    """Return whether a number that does not count on is one all the same: a clause ends before it, a title follows.

    4. printed again, or 6. after 4., or 3. that counts on over a heading.
    """
    at = match.start()
    ended = text[at - 1 : at] in CLAUSE_ENDS or SLIP_HEADING.search(text[max(at - HEADING, 0) : at]) is not None
    return ended and 0 <= ordinal - before <= SLIP and TITLE.match(text, match.end()) is not None


def _ends_heading(text: str, start: int, end: int, style: str) -> bool:
    """Return whether the text between two marks is a heading: short, or one unfinished sentence before （一）."""
    if end - start <= HEADING:
        return True
    return style == "han_bracket" and end - start <= LONG_HEADING and not STOP.search(text, start, end)


def _follows_units(text: str, at: int, floor: int) -> bool:
    """Return whether the last sentence before a mark is a labelled list of units, which needs no full stop: 配合单位：县教育局（二）."""
    label = LABEL.search(text, max(text.rfind("。", 0, at), floor), at)
    return label is not None and text[at - 1] not in "、，第" and at - label.end() >= 2


def _may_open(style: str, expected: bool, first: bool, closed: bool, behind: bool) -> bool:
    if closed:
        return expected or first or RANKS[style] < 3
    return ((expected or first) and behind) or (expected and RANKS[style] == 1)


def _part_of_line(line: TextLine, left: int, right: int) -> TextLine:
    text = line.text[left:right]
    body = text.strip()
    first = left == 0
    return TextLine(
        body,
        line.raw + left + text.index(body),
        line.blanks if first else 0,
        line.page_start and first,
        line.indented and first,
    )


def _end_of_last_entry(text: str, at: int) -> int:
    """Return where the last entry of a table of contents ends: the longest beginning that stands again later."""
    mark = PART.match(text, at)
    if mark is None:
        return at
    end = mark.end() + 1
    while end < len(text) and text.find(text[at : end + 1], end + 1) >= 0:
        end += 1
    return end if end > mark.end() + 1 else at


def _chapter_offsets(text: str) -> Iterator[int]:
    """Yield where 第X章/节 headings begin and end: a table of contents tells their titles, later ones are found by them."""
    contents = CONTENTS.search(text)
    seen: dict[str, str] = {}
    at = contents.end() if contents else 0
    for match in ENTRY.finditer(text, at):
        mark, title = match.group(1), without_blanks(match.group(2))
        if match.start() != at:
            break
        if mark == "第一章" and seen:
            break
        seen[mark + title] = title
        at = match.end()
        yield match.start()
    yield at
    end = _end_of_last_entry(text, at)
    seen[without_blanks(text[at:end])] = ""
    at = end
    yield at
    for match in PART.finditer(text, at):
        for length in range(2, 42):
            end = match.end() + length
            if match.group() + without_blanks(text[match.end() : end]) in seen:
                yield match.start()
                yield end
                break
