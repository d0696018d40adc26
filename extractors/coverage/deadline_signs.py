"""Signs of deadlines in running text, known by form alone: a date with 前, 年内, words without a date in a clause."""

import re
from collections.abc import Iterator, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.brackets import groups
from extractors.language.five_year_plans import PERHAPS_QUOTED
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.lexicon import any_of
from schemas import Block

_YEAR = r"(?:19|20)\d\d年"
_OF_YEAR = r"(?:\d{1,2}月(?:\d{1,2}日)?|第?[一二三四1-4]季度|[上下]半年)"
_SPAN = rf"(?<![\d年]){_OF_YEAR}"
_BEFORE = "(?:之前|以前|前)"
_PART = "(?:[底末初]|[上中下]{1,2}旬)"
_NO_NUMBER = rf"(?<![\d{ONE_TO_TEN}两几近])"
_DONE = rf"(?:全面|基本|全部|初步)?(?:{any_of('phrases', 'finished')})"
BY_THEN = lazy_pattern(
    rf"""
    (?<!可在)(?<!至)(?<!对)                                # what somebody may do until then
    (?: (?:{_YEAR}{_OF_YEAR}? | {_SPAN} | {_NO_NUMBER}年){_PART}{_BEFORE}   # 2026年6月底前, 6月上旬前, 年底前
      | {_YEAR}{_OF_YEAR}?{_BEFORE}                           # 2026年6月前
      | (?<![\d年])\d{{1,2}}月\d{{1,2}}日{_BEFORE}              # 4月10日前
      | {_NO_NUMBER}年内(?=[\u4e00-\u9fff])(?![容外部涵])   # 年内完成
      | {_SPAN}{_PART}(?=[，,]?{_DONE})                       # 5月中下旬完成
      | (?<!年)(?<!年的)(?:第?[一二三四]季度|[上下]半年)(?={_DONE})   # 上半年完成可研批复
      | (?:主?汛期|春节|元旦|五一|国庆节?|中秋节?|开学|入冬|[供采]暖季?){_BEFORE}      # 汛期前完成清淤
      | (?:{_YEAR}(?:{_OF_YEAR}[底末]?|年?[底末内])|{PERHAPS_QUOTED}期?末)(?=[，,]?{_DONE})       # 2026年上半年完成
      | (?:每年|每月|每季度末?月?){_OF_YEAR}?[底末]?(?:\d{{1,2}}日)?{_BEFORE}      # 每年3月底前, 每月25日前
      | [一二三四]季度[底末](?!月)                             # 二季度末
      | [\u4e00-\u9fff]{{2}}(?:之日)?[后起]\d{{1,3}}(?:个月|个?工作日|[日天周年])之?内   # 验收后30日内
    )(?![后期沿景往提列])
    """,
    re.VERBOSE,
)
THEN = lazy_pattern(rf"前|季度[底末]|年内|[年底末内度月日旬初][，,]?{_DONE}|[后起]\d")
"""In every date by which something is to be done; found much faster than one."""
LASTS = lazy_pattern(r"持续|长期|常态|滚动|年[内底]")
"""The same for words without a date."""
LASTING = lazy_pattern(
    r"(?:持续|长期|常态化?|滚动)(?:推进|坚持|实施|落实|开展|抓好)?|(?:今年|年)[内底]前?(?:完成|实施)?"
)
"""A whole segment of a clause: （市水利局负责，持续推进）."""
PHASE = lazy_pattern(
    rf"阶段\s*[：:]?\s*[（(]\s*(?P<span>(?:{_YEAR})?\d{{1,2}}月[^（）()]{{0,24}}|{_YEAR}[^（）()]{{0,24}})[）)]"
)
"""When a phase of the work begins and ends: 动员部署阶段（2026年3月1日—3月10日）."""
YEAR = lazy_pattern(r"(?:19|20)\d\d")
SENTENCE_END = lazy_pattern(r"[。；\n]")
SEGMENT = lazy_pattern(r"[^，,；;。：:\s]+")
LONGEST = 300
"""Characters of a sentence after a date that are looked at."""


def unread_dates(
    block: Block, deadlines: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]], first_year: int
) -> Iterator[UnreadSpan]:
    """Yield the dates by which something is to be done that no deadline quotes.

    ``numbers``: what commitments quote; a date before one in its sentence is the year of it. ``first_year``: the year
    the plan begins in; earlier dates report the past.
    """
    text = block.text
    for match in finditer_with(THEN, BY_THEN, text):
        year = YEAR.match(match.group())
        far = min(match.end() + LONGEST, len(text))
        stop = SENTENCE_END.search(text, match.end(), far)
        end = stop.start() if stop else far
        past = year is not None and int(year.group()) < first_year
        # A date without a year is not that of a number behind it; of two dates it is the second.
        following = BY_THEN.search(text, match.end(), end)
        of_number = year is not None and overlaps(numbers, match.start(), following.start() if following else end)
        if not past and not of_number and not overlaps(deadlines, *match.span()):
            yield UnreadSpan("date", block, *match.span())
    for match in PHASE.finditer(text):
        if not overlaps(deadlines, *match.span("span")):
            yield UnreadSpan("date", block, *match.span("span"))
    for group in (group for group in groups(text) if not group.depth) if LASTS.search(text) else ():
        for segment in SEGMENT.finditer(text, group.start + 1, group.end - 1):
            if LASTING.fullmatch(segment.group()) and not overlaps(deadlines, *segment.span()):
                yield UnreadSpan("deadline", block, *segment.span())
