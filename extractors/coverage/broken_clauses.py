"""Clauses that a paragraph's end cuts in two: the bracket opens in one paragraph and closes in the next."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.coverage.unread_spans import UnreadSpan, overlaps
from extractors.language.full_width import CLOSING, OPENING
from extractors.language.patterns import lazy_pattern
from schemas import Block

DUTY = lazy_pattern(r"(?:单位|部门|科室|主体|机构)\s*[:：]|牵头|负责|配合|落实")
_BRACKET = lazy_pattern(f"[{re.escape(OPENING + CLOSING)}]")
LONGEST = 300
"""Characters of a clause on either side of the break, at most."""


def broken_clauses(body: Sequence[Block], names: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[UnreadSpan]:
    """Yield the rest of each clause that a paragraph's end cuts, where no fact quotes it."""
    before: Block | None = None
    for block in body:
        if block.kind != "paragraph":
            before = None
            continue
        end = _first_unmatched(block.text) if before else None
        opened = _open_bracket(before.text) if before and end is not None else None
        if before and opened is not None and end is not None:
            clause = before.text[opened:] + block.text[: end + 1]
            if DUTY.search(clause) and not overlaps(names.get(block.id, ()), 0, end):
                yield UnreadSpan("closing bracket", block, 0, end + 1)
        before = block


def _open_bracket(text: str) -> int | None:
    """Return where the last bracket opens that the text does not close; None where all are closed."""
    depth = 0
    for place in range(len(text) - 1, max(len(text) - LONGEST, 0) - 1, -1):
        depth += (text[place] in CLOSING) - (text[place] in OPENING)
        if depth < 0:
            return place
    return None


def _first_unmatched(text: str) -> int | None:
    """Return where a bracket closes that the text did not open."""
    depth = 0
    for bracket in _BRACKET.finditer(text, 0, LONGEST):
        depth += 1 if bracket.group() in OPENING else -1
        if depth < 0:
            return bracket.start()
    return None
