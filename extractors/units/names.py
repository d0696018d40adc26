"""The grammar of unit names: level or place, body, suffix (区 + 财政 + 局), and collective actors (各区人民政府)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, words_of
from extractors.units.fields import is_of_field
from extractors.units.name_words import (
    PAIRED_LEVELS,
    SuffixRule,
    bad_name,
    bad_start,
    known_kinds,
    last_characters,
    name_openings,
    opening_characters,
    reference_phrases,
    suffix_lengths,
    suffixes,
)
from schemas.unit import UnitKind

_LEVEL_OF_REFERENCE = lazy_pattern(r"^(?:[省市区县州盟旗]|自治区)[级直](?=各)")
"""In front of what refers to units named elsewhere: 市级各牵头部门."""
_ONE_ACTOR = lazy_pattern(r"^(?:各|有关|相关)|部门、单位$|^[县市区旗](?:、[县市区旗])+(?:人民)?政府")
"""Names of one actor that contain 、: 各市、县政府, 市直有关部门、单位."""
NO_LEVEL = any_of("unit_words", "no_level")
"""Alternatives that begin with a level and name none: 市场, 市容, 区域."""
_PREFIX = lazy_pattern(rf"团?(?!{NO_LEVEL})(?:{any_of('unit_words', 'level')})")
_PLACE = lazy_pattern(r"[一-鿿]{2,5}?(?:省|自治区|自治州|市|新区|区|县|州|盟|旗)(?=.)")
_BRACKETS = lazy_pattern(
    r"（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|〈[^〈〉]*〉|\[[^\[\]]*\]|【[^【】]*】|（[^（）()]*\)|\([^（）()]*）"
)
_OPENING = lazy_pattern(r"[（(〔〈\[【]")
_CLOSING = "）)〕〉]】“”\"‘’'《》"
_QUOTES = lazy_pattern(r"[“”\"‘’'《》]")
_PLAIN = lazy_pattern(r"[一-鿿〇A-Za-z0-9·－—-]{2,48}")
_COLLECTIVE = lazy_pattern(
    rf"""(?!.*机关工委$)                                       # 市直机关工委 is one body
        (?: {any_of("unit_words", "collective_opening")}      # 各区人民政府
          | 中?(?:市|省|区|县|州|盟|旗|兵团|师|央|国家)(?:人民政府|政府|委)?(?:直|级|属|各|有关|相关|驻)
          | [局厅委院校会]属 | 辖[区内]内? | [县市区省州]域内?各    # 局属各单位
          | (?:地方|当地|属地|所在地)(?:各级)?(?:人民政府|政府|党委)?(?:各|有关|相关)+ | 军队(?:各|有关|相关)  # 地方人民政府相关部门
          | (?:国务院|中央(?:和国家机关)?|党中央|自治区|自治州|[一-鿿]{{2,4}}(?:省|市|区|县))(?:人民政府|政府|党委)?(?:直属|直|级|属|各|有关|相关|其他)+ )         # 市级有关部门, 省政府各部门
        [一-鿿A-Za-z0-9]{{0,16}}?
        (?: {any_of("unit_words", "collective")} | (?<=各)师 )""",
    re.VERBOSE,
)
_OWN_LEVEL = lazy_pattern(r"(?:省|市|区|县|州|盟|旗)(?:直|级|属)(?:各|有关|相关|部门|单位|机关)")
_LEVEL_ENDS = ("县", "师", "市", "区", "州", "旗", "盟", "镇", "乡", "设")
_ORGANS = lazy_pattern(r"部门$|单位$|委$|办$|局$|机构$|处室$")
_TOWN_ENDS = ("镇", "乡", "街道", "街道办事处", "公司")
_GENERIC = lazy_pattern(r"(?:厅|局|委|院|部|校|区|市|省|县)(?:内|机关)(?:各|有关|相关)?(?:处室|科室|部门|单位)")
_OFFICE = lazy_pattern(r"[一-鿿]{2,10}(?:处|科|室|庭|处室|科室)(?:（[^（）]{2,10}）)?")
_BY_FIELD = lazy_pattern(
    r"各(?!项|任务|指标|工作|事项|相关|有关|责任)[一-鿿]{2,10}(?:牵头|主管|责任|实施|推进|配合|落实|主责)(?:部门|单位)"
)
"""The departments that lead one field each: 各产业链牵头部门."""
_STATIONED = lazy_pattern(r"驻[一-鿿]{1,2}")
_SEVERAL = lazy_pattern(
    rf"[一-鿿]{{2,8}}?[{ONE_TO_TEN}两]{{1,3}}[省市县区州](?:人民政府|政府|党委)?"
)  # 长株潭三市人民政府
_DIVISION = lazy_pattern(rf"(?:兵团)?第?[{ONE_TO_TEN}]{{1,3}}师(?:[一-鿿]{{2,5}}市)?")  # 第八师石河子市
_REGIMENT = lazy_pattern(rf"第?[{ONE_TO_TEN}百〇零\d]{{1,6}}团")  # 一八三团, a township of a division
_LEVELS_ALONE = lazy_pattern(  # 区县（市）政府
    rf"(?:{any_of('unit_words', 'paired_level')})[区市县州]?(?:级|直)?(?:人民政府|政府|部门|单位|管委会)"
)


class UnitName(NamedTuple):
    """The parts of a complete name. ``prefix`` is the printed level (区, 团市) or empty; places belong to the body."""

    prefix: str
    body: str
    suffix: str
    kind: UnitKind
    subordinate: bool = False


def without_brackets(name: str) -> str:
    """Remove bracket groups: 市商务局（自贸委） → 市商务局."""
    return _BRACKETS.sub("", name) if _OPENING.search(name) else name


def is_complete(name: str) -> bool:
    """Return whether the string is one complete unit name; white space is ignored."""
    return parse(without_blanks(name)) is not None


@cache
def _ends() -> frozenset[str]:
    """Return the characters that complete names may end with; no name ends with another."""
    return frozenset((*last_characters(), *_CLOSING))


@cache
def last_character() -> re.Pattern[str]:
    """Return an expression for the characters that complete names may end with."""
    return lazy_pattern(f"[{re.escape(''.join(sorted(_ends())))}]")


@lru_cache(maxsize=65536)
def parse(name: str) -> UnitName | None:
    """Parse a unit name without white space; None if it is not one complete name (but a piece, two names, prose)."""
    if name[-1:] not in _ends():
        return None
    bare = _QUOTES.sub("", without_brackets(name))
    if not bare or is_reference(name):
        return None
    joined = "、" in bare
    if joined:
        bare = bare.replace("、", "") if _lists_inside_quotes(name) or _ONE_ACTOR.search(bare) else bare
    if bare[-1:] not in last_characters() or not _PLAIN.fullmatch(bare):
        return None
    if _BY_FIELD.fullmatch(bare) or is_of_field(bare):
        return UnitName("", bare, "", "collective")
    if _STATIONED.fullmatch(bare):
        return None
    if _COLLECTIVE.fullmatch(bare) or _GENERIC.fullmatch(bare) or _LEVELS_ALONE.fullmatch(bare):
        apart = not joined and _cuts(bare)
        return None if bad_name().match(bare) or apart else UnitName("", bare, "", "collective")
    if _SEVERAL.fullmatch(bare):
        return UnitName("", bare, "", "collective")
    if _DIVISION.fullmatch(bare):
        return UnitName("", bare[:-1], bare[-1], "government")
    if _REGIMENT.fullmatch(bare):
        return UnitName("", bare[:-1], "团", "township")
    found = _PREFIX.match(bare)
    prefix = found.group() if found else ""
    for core in (bare, bare[len(prefix) :]):
        if core in known_kinds():
            return UnitName(bare[: len(bare) - len(core)], core, "", known_kinds()[core])
    result = next(filter(None, (_fits(bare, suffix, prefix, rule) for suffix, rule in _ending(bare))), None)
    return None if result is None or _cuts(bare) else result


def _ending(bare: str) -> Iterator[tuple[str, SuffixRule]]:
    rules = suffixes()
    for length in suffix_lengths():
        suffix = bare[-length:]
        if suffix in rules and length <= len(bare):  # hardly ever
            yield from ((suffix, rule) for rule in rules[suffix])


def _lists_inside_quotes(name: str) -> bool:
    return "“" in name and "、" not in re.sub(r"“[^”]*”", "", without_brackets(name))


def _fits(bare: str, suffix: str, prefix: str, rule: SuffixRule) -> UnitName | None:
    if len(prefix) > len(bare) - len(suffix):
        prefix = ""  # 区委: the prefix is part of the suffix
    body = bare[len(prefix) : len(bare) - len(suffix)]
    if prefix.startswith("团") and body and not body.startswith("委"):
        return None  # 团市委 has no other body: 集团 ends before 市城投集团
    if rule.needs_level and not prefix and not _PLACE.match(bare):
        return None
    if any(bare == prefix + word or (len(word) > len(suffix) and bare.endswith(word)) for word in rule.excluded):
        return None
    if (bad_start() if rule.long else bad_name()).match(bare):
        return None
    whole = not body and (rule.alone or (rule.prefixed and bool(prefix)))
    if not whole and len(body) < max(rule.least, 1) and not (len(body) == 1 and body in rule.one):
        return None
    if rule.long and not (prefix or len(body) >= 6 or _PLACE.match(bare)):
        return None
    return UnitName(prefix, body, suffix, rule.kind, rule.subordinate)


@lru_cache(maxsize=4096)
def is_reference(name: str) -> bool:
    """Return whether a piece of a list refers to units named elsewhere (各责任单位) or is a person, not a unit."""
    phrases = reference_phrases()
    named = name in phrases or _LEVEL_OF_REFERENCE.sub("", name) in phrases
    return named or name.endswith(words_of("not_units", "person"))


def is_class_of_actors(name: str) -> bool:
    """Return whether a name of four characters or more, which the grammar does not know, ends in a class: 科研院所."""
    classes = tuple(word for word in words_of("unit_words", "collective") if len(word) > 1)
    return len(name) > 3 and name.endswith(classes) and not bad_name().match(name)


def is_office(name: str) -> bool:
    """Return whether a name is that of an office inside the issuing body: 法规处, 信用监管科, 立案庭.

    Such a name counts as a unit only in a list before a verb.
    """
    return (
        _OFFICE.fullmatch(name) is not None
        and not bad_name().match(name)
        and not name.endswith(words_of("unit_words", "no_office"))
    )


def adjoining(text: str) -> tuple[tuple[int, int], ...]:
    """Split complete names printed without a separator: 上海交大区科委 → (0, 4), (4, 7).

    Return offsets in ``text``, which has no white space; empty if it is not a sequence of two or more names.
    """
    cuts = _cuts(text)
    return tuple(zip((0, *cuts), (*cuts, len(text)), strict=True)) if cuts else ()


@lru_cache(maxsize=8192)
def _cuts(text: str) -> tuple[int, ...] | None:
    if not 5 <= len(text) <= 120:  # two names have five characters at least; longer text is prose
        return None
    for last in last_character().finditer(text, 1, len(text) - 2):
        at = last.end()
        if PAIRED_LEVELS.match(text, at - 1):
            continue
        left, rest = text[:at], text[at:]
        if not (opens(rest) or left.endswith(_TOWN_ENDS)) or parse(left) is None:
            continue
        further = _cuts(rest)
        if further and joins_badly(left, rest[: further[0]]):
            return (at, *(at + cut for cut in further))
        if joins_badly(left, rest):
            return (at,)
    return None


def opens(text: str) -> bool:
    """Return whether a text starts like a unit name: with a level, 各, or a known name."""
    begins = text[:1] in opening_characters()  # hardly anywhere
    return begins and bool(_PREFIX.match(text) or _OWN_LEVEL.match(text) or text.startswith(name_openings()))


def joins_badly(left: str, right: str) -> bool:
    """Return whether two pieces without a separator are two names: both are complete, and the second is no part of the first."""
    first, second = parse(left), parse(right)
    if first is None or second is None or second.subordinate:
        return False
    if second.kind == "collective" and right.startswith("各"):
        return not ((first.kind == "government" or "驻" in left) and _ORGANS.search(right))
    if first.kind == "collective" and without_brackets(left).endswith(_LEVEL_ENDS):
        return bool(_OWN_LEVEL.match(right))
    return opens(right) or (first.suffix in _TOWN_ENDS and second.suffix in _TOWN_ENDS)


def kind_of(name: str) -> UnitKind:
    """Return the kind of unit that a printed name indicates; ``other`` if it indicates none."""
    found = parse(name)
    return found.kind if found else "other"
