"""Which stretches of a clause name bodies: whole names, offices, short names behind a label, lists of units alone."""

from extractors.clauses.parts import Content
from extractors.clauses.role_phrases import ClauseKey
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, words_of
from extractors.units.fields import is_of_field
from extractors.units.lists import UnitList, UnitMention, split_units
from extractors.units.names import is_complete, is_office, kind_of

BODY_NOUNS = ("单位", "部门", "处室", "科室", "主体", "机构")
"""What an unknown label of units ends in: 某某单位：."""
LONGEST_UNKNOWN = 12
"""Characters of a name that the grammar does not know, in a list without any that it knows."""

_EACH = lazy_pattern(rf"各(?!{any_of('not_units', 'each')})[一-鿿]{{2,5}}(?<![项类种级])")
_CLASS = lazy_pattern(r"(?![省市区县州盟旗])[一-鿿]{0,2}(?:政府|学校|高校|医院|企业)")
_PASSED = lazy_pattern("[经报送向给将](?=[省市区县州盟旗])|组成|成立")


def is_whole_or_office(mention: UnitMention) -> bool:
    """Return whether a mention is the complete name of a unit, an office of one, or all offices of a kind: 各分场."""
    return mention.complete or is_office(mention.name) or _EACH.fullmatch(mention.name) is not None


def lists_short_names(content: Content) -> bool:
    """Return whether a label of bodies has only short names, none of which the grammar knows: 责任单位：甲乙站、丙丁所."""
    names = [mention.name for part in content.parts for mention in part.units.mentions]
    labelled = all(part.label.endswith(words_of("roles", "noun")) for part in content.parts)
    return bool(names) and labelled and not content.unread and max(map(len, names)) <= LONGEST_UNKNOWN


def names_bodies(text: str, key: ClauseKey, stop: int, beside: bool) -> bool:
    """Return whether an unknown label (某某单位：) is followed only by complete names of units.

    ``beside``: known labels stand before it, so that it need not say that they are bodies (主办：…；督办人：…).
    """
    if not (beside or key.label.endswith(BODY_NOUNS)) or key.label.startswith(words_of("not_units", "label")):
        return False
    return lists_bodies(text, key.end, stop)


def lists_bodies(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a list of complete names of units and of their offices, and nothing else."""
    units = split_units(text, start, end)
    return bool(units.mentions) and not units.unread and all(map(is_whole_or_office, units.mentions))


def lists_units(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a list of complete names of units and nothing else."""
    units = split_units(text, start, end)
    return bool(units.mentions) and not units.unread and all(mention.complete for mention in units.mentions)


def are_whole(units: UnitList) -> bool:
    """Return whether a list has complete names of units alone."""
    return bool(units.mentions) and all(m.complete for m in units.mentions) and not units.unread and not units.ignored


_LOCATED = lazy_pattern(r"(?!.*(?:各|有关|部门|单位))[一-鿿]{0,8}?(?:所在|属地|当地)")
"""The one body in whose area something is: 项目所在地乡镇人民政府, 属地街道办事处."""


def are_particular(units: UnitList) -> bool:
    """Return whether no unit of a list is a class of actors (各区政府); those named by their field, or by where something is, are none."""
    return not any(map(_is_class, units.mentions)) and all(
        kind_of(u.name) != "collective" or is_of_field(u.full) or _LOCATED.match(u.name) for u in units.mentions
    )


def _is_class(unit: UnitMention) -> bool:
    """Return whether a name is that of any body of a class (政府, 民办学校), or has words before it (方案经市生态环境局)."""
    passed = unit.name[0] == "经" and is_complete(unit.name[1:])
    return passed or _CLASS.fullmatch(unit.name) is not None or _PASSED.search(unit.name) is not None
