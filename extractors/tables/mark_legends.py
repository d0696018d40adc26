"""Legends of signs that stand for roles: ★为牵头单位，▲为配合单位."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import ALIKE, SIGNS, role_words
from extractors.lexicon import words_of
from schemas.responsibility import Role


class Meaning(NamedTuple):
    """What a sign stands for."""

    role: Role
    label: str
    """The role as the legend prints it: 牵头单位."""


def read_legend(text: str) -> Mapping[str, Meaning]:
    """Return what the signs of a text stand for; a sign with two meanings has none."""
    found: dict[str, set[Meaning]] = {}
    matches = list(_sign_first().finditer(text)) or list(_role_first().finditer(text))
    for match in matches:
        role = _roles()[match["word"]]
        sign = match["sign"] or match["inner"]
        found.setdefault(sign.translate(ALIKE), set()).add(Meaning(role, match["label"]))
    return {
        sign: meanings.pop() for sign, meanings in found.items() if len({meaning.role for meaning in meanings}) == 1
    }


@cache
def _signs() -> str:
    return re.escape("".join(sorted(SIGNS)))


@cache
def _roles() -> Mapping[str, Role]:
    return {**role_words("label"), **role_words("header")}


@cache
def _label() -> str:
    return rf"(?P<label>(?:主要)?(?P<word>{alternatives(_roles())})(?:责任)?(?:{alternatives(words_of('roles', 'noun'))})?)"


@cache
def _sign_first() -> re.Pattern[str]:
    """★牵头 · ★为牵头单位 · “▲”表示配合单位 · 标★的为牵头单位 · ○：配合部门."""
    return lazy_pattern(
        rf"""
        [“"'（(【]? (?P<sign>[{_signs()}])(?P<inner>) [”"'）)】]? \s*
        (?: 号 | 标[注记识] | 者 | 的 | 单位 | 部门 )*
        (?: 均? (?:为|是|系|表示|代表|指) | [:：=＝—–-]+ )? \s*
        {_label()}
        (?= [\s，、；。,;.）)】”"] | [{_signs()}“"] | $ )
        """,
        re.X,
    )


@cache
def _role_first() -> re.Pattern[str]:
    """牵头单位（★）、配合单位（▲） · 牵头单位：★ · 牵头单位用★表示."""
    return lazy_pattern(
        rf"""
        (?: ^ | (?<=[\s，、；。,;:：（(]) ) {_label()}
        \s* (?: [用以标:：=＝“"] )* \s*
        (?: [（(【] [“"]? (?P<inner>[{_signs()}]) [”"]? [）)】] | (?P<sign>[{_signs()}]) )
        """,
        re.X,
    )
