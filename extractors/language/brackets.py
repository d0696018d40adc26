"""Find the bracket groups of a text; opening and closing bracket may be of different kinds."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

_BRACKET = lazy_pattern(r"[（(〔\[【［﹝〖｛{）)〕\]】］﹞〗｝}]")
_OPEN = "（(〔[【［﹝〖｛{"
_OPENING = "（(〔〈[【「“《"
_CLOSING = "）)〕〉]】」”》"
"""Brackets and quotes around a part of a name."""
# Documents nest two or three; each group is read as a whole, so thousands would take time with the square of the text.
_DEEPEST = 12


class BracketGroup(NamedTuple):
    """``text[start:end]`` with both brackets."""

    start: int
    end: int
    depth: int
    """0 for an outermost group."""


def groups(text: str) -> tuple[BracketGroup, ...]:
    """Return the bracket groups, sorted by start; documents also pair brackets of different kinds: （…).

    A group with more than ``_DEEPEST`` groups one inside another is left out, and so are those around it.
    """
    stack: list[int] = []
    # For each open group, and for the text around all of them: how deep the groups inside it are nested.
    levels = [0]
    found: list[BracketGroup] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            stack.append(match.start())
            levels.append(0)
        elif stack:
            start, inside = stack.pop(), levels.pop()
            levels[-1] = max(levels[-1], inside + 1)
            if inside <= _DEEPEST:
                found.append(BracketGroup(start, match.end(), len(stack)))
    return tuple(sorted(found))


def outermost_pairs(text: str, marks: Sequence[int]) -> dict[int, int]:
    """Return {opening: closing} of the outermost pairs of brackets and quotes; the two may be of different kinds."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for mark in marks:
        char = text[mark]
        if char == '"':  # the same character opens and closes
            if stack and text[stack[-1]] == '"':
                pairs[stack.pop()] = mark
            else:
                stack.append(mark)
        elif char in _OPENING:
            stack.append(mark)
        elif char in _CLOSING and stack:
            pairs[stack.pop()] = mark
    return pairs
