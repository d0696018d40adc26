"""Boxes that hold a cell of several rows each, side by side: the rows that only their texts show."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.page.lines import printed_rows
from extractors.readers.page.model import RuledGrid
from extractors.readers.page.open_boxes.open_regions import (
    Inside,
    OpenRegion,
    has_line_each,
    header_above,
    one_line_each,
    open_region,
    opened_as,
    region_of,
)
from extractors.readers.page.open_boxes.stacked_boxes import (
    COUNTED,
    LIST,
    Box,
    counting_box,
    figure_lines,
    figure_lists,
    numbers_beside,
    texts_fill_height,
)
from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.counted_rows import counted_rows
from extractors.readers.page.unruled.find import arrange_rows
from extractors.readers.page.unruled.groups import LOOSE, column_chunks, group_lines_of
from extractors.readers.page.unruled.merged import Place
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Rows, find_rows
from extractors.readers.page.unruled.whole_cells.cells import make_columns
from extractors.readers.page.unruled.whole_cells.tiled_rows import KNOWN, MERGED, tiled_rows
from extractors.readers.page.unruled.whole_cells.torn_lines import COLUMNS, Meanings, with_whole_cells

HEADED = 2
"""Rows of a header, at most, below which one row of boxes may be the whole body."""
FULL = 0.6
"""Share of the columns that have a text in every row where nothing but clear space parts the rows."""


def tall_boxes(grid: RuledGrid, inside: Inside) -> Iterator[OpenRegion]:
    """Yield rows of boxes that hold a cell of several rows each: numbers line beside line, or numbers that count them."""
    by_row: dict[int, list[int]] = {}
    for index, box in enumerate(grid.boxes):
        if box.row_span == 1 and box.column_span == 1:
            by_row.setdefault(box.row, []).append(index)
    for beside in by_row.values():
        indexes = sorted((index for index in beside if index in inside), key=lambda index: grid.boxes[index].column)
        if len(indexes) < 2:
            continue
        first, last = grid.boxes[indexes[0]].column, grid.boxes[indexes[-1]].column
        between = [index for index in beside if first <= grid.boxes[index].column <= last]
        if len(between) != last - first + 1:
            continue
        opened = _stacked(grid, indexes, between, inside)
        if opened is not None:
            yield opened


def _stacked(grid: RuledGrid, indexes: Sequence[int], between: Sequence[int], inside: Inside) -> OpenRegion | None:
    """Return the rows of boxes side by side; None if nothing says that they hold several. ``between``: with the empty ones."""
    boxes = [inside[index] for index in indexes]
    first, row = grid.boxes[indexes[0]].column, grid.boxes[indexes[0]].row
    count, lists = counting_box(boxes), figure_lists(boxes)
    is_body = not lists and _fill_body(grid, row, boxes)
    if count is None and not lists and not is_body:
        return None
    region = region_of(grid, indexes, inside)
    columns, wide = column_chunks(region)
    header = header_above(grid, row, (first, first + region.columns - 1), inside)
    if count is not None:
        column, ends = grid.boxes[indexes[count]].column - first, (grid.rows[row], grid.rows[row + 1])
        rows = counted_rows(columns, column, ends, bool(grid.open_bottom))
        whole = with_whole_cells(rows, columns, header) if rows is not None else None
        if rows is not None and whole is not None and whole.sure and len(whole.rows) == len(rows.rows):
            rows = whole  # the numbers allow several ways to part the lines between them
        opened = (
            opened_as(region, rows, between, first) if rows is not None else open_region(region, header, between, first)
        )
        if opened is not None and _is_counted(opened, column, merged=rows is not None):
            return opened
    if len(between) == len(indexes) and numbers_beside(boxes, lists):
        opened = open_region(region, header, between, first)
        if opened is not None:
            return opened
    if is_body:
        rows = _words_side_by_side(region, columns, header)
        least = COUNTED if grid.open_top else LIST  # the end of a table that began on the page before may be short
        if rows is not None and len(rows.rows) >= least:
            return opened_as(region, rows, between, first)
    if figures := figure_lines(boxes, lists):
        rows = arrange_rows(region, columns, wide, (), header)
        # the texts beside a list of figures have as many rows as it has lines
        if rows.sure and len(rows.rows) in figures:
            return opened_as(region, rows, between, first)
    tiled = None if wide else _tiled(region, columns, header)
    return opened_as(region, tiled, between, first) if tiled is not None else None


def _tiled(region: Region, columns: Sequence[Sequence[Chunk]], header: Meanings) -> Rows | None:
    """Return the rows of whole cells below known header words, at least two; None if others are nearly as good."""
    if sum(meaning is not None for meaning in header) < KNOWN or region.columns < COLUMNS:
        return None
    tiled = tiled_rows(make_columns(columns, header))
    return tiled.rows if tiled is not None and tiled.rows.sure and len(tiled.rows.rows) > 1 else None


def _fill_body(grid: RuledGrid, row: int, boxes: Sequence[Box]) -> bool:
    """Return whether boxes may be the whole body of a table: they are its last row, and their texts fill it."""
    return row == len(grid.rows) - 2 <= HEADED and texts_fill_height(boxes, grid.rows[row + 1] - grid.rows[row])


def _words_side_by_side(region: Region, columns: Sequence[Sequence[Chunk]], header: Meanings) -> Rows | None:
    """Return the rows of texts of which one stands beside another in most columns: by clear space between rows, or line by line."""
    groups = group_lines_of(columns, ())
    if groups is None:
        near = any(
            below.middle - above.middle <= LOOSE * below.size for column in columns for above, below in pairwise(column)
        )
        return None if near or not has_line_each(region) or _is_wrapped(region, columns) else one_line_each(region)
    rows = with_whole_cells(find_rows(groups, region.columns), columns, header)
    full = all(len(row.columns) >= FULL * region.columns for row in rows.rows)
    merged = any(group.first >= MERGED for group in rows.sparse)
    return rows if full and rows.sure and not merged else None


def _is_wrapped(region: Region, columns: Sequence[Sequence[Chunk]]) -> bool:
    """Return whether no line but the last has room for another character in half of the columns: they are cells of one row."""
    full = 0
    for (left, right), column in zip(pairwise(region.borders), columns, strict=True):
        margin = min(chunk.left for chunk in column) - left
        full += all(right - margin - chunk.right < chunk.size for chunk in column[:-1])
    return 2 * full >= region.columns


def _is_counted(opened: OpenRegion, column: int, merged: bool) -> bool:
    """Return whether every row has one number of the column that counts them, and a text beside it in no other row.

    The first row may have none, which goes on a row of the page before, and the last one, as a row of sums has none.
    ``merged``: a text behind the numbers may be that of several rows, if each row has one in its column.
    """
    numbers: Counter[int] = Counter()
    beside: Counter[int] = Counter()
    reaching: set[int] = set()
    for place in opened.places:
        if place.group is None:
            continue
        if place.column == column and place.group.text.isdecimal():
            numbers[place.row] += len(place.group.chunks)
        elif place.column != column:
            beside.update(_rows_of(place))
        if place.column > column and place.row_span > 1:
            reaching.add(place.column)
    rows = range(len(opened.inner) + 1)
    inner = all(numbers[row] == 1 for row in rows[1:-1])
    filled = {(row, place.column) for place in opened.places if place.group for row in _rows_of(place)}
    whole = merged and all((row, place) in filled for place in reaching for row in rows)
    return inner and max(numbers.values(), default=0) == 1 and all(map(beside.get, rows)) and (whole or not reaching)


def _rows_of(place: Place) -> range:
    return range(place.row, place.row + place.row_span)


def may_hold_several(grid: RuledGrid, inside: Inside) -> bool:
    """Return whether the boxes of the last row may hold several cells each, because it is all of the body."""
    row = len(grid.rows) - 2
    own = [index for index in inside if grid.boxes[index].row == row and grid.boxes[index].column_span == 1]
    boxes = [inside[index] for index in sorted(own, key=lambda index: grid.boxes[index].column)]
    if len(boxes) < 2 or not _fill_body(grid, row, boxes):
        return False
    return all(len(printed_rows(spans)) >= LIST for spans in boxes[1:])
