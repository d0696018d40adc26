"""Find whom 由 charges with work without a role word: 由县自然资源局、县住建局依法查处."""

import re
from collections.abc import Iterator

from extractors.clauses.bodies import are_particular
from extractors.clauses.charged import charged_units
from extractors.clauses.former import is_former
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.language.patterns import lazy_pattern

BY = "由"
_CHARGE = lazy_pattern(
    r"""
    (?:^|(?<=[。；;！!，,：:\n（）()])) \s*
    [^。；;！!，,：:\n（）()]{0,40}?(?<![自缘理事])由         # 所需经费由
    (?P<who>[^。；;！!，,：:\n（）()]{4,60})
    """,
    re.X,
)


def agents(text: str) -> Iterator[Appointment]:
    """Yield whom 由 charges with a part of the work."""
    if BY not in text:
        return
    for match in _CHARGE.finditer(text):
        start, end = match.span("who")
        if is_former(text, start):
            continue
        units, at = charged_units(text, start, end, alone=False)
        if units and are_particular(units):
            yield Appointment(start, at, (RoleUnits(BY, "responsible", units, start, at),))
