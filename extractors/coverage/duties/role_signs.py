"""Units whose duty was passed over: before a role word that is not the one they were read with, or before 要, 应, 会同."""

import re
from collections.abc import Iterator, Sequence

from extractors.clauses.agents import BY
from extractors.clauses.bodies import are_particular, are_whole
from extractors.coverage.clause_signs import ROLE_WORD
from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.boundaries import after_last
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.lexicon import any_of
from extractors.units.lists import UnitList, UnitMention, split_units
from extractors.units.names import last_character, parse
from schemas import Block, Responsibility

CLAUSE_START = "（(〔[。\n"
SEGMENT_START = "，,；;：:"
_INSIDE = lazy_pattern(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")
LONGEST = 120
"""Characters of a clause before a role word that are looked at."""
SEAT = lazy_pattern("设在|挂靠|设于")
SEATED = lazy_pattern(
    r"(?:办公室|办|专班|秘书处|专家组|工作组)(?:分?别?设在|挂靠在?|设于)(?P<seat>[^，。；;\n（）()]{2,30})"
)
"""Who does the daily work of a committee: 领导小组办公室设在市水利局."""
HAS_TO = lazy_pattern(
    r"(?:要(?![求素点件闻务])|应当?(?![急用对届邀聘])|须(?!知)|会同|任(?=组长|副组长|召集人|总召集)|为(?=成员单位|组长单位|牵头单位)|依法(?![^，。；]{0,8}的)|牵头|负责(?!解释|同志|人)|(?:密切|积极|主动|协同)*(?:配合|参与)|对(?=[^，。；]{2,30}(?:进行|开展|实行)))(?=[一-鿿，。；]|$)"
)
OPENING = lazy_pattern(rf"\s*(?:[（(]?[{ONE_TO_TEN}\d]{{1,3}}[、.．）)]+)?\s*由?")
"""A list mark, or what stands before a body."""
STARTS = "。；;！!，,：:\n"
LONGEST_LIST = 60
SEPARATOR = lazy_pattern(r"[。；;，,\n]|$")
GENERAL = ("university", "public_institution", "enterprise")
"""Kinds of bodies whose name without a level says which ones, not which one: 三级公立医院要…"""


_POST = rf"(?:[\u4e00-\u9fff]{{0,8}}?(?:{any_of('phrases', 'post')}))"
_NAME = rf"(?:{any_of('phrases', 'surname')})(?:某{{1,2}}|[\u4e00-\u9fff]{{1,2}})"
PERSON = lazy_pattern(
    rf"""
    (?:^|(?<=[。；;！!，,：:、\n\s（(）)由]))
    (?!由)(?P<who> (?:{_POST}[、，]?){{1,3}}{_NAME}(?:同志)? | {_NAME}(?:{_POST}|同志) | (?:分管|联系)(?:{any_of("phrases", "post")}) )
    (?:亲自|具体|直接)?(?:{any_of("phrases", "answers")})(?![\u4e00-\u9fff]?[制人的])
    """,
    re.X,
)
"""县委常委王某牵头 · 张某某县长负责."""
ANSWERS = lazy_pattern(any_of("phrases", "answers"))


def unread_persons(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the persons who lead or are responsible, as a sentence or a heading says, and whom no fact quotes."""
    for match in finditer_with(ANSWERS, PERSON, block.text):
        if not overlaps(names, *match.span("who")):
            yield UnreadSpan("person with a duty", block, *match.span())


def unread_roles(block: Block, duties: Sequence[Responsibility]) -> Iterator[UnreadSpan]:
    """Yield the units before a role word that is no part of the label they were read with. ``duties``: of this block.

    市财政局 in 会同市财政局负责 has its label before it.
    """
    for duty in duties:
        end = duty.evidence.end
        word = ROLE_WORD.match(block.text, end)
        if word is None or not duty.label or word.group() in duty.label:
            continue
        clause = _after_last(CLAUSE_START, block.text, end)
        if duty.label not in block.text[clause:end]:
            yield UnreadSpan("units of a role word", block, list_before(block.text, end), word.end())


def list_before(text: str, end: int) -> int:
    """Return where the list of units begins that ends at ``end``, before a role word."""
    return _after_last(CLAUSE_START + SEGMENT_START, text, end)


def _after_last(marks: str, text: str, end: int) -> int:
    """Return the place after the last of the marks before ``end`` that is outside brackets: 各县（市、区）政府 has none."""
    first = max(end - LONGEST, 0)
    outside = _INSIDE.sub(lambda inside: "_" * len(inside.group()), text[first:end])
    return first + after_last(marks, outside, 0, len(outside))


def unread_duties(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the bodies, with the word for their duty, that no fact quotes. ``names``: what facts quote of units."""
    text = block.text
    for match in HAS_TO.finditer(text):
        end = match.start()
        last = end - (text[end - 1 : end] == "等") - 1
        if last < 0 or not last_character().match(text, last):
            continue
        start = start_of_names(text, end)
        if overlaps(names, start, end):
            continue
        units = split_units(text, start, end)
        each = ROLE_WORD.search(match.group()) is not None  # 各区要… says it to all, 各街道配合… what each of them does
        whole = are_whole(units._replace(ignored=())) or (text[start - 1] == BY and _has_name(units))
        certain = whole and (each or are_particular(units))
        if certain and not any(map(is_general, units.mentions)):
            yield UnreadSpan("body with a duty", block, start, _end_of_duty(text, match))


def start_of_names(text: str, end: int) -> int:
    """Return where the names that end at ``end`` begin in their clause, behind a list mark and 由."""
    begin = after_last(STARTS, text, max(0, end - LONGEST_LIST), end)
    opened = OPENING.match(text, begin, end)
    return opened.end() if opened else begin


def unread_seats(block: Block, names: Sequence[tuple[int, int]]) -> Iterator[UnreadSpan]:
    """Yield the bodies in which the office of a committee sits, and that no fact quotes."""
    for match in finditer_with(SEAT, SEATED, block.text):
        if not overlaps(names, *match.span("seat")) and are_whole(split_units(block.text, *match.span("seat"))):
            yield UnreadSpan("body with a duty", block, *match.span())


def _has_name(units: UnitList) -> bool:
    """Return whether a list has a complete name: behind 由, the others are bodies too, whatever they are called."""
    return any(unit.complete for unit in units.mentions) and not units.unread


def _end_of_duty(text: str, word: re.Match[str]) -> int:
    """Return where the word for a duty ends; behind 会同, where those end who help."""
    stop = SEPARATOR.search(text, word.end()) if word.group() == "会同" else None
    return stop.start() if stop else word.end()


def is_general(unit: UnitMention) -> bool:
    """Return whether a name without a level says which kind of body, not which one: 三级公立医院."""
    parsed = parse(unit.name)
    return parsed is not None and not parsed.prefix and parsed.kind in GENERAL
