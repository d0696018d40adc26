"""Propose pairs of units that may be the same body, with reason and passages, for a person to judge."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal, NamedTuple

from extractors.units.names import parse, without_brackets
from extractors.units.resolve import abbreviates, body_name
from pipeline.corpus.authority import Authority
from pipeline.corpus.units import units_of_plans
from schemas import Message, Plan, Unit
from schemas.evidence import Evidence

Reason = Literal[
    "abbreviation", "inner-abbreviation", "other-class", "second-name", "organ", "same-characters", "similar"
]

_SIMILAR = 0.7
_OFFICE = re.compile(r"(?:委员会|委|办公室|办|局|厅)$")
_ORGAN = re.compile(r"(?<=^[省市区县州旗盟])(?:人民)?政府(?=..)|(?:管理委员会|管委会|管委)$")
"""What one printing of a name has and another leaves out: 市政府外办, 经开区管委会."""
_REASONS: dict[Reason, Message] = {
    "abbreviation": Message(
        zh="同级同类，“{short}”各字依次见于“{long}”", en="same level and class; {short} abbreviates {long}"
    ),
    "inner-abbreviation": Message(
        zh="同级同类，“{long}”以“{short}”结尾", en="same level and class; {long} ends in {short}"
    ),
    "other-class": Message(
        zh="业务相同，机构类别不同：“{short}”“{long}”",
        en="same field of work, different class of body: {short}, {long}",
    ),
    "second-name": Message(
        zh="“{long}”即“{short}”加括号内的另一名称", en="{long} is {short} with a second name in brackets"
    ),
    "organ": Message(
        zh="名称只差“政府”或“管委会”：“{short}”“{long}”",
        en="the names differ only in 政府 or 管委会: {short}, {long}",
    ),
    "same-characters": Message(
        zh="用字相同，次序不同：“{short}”“{long}”", en="the same characters in another order: {short}, {long}"
    ),
    "similar": Message(zh="名称相近：“{short}”“{long}”", en="similar names: {short}, {long}"),
}


class NamePassage(NamedTuple):
    """A printed name and its passage."""

    plan: str
    name: str
    evidence: Evidence


class UnitPairProposal(NamedTuple):
    """Two units that may be the same body. ``joined``: extraction already merged them, which a person should confirm."""

    units: tuple[str, str]
    names: tuple[str, str]
    joined: bool
    reason: Reason
    message: Message
    passages: tuple[NamePassage, ...]


def proposals(plans: Iterable[Plan], authority: Authority) -> tuple[UnitPairProposal, ...]:
    """Return the pairs that a person should judge, already merged ones first; judged pairs are left out."""
    plans = tuple(plans)
    units = [unit for unit, _ in units_of_plans(plans) if unit.kind != "collective"]
    passages, years = _printed_names(plans), _years(plans)
    judged = set(authority.verdicts())
    found = [*_joins_to_confirm(units), *_lookalikes(units)]
    kept = [
        UnitPairProposal(ids, names, joined, reason, _message(reason, names, ids, years), _quotes(passages, ids, names))
        for ids, names, joined, reason in found
        if frozenset(ids) not in judged
    ]
    return tuple(sorted(kept, key=lambda p: (not p.joined, list(_REASONS).index(p.reason), p.units)))


_Pair = tuple[tuple[str, str], tuple[str, str], bool, Reason]


def _joins_to_confirm(units: list[Unit]) -> Iterator[_Pair]:
    """Yield pairs that extraction merged only because one name abbreviates the other."""
    for unit in units:
        place = unit.jurisdiction or "-"
        for alias in unit.aliases:
            if abbreviates(alias, unit.name) and body_name(alias) != body_name(unit.name):
                yield (f"unit/{place}/{alias}", unit.id), (alias, unit.name), True, "abbreviation"


def _lookalikes(units: list[Unit]) -> Iterator[_Pair]:
    """Yield pairs with similar names, of the same place and level."""
    groups: dict[tuple[str | None, str | None], list[Unit]] = {}
    for unit in units:
        groups.setdefault((unit.jurisdiction, unit.level), []).append(unit)
    for group in groups.values():
        for one, other in combinations(group, 2):
            short, long = sorted((one, other), key=lambda unit: (len(unit.name), unit.name))
            found = next(
                (
                    (reason, a, b)
                    for a in (short.name, *short.aliases)
                    for b in (long.name, *long.aliases)
                    if (reason := alike(a, b)) is not None
                ),
                None,
            )
            if found:
                yield (short.id, long.id), found[1:], False, found[0]


def alike(one: str, other: str) -> Reason | None:
    """Return why two names of the same place and level may mean one body; None if there is no reason."""
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    if short != long and without_brackets(long) == without_brackets(short):
        return "second-name"
    if abbreviates(short, long):
        return "abbreviation"
    if short != long and _ORGAN.sub("", short) == _ORGAN.sub("", long):
        return "organ"
    left, right = parse(short), parse(long)
    if left is None or right is None or left.prefix != right.prefix or not (left.prefix or left.kind == right.kind):
        return None
    body, longer = _body(short, left.prefix), _body(long, right.prefix)
    if body != longer and _OFFICE.sub("", body) == _OFFICE.sub("", longer) != "":
        return "other-class"
    if body[-1:] != longer[-1:] or min(len(body), len(longer)) < 3:
        return None
    if sorted(body) == sorted(longer):
        return "same-characters"
    if left.kind == "judiciary" or not left.prefix:
        return None
    if longer.endswith(body):
        return "inner-abbreviation"
    both_known = body_name(short) != short and body_name(long) != long
    if not both_known and SequenceMatcher(None, body, longer).ratio() >= _SIMILAR and len(body) > 4:
        return "similar"
    return None


def _body(name: str, prefix: str) -> str:
    return without_brackets(name)[len(prefix) :]


def _message(reason: Reason, names: tuple[str, str], ids: tuple[str, str], years: Mapping[str, set[str]]) -> Message:
    """Return why two names may mean one body; also that one follows the other where no year has both."""
    short, long = sorted(names, key=lambda name: (len(name), name))
    message = _REASONS[reason].format(short=short, long=long)
    spans = sorted((min(found), max(found), name) for id, name in zip(ids, names, strict=True) if (found := years[id]))
    if len(spans) < 2 or spans[0][1] >= spans[1][0]:
        return message
    (_, last, earlier), (first, _, later) = spans
    return Message(
        zh=f"{message.zh}；“{earlier}”最晚见于{last}年，“{later}”最早见于{first}年，可能是更名",
        en=f"{message.en}; {earlier} is last printed in {last}, {later} first in {first}: perhaps renamed",
    )


def _years(plans: tuple[Plan, ...]) -> dict[str, set[str]]:
    """Return the years of issue of the plans that print each unit, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for entry in plan.responsibilities:
            if plan.plan.issued_on:
                found[entry.unit].add(str(plan.plan.issued_on)[:4])
    return found


def _printed_names(plans: tuple[Plan, ...]) -> dict[tuple[str, str], NamePassage]:
    """Return the first printed passage of each (unit id, name)."""
    found: dict[tuple[str, str], NamePassage] = {}
    for plan in plans:
        for entry in plan.responsibilities:
            found.setdefault((entry.unit, entry.name), NamePassage(plan.plan.id, entry.name, entry.evidence))
            found.setdefault((entry.unit, ""), NamePassage(plan.plan.id, entry.name, entry.evidence))
    return found


def _quotes(
    passages: dict[tuple[str, str], NamePassage], ids: tuple[str, str], names: tuple[str, str]
) -> tuple[NamePassage, ...]:
    found = [passages[id, name] for name in names for id in ids if (id, name) in passages]
    return tuple(dict.fromkeys(found or [passages[id, ""] for id in ids if (id, "") in passages]))
