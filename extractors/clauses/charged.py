"""The units that open a stretch of a sentence, before the words on what they do: 市教育局、市公安局等部门依法查处."""

import re
from collections.abc import Callable
from functools import cache

from extractors.clauses.bodies import are_whole
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of, words_of
from extractors.units.lists import UnitList, split_units
from extractors.units.names import last_character

WITH = "会同"
_DOES = (verb for verb, role in role_words("verb").items() if role == "responsible")
_VERBS = alternatives({*words_of("phrases", "charge"), *words_of("not_units", "act"), *_DOES})
_WORDS = rf"""
    (?: {any_of("roles", "modifier")} | {any_of("phrases", "manner")} | (?:按照?|根据|依据|结合)[^，。；的]{{1,10}}?
      | [于在]?(?:20\d\d年|今年|年|\d{{1,2}}月)[^，。；的]{{0,10}}?[前内] )*               # 于9月30日前
    (?: {_VERBS} )
    (?! [^，。；;\n]{{0,3}}的 | 人(?![选员才]) | 同志 | 解释 | 、 )                # 按职责依法查处, but not 组织实施的项目
    """
WORK = lazy_pattern(_WORDS, re.X)
OTHERS = lazy_pattern(r"(?:等?(?:各?有关|各?相关|各)(?:部门|单位|方面)|等(?:部门|单位))?")


@cache
def _before_work() -> re.Pattern[str]:
    """Return an expression for the last character of a name and the words on work behind it: few clauses have them."""
    return lazy_pattern(last_character().pattern + OTHERS.pattern + _WORDS, re.X)


def charged_units(text: str, start: int, end: int, alone: bool = True) -> tuple[UnitList | None, int]:
    """Return the units that open ``text[start:end]`` before the words on what they do, and where they end.

    ``alone``: they may also be all of it, with no such words.
    """
    if not alone and not _before_work().search(text, start + 1, end):
        return None, start

    def precedes_work(_: int, behind: int) -> bool:
        return (alone and behind == end) or WORK.match(text, behind, end) is not None

    return units_before(text, start, end, precedes_work)


def units_before(text: str, start: int, end: int, fits: Callable[[int, int], bool]) -> tuple[UnitList | None, int]:
    """Return the longest list of whole names that opens ``text[start:end]``, and where it ends; None if there is none.

    ``fits``: whether what follows may, from where the last name ends, and from where 等有关部门 behind it does.
    """
    for last in reversed([*last_character().finditer(text, start + 1, end)]):
        at = last.end()
        others = OTHERS.match(text, at, end)
        behind = others.end() if others else at
        if fits(at, behind):
            units = split_units(text, start, behind)
            if are_whole(units._replace(ignored=())):
                return units, behind
    return None, start
