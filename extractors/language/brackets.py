"""Bracket groups of a text, whatever kinds are paired."""

from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

_BRACKET = lazy_pattern(r"[（(〔\[【［﹝）)〕\]】］﹞]")
_OPEN = "（(〔[【［﹝"


class BracketGroup(NamedTuple):
    """``text[start:end]`` with both brackets."""

    start: int
    end: int
    depth: int
    """0 for an outermost group."""


def groups(text: str) -> tuple[BracketGroup, ...]:
    """Return all bracket groups in the order of their beginnings. Pairs may be of mixed kinds: （…)."""
    stack: list[int] = []
    found: list[BracketGroup] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            found.append(BracketGroup(start, match.end(), len(stack)))
    return tuple(sorted(found))
