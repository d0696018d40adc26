"""Rows beyond the rules of a frame: with one rule below each row none is above the header, with one above each none below the last."""

from collections.abc import Sequence

from extractors.language import column_words as header_words
from extractors.readers.base.table import CAPTION, MEASURE_LINE
from extractors.readers.page.model import CharSpan
from extractors.readers.page.unruled.chunks import Printed, printed_lines
from extractors.readers.page.unruled.region import Region

REACH = 8.0
"""Em that a header or a row is high at most; where text goes on further in the columns, rows follow that no rule parts."""
CLOSE = 1.6
"""Em of free space that may lie between a line and what is next to it."""
SAME_CELL = 0.8
"""Em of free space within which a lone text belongs to a cell of several lines."""
FILLED = 0.5
"""Share of the columns that must have text beyond the rule."""
WIDE = 0.7
"""Share of the columns that one header may be over; a text over more is a caption."""
LARGER = 1.6
"""Times the size of the table's text that a header may have."""
SIZE = 0.13
"""Share by which the font size of another row may differ."""


def open_head(region: Region, first: float, spans: Sequence[CharSpan]) -> list[Printed]:
    """Return the printed lines above y ``first`` that are in the columns of the region below it, from top to bottom."""
    size = region.lines[0].size
    lines = printed_lines(_near(region, spans, first - 2 * REACH * size, first))
    return _row_beyond(region, first, lines[::-1], size, LARGER * size)[::-1]


def open_foot(region: Region, last: float, spans: Sequence[CharSpan]) -> list[Printed]:
    """Return the printed lines below y ``last`` that are in the columns of the region above it, from top to bottom."""
    size = region.lines[-1].size
    lines = printed_lines(_near(region, spans, last, last + 2 * REACH * size))
    return _row_beyond(region, last, lines, size, (1 + SIZE) * size)


def _row_beyond(region: Region, edge: float, lines: Sequence[Printed], size: float, largest: float) -> list[Printed]:
    """Return the first of these lines, from the edge outwards, as far as they are a row; empty if they are none."""
    found: list[Printed] = []
    reached = edge
    for line in lines:
        if _space(line, reached) > CLOSE * size or not _fits(region, line, largest):
            break
        found.append(line)
        reached = max(line.top, line.bottom, reached, key=lambda y: abs(y - edge))
    while found and _is_apart(found[-1], found[-2:-1]):
        found.pop()
    if not _is_row(region, found) or max(abs(y - edge) for y in (found[-1].top, found[-1].bottom)) > REACH * size:
        return []
    return found


def _space(line: Printed, y: float) -> float:
    """Return the free space between a line and a height above or below it; negative if it lies in the line."""
    return max(line.top - y, y - line.bottom)


def _near(region: Region, spans: Sequence[CharSpan], top: float, bottom: float) -> list[CharSpan]:
    """Return the spans between two heights that are over or under the region; a header may be wider than its column."""
    size = region.lines[0].size
    left, right = region.borders[0] - size, region.borders[-1] + size
    return [
        span for span in spans
        if top < (span.top + span.bottom) / 2 < bottom and left < span.edges[-1] and span.edges[0] < right
    ]  # fmt: skip


def _fits(region: Region, line: Printed, largest: float) -> bool:
    """Return whether each text of a line is in one column, or over a part of them."""
    if line.size > largest or (line.size < (1 - SIZE) * region.lines[0].size and not line.single):
        return False
    widest = max(last - first + 1 for first, last in map(region.reach, line.chunks))
    return widest <= max(2.0, WIDE * region.columns)


def _is_apart(line: Printed, inner: Sequence[Printed]) -> bool:
    """Return whether an outermost line is a lone text and no part of a cell: a caption, a measure for all, a note."""
    if len(line.chunks) > 1:
        return False
    if not inner:
        return True
    free = max(inner[0].top - line.bottom, line.top - inner[0].bottom)
    if free < 0:
        return False  # beside a cell with fewer lines
    text = line.chunks[0].text
    if header_words.word(text) is not None:
        return False  # the first of several header rows: 指标值 over 现状 and 规划
    return bool(MEASURE_LINE.search(text) or CAPTION.search(text)) or free > SAME_CELL * inner[0].size


def _is_row(region: Region, lines: Sequence[Printed]) -> bool:
    """Return whether lines have texts side by side in enough columns, each in its own."""
    reached = {
        first for line in lines for chunk in line.chunks for first, last in (region.reach(chunk),) if first == last
    }
    return any(len(line.chunks) > 1 for line in lines) and len(reached) >= FILLED * region.columns
