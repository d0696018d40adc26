"""Boxes over several columns whose texts stand in these columns."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.readers.page.model import CharSpan, GridBox, RuledGrid
from extractors.readers.page.open_boxes.open_regions import Inside, OpenRegion, open_region, opened_as, region_of
from extractors.readers.page.unruled.chunks import Printed
from extractors.readers.page.unruled.frames import has_gap
from extractors.readers.page.unruled.groups import Group, column_chunks
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows

FLUSH = 1.0
"""Points by which the ends of texts of one column, or their middles, may differ."""
CENTRED = 1.0
"""Em: a text so near the middle of a box may be centred in it."""
ALIKE = 2
"""Boxes over the same columns whose texts must keep to these columns."""


def wide_boxes(grid: RuledGrid, inside: Inside) -> Iterator[OpenRegion]:
    """Yield boxes over several columns whose texts stand in these columns: in two boxes, in two lines of one, or as other rows do."""
    wide = [index for index in inside if grid.boxes[index].column_span > 1 and grid.boxes[index].row_span == 1]
    divided = _divided_elsewhere(grid, [grid.boxes[index] for index in wide])
    found: list[tuple[int, Region]] = []
    lines: Counter[tuple[int, int]] = Counter()
    for index in wide:
        box = grid.boxes[index]
        region = region_of(grid, [index], inside)
        in_last = _stands_in_last(region, grid, box, inside)
        if in_last or (box.column, box.column_span) in divided:
            rows = _undivided_row(region, 1 if in_last else 2)
            opened = opened_as(region, rows, [index], box.column) if rows else None
            if opened is not None:
                yield opened
            continue
        own = [line for line in region.lines if _in_columns(region, line)]
        if own and 4 * len(own) >= 3 * len(region.lines):
            found.append((index, region))
            lines[box.column, box.column_span] += len(own)
    for index, region in found:
        box = grid.boxes[index]
        if lines[box.column, box.column_span] >= ALIKE:
            opened = open_region(region, [None] * region.columns, [index], box.column)
            if opened is not None:
                yield opened


def _divided_elsewhere(grid: RuledGrid, wide: Sequence[GridBox]) -> set[tuple[int, int]]:
    """Return the (column, column span) of wide boxes below the first of which a row has a box for each of these columns.

    Designs draw the rules of every other row.
    """
    firsts: dict[tuple[int, int], int] = {}
    for box in wide:
        place = box.column, box.column_span
        firsts[place] = min(box.row, firsts.get(place, box.row))
    single = [box for box in grid.boxes if box.column_span == box.row_span == 1] if firsts else []
    found = set()
    for (column, span), first in firsts.items():
        boxes = Counter(box.row for box in single if box.row > first and column <= box.column < column + span)
        if span in boxes.values():
            found.add((column, span))
    return found


def _undivided_row(region: Region, least: int) -> Rows | None:
    """Return a box over several columns as one row; None if a text runs through the border of two, or fewer than ``least`` have text."""
    columns, wide = column_chunks(region)
    cells = [Group(index, index, tuple(column)) for index, column in enumerate(columns) if column]
    return None if wide or len(cells) < least else Rows([Row(tuple(cells))], [], centred=False)


def _stands_in_last(region: Region, grid: RuledGrid, wide: GridBox, inside: Inside) -> bool:
    """Return whether the text of a wide box is flush with, or centred as, those in its last column, but not in the box's middle."""
    last = wide.column + wide.column_span - 1
    left, middle = _place(region.spans)
    if not wide.row or left < grid.columns[last]:
        return False
    above = [index for index, box in enumerate(grid.boxes) if box.column == last and box.column_span == 1]
    texts = [index for index in above if index in inside]
    places = [_place(inside[index]) for index in texts if grid.boxes[index].row or len(texts) == 1]
    if not places or abs(middle - (wide.left + wide.right) / 2) <= CENTRED * region.spans[0].size:
        return False
    return any(all(abs(place[end] - own) <= FLUSH for place in places) for end, own in ((0, left), (1, middle)))


def _place(spans: Sequence[CharSpan]) -> tuple[float, float]:
    """Return the left end of a text, and its middle."""
    left, right = min(span.edges[0] for span in spans), max(span.edges[-1] for span in spans)
    return left, (left + right) / 2


def _in_columns(region: Region, line: Printed) -> bool:
    """Return whether a line has texts in several columns and none across; single characters are one word set apart."""
    reach = [region.reach(chunk) for chunk in line.chunks]
    words = any(len(chunk.text) > 1 or chunk.text.isdecimal() for chunk in line.chunks)
    return words and has_gap(line) and len(set(reach)) > 1 and all(first == last for first, last in reach)
