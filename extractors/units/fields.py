"""Bodies that a text names by their field alone: 教育部门, 卫生健康主管部门, 公安机关; in lists 公安、住建、城管等部门."""

import re
from functools import cache, lru_cache

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.lexicon import any_of, entries, words_of

_CLASS = lazy_pattern(r"(?:委员会|办公室|分局|[局厅委办])$")
_BODY = r"(?:行政)?(?:(?:综合)?执法|监督管理|主管|管理|监管)?部门"
_AFTER_OPEN = lazy_pattern(rf"等?(?:各?(?:有关|相关|行业)*)(?:{_BODY}|单位)(?![一-鿿])")
LEAST = 2
"""Characters of the word for a field."""


@cache
def fields() -> frozenset[str]:
    """Return the words for fields: those in the names of known_units.yml (教育 of 教育局), and others."""
    names = (name for entry in entries("known_units") for name in (entry["name"], *entry["aliases"]))
    stems = {_CLASS.sub("", name[1:]) for name in names if name.startswith("~") and _CLASS.search(name)}
    return frozenset(stem for stem in stems if len(stem) >= LEAST) | frozenset(words_of("unit_words", "field"))


@cache
def _of_field() -> re.Pattern[str]:
    place = rf"(?:各级|各地|当地|属地|地方|所在地|本级|县级以上(?:地方)?|(?:{any_of('unit_words', 'level')})[级直]?)?"
    field = f"(?:{alternatives(fields())})"
    organ = f"(?:{alternatives(words_of('unit_words', 'field_of_organ'))})机关"
    return lazy_pattern(rf"{place}(?:{field}(?:[和及与]?{field})*{_BODY}|{organ})")


@lru_cache(maxsize=4096)
def is_of_field(name: str) -> bool:
    """Return whether a name is that of a body by its field alone."""
    return name.endswith(("部门", "机关")) and _of_field().fullmatch(name) is not None


def is_field_of_bodies(name: str, after: str) -> bool:
    """Return whether a text is the word for a field before 等部门: 城管 + 等部门."""
    return name in fields() and _AFTER_OPEN.fullmatch(after) is not None


def shared_bodies(names: tuple[str, ...], open_text: str | None) -> tuple[str, ...]:
    """Return the names with the word for a body that a later name, or the text after 等, prints: 公安、住建部门 → 公安部门."""
    shares = open_text is not None and _AFTER_OPEN.fullmatch(open_text) is not None
    full = list(names)
    for at in range(len(names) - 1, -1, -1):
        if shares and full[at] in fields():
            full[at] += "部门"
        elif full[at] not in fields():
            shares = is_of_field(full[at])
    return tuple(full)
