"""Boxes over several columns whose texts stand in these columns."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.readers.page.model import GridBox, RuledGrid
from extractors.readers.page.open_boxes.open_regions import Inside, OpenRegion, open_region, opened_as, region_of
from extractors.readers.page.unruled.chunks import Printed
from extractors.readers.page.unruled.frames import has_gap
from extractors.readers.page.unruled.groups import Group, column_chunks
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows

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
        if (box.column, box.column_span) in divided:
            rows = _undivided_row(region)
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


def _undivided_row(region: Region) -> Rows | None:
    """Return a box over several columns as one row; None if a text runs through the border of two, or one column alone has text."""
    columns, wide = column_chunks(region)
    cells = [Group(index, index, tuple(column)) for index, column in enumerate(columns) if column]
    return None if wide or len(cells) < 2 else Rows([Row(tuple(cells))], [], centred=False)


def _in_columns(region: Region, line: Printed) -> bool:
    """Return whether a line has texts in several columns and none across; single characters are one word set apart."""
    reach = [region.reach(chunk) for chunk in line.chunks]
    words = any(len(chunk.text) > 1 or chunk.text.isdecimal() for chunk in line.chunks)
    return words and has_gap(line) and len(set(reach)) > 1 and all(first == last for first, last in reach)
