"""Marks beside the text: numbers of lines, and signs below each other in the margin."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.lines import printed_rows
from extractors.readers.page.model import CharSpan, Ruling

SIGN = lazy_pattern(rf"(?![{ONE_TO_TEN}])[\u4e00-\u9fff]")
LONG = 8
"""Characters from which a span is text between the margins."""
STEPS = (1, 5, 10)
"""Word numbers every line, or every fifth or tenth."""
NUMBERS, SIGNS = 4, 4
"""Fewest that are numbers of lines, or signs below each other."""
FULL = 3
"""Lines of text that must fill the width between the margins: rows of a table do not, nor do most entries of a list."""
FILLED = 0.85
"""Share of the width that the text of such a line takes."""
APART = 2.5
"""Times their size that signs below each other are apart at most."""


def separate_margin_marks(
    spans: Sequence[CharSpan], horizontal: Sequence[Ruling]
) -> tuple[list[CharSpan], list[CharSpan]]:
    """Return the spans of a page without the marks in its margins, and the marks."""
    text = [span for span in spans if len(span.text) >= LONG]
    if len(text) < FULL:
        return list(spans), []
    left, right = min(span.edges[0] for span in text), max(span.edges[-1] for span in text)
    marks: list[CharSpan] = []
    for outside in (
        [span for span in spans if span.edges[-1] < left],
        [span for span in spans if span.edges[0] > right],
    ):
        for column in _columns(outside):
            # A column of a table may stand further out than its longer texts; rules lead to it.
            if any(rule.start < column[0].edges[-1] and rule.end > column[0].edges[0] for rule in horizontal):
                continue
            if _are_line_numbers(column, spans, (left, right)) or _are_signs(column):
                marks += column
    if not marks:
        return list(spans), []
    aside = set(map(id, marks))
    return [span for span in spans if id(span) not in aside], marks


def _columns(spans: Sequence[CharSpan]) -> Iterator[list[CharSpan]]:
    """Yield spans that stand below each other, from the top."""
    rest = sorted(spans, key=lambda span: span.top)
    while rest:
        first = rest[0]  # in its column even if its own edges are out of order
        column = [first]
        others: list[CharSpan] = []
        for span in rest[1:]:
            is_below = span.edges[0] < first.edges[-1] + 2 and span.edges[-1] > first.edges[0] - 2
            (column if is_below else others).append(span)
        yield column
        rest = others


def _are_line_numbers(column: Sequence[CharSpan], spans: Sequence[CharSpan], margins: tuple[float, float]) -> bool:
    """Return whether the spans of a column count the lines of running text between the margins."""
    if len(column) < NUMBERS or not all(span.text.isdecimal() for span in column):
        return False
    steps = {int(below.text) - int(above.text) for above, below in pairwise(column)}
    if len(steps) > 1 or not steps.issubset(STEPS):
        return False
    tops, bottoms = column[0].top, column[-1].bottom
    inside = [
        span for span in spans
        if tops <= span.bottom and span.top <= bottoms and margins[0] <= span.edges[0] and span.edges[-1] <= margins[1]
    ]  # fmt: skip
    widths = (sum(span.edges[-1] - span.edges[0] for span in row) for row in printed_rows(inside))
    return sum(width >= FILLED * (margins[1] - margins[0]) for width in widths) >= FULL


def _are_signs(column: Sequence[CharSpan]) -> bool:
    """Return whether spans are Chinese characters below each other, none of them a number or a sign of a list."""
    return (
        len(column) >= SIGNS
        and all(SIGN.fullmatch(span.text) for span in column)
        and all(below.top - above.top <= APART * above.size for above, below in pairwise(column))
    )
