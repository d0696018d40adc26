"""Role words right after a unit that is read with another role: the word itself was passed over."""

from collections.abc import Iterator, Sequence

from extractors.coverage.clause_signs import ROLE_WORD
from extractors.coverage.unread_spans import UnreadSpan
from extractors.language.boundaries import after_last
from extractors.language.patterns import lazy_pattern
from schemas import Block, Responsibility

CLAUSE_START = "（(〔[。\n"
SEGMENT_START = "，,；;：:"
_INSIDE = lazy_pattern(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")
LONGEST = 120
"""Characters of a clause before a role word that are looked at."""


def unread_roles(block: Block, duties: Sequence[Responsibility]) -> Iterator[UnreadSpan]:
    """Yield the units before a role word that is no part of the label they were read with. ``duties``: of this block.

    市财政局 in 会同市财政局负责 has its label before it.
    """
    for duty in duties:
        end = duty.evidence.end
        word = ROLE_WORD.match(block.text, end)
        if word is None or not duty.label or word.group() in duty.label:
            continue
        clause = _after_last(CLAUSE_START, block.text, end)
        if duty.label not in block.text[clause:end]:
            yield UnreadSpan("units of a role word", block, list_before(block.text, end), word.end())


def list_before(text: str, end: int) -> int:
    """Return where the list of units begins that ends at ``end``, before a role word."""
    return _after_last(CLAUSE_START + SEGMENT_START, text, end)


def _after_last(marks: str, text: str, end: int) -> int:
    """Return the place after the last of the marks before ``end`` that is outside brackets: 各县（市、区）政府 has none."""
    first = max(end - LONGEST, 0)
    outside = _INSIDE.sub(lambda inside: "_" * len(inside.group()), text[first:end])
    return first + after_last(marks, outside, 0, len(outside))
