"""Find what units did once and do no longer: 原由A负责 · 不再由A牵头，B配合."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of, words_of
from schemas.responsibility import Role

NAMES = r"(?:[^。；;！!，,：:\n（）()]|[（(][^（）()。；\n]{1,16}[）)]){2,90}?"
VERB = f"(?:{alternatives(role_words('verb'))})"
_FORMER = rf"(?:{any_of('roles', 'former')})(?<!{any_of('roles', 'no_former')})由"
"""原由, but not 草原由."""
TURN = rf"""
    (?: 自?[^，,。；;：:\n]{{0,14}}[起后][，,]? )?                     # 2026年3月起
    (?: (?:现|今后|此后|目前)(?:已|在|将)?(?:统一)?(?:(?:{any_of("roles", "moved")})由?|由) | 拟?已?(?:统一)?(?:{any_of("roles", "moved")})由? )
"""
"""What opens the words on who does it now: 现由, 改由, 现已调整为."""
_SIGN = lazy_pattern(_FORMER)
_ANY = lazy_pattern(rf"{_FORMER}|{any_of('roles', 'moved')}|不再")
"""In every duty that is none any longer; found much faster than one."""
_TURN = lazy_pattern(TURN, re.X)
_DUTY = lazy_pattern(
    rf"""
    (?:^|(?<=[。；;！!，,：:\n（(〔\[]))
    (?: [^。；;！!，,：:\n（）()]{{0,40}}?{_FORMER}{NAMES}(?P<verb>{VERB})[^。；;！!，,：:\n（）()]{{0,20}}?   # 河道保洁原由市城管局负责组织
      | [^。；;！!，,：:\n（）()]{{0,40}}?由{NAMES}(?P<moved>{VERB})(?={any_of("roles", "moved")})          # 由市城管局负责调整为…
      | {NAMES}不再(?P<ended>{VERB})[^。；;！!，,：:\n（）()]{{0,20}}? )                                   # 市城管局不再负责审批
    (?=[，,。；;）)〕\]\n]|{TURN}|$)
    (?:[，,](?!{TURN}){NAMES}{VERB}(?=[，,。；;）)〕\]\n]|$))*       # ，市财政局配合
    """,
    re.X,
)


LONGEST_SIGN = 6
"""Characters of the longest word for what was, with 由."""


class FormerDuty(NamedTuple):
    """``text[start:end]`` says who did something; with the verb and its role, which pass to whoever does it now."""

    start: int
    end: int
    label: str
    role: Role


def former_duties(text: str, start: int = 0, end: int | None = None) -> Iterator[FormerDuty]:
    """Yield each duty that is no longer one, from the beginning of its part of the sentence to its last verb."""
    end = len(text) if end is None else end
    if _ANY.search(text, start, end):
        for match in _DUTY.finditer(text, start, end):
            verb = match["verb"] or match["moved"] or match["ended"]
            yield FormerDuty(*match.span(), verb, role_words("verb")[verb])


def is_former(text: str, at: int) -> bool:
    """Return whether the units that begin here did once what follows them: 原由县民政局负责."""
    return any(found.end() == at for found in _SIGN.finditer(text, max(0, at - LONGEST_SIGN), at))


def is_former_label(label: str) -> bool:
    """Return whether a label names who did something once: 原牵头单位：."""
    return label.startswith(words_of("roles", "former"))


def without_former(label: str) -> str:
    """Return such a label as it would name who does it now: 牵头单位."""
    return next(label.removeprefix(word) for word in words_of("roles", "former") if label.startswith(word))


def end_of_turn(text: str, start: int, end: int) -> int | None:
    """Return where those begin who do it now, in a list of those who did it once: 市水利局，现调整为市住建局; None without."""
    turn = next((found for found in _TURN.finditer(text, start, end) if found.group()), None)
    return turn and turn.end()
