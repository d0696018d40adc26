"""Signs of headings, items and quantities in running text, known by form alone: list marks, numbers before a noun."""

import re
from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, merge_spans, overlaps
from extractors.language.measures import MEASURE
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_NINE, ONE_TO_TEN
from extractors.language.patterns import finditer_from, lazy_pattern
from schemas import Block

OPENING_MARK = lazy_pattern(
    rf"""\s*(?:
      [（(〔][{ONE_TO_TEN}]{{1,3}}[）)〕] | [{ONE_TO_TEN}]{{1,3}}(?:[、．.]|是(?=[^。]{{4}}))
    | 第[{ONE_TO_HUNDRED}\d]{{1,3}}[章节] | (?:0[1-9]|[1-9]\d?)(?:、|[.．](?!\d)) | [（(][1-9]\d?[）)] | [①-⑳❶-❿➀-➓]
    )(?=.{{2}})""",
    re.VERBOSE,
)
NUMBER = lazy_pattern(
    r"""(?<![\d.A-Za-z〔\[第—–\-/：:从表图前路])(?<!专栏)(?<!附件)(?<!\d到)
    (?:[1-9]\d{0,3}|\d+\.\d*[1-9]|\d{1,3}(?:,\d{3})+)(?:[-—–~～至到][1-9]\d{0,3})?[余多]?
    (?<!20[2-5]\d(?=规划|总规|愿景))                                   # 对接2035规划
    (?=[\u4e00-\u9fff%％‰℃㎡㎥㎞㎢㎏])(?![年月日时点号號届批级代楼路线层栋幢弄室街强大版热岁国省市级的和与及条类款世])""",
    re.VERBOSE,
)
"""A number before a word, without years, dates, addresses, ordinals and the numbers in names (500强, 3大)."""
WRITTEN = lazy_pattern(
    rf"""
      百分之[{ONE_TO_TEN}百零点]+
    | (?:达到?|超过?|不[低少]于|[至到近约])[{ONE_TO_NINE}]成(?:以[上下内]|左右|(?=的|[，。；、]|$))   # 达八成以上
    | 翻[一两二]番 | 翻番(?=[。；]|$)
    """,
    re.VERBOSE,
)
"""A quantity in words, which no step reads as a number."""
RATIO = lazy_pattern(
    r"""
    [\u4e00-\u9fff]{0,20}比(?!赛|例尺|武)[^，。；、：:\d]{0,12}?
    (?:达到?|不[小大低高]于|不超过|控制在|保持在|稳定在|缩小|[提升降减][至到]|[提降]?[高低]?[至到]|为)+\s?
    (?P<ratio>\d{1,3}(?:\.\d+)?\s?[:：∶]\s?\d{1,6}(?:\.\d+)?)(?![\d:：])
    """,
    re.VERBOSE,
)
"""A ratio to be reached, which is no single number: 医护比达到1:1.2."""
_OPENS_WRITTEN = lazy_pattern("[百达超不至到近约翻]")
DIGIT = lazy_pattern(r"\d")
DEFINES = lazy_pattern(r"[^，。；：]{2,40}(?:[，：]\s*(?:即(?!.即|[时日刻将])|是?指(?!导|定))|是指)")
"""The rest of a note that explains an indicator: 河湖水面率，即…."""
NOTE_NUMBER = lazy_pattern(r"\s*\d{1,2}(?=是?指[^导定派引明示出挥标数])")
"""The mark of a note that explains a term: 2指采用数学模型法评估的结果."""
KNOWN_MEASURE = lazy_pattern(MEASURE)
TORN_NUMBER = lazy_pattern(rf"\s*\d+\.\d+\s*{MEASURE}")
"""A quantity that opens a paragraph: its sentence was broken before it."""
FILE_NAME = lazy_pattern(r"\.(?:mp[34]|pdf|docx?|xlsx?|pptx?|jpe?g|png|zip|rar|wps|ofd)\s*$", re.IGNORECASE)
"""A link to a file below a web page: its numbers count nothing."""
QUOTED = lazy_pattern(r"“[^”]{0,60}”|《[^》]{0,80}》|＂[^＂]{0,60}＂|\"[^\"]{0,60}\"")
BOUNDARY = lazy_pattern(r"[，。；：:;！？!?\n（）()]|,(?!\d)|(?<=[年月日底])之?前")
BEFORE, AFTER = 24, 14
"""Characters of a clause before and after a number that are quoted with it, at most."""


def unread_marks(block: Block, facts: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the paragraph whose list mark opens no heading, task or item. ``facts``: what facts quote in it."""
    mark = OPENING_MARK.match(block.text)
    if mark and not overlaps(facts, 0, mark.end() + 2) and not DEFINES.match(block.text, mark.end()):
        yield UnreadSpan("list mark", block, 0, len(block.text))


def unread_numbers(block: Block, numbers: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the numbers that count something no measure is known for. ``numbers``: what facts quote with a number."""
    if FILE_NAME.search(block.text):
        return
    numbers = merge_spans(numbers)
    for written in finditer_from(_OPENS_WRITTEN, WRITTEN, block.text):
        if not overlaps(numbers, *written.span()):
            yield UnreadSpan("number", block, *clause_around(block.text, *written.span()))
    if not DIGIT.search(block.text):
        return
    for ratio in RATIO.finditer(block.text) if "比" in block.text else ():
        yield UnreadSpan("number", block, ratio.start(), ratio.end())
    opening = TORN_NUMBER.match(block.text)
    if opening and not overlaps(numbers, 0, opening.end()):
        yield UnreadSpan("number", block, 0, opening.end())
    names = [match.span() for match in QUOTED.finditer(block.text)]
    note = NOTE_NUMBER.match(block.text)
    if note:
        names.append(note.span())
    taken = merge_spans((*names, *numbers))
    for match in finditer_from(DIGIT, NUMBER, block.text):
        if KNOWN_MEASURE.match(block.text, match.end()) or overlaps(taken, match.start(), match.end()):
            continue
        yield UnreadSpan("number", block, *clause_around(block.text, match.start(), match.end()))


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around ``text[start:end]`` begins and ends, a long one cut short."""
    first, last = max(start - BEFORE, 0), min(end + AFTER, len(text))
    for boundary in BOUNDARY.finditer(text, first, start):
        first = boundary.end()
    stop = BOUNDARY.search(text, end, last)
    return first, stop.start() if stop else last
