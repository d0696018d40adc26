"""Complete the names of a list that share a part with others: 区政务办、经委 → 区经委; 南沙、天河区政府 → 南沙区政府."""

import re
from functools import cache

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import entries, words_of
from extractors.units.divisions import city_at
from extractors.units.names import is_complete, parse

_SHARING = ("department", "party", "judiciary", "mass_organisation")
_SHARED_END = lazy_pattern(
    r"[一-鿿]{2,6}?(?P<level>新区|区|市|县|镇|乡|州|旗|街道)(?P<organ>(?:人民政府|政府|管委会|人民法院|法院|办事处)?)"
)
_COMMITTEE = lazy_pattern(r"(?P<places>.*[省市县区州旗盟乡镇街道）〕)])党?委")
"""The party committee of a place or of all places of a level."""
_PLACE = lazy_pattern(r"[一-鿿]{1,6}(?:自治[县旗州]|[区县市旗盟])")
"""A place with the word of its level: 东山区."""
_ZONE = ("高新区", "经开区", "开发区", "园区", "示范区", "新区", "合作区", "管委会")
_SHORT = lazy_pattern(r"[一-鿿]{1,3}[^市县区旗盟]")
"""A place without the word of its level: 南沙, but not 正蓝旗, which is complete."""


@cache
def trades() -> frozenset[str]:
    """Return what follows level or place in the names of known_units.yml (财政局, 生态环境局)."""
    return frozenset(
        name.removeprefix("~")
        for entry in entries("known_units")
        for name in (entry["name"], *entry["aliases"])
        if name.startswith("~")
    )


def begins_with_place(name: str) -> bool:
    """Return whether a name starts with a place of two to four characters, followed by a trade (江北 + 生态环境局)."""
    return name not in trades() and any(name[at:] in trades() for at in (2, 3, 4))


def complete_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names with the level printed at an earlier one, or the ending printed at a later one."""
    return _shared_ends(_shared_levels(_governments(names)))


def _governments(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give a government the places of the party committee before it: 各县区党委、政府 → 各县区政府."""
    full = list(names)
    for at in range(1, len(names)):
        committee = _COMMITTEE.fullmatch(names[at - 1])
        if committee and names[at] in ("政府", "人民政府"):
            full[at] = committee["places"] + names[at]
    return tuple(full)


def _shared_levels(names: tuple[str, ...]) -> tuple[str, ...]:
    level, full = "", []
    for name in names:
        parsed = parse(name)
        if parsed is None or parsed.kind == "collective":
            full.append(name)
        elif parsed.prefix:
            level = parsed.prefix if parsed.prefix in ("师市", *"区市省县州旗盟") else level
            full.append(name)
        elif (
            level
            and (parsed.kind in _SHARING or name in trades())
            and not begins_with_place(name)
            and not _named_place(name)
            and not parsed.suffix.startswith(tuple("省市区县州旗盟"))  # 团省委 has its own level
        ):
            full.append(level + name)
        else:
            full.append(name)
    return tuple(full)


def _named_place(name: str) -> bool:
    return (
        city_at(name) is not None
        or bool(re.match(r"[一-鿿]{2,4}?[省市县州](?!场|政|容|民)", name))
        or name.startswith(("中国", "国家", *words_of("unit_words", "own_name")))
    )


def _shared_ends(names: tuple[str, ...]) -> tuple[str, ...]:
    """Add the ending that a later name prints for all: 南沙、天河区政府 · 东山区、北岭县人民政府."""
    full = list(names)
    end: re.Match[str] | None = None
    for at in range(len(names) - 2, -1, -1):
        if not full[at + 1].endswith(_ZONE):  # a zone among districts does not share their ending
            end = _SHARED_END.fullmatch(full[at + 1])
        if end is None or is_complete(names[at]):
            continue
        if _PLACE.fullmatch(names[at]):
            full[at] = names[at] + end["organ"]
        elif _SHORT.fullmatch(names[at]):
            full[at] = names[at] + end["level"] + end["organ"]
    return tuple(full)
