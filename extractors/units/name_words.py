"""Words of unit names: their suffixes, names without a level mark, and words that no name contains."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import entries, words_of
from schemas.unit import UnitKind

_PUSHING = r"(?<=推进)(?:中心|[局办处组委部]$|专班|工作)"
"""Endings of names that contain 推进, which is otherwise a verb: 市城市更新推进中心."""


PAIRED_LEVELS = lazy_pattern(
    r"(?:乡镇|镇[街乡]|街[镇乡]|县[区市]|[区市]县)(?:[街级](?!道)|道)?(?:(?:人民)?(?:政府|党委)|街道|办事处|办|$)"
)
"""Two levels of one name: 所在乡镇人民政府 are not 所在乡 and 镇人民政府."""


class SuffixRule(NamedTuple):
    """The rule for names with one suffix; for the fields see unit_suffixes.yml."""

    kind: UnitKind
    least: int
    one: str
    alone: bool
    prefixed: bool
    subordinate: bool
    needs_level: bool
    long: bool
    excluded: tuple[str, ...]


@cache
def suffixes() -> Mapping[str, tuple[SuffixRule, ...]]:
    """Return the rules of each suffix."""
    found: dict[str, tuple[SuffixRule, ...]] = {}
    for entry in entries("unit_suffixes"):
        for suffix in entry["suffixes"]:
            alone = entry.get("alone", False)
            rule = SuffixRule(
                kind=entry["kind"],
                least=entry.get("min", 2),
                one=entry.get("one", ""),
                alone=alone is True or (isinstance(alone, list) and suffix in alone),
                prefixed=entry.get("prefixed", False),
                subordinate=entry.get("sub", False),
                needs_level=entry.get("level", False),
                long=entry.get("long", False),
                excluded=tuple(entry.get("not", ())),
            )
            found[suffix] = (*found.get(suffix, ()), rule)
    return found


@cache
def suffix_lengths() -> tuple[int, ...]:
    """Return the lengths of the suffixes, longest first."""
    return tuple(sorted({len(suffix) for suffix in suffixes()}, reverse=True))


@cache
def last_characters() -> frozenset[str]:
    """Return the characters that complete names end with, brackets and quotes aside; all others end none."""
    words = (*words_of("unit_words", "collective"), *suffixes(), *known_kinds())
    return frozenset(word[-1] for word in words) | frozenset("省市县区州师团府委会门位室")


@cache
def known_kinds() -> Mapping[str, UnitKind]:
    """Return the kind of each name in known_units.yml, by the name without level mark."""
    names: dict[str, UnitKind] = {}
    for entry in entries("known_units"):
        for name in (entry["name"], *entry["aliases"]):
            names[name.removeprefix("~")] = entry["kind"]
    return names


@cache
def reference_phrases() -> frozenset[str]:
    """Return the pieces of lists that refer to units named elsewhere: 各责任单位."""
    return frozenset(words_of("not_units", "phrase"))


@cache
def bad_name() -> re.Pattern[str]:
    """Return a pattern for text that starts with, or contains, words that no name has."""
    start, inside = ("|".join(words_of("not_units", kind)) for kind in ("start", "inside"))
    return lazy_pattern(rf"(?:{start})|.*(?:{inside})(?!{_PUSHING})")


@cache
def bad_start() -> re.Pattern[str]:
    """Return a pattern for words that no name starts with, however long it is: verbs without a level mark before them."""
    return lazy_pattern("|".join(words_of("not_units", "start")))


@cache
def name_openings() -> tuple[str, ...]:
    """Return the words and names, none of them a level mark, that a name of a unit may begin with."""
    return ("各", *words_of("unit_words", "own_name"), *proper_names())


@cache
def opening_characters() -> frozenset[str]:
    """Return the characters that names with a mark of their level, or one of these words, begin with."""
    return frozenset(word[0] for word in ("团", *words_of("unit_words", "level"), *name_openings()))


@cache
def proper_names() -> tuple[str, ...]:
    """Return the known names that have no level mark."""
    return tuple(
        name
        for entry in entries("known_units")
        if not entry["name"].startswith("~")
        for name in (entry["name"], *entry["aliases"])
    )
