"""Find whom 由 charges with work without a role word: 由县自然资源局、县住建局依法查处 · 由县教育局推荐、市教育局审核."""

import re
from collections.abc import Iterator

from extractors.clauses.bodies import are_particular
from extractors.clauses.charged import charged_units
from extractors.clauses.former import is_former
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.units.lists import UnitList

BY = "由"
CHARGE = lazy_pattern(
    r"""
    (?:^|(?<=[。；;！!，,：:\n（）()])) \s*
    [^。；;！!，,：:\n（）()]{0,40}?(?<![自缘理事])由         # 所需经费由
    (?P<who>[^。；;！!，,：:\n（）()]{4,60})
    """,
    re.X,
)
STEPS = lazy_pattern(
    rf"(?P<step>{any_of('phrases', 'step')})、(?=[^、，。；;\n]{{2,24}}?(?:{any_of('phrases', 'step')}))"
)
"""Steps of a procedure that 、 separates, as a comma separates others."""
_NEXT = lazy_pattern(r"[，,；;]\s*(?!由)(?P<who>[^。；;！!，,：:\n（）()]{4,60})")
_SENTENCE_END = lazy_pattern(r"[。！!\n]|$")


def agents(text: str) -> Iterator[Appointment]:
    """Yield whom 由 charges with a part of the work, and who goes on with it in the same sentence."""
    if BY not in text:
        return
    printed, text = text, STEPS.sub(lambda found: f"{found['step']}，", text)
    for match in CHARGE.finditer(text):
        start, end = match.span("who")
        if is_former(text, start):
            continue
        units, at = charged_units(text, start, end, alone=False)
        if units is None and printed[end : end + 1] != "、":
            continue
        if units and are_particular(units):
            yield _charged(units, start, at)
        stop = _SENTENCE_END.search(text, end)
        yield from going_on(text, end, stop.start() if stop else len(text))


def going_on(text: str, start: int, end: int, label: str = BY) -> Iterator[Appointment]:
    """Yield who goes on with the work in ``text[start:end]``: 由市财政局安排资金，市住建局组织招标."""
    for match in _NEXT.finditer(text, start, end):
        if BY in match["who"]:
            return  # the next 由 charges others
        units, at = charged_units(text, *match.span("who"), alone=False)
        if units and are_particular(units):
            yield _charged(units, match.start("who"), at, label)


def _charged(units: UnitList, start: int, end: int, label: str = BY) -> Appointment:
    return Appointment(start, end, (RoleUnits(label, "responsible", units, start, end),))
