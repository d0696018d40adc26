"""Find whom prose entrusts with work without a verb of a role: 由市财政局会同市税务局制定办法 · 请市水利局于9月30日前完成整改."""

import re
from collections.abc import Iterator

from extractors.clauses.appointments import whole_part
from extractors.clauses.charged import WITH, charged_units
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.language.patterns import lazy_pattern
from extractors.units.lists import split_units
from extractors.units.names import last_character
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
_AND_OTHERS = lazy_pattern("等(?:相关|有关)?(?:部门|单位)")
_LEAST_WORK = 2
"""Characters of the work behind the names."""


def entrusted(text: str) -> Iterator[Appointment]:
    """Yield who does something with the help of whom, and who is asked to do it."""
    if "会同" not in text and "请" not in text:
        return
    for match in _ENTRUSTED.finditer(text):
        end = _end_of_names(text, *match.span("names"))
        if end is None:
            continue
        leads = text.startswith("牵头", end)
        role: tuple[str, Role] = ("牵头", "lead") if leads else (match["by"] or match["asked"], "responsible")
        spans = [(match.start("names"), end, *role)]
        if match["main"]:
            spans = [(*match.span("main"), *role), (match.start("names"), end, "会同", "support")]
        first = whole_part(text, *spans[0])
        if first:
            parts = [first, *(_helpers(text, *span) for span in spans[1:])]
            if match["asked"] and text.startswith(WITH, end):  # 请市公安局会同市城管局做好疏导
                helpers, stop = charged_units(text, end + len(WITH), match.end("names"))
                parts += [RoleUnits(WITH, "support", helpers, end + len(WITH), stop)] if helpers else []
                end = stop if helpers else end
            yield Appointment(spans[0][0], end + len("牵头") * leads, tuple(parts))


def _helpers(text: str, start: int, end: int, label: str, role: Role) -> RoleUnits:
    """Return the units behind 会同, which may be whoever is concerned: 市财政局会同有关部门制定办法."""
    return RoleUnits(label, role, split_units(text, start, end), start, end)


def _end_of_names(text: str, start: int, end: int) -> int | None:
    """Return where the longest list of whole names ends that begins here and is not all; None if there is none."""
    for last in reversed([match.end() for match in last_character().finditer(text, start + 1, end - _LEAST_WORK)]):
        units = split_units(text, start, last)
        if units.mentions and not units.unread and all(mention.complete for mention in units.mentions):
            others = _AND_OTHERS.match(text, last)
            return others.end() if others else last
    return None
