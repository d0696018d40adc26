"""Resolve the names in a plan to units. Names are merged only with evidence, never because they are similar."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from extractors.language.full_width import ONE_KIND_OF_BRACKET
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, entries, words_of
from extractors.units.names import adjoining, is_complete, parse
from extractors.units.places import ZONE, LevelAndPlace, level_and_place, mark
from schemas.unit import Unit, UnitKind

_BY_NAME = lazy_pattern(
    r"""
    (?P<long>[一-鿿A-Za-z0-9（）()]{3,40}?)
    [（(]\s*(?:以下|下)?(?:统称|简称)(?:为)?[：:]?\s*      # 某市投资促进中心（以下简称“投促中心”）
    [“"「]?(?P<short>[一-鿿]{2,12})[”"」]?\s*[)）]
    """,
    re.X,
)
_STATE_OWNED = lazy_pattern(any_of("unit_words", "state_owned"))
_YOUTH = lazy_pattern(r"共青团|团(?:自治区|[省市区县州旗盟])委$")
_PARTY = lazy_pattern(r"(?:省|市|区|县|州|旗|党)委(?:[^员]|$)")
_JOINING = lazy_pattern(r"[和与及、]")
_PLAIN = ONE_KIND_OF_BRACKET | dict.fromkeys(map(ord, '"「」『』')) | dict.fromkeys(map(ord, "－—–-"), "-")
_BANK = lazy_pattern(r"^(?:人民银行|人行)(?=.)")
"""Short names of the 中国人民银行 before the place of a branch."""
_AND = lazy_pattern(r"(?<=[一-鿿]{2})[和与及](?=[一-鿿]{2})")
_CLASSES = {"委员会": "委", "办公室": "办", "管理委员会": "管委会", "管委": "管委会"}


class _NameInPlan(NamedTuple):
    printed: str
    full: str
    located: LevelAndPlace


def resolve(
    names: Sequence[tuple[str, str]], place: str | None, text: str
) -> tuple[tuple[Unit, ...], Mapping[str, str]]:
    """Return the units that (printed, completed) names refer to, in order of first appearance, and unit ids by name.

    The ids are listed under both the printed and the completed name; if one printed name was completed in two ways, use
    the completed one. ``place`` is the place of the plan (None: unknown); ``text`` is searched for 以下简称.
    """
    entries_ = [_NameInPlan(printed, full, level_and_place(full, place)) for printed, full in dict.fromkeys(names)]
    groups = _groups(entries_, dict(_abbreviations(text)), place)
    units: list[Unit] = []
    ids: dict[str, str] = {}
    for group in groups:
        unit = _unit(group)
        units.append(unit)
        for entry in group:
            ids.setdefault(entry.printed, unit.id)
            ids[entry.full] = unit.id
    return _with_parents(units), ids


def _groups(found: list[_NameInPlan], short: Mapping[str, str], place: str | None) -> list[list[_NameInPlan]]:
    """Group the names of one body: the same name, a known pair, 以下简称 in the text, or an unambiguous abbreviation."""
    keys = {entry: _key(entry.located.name) for entry in found}
    for entry in found:
        long = short.get(entry.printed) or short.get(entry.full)
        if long:
            keys[entry] = _key(level_and_place(long, place).name)
    joined = _abbreviation_targets(set(keys.values()))
    own = {key: mark(place) + key for key in keys.values() if mark(place) + key in keys.values()}
    joined |= {key: joined.get(other, other) for key, other in own.items() if other != key}
    groups: dict[tuple[str, str | None], list[_NameInPlan]] = {}
    for entry, key in keys.items():
        place_of = place if key in own else entry.located.jurisdiction
        groups.setdefault((joined.get(key, key), place_of), []).append(entry)
    return list(groups.values())


@cache
def _known_bodies() -> Mapping[str, str]:
    return {
        alias: _of_class(alias, entry["name"])
        for entry in entries("known_units")
        for alias in (entry["name"], *entry["aliases"])
    }


def _of_class(alias: str, name: str) -> str:
    """Give the full name the class of the short one: 文旅厅 is a 厅, even if the name of the entry ends in 局."""
    if alias[-1] in "厅局" and alias[-1] != name[-1]:
        return name.removesuffix("局").removesuffix("厅").removesuffix("委员会") + alias[-1]
    return name


def body_name(name: str) -> str:
    """Return the full name of a body if the lexicon has it (区科委 → 区科学技术委员会), else the name itself."""
    return _key(name).replace("~", "")


def _key(name: str) -> str:
    """Return one string for all known names of a body: 市发改委 and 市发展改革委 → 市~发展和改革委员会."""
    name = _BANK.sub("中国人民银行", name.translate(_PLAIN))
    parsed = parse(name)
    if parsed is None:
        return name
    if name in _known_bodies():
        return _known_bodies()[name]
    prefix = parsed.prefix
    known = _known_bodies().get(f"~{name[len(prefix) :]}")
    if known:
        return prefix + known
    name = _AND.sub("", name)
    taxes = re.fullmatch(r"国家税务总局(.+?)税务局", name)
    return f"{mark(taxes[1])}~税务局" if taxes and mark(taxes[1]) and not ZONE.search(taxes[1]) else name


def _abbreviation_targets(keys: set[str]) -> dict[str, str]:
    """Map each abbreviation to the only longer name that it abbreviates: same level, same class, characters in order.

    Known bodies (with ~) are not abbreviations of others: 市公安局 does not abbreviate 市公安交通管理局.
    """
    joined: dict[str, str] = {}
    free = {key: parsed for key in sorted(keys) if "~" not in key and (parsed := parse(key))}
    # Each name is compared with those that have all of its characters, not with all names of a plan.
    having: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for key, parsed in free.items():
        for char in parsed.body:
            having[parsed.prefix, class_of(parsed.suffix), char].add(key)
    for key, parsed in free.items():
        each = [having[parsed.prefix, class_of(parsed.suffix), char] for char in set(parsed.body)]
        alike = set.intersection(*sorted(each, key=len)) if each else set()
        longer = list(islice((other for other in alike if other != key and abbreviates(key, other)), 2))
        if len(longer) == 1:  # an ambiguous abbreviation is a separate unit
            joined[key] = longer[0]
    return joined


def abbreviates(short: str, long: str) -> bool:
    """Return whether one name is an ordered abbreviation of another of the same level and suffix class."""
    one, other = parse(short), parse(long)
    if one is None or other is None or "collective" in (one.kind, other.kind) or len(short) >= len(long):
        return False
    if one.prefix != other.prefix or class_of(one.suffix) != class_of(other.suffix) or not one.prefix:
        return False
    body, longer = one.body, _JOINING.sub("", other.body)
    if len(body) < 2 or not longer.startswith(body[0]):
        return False
    rest = iter(longer)
    return all(char in rest for char in body)


def class_of(suffix: str) -> str:
    """Return the short form of a suffix, which stands for its class: 委员会 → 委."""
    return _CLASSES.get(suffix, suffix)


def _abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield (short, long) for NAME（以下简称SHORT）, with the longest complete name before the bracket."""
    if "简称" not in text:
        return
    for match in _BY_NAME.finditer(text):
        long = without_blanks(match["long"])
        whole = next((long[at:] for at in range(len(long) - 3) if is_complete(long[at:])), None)
        if whole and whole != match["short"]:
            yield match["short"], whole


def _unit(group: list[_NameInPlan]) -> Unit:
    names = [entry.located.name for entry in group]
    name = max(names, key=len)
    printed = dict.fromkeys(text for entry in group for text in (entry.printed, entry.full, entry.located.name))
    first = next(entry for entry in group if entry.located.name == name)
    return Unit(
        id=f"unit/{first.located.jurisdiction or '-'}/{body_name(name)}",
        name=name,
        aliases=tuple(text for text in printed if text != name),
        kind=kind(name),
        level=first.located.level,
        jurisdiction=first.located.jurisdiction,
    )


def kind(name: str) -> UnitKind:
    """Return the kind of unit that a name indicates; ``other`` if it indicates none."""
    parsed = parse(name)
    if parsed is None:
        if parts := adjoining(name):  # 市住建委市重大办: a committee and its office
            return kind(name[slice(*parts[0])])
        return "collective" if name.endswith("单位") or name.startswith("各") else "other"
    if _YOUTH.match(name):
        return "mass_organisation"
    if parsed.kind in ("department", "public_institution") and _PARTY.search(name) and len(name) > 2:
        return "party"
    if parsed.kind == "department" and name.startswith(words_of("unit_words", "regulator")):
        return "regulator"
    if parsed.kind == "enterprise" and _STATE_OWNED.search(name):
        return "state_enterprise"
    return parsed.kind


def _with_parents(units: list[Unit]) -> tuple[Unit, ...]:
    """Set the parent of units whose name starts with that of another: 区公安分局交警支队 is part of 区公安分局."""
    by_name = {name: unit for unit in units for name in (unit.name, *unit.aliases)}
    done = []
    for unit in units:
        parsed = parse(unit.name)
        parent = None
        if parsed and parsed.subordinate:
            parent = next(
                (by_name[unit.name[:at]] for at in range(len(unit.name) - 2, 2, -1) if unit.name[:at] in by_name), None
            )
        done.append(unit.model_copy(update={"parent": parent.id}) if parent and parent.id != unit.id else unit)
    return tuple(done)
