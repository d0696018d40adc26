"""Two columns of running text on one page: read one after the other."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.readers.page.lines import group_lines
from extractors.readers.page.model import CharSpan, PageTable, PrintedLine

ROWS = 6
"""Fewer rows side by side are a list or a signature, no column of text."""
LOOSE = 1.3
"""Times the usual distance of lines within which a line goes on a column."""
LONG = 9
"""Characters: columns of text have lines of this length on average, cells rarely."""


def column_order(spans: Sequence[CharSpan], tables: Iterable[PageTable], width: float) -> list[list[CharSpan]]:
    """Return the spans in groups to be read one after the other: one group, unless the page has two columns."""
    rows = group_lines(spans, 0)
    gutter = _gutter(spans, width)
    if gutter is None or any(table.columns[0] < gutter < table.columns[-1] for table in tables):
        return [list(spans)]
    split = [row for row in rows if not _crosses(spans, row, gutter)]
    left = [span for span in spans if span.edges[-1] <= gutter]
    right = [span for span in spans if span.edges[0] >= gutter]
    both = [row for row in split if row.left < gutter < row.right]
    if len(both) < ROWS or len(both) < 0.6 * len(rows) or min(_mean(left), _mean(right)) < LONG:
        return [list(spans)]
    top, bottom = min(row.top for row in both), _foot(rows, split, both, gutter)
    middle = [span for span in spans if top <= (span.top + span.bottom) / 2 <= bottom]
    return [
        [span for span in spans if (span.top + span.bottom) / 2 < top],
        [span for span in middle if span.edges[0] < gutter],
        [span for span in middle if span.edges[0] >= gutter],
        [span for span in spans if (span.top + span.bottom) / 2 > bottom],
    ]


def _foot(
    rows: Sequence[PrintedLine], split: Sequence[PrintedLine], both: Sequence[PrintedLine], gutter: float
) -> float:
    """Return the lower end of the columns: lines go on below in one of them, as close as the lines above."""
    lowest = max(both, key=lambda row: row.bottom)
    steps = sorted(below.top - above.top for above, below in pairwise(both))
    pitch = LOOSE * steps[len(steps) // 2]
    foot = lowest
    kept = {id(row) for row in split}
    for row in rows:
        if row.top <= foot.top:
            continue
        one_side = id(row) in kept and (row.right <= gutter or row.left >= gutter)
        if not one_side or row.top - foot.top > pitch:
            break
        foot = row
    return foot.bottom


def _mean(spans: Sequence[CharSpan]) -> float:
    return sum(len(span.text) for span in spans) / max(1, len(spans))


def _crosses(spans: Sequence[CharSpan], row: PrintedLine, gutter: float) -> bool:
    return any(
        span.edges[0] < gutter < span.edges[-1] and row.top <= (span.top + span.bottom) / 2 <= row.bottom
        for span in spans
    )


def _gutter(spans: Sequence[CharSpan], width: float) -> float | None:
    """Return the x in the middle third of the page that the fewest spans cross, if few do."""
    if len(spans) < 2 * ROWS:
        return None
    best, fewest = None, len(spans)
    for x in (width * share / 100 for share in range(38, 63, 1)):
        crossing = sum(1 for span in spans if span.edges[0] - 4 < x < span.edges[-1] + 4)
        if crossing < fewest:
            best, fewest = x, crossing
    return best if fewest <= 0.2 * len(spans) else None
