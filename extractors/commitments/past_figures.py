"""Which clauses of a sentence tell what has been reached: 截至6月底完成改造35个，占年度任务的70%，年底前完成60个."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.commitments import words
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

_BRACKETS = lazy_pattern(r"[（(][^（）()]*[）)]")
_CLAUSE = lazy_pattern(r"[^，,；;]+[，,；;]?")
_OPENS = r"^\s*(?:\d{1,2}[、.．])?\s*"
"""The beginning of a clause, and a list mark."""
_PERIOD = r"(?:今年)?(?:上半年|[一二三]季度|前[两三]个?季度|前\d{1,2}个月|1\s?[-—–~～至]\s?\d{1,2}月份?)"
AIMS = lazy_pattern(any_of("quantities", "planned"))
PLANNED = lazy_pattern(
    rf"""
      {any_of("quantities", "planned")}
    | (?<!占)(?<!占年度)(?<!占全年)(?<!完成年度)(?<!完成全年)计划(?!完成率|总投|[的任数内外])(?=[一-鿿])  # 计划新建泵站8座, but 占年度计划的75%
    | [月年季旬]底?前
    | (?:目标|任务)(?:任务)?[为是]
    | [到至](?:20\d\d年|年底|年末|本?月底|今年|明年)
    """,
    re.X,
)
"""Words of a clause whose numbers are to come."""
REPORTED = lazy_pattern(
    rf"""
      {any_of("quantities", "reported")}
    | 占[^，。；]{{0,8}}(?:任务|计划)[总数量]{{0,2}}的?\s?\d               # 占年度任务的70%
    | 完成[^，。；\d]{{0,8}}(?:任务|计划)[总数量]{{0,2}}的\s?\d[\d.]*[%％](?!以上)   # 完成全年任务的105%
    | 完成率(?:为|仅|仅为)?\s?\d{{1,2}}(?:\.\d+)?[%％](?!以上)         # 完成率62%, but 完成率100%
    | {_OPENS}{_PERIOD}[，,]?(?:[全我各][省市区县州旗镇乡局委厅院]|[^，。；\d]{{0,8}}共)   # 上半年，全区完成 · 上半年共举办
    | {_OPENS}{_PERIOD}[，,]?[^。；]{{0,40}}同比[增下提][长降高]\s?\d[\d.]*[%％](?!以上|左右)
    | {_OPENS}上半年(?=[^，。；]*[，；]下半年(?:计划|力争|预计|再))
    """,
    re.X,
)
"""Words by which a sentence reports; they may follow what they are about: 改造35个，完成率70%."""
_DONE = lazy_pattern(
    r"(?:(?<![对在将从])已经?(?![有知设])|(?<=[成建增造现训创设办展进放治施到])了)[^，,；;的]{0,14}\d(?![^，；]*基础上)"
)
"""A number of what is done; its clause is followed by others of the same kind: 已开工3000套，建成1200套."""
_THERE = lazy_pattern(rf"{_OPENS}(?:(?:全|我|本|各)?[省市区县州旗镇乡])?(?:现有|共有)")
"""Opens a clause about what is there; its parts follow: 现有公交车800台，其中新能源车600台."""
_OF_IT = lazy_pattern(r"\s*其中")
_IN_YEAR = lazy_pattern(r"\s*20\d\d年")
_NEW = lazy_pattern(r"新[建增改设]|改造|提升|再")
_MAY_TELL = lazy_pattern(
    rf"[已了占]|任务|计划|完成率|季度|半年|月|{any_of('quantities', 'reported')}|{words.any_with('scope', 'sentence')}|现有|共有"
)
"""In every sentence with past figures; found much faster than these."""


class _Clause(NamedTuple):
    """``text``: with what stands in brackets blanked out."""

    start: int
    text: str
    joined: bool
    """A comma stands before it, no semicolon."""


def past_spans(text: str, start: int, end: int, reports: bool) -> list[tuple[int, int]]:
    """Return the stretches of a sentence whose numbers have been reached.

    ``reports``: the document reports, so that numbers are past unless a word says that they are to come.
    """
    if not (reports or _MAY_TELL.search(text, start, end)):
        return []
    sentence = text[start:end]
    plain = _BRACKETS.sub(lambda found: " " * len(found[0]), sentence)
    clauses = [
        _Clause(found.start(), found.group(), plain[found.start() - 1 : found.start()] in ("，", ","))
        for found in _CLAUSE.finditer(plain)
    ]
    past = _read_on(clauses, reports)
    for word in REPORTED.finditer(plain):
        _mark_around(clauses, past, next(i for i, c in enumerate(clauses) if word.start() < c.start + len(c.text)))
    found = [(c.start, c.start + len(c.text)) for c, is_past in zip(clauses, past, strict=True) if is_past]
    inside = (b.span() for b in _BRACKETS.finditer(sentence) if words.PAST.search(b[0]) and not PLANNED.search(b[0]))
    return [(start + first, start + last) for first, last in (*found, *inside)]


def _read_on(clauses: Sequence[_Clause], reports: bool) -> list[bool]:
    """Return for each clause whether it tells what has been reached; one without a sign goes on like the one before."""
    past, told, alike = [], reports, False
    for index, clause in enumerate(clauses):
        word = words.PAST.search(clause.text)
        if word:
            told, alike = not AIMS.search(clause.text, word.end()), False
        elif PLANNED.search(clause.text):
            told = alike = False
        elif _DONE.search(clause.text):
            told, alike = True, not told or alike
        elif alike and not reports and (_NEW.search(clause.text) or _IN_YEAR.match(clause.text)):
            told = alike = False  # 已建成泵站5座，新建3座
        is_part = bool(index and _THERE.match(clauses[index - 1].text) and _OF_IT.match(clause.text))
        past.append(told or is_part or _THERE.match(clause.text) is not None)
    return past


def _mark_around(clauses: Sequence[_Clause], past: list[bool], place: int) -> None:
    """Mark the clause that reports, those that it is about before it, and those that go on from it.

    Where the sentence says first what is to come, only the clause itself is marked: 到2027年新建5个，任务完成率62%.
    """
    if PLANNED.search(clauses[place].text):
        return
    past[place] = True
    first = last = place
    while first > 0 and clauses[first].joined and not past[first - 1]:
        first -= 1
        if PLANNED.search(clauses[first].text):
            return
    while last + 1 < len(clauses) and not PLANNED.search(clauses[last + 1].text):
        last += 1
    past[first : last + 1] = [True] * (last + 1 - first)
