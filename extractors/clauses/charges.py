"""Find units that prose charges with work without a verb of a role: 由市财政局会同市税务局制定办法 · 市水利局为牵头单位."""

import re
from collections.abc import Iterator

from extractors.clauses.appointments import Appointment, whole_part
from extractors.clauses.parts import RoleUnits
from extractors.clauses.stated_rules import find_rules
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of
from schemas.responsibility import Role

_NAMES = r"[^。；;！!，,：:\n（）()]{2,60}?"
_OPENS = r"(?:^|(?<=[。；;！!，,：:\n]))\s*"
_CHARGED = lazy_pattern(
    rf"""
    {_OPENS}(?: [^。；;！!，,：:\n（）()]{{0,20}}(?<!自)由(?P<by>{_NAMES})会同(?P<helpers>{_NAMES}) | 请(?P<asked>{_NAMES}) )
    (?:等(?:相关|有关)?(?:部门|单位))?
    (?: (?P<lead>牵头)
      | (?= 要|尽快|抓紧|及时|认真|立即 | [于在](?:20\d\d年|今年|年|\d{{1,2}}月)
          | {any_of("openers", "opener")} | {any_of("not_units", "act")} | 研究|组织|核实|负责 ) )
    """,
    re.X,
)
"""由市财政局会同市税务局制定办法 · 请市水利局于9月30日前完成整改."""
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
        main = "asked" if match["asked"] else "by"
        word = "请" if match["asked"] else "由"
        label: tuple[str, Role] = ("牵头", "lead") if match["lead"] else (word, "responsible")
        parts = [whole_part(text, *match.span(main), *label)]
        if match["helpers"]:
            parts.append(whole_part(text, *match.span("helpers"), "会同", "support"))
        known = tuple(part for part in parts if part)
        if len(known) == len(parts):
            yield Appointment(match.start(main), match.end(), known)


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
