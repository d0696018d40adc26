"""Read genre, period and place from a title."""

import re
from functools import cache

from extractors.language import five_year_plans
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import key
from extractors.lexicon import any_of, entries
from schemas import Period

_TRAILING = lazy_pattern(r"[（(〔\[［][^（）()〔〕\[\]［］]*[）)〕\]］]$")
_FIVE_YEARS = lazy_pattern(
    rf"""
      {five_year_plans.QUOTE}(?P<quoted>{five_year_plans.ORDINAL})五{five_year_plans.QUOTE}                # “十四五”生态环境保护规划
    | (?P<plain>{five_year_plans.BARE_ORDINAL})五(?=规划|时期|发展)   # 十四五规划
    | 第(?P<full>{five_year_plans.ORDINAL})个五年                     # 国民经济和社会发展第十四个五年规划
    """,
    re.X,
)
_RANGE = lazy_pattern(r"((?:19|20)\d{2})年?(?:-|至|到)((?:19|20)?\d{2})年?")
_YEAR = lazy_pattern(r"((?:19|20)\d{2})(?:年|年度)")

_NATIONAL = lazy_pattern(r"^(?:国务院|国家|中共中央|中央|中华人民共和国|全国|最高人民)")
_MINISTRY = lazy_pattern(r"^[\u4e00-\u9fff]{2,9}部(?:办公厅)?$")
_GOVERNED = lazy_pattern(r"^([\u4e00-\u9fff]{2,30}?)(?:人民)?政府")
_CHAIN = lazy_pattern(
    r"""
    ^(?:(?P<province>.{2,9}?(?:省|自治区|特别行政区)))?
     (?:(?P<city>.{1,9}?(?:市|自治州|州(?!市)|盟|地区)))?
     (?:(?P<county>.{1,9}?(?:区|县|旗|市)))?
     (?:(?P<town>.{1,6}?(?:镇|乡|街道)))?$
    """,
    re.VERBOSE,
)
_COMMON = f"(?:{any_of('unit_words', 'no_county')})"
# A title or the name of an office starts with its place; a topic follows, so a second level counts only if it is short.
_OPENING = lazy_pattern(
    rf"""
    ^(?:中共)?
     (?P<province>[\u4e00-\u9fff]{{2,3}}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区)?
     (?P<city>[\u4e00-\u9fff]{{2,10}}?自治州|(?:(?![区县旗])[\u4e00-\u9fff]){{2,5}}?市|[\u4e00-\u9fff]{{2,4}}(?:盟|地区))?
     (?P<county>(?<=自治州)[\u4e00-\u9fff]{{2,3}}市|[\u4e00-\u9fff]{{2}}新区
        |(?!城区|[\u4e00-\u9fff]{{0,3}}{_COMMON}区)[\u4e00-\u9fff]{{1,3}}?(?:区|县|旗))?
    """,
    re.VERBOSE,
)
_BRANCH = lazy_pattern(rf"^(?:{any_of('unit_words', 'regulator')})")
"""Before the place of a branch: 国家税务总局某某省税务局."""
_ZONE = lazy_pattern(rf"^([\u4e00-\u9fff]{{2,14}}(?:{any_of('unit_words', 'zone')})(?:开发)?区)(?:管理委员会|管委会)")
_YEAR_FIRST = lazy_pattern(r"^(?:19|20)\d{2}年?度?")
_NATION_TITLE = lazy_pattern(rf"^(?:{five_year_plans.QUOTED})?(?:国家|全国|中华人民共和国)")
_NOT_A_PLACE = lazy_pattern(rf"^(?:[全我本各][省市县区]|{any_of('phrases', 'no_place')})")


def without_brackets(title: str) -> str:
    """Remove brackets at the end: （2023—2025年）, （试行）."""
    while (shorter := _TRAILING.sub("", title)) != title:
        title = shorter
    return title


@cache
def genre_nouns() -> tuple[str, ...]:
    """Return the nouns that titles end in, longest first."""
    return tuple(sorted((entry["noun"] for entry in entries("genres")), key=len, reverse=True))


@cache
def plan_nouns() -> tuple[str, ...]:
    """Return the nouns that the title of a carried plan ends in."""
    return tuple(entry["noun"] for entry in entries("genres") if entry.get("plan"))


@cache
def carrier_nouns() -> tuple[str, ...]:
    """Return the nouns that the title of an issuing document ends in."""
    return tuple(entry["noun"] for entry in entries("genres") if entry.get("carrier"))


def genre(title: str) -> str:
    """Return the longest noun of the lexicon that the title ends in, ignoring brackets at the end; "" if there is none."""
    stem = without_brackets(title)
    return next((noun for noun in genre_nouns() if stem.endswith(noun)), "")


def is_plan_title(title: str) -> bool:
    """Return whether the title ends in the noun of a plan."""
    return without_brackets(title).endswith(plan_nouns())


def is_issued_title(title: str) -> bool:
    """Return whether the title ends like one, though not like that of an issuing document: 《报告》责任分解 is one too."""
    return genre(title) not in ("", *carrier_nouns())


def period(title: str) -> Period:
    """Return the years in a title, or those of the five-year plan in it; 三年行动 alone gives none."""
    text = key(title)
    if span := _RANGE.search(text):
        first, last = span.groups()
        return Period(start=int(first), end=int(last if len(last) == 4 else first[:2] + last))
    if five := _FIVE_YEARS.search(title):
        start, end = five_year_plans.years(five[five.lastgroup or 0])
        return Period(start=start, end=end)
    years = [int(year) for year in _YEAR.findall(text)]
    return Period(start=years[0], end=years[0]) if years else Period()


def _place_of_government(name: str) -> str | None:
    """Return the lowest place before 人民政府: 上海市青浦区人民政府办公室 → 青浦区."""
    head = _GOVERNED.match(name)
    chain = head and _CHAIN.match(head.group(1))
    if not chain:
        return None
    return next((part for part in reversed(chain.groups()) if part), None)


def _opening_place(text: str) -> str | None:
    """Return the lowest place at the start of a name or title."""
    found = _OPENING.match(_YEAR_FIRST.sub("", text))
    if not found:
        return None
    parts = [part for part in found.groups() if part and not _NOT_A_PLACE.match(part)]
    return parts[-1] if parts else None


def place(issuers: tuple[str, ...], title: str) -> str | None:
    """Return the place that the plan belongs to, 国家 for the nation; None if neither issuers nor title say it."""
    for name in issuers:
        if (branch := _BRANCH.sub("", name)) != name and (found := _opening_place(branch)):
            return found
        if _NATIONAL.match(name):
            return "国家"
        if found := _place_of_government(name) or _opening_place(name) or ("国家" if _MINISTRY.match(name) else None):
            return found
    if _NATION_TITLE.match(title):
        return "国家"
    zones = (zone[1] for name in issuers if (zone := _ZONE.match(name)))
    return _opening_place(title) or next(zones, None)
