"""Find whom prose entrusts with work without a verb of a role: 由市财政局会同市税务局制定办法 · 请市水利局于9月30日前完成整改."""

import re
from collections.abc import Iterator

from extractors.clauses.appointments import whole_part
from extractors.clauses.charged import WITH, charged_units, units_before
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.language.patterns import lazy_pattern
from extractors.units.lists import UnitList
from schemas.responsibility import Role

NAMES = r"(?:[^。；;！!，,：:\n（）()]|（[^（）。；]{2,12}）){2,60}?"
OPENS = r"(?:^|(?<=[。；;！!，,：:\n]))\s*"
_ENTRUSTED = lazy_pattern(
    rf"""
    {OPENS}(?: [^。；;！!，,：:\n（）()]{{0,20}}(?<!自)(?P<by>由)(?P<main>{NAMES})会同 | (?P<asked>请)(?![示求教假款问愿调缨辞]) )
    (?P<names>[^。；;！!，,：:\n]{{4,90}})
    """,
    re.X,
)
"""The names are followed by the work. Without 由, 会同 says how bodies work together, not whose work an item is."""
_LEAST_WORK = 2
"""Characters of the work behind the names."""


def entrusted(text: str) -> Iterator[Appointment]:
    """Yield who does something with the help of whom, and who is asked to do it."""
    if "会同" not in text and "请" not in text:
        return
    for match in _ENTRUSTED.finditer(text):
        start, last = match.span("names")
        units, end = _names_before_work(text, start, last)
        if units is None:
            continue
        leads = text.startswith("牵头", end)
        role: tuple[str, Role] = ("牵头", "lead") if leads else (match["by"] or match["asked"], "responsible")
        first = whole_part(text, *(match.span("main") if match["main"] else (start, end)), *role)
        if first is None:
            continue
        parts = [first]
        if match["main"]:
            parts.append(RoleUnits(WITH, "support", units, start, end))
        elif text.startswith(WITH, end):  # 请市公安局会同市城管局做好疏导
            begin = end + len(WITH)
            helpers, stop = charged_units(text, begin, last)
            if helpers:
                parts.append(RoleUnits(WITH, "support", helpers, begin, stop))
                end = stop
        yield Appointment(first.start, end + len("牵头") * leads, tuple(parts))


def _names_before_work(text: str, start: int, end: int) -> tuple[UnitList | None, int]:
    return units_before(text, start, end, lambda at, _: end - at >= _LEAST_WORK)
