"""Find units that prose charges with work without a verb of a role: 由市财政局会同市税务局制定办法 · 市水利局为牵头单位."""

import re
from collections.abc import Iterator

from extractors.clauses.appointments import whole_part
from extractors.clauses.charged import WITH, charged_units
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.clauses.stated_rules import find_rules
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of
from extractors.units.lists import split_units
from extractors.units.names import last_character
from schemas.responsibility import Role

_NAMES = r"(?:[^。；;！!，,：:\n（）()]|（[^（）。；]{2,12}）){2,60}?"
_OPENS = r"(?:^|(?<=[。；;！!，,：:\n]))\s*"
_CHARGED = lazy_pattern(
    rf"""
    {_OPENS}(?: [^。；;！!，,：:\n（）()]{{0,20}}(?<!自)(?P<by>由)(?P<main>{_NAMES})会同 | (?P<asked>请)(?![示求教假款问愿调缨辞]) )
    (?P<names>[^。；;！!，,：:\n]{{4,90}})
    """,
    re.X,
)
"""由市财政局会同市税务局制定办法 · 请市水利局于9月30日前完成整改. The names are followed by the work. Without 由, 会同 says how bodies
work together, not whose work an item is."""
_AND_OTHERS = lazy_pattern("等(?:相关|有关)?(?:部门|单位)")
_LEAST_WORK = 2
"""Characters of the work behind the names."""
_NAMED_AS = lazy_pattern(
    rf"{_OPENS}(?P<units>{_NAMES})(?:均|都)?(?:为|是)"
    rf"(?P<label>(?P<stem>{alternatives(role_words('label'))})(?:{any_of('roles', 'noun')}))(?=[，,。；;\n]|$)"
)
"""市水利局为牵头单位."""
_MAY_NAME = lazy_pattern(rf"[为是](?:{alternatives(role_words('label'))})")


def charged(text: str) -> Iterator[Appointment]:
    """Yield who does something with the help of whom, and who is asked to do it."""
    if "会同" not in text and "请" not in text:
        return
    for match in _CHARGED.finditer(text):
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


def named_as(text: str) -> Iterator[Appointment]:
    """Yield what units are: 市水利局为牵头单位，市财政局、市住建局为配合单位, those of one sentence together."""
    if not _MAY_NAME.search(text) or find_rules(text):
        return
    together: list[RoleUnits] = []
    end = 0
    for match in _NAMED_AS.finditer(text):
        part = whole_part(text, *match.span("units"), match["label"], role_words("label")[match["stem"]])
        if part is None:
            continue
        if together and text[end : match.start("units")].strip("，,；; "):
            yield Appointment(together[0].start, end, tuple(together))
            together = []
        together.append(part)
        end = match.end()
    if together:
        yield Appointment(together[0].start, end, tuple(together))
