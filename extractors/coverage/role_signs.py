"""Units whose duty was passed over: before a role word that is not the one they were read with, or before 要, 应, 会同."""

from collections.abc import Iterator, Sequence

from extractors.clauses.bodies import are_particular, are_whole
from extractors.coverage.clause_signs import ROLE_WORD
from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.boundaries import after_last
from extractors.language.patterns import finditer_with, lazy_pattern
from extractors.units.lists import UnitMention, split_units
from extractors.units.names import last_character, parse
from schemas import Block, Responsibility

CLAUSE_START = "（(〔[。\n"
SEGMENT_START = "，,；;：:"
_INSIDE = lazy_pattern(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")
LONGEST = 120
"""Characters of a clause before a role word that are looked at."""
HAS_TO = lazy_pattern(r"(?:要(?![求素点件闻务])|应当?(?![急用对届邀聘])|须(?!知)|会同|牵头|负责(?!解释))(?=[一-鿿])")
DUTY = lazy_pattern(rf"(?:^|(?<=[。；;！!，,：:\n]))\s*(?P<names>[^。；;！!，,：:\n]{{3,60}}?)(?:{HAS_TO.pattern})")
GENERAL = ("university", "public_institution", "enterprise")
"""Kinds of bodies whose name without a level says which ones, not which one: 三级公立医院要…"""


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
    for match in finditer_with(HAS_TO, DUTY, block.text):
        start, end = match.span("names")
        if overlaps(names, start, end) or not last_character().match(block.text, end - 1):
            continue
        units = split_units(block.text, start, end)
        if are_whole(units) and are_particular(units) and not any(map(_is_general, units.mentions)):
            yield UnreadSpan("body with a duty", block, start, match.end())


def _is_general(unit: UnitMention) -> bool:
    parsed = parse(unit.name)
    return parsed is not None and not parsed.prefix and parsed.kind in GENERAL
