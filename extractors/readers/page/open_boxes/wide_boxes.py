"""Boxes over several columns whose texts stand in these columns."""

from collections import Counter
from collections.abc import Iterator

from extractors.readers.page.model import RuledGrid
from extractors.readers.page.open_boxes.open_regions import Inside, OpenRegion, open_region, region_of
from extractors.readers.page.unruled.chunks import Printed
from extractors.readers.page.unruled.frames import has_gap
from extractors.readers.page.unruled.region import Region

ALIKE = 2
"""Boxes over the same columns whose texts must keep to these columns."""


def wide_boxes(grid: RuledGrid, inside: Inside) -> Iterator[OpenRegion]:
    """Yield boxes over several columns whose texts stand in these columns, in two boxes or in two lines of one."""
    found: list[tuple[int, Region]] = []
    lines: Counter[tuple[int, int]] = Counter()
    for index in inside:
        box = grid.boxes[index]
        if box.column_span == 1 or box.row_span > 1:
            continue
        region = region_of(grid, [index], inside)
        own = [line for line in region.lines if _in_columns(region, line)]
        if own and 4 * len(own) >= 3 * len(region.lines):
            found.append((index, region))
            lines[box.column, box.column_span] += len(own)
    for index, region in found:
        box = grid.boxes[index]
        if lines[box.column, box.column_span] >= ALIKE:
            opened = open_region(region, [index], box.column)
            if opened is not None:
                yield opened


def _in_columns(region: Region, line: Printed) -> bool:
    """Return whether a line has texts in several columns and none across; single characters are one word set apart."""
    reach = [region.reach(chunk) for chunk in line.chunks]
    words = any(len(chunk.text) > 1 or chunk.text.isdecimal() for chunk in line.chunks)
    return words and has_gap(line) and len(set(reach)) > 1 and all(first == last for first, last in reach)
