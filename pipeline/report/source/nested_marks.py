"""Mark passages in running text: overlapping marks are split so that they nest, as markup must."""

import heapq
from collections.abc import Iterable
from typing import Literal, NamedTuple


class MarkedSpan(NamedTuple):
    """A passage of a block."""

    start: int
    end: int
    id: str
    kind: str


class MarkToken(NamedTuple):
    """A step of a flat rendering: open a mark, close the innermost, text. The ``first`` piece of a passage gets its id."""

    do: Literal["open", "close", "text"]
    text: str = ""
    id: str = ""
    kind: str = ""
    first: bool = False


def nest_marks(text: str, start: int, end: int, spans: Iterable[MarkedSpan], seen: set[str]) -> tuple[MarkToken, ...]:
    """Render ``text[start:end]`` with the spans that overlap it.

    ``seen`` collects passages whose first piece was written, because an id may occur only once on a page.
    """
    queue = [
        (max(span.start, start), -min(span.end, end), span.id, span.kind)  # of equal starts, the longest is outermost
        for span in spans
        if span.start < end and start < span.end
    ]
    heapq.heapify(queue)
    tokens: list[MarkToken] = []
    open_ends: list[int] = []
    at = start

    def advance(to: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1] <= to:
            if at < open_ends[-1]:
                tokens.append(MarkToken("text", text[at : open_ends[-1]]))
                at = open_ends[-1]
            tokens.append(MarkToken("close"))
            open_ends.pop()
        if at < to:
            tokens.append(MarkToken("text", text[at:to]))
            at = to

    while queue:
        left, negative, id, kind = heapq.heappop(queue)
        right = -negative
        advance(left)
        if open_ends and right > open_ends[-1]:  # it crosses the innermost mark: split it there
            heapq.heappush(queue, (open_ends[-1], -right, id, kind))
            right = open_ends[-1]
        tokens.append(MarkToken("open", id=id, kind=kind, first=id not in seen))
        seen.add(id)
        open_ends.append(right)
    advance(end)
    return tuple(tokens)
