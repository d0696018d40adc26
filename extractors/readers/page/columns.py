"""Two columns of running text on one page: read one after the other."""

from bisect import bisect_left, bisect_right
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

FULL = 1.5
"""Em: a line that ends so near to the right margin fills its column."""
ALIKE = 0.8
"""Times the width of the wider column: columns of text are as wide at least."""


def column_order(spans: Sequence[CharSpan], tables: Iterable[PageTable], width: float) -> list[list[CharSpan]]:
    """Return the spans in groups to be read one after the other: one group, unless the page has two columns."""
    gutter = _gutter(spans, width)
    if gutter is None or any(table.columns[0] < gutter < table.columns[-1] for table in tables):
        return [list(spans)]
    reach = _reach_of_rows(spans, gutter) or _reach_of_full_lines(spans, gutter)
    if reach is None:
        return [list(spans)]
    top, bottom = reach
    middle = [span for span in spans if top <= (span.top + span.bottom) / 2 <= bottom]
    return [
        [span for span in spans if (span.top + span.bottom) / 2 < top],
        [span for span in middle if span.edges[0] < gutter],
        [span for span in middle if span.edges[0] >= gutter],
        [span for span in spans if (span.top + span.bottom) / 2 > bottom],
    ]


def _reach_of_rows(spans: Sequence[CharSpan], gutter: float) -> tuple[float, float] | None:
    """Return the upper and lower end of columns whose lines are side by side; None if too few are."""
    rows = group_lines(spans, 0)
    cuts = _cuts(spans, gutter)
    split = [row for row in rows if bisect_left(cuts, row.top) == bisect_right(cuts, row.bottom)]
    left = [span for span in spans if span.edges[-1] <= gutter]
    right = [span for span in spans if span.edges[0] >= gutter]
    both = [row for row in split if row.left < gutter < row.right]
    if len(both) < ROWS or len(both) < 0.6 * len(rows) or min(_mean(left), _mean(right)) < LONG:
        return None
    return min(row.top for row in both), _foot(rows, split, both, gutter)


def _reach_of_full_lines(spans: Sequence[CharSpan], gutter: float) -> tuple[float, float] | None:
    """Return the ends of columns that their lines fill, at whatever heights; None if there are none.

    Cells of a table that nobody recognised are seldom as wide as each other and filled by most of their lines.
    """
    left = group_lines([span for span in spans if span.edges[-1] <= gutter], 0)
    right = group_lines([span for span in spans if span.edges[0] >= gutter], 0)
    cuts = _cuts(spans, gutter)
    stretches: dict[int, tuple[list[PrintedLine], list[PrintedLine]]] = {}
    for side, rows in enumerate((left, right)):
        for row in rows:
            above = bisect_left(cuts, row.top)
            if above == bisect_right(cuts, row.bottom):  # no line across begins or ends beside it
                stretches.setdefault(above, ([], []))[side].append(row)
    for _, columns in sorted(stretches.items()):
        if all(len(rows) >= ROWS and _is_filled(rows) for rows in columns) and _are_alike(*columns):
            both = [row for rows in columns for row in rows]
            return min(row.top for row in both), max(row.bottom for row in both)
    return None


def _is_filled(rows: Sequence[PrintedLine]) -> bool:
    """Return whether most lines end at the right margin of their column, and are as long as those of running text."""
    margin = max(row.right for row in rows)
    full = sum(row.right > margin - FULL * row.size for row in rows)
    return full >= 0.6 * len(rows) and sum(len(row.text) for row in rows) >= LONG * len(rows)


def _are_alike(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Return whether two columns are about as wide as each other."""
    widths = [max(row.right for row in rows) - min(row.left for row in rows) for rows in (left, right)]
    return min(widths) >= ALIKE * max(widths)


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


def _cuts(spans: Sequence[CharSpan], gutter: float) -> list[float]:
    """Return the heights, downwards, of what is printed across the gutter."""
    return sorted((span.top + span.bottom) / 2 for span in spans if span.edges[0] < gutter < span.edges[-1])


def _gutter(spans: Sequence[CharSpan], width: float) -> float | None:
    """Return the x in the middle third of the page that the fewest spans cross, if few do."""
    if len(spans) < 2 * ROWS:
        return None
    best, fewest = None, len(spans)
    wide = [span for span in spans if span.edges[0] - 4 < span.edges[-1] + 4]
    lefts, rights = sorted(span.edges[0] - 4 for span in wide), sorted(span.edges[-1] + 4 for span in wide)
    for x in (width * share / 100 for share in range(38, 63, 1)):
        crossing = bisect_left(lefts, x) - bisect_right(rights, x)
        if crossing < fewest:
            best, fewest = x, crossing
    return best if fewest <= 0.2 * len(spans) else None
