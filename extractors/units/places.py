"""Find level and place of a named unit, from its name and from the place of the plan."""

import re
from typing import NamedTuple

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, words_of
from extractors.units.completion import trades
from extractors.units.divisions import city_at, provinces
from extractors.units.names import UnitName, adjoining, is_complete, parse
from schemas.unit import Level, UnitKind

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_LEVELS: tuple[tuple[str, Level], ...] = (
    ("国家", "national"), ("中央", "national"), ("全国", "national"), ("中国", "national"), ("国务院", "national"),
    ("自治区", "province"), ("省", "province"), ("兵团", "province"), ("自治州", "city"), ("州", "city"), ("盟", "city"), ("师", "city"),
    ("市", "city"), ("新区", "county"), ("区", "county"), ("县", "county"), ("旗", "county"), ("镇", "township"), ("乡", "township"),
)  # fmt: skip
_NAMED = lazy_pattern(
    r"""
    (?: 国家税务总局 | 共青团 | 中共 | 国网 | 中国人民银行 | 人民银行 | 人行 | 中国 )?         # 国网某市供电公司
    (?P<place>
        [一-鿿]{2,6}?
        (?: 自治区 | 自治州 | 省
          | 市(?!场|政(?!府|协|务|法)|容|民(?!政|委|族|宗))   # 某市政府, but 市场, 市政设施, 市容, 市民
          | 新区 | 区(?!域) | 县 | 盟 | 旗 ) )                # 某区, but 区域
    (?P<rest>[一-鿿].*)
    """,
    re.X,
)
_WITHIN = lazy_pattern(
    r"""
    (?P<higher>(?![省市区县])[一-鿿]{2,8}?(?:省|自治区|自治州|市(?!场|政|容|民)|州(?!市)|盟))
    (?P<lower>(?:(?![局委厅院会部处办])[一-鿿]){2,6}?(?:区(?!域)|县|旗|市(?!场|政|容|民)))
    (?=[一-鿿]{2})
    """,
    re.X,
)
"""A place within another at the head of a name: 云川市江北区财政局."""
_NO_PLACE = lazy_pattern(
    rf"""
      {any_of("unit_words", "zone")}   # 高新区 is a zone, not a county
    | (?<=[一-鿿]{{2}})城市                                                        # 东部新城市容中心
    | 有关|各                                                                      # 有关县, 各区
    | [{ONE_TO_TEN}两]市$                                                          # 两市
    """,
    re.X,
)
"""Words in an apparent place name that show that it is something else."""
ZONE = lazy_pattern(rf"(?:{any_of('unit_words', 'zone')})区$|(?:技术|产业|经济)开发区$")
_TAXES = "国家税务总局"
_LOCAL: frozenset[UnitKind] = frozenset(("collective", "township", "park", "public_institution"))
_BY_STEM: frozenset[UnitKind] = frozenset(
    (
        "department",
        "government",
        "judiciary",
        "mass_organisation",
        "party",
        "regulator",
        "enterprise",
        "state_enterprise",
    )
)
_CENTRAL = _BY_STEM - {"government", "enterprise"} | {"public_institution"}
"""Kinds that are national bodies if a national plan prints neither level nor place: 药监局, 审计署."""
_BRANCHES: frozenset[UnitKind] = frozenset(("regulator", "judiciary", "state_enterprise"))
"""Kinds whose bodies have the name of a city without its level: 长春海关, 玉溪银保监分局."""
_OF_NATION = lazy_pattern(rf"^(?:{any_of('unit_words', 'regulator')}|国网|人民银行|人行)")
_NATIONAL = ("中国", "国家", "国务院", "中央", "全国")


class LevelAndPlace(NamedTuple):
    """Level and place of a unit; in ``name``, the plan's own place is replaced by its level (闵行区科委 → 区科委)."""

    name: str
    level: Level | None
    jurisdiction: str | None


def mark(place: str | None) -> str:
    """Return the word for the level of a place: 闵行区 → 区, 中国 → 国家; "" for None or a place without one."""
    if place in ("中国", "全国", "国家"):
        return "国家"
    return place[-1] if place and place[-1] in "省市区县州旗盟镇乡" else ""


def level_and_place(full: str, place: str | None) -> LevelAndPlace:
    """Find level and place of a unit in a plan of ``place``. A department without a level belongs to the plan's place."""
    if (within := _within(full)) is not None:
        higher, lower = within
        located = level_and_place(full[len(higher) :], place)
        # another place of the same name may be meant elsewhere: the name keeps what it is within
        known = place in (higher, lower, located.jurisdiction)
        return located if known else located._replace(name=full)
    own, stem = mark(place), (place or "")[:-1]
    if place and own and full == f"共青团{place}委":
        full = f"团{own}委"
    if place and own and full.startswith(place) and len(full) > len(place):
        full = own + full[len(place) :]
    elif stem and full.startswith(own + stem):
        full = full[1:]  # the name has a place already, so it did not share the level: 县 + 江北生态环境局
    parsed = parse(full)
    if parsed is None and (parts := adjoining(full)):  # 市住建委市重大办: of the place of the first
        return level_and_place(full[slice(*parts[0])], place)._replace(name=full)
    if parsed is None:
        loose = full.startswith("各") or full.endswith(("单位", "部门"))
        return LevelAndPlace(full, None, place if loose or (own and stem in full) else None)
    if not parsed.prefix and own and parsed.kind != "park" and _levelless(full):
        full = own + full
        parsed = parse(full) or parsed
    named = _printed_place(full, parsed)
    level, jurisdiction = _level(full, parsed, named, place), None
    branch = bool(own) and stem in full and parsed.kind in _BY_STEM
    if named:
        jurisdiction = named
    elif parsed.prefix and not _national(full):
        own_level = bool(own) and parsed.prefix.endswith(own)
        province = provinces().get(place or "", "")
        jurisdiction = place if own_level else province if province.endswith(parsed.prefix) else None
    elif own and parsed.body in ("", "团") and parsed.kind in ("party", "government") and parsed.suffix.startswith(own):
        jurisdiction = place  # 市委, 团市委
    elif branch and place != "国家":
        level, jurisdiction = None, place
    elif parsed.kind in _BRANCHES and (city := city_at(_OF_NATION.sub("", full))):
        jurisdiction = city
    elif own == "国家" and parsed.kind in _CENTRAL:
        level, jurisdiction = "national", place
    elif not _national(full):
        local = _local(parsed) and (own != "国家" or parsed.kind == "collective")
        jurisdiction = place if local else None
    return LevelAndPlace(full, level, jurisdiction or ("国家" if level == "national" else None))


def _within(name: str) -> tuple[str, str] | None:
    """Return the place at the head of a name, and the one within it that follows; None where no two places stand there."""
    found = _WITHIN.match(name)
    if found is None or not is_complete(name[found.end("higher") :]):
        return None
    higher, lower = found.groups()
    if lower.endswith("区") and higher.endswith("州"):  # 杭州高新区: a city without the word for its level
        return None
    none = lower.endswith(tuple(f"{word}区" for word in words_of("unit_words", "no_district"))) or _NO_PLACE.search(
        lower
    )
    return None if none else (higher, lower)


def _national(name: str) -> bool:
    return name.startswith(_NATIONAL) and not name.startswith("中央商务")


def _local(parsed: UnitName) -> bool:
    """Return whether a name without level and place belongs to the plan's place: a township, a park, 新城公司."""
    if parsed.kind == "enterprise":
        if parsed.suffix in words_of("unit_words", "brand"):
            return False
        return "集团" not in parsed.body + parsed.suffix and parsed.suffix != "总公司"
    return parsed.kind in _LOCAL


def _printed_place(name: str, parsed: UnitName) -> str | None:
    """Return the place that a name contains in full (东山区人民政府, 国家税务总局东山市税务局), or None."""
    if parsed.kind == "collective" or (parsed.prefix and not name.startswith(_TAXES)):
        return None
    found = _NAMED.fullmatch(name)
    return found["place"] if found and not _NO_PLACE.search(found["place"]) else None


def _levelless(name: str) -> bool:
    """Return whether a name is only a trade, with the level implied (财政局, 法院)."""
    parsed = parse(name)
    return name in trades() or (
        parsed is not None
        and not parsed.body
        and parsed.kind != "collective"
        and not parsed.suffix.startswith(tuple("省市区县州"))
    )


def _level(name: str, parsed: UnitName, named: str | None, place: str | None) -> Level | None:
    if parsed.kind == "township":
        return "township"
    if parsed.kind == "park" and named and named.endswith("新区"):  # 两江新区管委会: a zone over several counties
        return None
    branch = _OF_NATION.sub("", name) not in ("", name)  # 国家税务总局某某开发区税务局
    printed = named or ("" if branch else parsed.prefix)
    if printed == "区" and place and ZONE.search(place):
        return None  # the organs of a zone, which is no county
    # 市 in a plan of Shanghai means the municipality, which has the rank of a province.
    if printed in MUNICIPALITIES or (printed.endswith("市") and place in MUNICIPALITIES and not named):
        return "province"
    if named and named.endswith("市") and place and mark(place) in ("市", "州", "盟") and place != named:
        return "city" if named in provinces() else "county"  # a city within another one is a county-level city
    central = _national(name) and not branch and parsed.kind not in ("enterprise", "institute")
    ministry = parsed.suffix == "部" and (place == "国家" or name in words_of("unit_words", "ministry"))
    if not printed and (central or ministry):
        return "national"
    if not printed and parsed.kind in ("party", "government") and parsed.suffix[:1] in "省市区县州师":
        printed = parsed.suffix[0]
    return next((level for end, level in _LEVELS if printed.endswith(end)), None) if printed else None
