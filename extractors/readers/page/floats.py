"""Boxes beside running text, around which its lines break: read on their own, before the paragraph that they stand by.

A box is set in smaller type, or has a frame.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from extractors.readers.page.lines import group_lines, printed_rows
from extractors.readers.page.model import Box, CharSpan, Ink, PrintedLine, covers

SMALLER = 0.88
"""Times the size of the page's text: type of a box is as small at least."""
ROWS = 2
LEAST = 5
"""Characters of the rows of a box on average: shorter ones are marks of notes, exponents, numbers of lines."""
LONG = 8
"""Characters of the lines beside it on average: shorter ones are cells."""
APART = 0.4
"""Em of clear space between a box and the lines beside it: small type inside a line has none."""
PITCH = 2.2
"""Times its height by which a row of a box is below the one before, at most."""
ALIGNED = 0.6
"""Share of the rows of a box that begin at one place."""
CORNER = 3.0
"""Points within which two rules meet."""
MOST_RULES = 60
"""Rules of a page from which on they are those of tables."""
FIRST_REGION = 3
"""0 to 2 are the page and its columns."""
SET_IN = 1.3
"""Em by which the first line of a paragraph is set in, at least."""


def separate_floats(spans: Sequence[CharSpan], ink: Ink) -> tuple[list[CharSpan], list[list[CharSpan]]]:
    """Return the spans of the running text, and those of each box beside it."""
    rest, framed = list(spans), list[list[CharSpan]]()
    for frame in _frames(ink) if rest else ():
        inside = [span for span in rest if covers(frame, span)]
        beside = [s for s in rest if frame[1] < (s.top + s.bottom) / 2 < frame[3] and not covers(frame, s)]
        apart = all(s.edges[-1] <= frame[0] for s in beside) or all(s.edges[0] >= frame[2] for s in beside)
        if apart and len(printed_rows(inside)) >= ROWS and _is_text(beside):
            framed.append(inside)
            rest = [span for span in rest if not covers(frame, span)]
    rest, small = _separate_small(rest)
    return rest, framed + small


def _frames(ink: Ink) -> Iterator[Box]:
    """Yield the rectangles that four rules draw."""
    if len(ink.vertical) > MOST_RULES or len(ink.horizontal) > MOST_RULES:
        return  # tables, or a drawing
    sides, across = sorted(ink.vertical), sorted(ink.horizontal, key=attrgetter("start"))
    starts = [rule.start for rule in across]
    for number, left in enumerate(sides, 1):
        near = across[bisect_left(starts, left.at - CORNER - 1) : bisect_right(starts, left.at + CORNER + 1)]
        upper, lower = (
            [rule for rule in near if abs(rule.at - y) <= CORNER and abs(rule.start - left.at) <= CORNER]
            for y in (left.start, left.end)
        )
        for right in sides[number:] if upper and lower else ():
            if (
                abs(left.start - right.start) <= CORNER
                and abs(left.end - right.end) <= CORNER
                and right.at - left.at >= CORNER
                and all(any(abs(rule.end - right.at) <= CORNER for rule in rules) for rules in (upper, lower))
            ):
                yield left.at, left.start, right.at, left.end


def _is_text(spans: Sequence[CharSpan]) -> bool:
    """Return whether there are lines, and they are as long as those of running text."""
    rows = printed_rows(spans)
    return bool(rows) and sum(len(span.text) for span in spans) >= LONG * len(rows)


def _separate_small(spans: Sequence[CharSpan]) -> tuple[list[CharSpan], list[list[CharSpan]]]:
    """Return the spans of the running text, and those of each box of smaller type beside it."""
    usual = _usual_size(spans)
    small = [span for span in spans if span.size <= SMALLER * usual]
    large = [span for span in spans if span.size > SMALLER * usual]
    if len(small) < ROWS or len(large) < ROWS:
        return list(spans), []
    floats = [box for box in _stacks(printed_rows(small)) if _is_float(box, large, usual)]
    taken = {id(span) for rows in floats for row in rows for span in row}
    return [span for span in spans if id(span) not in taken], [
        [span for row in rows for span in row] for rows in floats
    ]


def _usual_size(spans: Sequence[CharSpan]) -> float:
    """Return the median of the sizes of all characters; 0 without any."""
    sizes = sorted((span.size, len(span.text)) for span in spans)
    counts = list(accumulate(count for _, count in sizes))
    if not counts or not counts[-1]:
        return 0.0
    lower, upper = (sizes[bisect_right(counts, place)][0] for place in ((counts[-1] - 1) // 2, counts[-1] // 2))
    return (lower + upper) / 2


def _stacks(rows: Sequence[list[CharSpan]]) -> list[list[list[CharSpan]]]:
    """Group rows that are close below each other and share some of their width."""
    stacks: list[list[list[CharSpan]]] = []
    for row in rows:
        left, top, right, bottom = _bounds(row)
        for stack in stacks:
            before = _bounds(stack[-1])
            beside = min(right, before[2]) - max(left, before[0]) > 0
            if beside and 0 < top - before[1] <= PITCH * (bottom - top):
                stack.append(row)
                break
        else:
            stacks.append([row])
    return stacks


def _is_float(rows: Sequence[list[CharSpan]], large: Sequence[CharSpan], usual: float) -> bool:
    if len(rows) < ROWS or sum(len(span.text) for row in rows for span in row) < LEAST * len(rows):
        return False
    left, top, right, bottom = _bounds([span for row in rows for span in row])
    lefts = [row[0].edges[0] for row in rows]
    if sum(min(abs(x - other) for other in lefts if other is not x) < usual / 2 for x in lefts) < ALIGNED * len(rows):
        return False
    beside = [span for span in large if top < (span.top + span.bottom) / 2 < bottom]
    if not _is_text(beside):
        return False
    room = APART * usual
    return all(s.edges[-1] + room <= left for s in beside) or all(s.edges[0] - room >= right for s in beside)


def _bounds(spans: Sequence[CharSpan]) -> Box:
    return (
        min(span.edges[0] for span in spans),
        min(span.top for span in spans),
        max(span.edges[-1] for span in spans),
        max(span.bottom for span in spans),
    )


def with_floats(lines: list[PrintedLine], floats: Sequence[Sequence[CharSpan]], page: int) -> list[PrintedLine]:
    """Return the lines with those of each box before the paragraph beside which it begins."""
    for number, spans in enumerate(floats):
        own = [line._replace(region=FIRST_REGION + number) for line in group_lines(spans, page)]
        place = _paragraph_beside(lines, own[0].top)
        lines = [*lines[:place], *own, *lines[place:]]
    return lines


def _paragraph_beside(lines: Sequence[PrintedLine], top: float) -> int:
    """Return the index of the first line of the paragraph at this height; of the next one if its first line is not here."""
    left = min((line.left for line in lines if line.region < FIRST_REGION), default=0.0)
    starts = [
        index
        for index, line in enumerate(lines)
        if line.region < FIRST_REGION and line.left - left > SET_IN * line.size
    ]
    at = next((index for index, line in enumerate(lines) if line.bottom > top), len(lines))
    above = [start for start in starts if start <= at]
    return above[-1] if above else next((start for start in starts if start > at), len(lines))
