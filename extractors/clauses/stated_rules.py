"""Find the rules that a document states for its own responsibility lists, and apply them to later clauses."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import words_of
from extractors.units.lists import SIGNS, UnitList, UnitMention, split_units

RuleName = Literal["first-leads", "before-comma-leads", "marked-leads", "responsible-leads", "also-responsible"]

_RULES: tuple[tuple[RuleName, re.Pattern[str]], ...] = (
    (  # 责任单位中列第一位者为牵头单位，其余为配合单位，下同
        "first-leads",
        lazy_pattern(
            r"""
            [（(]?(?:责任单位(?:中)?)?[，,]?
            (?:排|列|排名|排列|名列|位列|排序)?(?:在)?
            (?:第一(?:位|个|名)?|首位|最前面?)(?:的|者)?(?:责任)?(?:单位|部门)?(?:者)?
            (?:均)?(?:为|是|系)(?:总)?牵头(?:[或及和、][\u4e00-\u9fff]{2})?(?:责任)?(?:单位|部门)?
            (?:[，,]\s*其[余他][^，。；）)〕]{0,20})?(?:[，,]?\s*下同)?[）)]?
            """,
            re.X,
        ),
    ),
    (  # 逗号前为牵头单位，其余按职责分工负责，下同
        "before-comma-leads",
        lazy_pattern(
            r"""
            [（(]?逗号(?:之?前|前面)(?:的|者)?(?:单位|部门)?
            (?:均)?(?:为|是)牵头(?:责任)?(?:单位|部门)?
            (?:[，,]\s*(?:其[余他]|逗号(?:之?后|后面))[^，。；）)〕]{0,20})?(?:[，,]?\s*下同)?[）)]?
            """,
            re.X,
        ),
    ),
    (  # 带*的为牵头单位, 单位后标注“★”的为牵头单位
        "marked-leads",
        lazy_pattern(
            rf"""
            (?:[单部][位门](?:名称)?[前后]?)?(?:[以用])?(?:带有?|标[注有]?|加|注有|打)?
            [“"]?(?P<sign>[{SIGNS}])[”"]?号?(?:标[注记示])?(?:的|者)?(?:责任)?(?:单位|部门)?(?:者)?
            (?:均)?(?:为|是|系|表示|代表)(?:总)?牵头(?:责任)?(?:单位|部门)?
            """,
            re.X,
        ),
    ),
    (  # 无牵头单位的，责任单位即为牵头单位，下同
        "responsible-leads",
        lazy_pattern(
            r"""
            [（(]?(?:无|没有|未(?:明确|列|注明|标明|确定))牵头(?:责任)?(?:单位|部门)的?[，,]?
            (?:其)?责任(?:单位|部门)(?:即|均|就|都)?(?:为|是)牵头(?:责任)?(?:单位|部门)(?:[，,]?\s*下同)?[）)]?
            """,
            re.X,
        ),
    ),
    (
        "also-responsible",
        lazy_pattern(
            r"""
            (?: (?:以下(?:各项|所有|全部|各条)?(?:[一-鿿]{0,8}?)(?:均|都)?         # 以下均需各县区人民政府落实，不再列出
                  | (?P<here>(?:具体|各项|所有|全部|上述|相关)?(?:工作)?任务(?:中)?(?:均|都)))  # 各项任务均涉及各市政府，不再做分工，下同
                (?:需要?|须|由|包含|包括|涉及|含)(?P<after>[^。]{2,160}?)          # 以下责任单位中均包含各市政府，不再列出
              | (?P<before>[^。；（(：:]{2,160}?)均为(?:责任|落实|配合|牵头)(?:单位|部门|主体) )   # 各市均为责任单位，以下不再列出
            [，,]\s*(?:以下|后文|下文)?(?:不再|不另|不予|不)(?:一一|逐一|逐项|重复|另行|单独)?
            (?:列出|列举|列明|单列|赘述|标注|重复|[做作]?分工)
            """,
            re.X,
        ),
    ),
)
_LEADING = lazy_pattern("牵头")
_NEEDED: dict[RuleName, tuple[re.Pattern[str], ...]] = {
    "first-leads": (_LEADING, lazy_pattern("第一|首位|最前")),
    "before-comma-leads": (_LEADING, lazy_pattern("逗号")),
    "marked-leads": (_LEADING, lazy_pattern(f"[{SIGNS}]")),
    "responsible-leads": (_LEADING, lazy_pattern("责任")),
    "also-responsible": (lazy_pattern("列[出举明]|单列|赘述|标注|重复|不[再另予].{0,4}分工"),),
}
_TAIL = lazy_pattern(
    rf"""
    (?: {alternatives(words_of("roles", "modifier"))} | 组织 )*     # 按职责分工
    (?: {alternatives(role_words("verb"))} | 贯彻落实 )+$           # 负责
    """,
    re.X,
)


class PrintedRule(NamedTuple):
    """A printed rule: ``text[start:end]``. ``units``: for ``also-responsible``, the units that it adds."""

    name: RuleName
    start: int
    end: int
    units: UnitList = UnitList()
    joins: bool = False
    """True if the sentence also makes its units responsible for the item that contains it (均为责任单位, 各项任务均涉及)."""
    sign: str = ""
    """For ``marked-leads``: what stands before or behind the name of a unit that leads."""


def find_rules(text: str, start: int = 0, end: int | None = None) -> tuple[PrintedRule, ...]:
    """Find the rules that a passage states, in printed order."""
    return tuple(sorted(_stated_rules(text, start, len(text) if end is None else end), key=lambda rule: rule.start))


def _stated_rules(text: str, start: int, end: int) -> Iterator[PrintedRule]:
    for name, pattern in _RULES:
        # Every rule needs these words; the check is much faster than the patterns.
        if not all(word.search(text, start, end) for word in _NEEDED[name]):
            continue
        for match in pattern.finditer(text, start, end):
            if name != "also-responsible":
                sign = match["sign"] if name == "marked-leads" else ""
                yield PrintedRule(name, match.start(), match.end(), sign=sign)
                continue
            group = "after" if match["after"] else "before"
            left, right = match.span(group)
            tail = _TAIL.search(text, left, right)
            units = split_units(text, left, tail.start() if tail else right)
            if any(mention.complete for mention in units.mentions):
                yield PrintedRule(name, match.start(), match.end(), units, joins=bool(match["here"] or match["before"]))


def carry(active: tuple[PrintedRule, ...], found: Iterable[PrintedRule]) -> tuple[PrintedRule, ...]:
    """Return the rules in force: a rule applies from the item that states it until another of the same name."""
    found = tuple(found)
    names = {rule.name for rule in found}
    return (*(rule for rule in active if rule.name not in names), *found)


def leaders(
    text: str, mentions: tuple[UnitMention, ...], active: tuple[PrintedRule, ...]
) -> tuple[frozenset[int], str]:
    """Return which units of a list lead according to a rule in force, and the name of the rule."""
    if not mentions:
        return frozenset(), ""
    # A sign on a unit says more than its place: 带*的为牵头单位；未标注的，列第一位的为牵头单位.
    for rule in (rule for rule in active if rule.sign):
        marked = frozenset(place for place, unit in enumerate(mentions) if rule.sign in _beside(text, unit))
        if marked:
            return marked, rule.name
    for rule in active:
        if rule.name == "first-leads":
            return frozenset({0}), rule.name
        if rule.name == "before-comma-leads":
            for index in range(len(mentions) - 1):
                if re.search(r"[，,]", text[mentions[index].end : mentions[index + 1].start]):
                    return frozenset(range(index + 1)), rule.name
    # where no other rule says which of them leads, all do
    if any(rule.name == "responsible-leads" for rule in active):
        return frozenset(range(len(mentions))), "responsible-leads"
    return frozenset(), ""


def _beside(text: str, unit: UnitMention) -> str:
    return text[max(0, unit.start - 1) : unit.start] + text[unit.end : unit.end + 1]
