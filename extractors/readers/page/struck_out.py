"""Characters of a page that a line strikes out: they are part of the page's history, not of what it says."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.readers.page.model import CharSpan, Ink, Ruling

MIDDLE = (0.32, 0.74)
"""Share of a character's box, from its top, in which a line strikes it out; one that underlines it is further down."""
OVERHANG = 0.4
"""Times the size of the type: by no more does such a line reach beyond its characters; a rule of a table reaches further."""
TOUCHING = 0.6
"""Points between pieces of one line: programs draw one for each change of type."""
Struck = tuple[int, int]
"""First character struck out of a span, and the first behind it."""


def without_struck_text(ink: Ink) -> Ink:
    """Return the ink without struck characters and the lines through them; ``ink.struck`` says which they are."""
    if not ink.horizontal:
        return ink
    lines = _joined(ink.horizontal)
    struck: dict[int, list[Struck]] = {}
    used: set[Ruling] = set()
    order = sorted(range(len(ink.spans)), key=lambda place: ink.spans[place].top)
    tops = [ink.spans[place].top for place in order]
    tallest = max((span.bottom - span.top for span in ink.spans), default=0.0)
    for line in lines:
        near = order[bisect_left(tops, line.at - tallest) : bisect_right(tops, line.at)]  # a page may have thousands
        found = _crossed(ink.spans, near, line)
        if found and _ends_with(ink.spans, found, line):
            used.add(line)
            for place, first, behind in found:
                struck.setdefault(place, []).append((first, behind))
    if not used:
        return ink
    texts = [_text(ink.spans[place], parts) for place, parts in sorted(struck.items())]
    left = [_left(span, struck[place]) if place in struck else span for place, span in enumerate(ink.spans)]
    _lengthen(left, [ink.spans[place] for place, span in enumerate(left) if span is None])
    rules = tuple(rule for rule in ink.horizontal if not any(_is_part(rule, line) for line in used))
    return ink._replace(spans=tuple(filter(None, left)), horizontal=rules, struck=tuple(texts))


def _joined(rules: Sequence[Ruling]) -> list[Ruling]:
    """Return rules of one height that touch each other as one line each."""
    lines: list[Ruling] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = lines[-1] if lines else None
        if last and abs(rule.at - last.at) <= TOUCHING and rule.start <= last.end + TOUCHING:
            lines[-1] = last._replace(end=max(last.end, rule.end))
        else:
            lines.append(rule)
    return lines


def _is_part(rule: Ruling, line: Ruling) -> bool:
    return (
        abs(rule.at - line.at) <= TOUCHING and line.start - TOUCHING <= rule.start and rule.end <= line.end + TOUCHING
    )


def _crossed(spans: Sequence[CharSpan], near: Sequence[int], line: Ruling) -> list[tuple[int, int, int]]:
    """Return (place of the span, first character, first behind) for what a line runs through the middle of."""
    found = []
    for place in near:
        span = spans[place]
        share = (line.at - span.top) / max(span.bottom - span.top, 0.1)
        if not MIDDLE[0] <= share <= MIDDLE[1] or span.edges[-1] <= line.start or span.edges[0] >= line.end:
            continue
        middles = [(left + right) / 2 for left, right in zip(span.edges, span.edges[1:], strict=False)]
        inside = [at for at, x in enumerate(middles) if line.start <= x <= line.end]
        if inside:
            found.append((place, inside[0], inside[-1] + 1))
    return found


def _ends_with(spans: Sequence[CharSpan], found: Sequence[tuple[int, int, int]], line: Ruling) -> bool:
    """Return whether a line begins and ends with the characters that it runs through."""
    left = min(spans[place].edges[first] for place, first, _ in found)
    right = max(spans[place].edges[behind] for place, _, behind in found)
    room = OVERHANG * max(spans[place].size for place, *_ in found)
    return abs(line.start - left) <= room and abs(line.end - right) <= room


def _lengthen(left: list[CharSpan | None], gone: Sequence[CharSpan]) -> None:
    """Let what stood right before a span that is gone reach to where that ended, or what followed it begin where it began.

    Its line still fills its margins: it goes on the line before and goes on in the next.
    """
    for span in gone:
        beside = [
            (place, other)
            for place, other in enumerate(left)
            if other is not None and other.top < (span.top + span.bottom) / 2 < other.bottom
        ]
        for place, other in beside:
            if abs(span.edges[0] - other.edges[-1]) <= span.size:
                left[place] = other._replace(edges=(*other.edges[:-1], span.edges[-1]))
                break
        else:
            for place, other in beside:
                if abs(other.edges[0] - span.edges[-1]) <= span.size:
                    left[place] = other._replace(edges=(span.edges[0], *other.edges[1:]))


def _text(span: CharSpan, parts: Sequence[Struck]) -> str:
    return "".join(span.text[first:behind] for first, behind in sorted(set(parts)))


def _left(span: CharSpan, parts: Sequence[Struck]) -> CharSpan | None:
    """Return what is left of a span, None if nothing is: as one span, so that the gap is no blank in its text."""
    gone = {at for first, behind in parts for at in range(first, behind)}
    left = [at for at in range(len(span.text)) if at not in gone]
    if not left:
        return None
    # They reach from where the span began to where it ended, so that its line still fills its margins.
    edges = (span.edges[0], *(span.edges[at] for at in left[1:]), span.edges[-1])
    return span._replace(text="".join(span.text[at] for at in left), edges=edges)
