"""Find the bracket groups of a text; opening and closing bracket may be of different kinds."""

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
    """Return all bracket groups, sorted by start; documents also pair brackets of different kinds: （…)."""
    stack: list[int] = []
    found: list[BracketGroup] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            found.append(BracketGroup(start, match.end(), len(stack)))
    return tuple(sorted(found))
