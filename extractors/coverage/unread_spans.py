"""What the account found unread: a passage of a block and what kind of thing it seems to be."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from schemas import Block

Spans = dict[str, list[tuple[int, int]]]
"""Block id → passages."""


class UnreadSpan(NamedTuple):
    """``block.text[start:end]`` seems to hold facts, and no fact of that kind quotes it."""

    kind: str
    block: Block
    start: int
    end: int


def by_block(unread: Iterable[UnreadSpan]) -> Spans:
    """Return the unread passages of each block, merged."""
    found: Spans = {}
    for span in unread:
        found.setdefault(span.block.id, []).append((span.start, span.end))
    return {block: merge_spans(spans) for block, spans in found.items()}


def merge_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, overlapping and touching ones as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether one of the spans, as ``merge_spans`` returns them, shares a character with ``start`` … ``end``."""
    at = bisect_left(spans, (end,)) - 1
    return at >= 0 and start < spans[at][1]


def overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of the spans, as ``merge_spans`` returns them, that share a character with ``start`` … ``end``."""
    first = bisect_right(spans, start, key=itemgetter(1))
    return spans[first : bisect_left(spans, (end,), first)]
