"""Find the bodies that an item opens with, before its work: （三）县水利局6月底前完成加固 · 5.市妇联组织家长培训，市教育局抓好课堂."""

import re
from collections.abc import Iterator
from functools import cache

from extractors.clauses.agents import going_on
from extractors.clauses.appointments import whole_part
from extractors.clauses.bodies import are_particular
from extractors.clauses.charged import WITH, charged_units, units_before
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.lexicon import any_of, entries
from extractors.units.lists import UnitList
from extractors.units.names import is_complete, last_character, parse

_FIRST = lazy_pattern(r"\s*(?P<clause>[^。；;！!，,：:\n（）()]{5,120})")
_NO_WORK = lazy_pattern(r"了|过(?![程境滤关硬半期度剩冬户])|已经?(?![建有])|近年|以来|同期|召开|解释|政府采购|\.{3}|…")
"""What a body has done, and what is no work."""
NOMINAL = lazy_pattern(rf"(?:{any_of('phrases', 'nominal')})(?:\d[\d.]*[^，。；\d]{{0,5}}|全覆盖)?$")
MAY_NAME = lazy_pattern(any_of("phrases", "may_name"))
_SENTENCE_END = lazy_pattern(r"[。！!\n]|$")
_LONGEST_LIST = 60
_COUNTED = alternatives(e["word"] for e in entries("commitments") if e["part"] == "verb")
_COUNTED_WORK = lazy_pattern(rf"(?:每(?:年|季度|月|半年))?(?:{_COUNTED})(?!率)")
_DIGIT = lazy_pattern(r"\d")
_BODIES = ("department", "party", "mass_organisation", "government", "public_institution", "enterprise", "judiciary")


@cache
def _before_count() -> re.Pattern[str]:
    """Return an expression for the last character of a name before the work that is counted: few clauses have it."""
    return lazy_pattern(last_character().pattern + _COUNTED_WORK.pattern)


def opening_work(text: str, start: int) -> Iterator[Appointment]:
    """Yield the bodies that ``text[start:]`` opens with, and those that go on in its sentence.

    Their work must be a known one, or counted; behind other verbs it is not certain that the words are not of the name.
    """
    match = _FIRST.match(text, start)
    if match is None or _NO_WORK.search(match["clause"]):
        return
    left, end = match.span("clause")
    parts = _helped(text, left, end) or _alone(text, left, end)
    if (
        not parts
        or names_work(text, parts[-1].end, end)
        or (is_complete(match["clause"]) and not _DIGIT.search(match["clause"]))
    ):
        return
    yield Appointment(left, parts[-1].end, parts)
    stop = _SENTENCE_END.search(text, end)
    yield from going_on(text, end, stop.start() if stop else len(text), label="")


def names_work(text: str, start: int, end: int) -> bool:
    """Return whether the words behind a body are the name of work that is done to it or by it: 县图书馆|建设项目."""
    return NOMINAL.search(text, start, end) is not None and MAY_NAME.match(text, start, end) is not None


def _alone(text: str, start: int, end: int) -> tuple[RoleUnits, ...]:
    units, at = _before_work(text, start, end)
    return (RoleUnits("", "responsible", units, start, at),) if units and _are_certain(units) else ()


def _helped(text: str, start: int, end: int) -> tuple[RoleUnits, ...]:
    """Read A会同B before their work: B helps."""
    both = text.find(WITH, start, end)
    if both <= start:
        return ()
    first = whole_part(text, start, both, "", "responsible")
    begin = both + len(WITH)
    helpers, stop = _before_work(text, begin, end)
    if first is None or helpers is None or not (_are_certain(first.units) and are_particular(helpers)):
        return ()
    return first, RoleUnits(WITH, "support", helpers, begin, stop)


def _before_work(text: str, start: int, end: int) -> tuple[UnitList | None, int]:
    """Return the units before the words on their work, or before work that is counted."""
    last = min(end, start + _LONGEST_LIST)
    units, at = charged_units(text, start, last, alone=False)
    if units is None and _before_count().search(text, start, last) and _DIGIT.search(text, start, end):
        return units_before(text, start, last, lambda _, behind: _COUNTED_WORK.match(text, behind, end) is not None)
    return units, at


def _are_certain(units: UnitList) -> bool:
    """Return whether all names of a list are those of particular bodies with a mark of their level."""
    names = [parse(unit.full) for unit in units.mentions]
    return are_particular(units) and all(name and name.prefix and name.kind in _BODIES for name in names)
