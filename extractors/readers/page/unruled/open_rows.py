"""Rows and columns that the rules of a grid leave open: rules around the header only, or one box around many rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.lines import printed_rows
from extractors.readers.page.model import CharSpan, GridBox, RuledGrid
from extractors.readers.page.unruled.chunks import Chunk, Printed, make_chunk, printed_lines
from extractors.readers.page.unruled.counted_rows import counted_rows
from extractors.readers.page.unruled.find import arrange_rows
from extractors.readers.page.unruled.frames import has_gap
from extractors.readers.page.unruled.groups import LOOSE, Group, column_chunks, group_lines_of
from extractors.readers.page.unruled.merged import Place, place_cells
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows, borders, find_rows
from extractors.readers.page.unruled.stacked_boxes import COUNTED, LIST, counting_box, numbers_beside, words_fill_height

ALIKE = 2
"""Boxes over the same columns whose texts must keep to these columns."""
HEADED = 2
"""Rows of a header, at most, below which one row of boxes may be the whole body."""
FULL = 0.6
"""Share of the columns that have a text in every row where nothing but clear space parts the rows."""


class OpenRegion(NamedTuple):
    """A stretch of boxes of one row and what stands in it."""

    boxes: frozenset[int]
    first: int
    """First column."""
    places: tuple[Place, ...]
    inner: tuple[float, ...]
    """Y of the borders between its rows."""


def with_open_rows(grid: RuledGrid, inside: Mapping[int, Sequence[CharSpan]]) -> RuledGrid:
    """Return the grid with boxes for the rows and columns that only the text shows; ``inside`` are the spans of each box."""
    by_row: dict[int, list[OpenRegion]] = {}
    for opened in (*_wide(grid, inside), *_tall(grid, inside)):
        by_row.setdefault(grid.boxes[min(opened.boxes)].row, []).append(opened)
    for row in sorted(by_row, reverse=True):  # from the end: the rows before keep their numbers
        if len({len(opened.inner) for opened in by_row[row]}) == 1:
            grid = _expand_row(grid, row, by_row[row])
    return grid


def _wide(grid: RuledGrid, inside: Mapping[int, Sequence[CharSpan]]) -> Iterator[OpenRegion]:
    """Yield boxes over several columns whose texts stand in these columns, in two boxes or in two lines of one."""
    found: list[tuple[int, Region]] = []
    lines: Counter[tuple[int, int]] = Counter()
    for index in inside:
        box = grid.boxes[index]
        if box.column_span == 1 or box.row_span > 1:
            continue
        region = _region(grid, [index], inside)
        own = [line for line in region.lines if _in_columns(region, line)]
        if own and 4 * len(own) >= 3 * len(region.lines):
            found.append((index, region))
            lines[box.column, box.column_span] += len(own)
    for index, region in found:
        box = grid.boxes[index]
        if lines[box.column, box.column_span] >= ALIKE:
            opened = _open_region(region, [index], box.column)
            if opened is not None:
                yield opened


def _in_columns(region: Region, line: Printed) -> bool:
    """Return whether a line has texts in several columns and none across; single characters are one word set apart."""
    reach = [region.reach(chunk) for chunk in line.chunks]
    words = any(len(chunk.text) > 1 or chunk.text.isdecimal() for chunk in line.chunks)
    return words and has_gap(line) and len(set(reach)) > 1 and all(first == last for first, last in reach)


def _tall(grid: RuledGrid, inside: Mapping[int, Sequence[CharSpan]]) -> Iterator[OpenRegion]:
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


def _stacked(
    grid: RuledGrid, indexes: Sequence[int], between: Sequence[int], inside: Mapping[int, Sequence[CharSpan]]
) -> OpenRegion | None:
    """Return the rows of boxes side by side; None if nothing says that they hold several. ``between``: with the empty ones."""
    boxes = [inside[index] for index in indexes]
    first, row = grid.boxes[indexes[0]].column, grid.boxes[indexes[0]].row
    ends = grid.rows[row], grid.rows[row + 1]
    count = counting_box(boxes)
    if count is not None:
        region, column = _region(grid, indexes, inside), grid.boxes[indexes[count]].column - first
        rows = counted_rows(column_chunks(region)[0], column, ends, bool(grid.open_bottom))
        opened = _opened(region, rows, between, first) if rows is not None else _open_region(region, between, first)
        if opened is not None and _is_counted(opened, column, merged=rows is not None):
            return opened
    if len(between) == len(indexes) and numbers_beside(boxes):
        return _open_region(_region(grid, indexes, inside), between, first)
    if row == len(grid.rows) - 2 <= HEADED and words_fill_height(boxes, ends[1] - ends[0]):
        region = _region(grid, indexes, inside)
        rows = _words_side_by_side(region)
        least = COUNTED if grid.open_top else LIST  # the end of a table that began on the page before may be short
        if rows is not None and len(rows.rows) >= least:
            return _opened(region, rows, between, first)
    return None


def _words_side_by_side(region: Region) -> Rows | None:
    """Return the rows of texts of which one stands beside another in most columns: by clear space between rows, or line by line."""
    columns, _ = column_chunks(region)
    groups = group_lines_of(columns, ())
    if groups is None:
        near = any(
            below.middle - above.middle <= LOOSE * below.size for column in columns for above, below in pairwise(column)
        )
        return None if near or not _has_line_each(region) else _one_line_each(region)
    rows = find_rows(groups, region.columns)
    full = all(len(row.columns) >= FULL * region.columns for row in rows.rows)
    return rows if full and not any(group.first > 0 for group in rows.sparse) else None


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


def _region(grid: RuledGrid, indexes: Sequence[int], inside: Mapping[int, Sequence[CharSpan]]) -> Region:
    """Return the region of some boxes of one row, with the grid's columns."""
    first = min(grid.boxes[index].column for index in indexes)
    last = max(grid.boxes[index].column + grid.boxes[index].column_span for index in indexes)
    spans = [span for index in indexes for span in inside[index]]
    if len(indexes) == 1:
        lines = printed_lines(spans)
    else:
        owner = {id(span): index for index in indexes for span in inside[index]}
        lines = [_line_of_chunks(row, owner) for row in printed_rows(spans)]
    return Region(tuple(lines), grid.columns[first : last + 1], (), True, tuple(spans), True)


def _line_of_chunks(row: Sequence[CharSpan], owner: Mapping[int, int]) -> Printed:
    """Return a line with one chunk for each box that it runs through."""
    parts: dict[int, list[CharSpan]] = {}
    for span in row:
        parts.setdefault(owner[id(span)], []).append(span)
    chunks: list[Chunk] = [make_chunk(part) for part in parts.values()]
    return Printed(tuple(chunks), min(chunk.top for chunk in chunks), max(chunk.bottom for chunk in chunks))


def _open_region(region: Region, indexes: Sequence[int], first: int) -> OpenRegion | None:
    """Return the rows of a region; None if a character would be left out."""
    if _has_line_each(region):
        rows = _one_line_each(region)
    else:
        columns, wide = column_chunks(region)
        rows = arrange_rows(region, columns, wide, ())
    return _opened(region, rows, indexes, first)


def _opened(region: Region, rows: Rows, indexes: Sequence[int], first: int) -> OpenRegion | None:
    """Return a region with these rows; None if a character would be left out."""
    places = place_cells(rows, region.borders, headed=False)
    placed = sum(len(place.group.text) for place in places if place.group is not None)
    if placed != sum(len(span.text) for span in region.spans):
        return None
    return OpenRegion(frozenset(indexes), first, tuple(places), tuple(borders(rows.rows)[1:-1]))


def _has_line_each(region: Region) -> bool:
    """Return whether each column has a text on every line."""
    return region.columns > 1 and all(len(line.chunks) == region.columns for line in region.lines)


def _one_line_each(region: Region) -> Rows:
    """Return a row for each line of boxes that have a text on every line."""
    lines = [[Group(*region.reach(chunk), (chunk,)) for chunk in line.chunks] for line in region.lines]
    return Rows([Row(tuple(groups)) for groups in lines], [], centred=False)


def _expand_row(grid: RuledGrid, row: int, opened: Sequence[OpenRegion]) -> RuledGrid:
    """Put the rows of ``opened`` in the place of one row of the grid."""
    inner = opened[0].inner
    ys = (*grid.rows[: row + 1], *inner, *grid.rows[row + 1 :])
    replaced = {index for part in opened for index in part.boxes}
    boxes = []
    for index, box in enumerate(grid.boxes):
        if index in replaced:
            continue
        if box.row <= row < box.row + box.row_span:
            box = box._replace(row_span=box.row_span + len(inner))
        elif box.row > row:
            box = box._replace(row=box.row + len(inner))
        boxes.append(box)
    for part in opened:
        boxes += [_box(place, row, part.first, ys, grid.columns) for place in part.places]
    boxes.sort(key=lambda box: (box.row, box.column))
    return grid._replace(boxes=tuple(boxes), rows=ys)


def _box(place: Place, row: int, column: int, ys: Sequence[float], xs: Sequence[float]) -> GridBox:
    top, left = row + place.row, column + place.column
    return GridBox(
        top, left, place.row_span, place.column_span,
        xs[left], ys[top], xs[left + place.column_span], ys[top + place.row_span],
    )  # fmt: skip
