"""The measure to which the lines of a text dump were set, found from their widths and from how they break."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cleaning import width as width_of
from extractors.readers.base.lines import TextLine
from extractors.readers.base.markers import LABEL, OPENING, completes_sentence, may_end_paragraph
from extractors.readers.dump.title_lines import NEVER_FIRST, stands_alone, title_length

SLACK = 5
"""Half ems that a full line may leave: a mark that must not begin a line, a Latin word, a justified blank."""
SHARE = 0.2
"""At least this share of the text stands in full lines in a dump that has a margin."""
BEYOND = 0.05
"""At most this share of the lines stands out beyond it: titles, remains of tables."""
NARROWEST = 36
WIDEST = 130
"""Half ems; nobody sets a page of running text narrower or wider."""
TORN = 0.15
"""Where so many lines break inside a sentence the dump has a margin, however few of its lines are full."""
LEAST = 5
"""Lines of a document needed to distinguish it from another by its layout."""
WINDOW = 100
"""Lines before and behind the place where two documents may meet that tell how each was set."""
CLAUSE = lazy_pattern(r"[，；：、（]")


class Margin(NamedTuple):
    """The page layout inferred from a dump: the line width in half ems, and how lines break."""

    measure: int
    ragged: bool
    """Lines also break inside printed lines."""


def find_margin(lines: Sequence[TextLine]) -> Margin | None:
    """Find the measure to which a dump was set; None where each paragraph is one line."""
    widths = [width(line.text) for line in lines]
    counts = Counter(w for w in widths if NARROWEST <= w <= WIDEST)
    near = {w: sum(counts[w - d] for d in range(-1, SLACK)) for w in counts}
    ordered = sorted(widths)
    beyond = {w: len(ordered) - bisect_right(ordered, w + 4) for w in counts}
    inside = [w for w in counts if beyond[w] <= BEYOND * len(widths)]
    fits = [w for w in inside if near[w] >= 2 and near[w] * w >= SHARE * sum(widths)]
    if fits:
        measure = max(fits, key=lambda w: (near[w], w))
    elif inside and _count_torn_lines(lines) >= max(3, TORN * len(lines)):
        measure = max(inside)
    else:
        return None
    short = sum(1 for line, w in zip(lines, widths, strict=True) if w < measure - SLACK and not _ends(line.text))
    return Margin(measure, short > 0.15 * len(widths))


def layouts(lines: Sequence[TextLine]) -> list[tuple[range, Margin | None]]:
    """Return stretches of lines that were set alike, each with its margin: documents joined in one file differ."""
    return [(span, find_margin(lines[span.start : span.stop])) for span in _split_by_layout(lines, range(len(lines)))]


def _split_by_layout(lines: Sequence[TextLine], span: range) -> list[range]:
    """Cut a stretch where a title opens a document that is plainly set to another measure."""
    if len(span) < 2 * LEAST:
        return [span]
    for at in range(span.start + LEAST, span.stop - LEAST):
        before = lines[at - 1].text
        closed = stands_alone(before) or completes_sentence(before) or before.endswith("印发")
        if not (closed and title_length(lines, range(at, span.stop))):
            continue
        if _differ(lines[max(span.start, at - WINDOW) : at], lines[at : min(span.stop, at + WINDOW)]):
            return [range(span.start, at), *_split_by_layout(lines, range(at, span.stop))]
    return [span]


def _differ(first: Sequence[TextLine], second: Sequence[TextLine]) -> bool:
    left, right = find_margin(first), find_margin(second)
    if left and right:
        return abs(left.measure - right.measure) > 2 * SLACK
    margin = left or right
    unwrapped = first if right else second
    return margin is not None and sum(width(line.text) > margin.measure + SLACK for line in unwrapped) >= 3


def width(text: str) -> int:
    """Return the width of a line on the page in half em, blanks counted."""
    return width_of(text) + text.count(" ")


def _ends(text: str) -> bool:
    return bool(may_end_paragraph(text) or completes_sentence(text) or OPENING.match(text))


def _count_torn_lines(lines: Sequence[TextLine]) -> int:
    """Count the lines that go on with the sentence of the line before."""
    return sum(
        1
        for before, line in pairwise(lines)
        if NEVER_FIRST.match(line.text)
        or (
            not line.blanks
            and CLAUSE.search(before.text)
            and not (may_end_paragraph(before.text) or completes_sentence(before.text) or stands_alone(before.text))
            and not (OPENING.match(line.text) or LABEL.match(line.text) or stands_alone(line.text))
            and "\t" not in before.text
        )
    )
