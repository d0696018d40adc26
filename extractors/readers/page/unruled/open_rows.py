"""Rows and columns that the rules of a grid leave open: rules around the header only, or one box around many rows."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.readers.page.lines import printed_rows
from extractors.readers.page.model import CharSpan, GridBox, RuledGrid
from extractors.readers.page.unruled.chunks import Chunk, Printed, make_chunk, printed_lines
from extractors.readers.page.unruled.evidence import VALUE
from extractors.readers.page.unruled.find import arrange_rows
from extractors.readers.page.unruled.frames import has_gap
from extractors.readers.page.unruled.groups import Group, column_chunks
from extractors.readers.page.unruled.merged import Place, place_cells
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows, borders

ALIKE = 2
"""Boxes over the same columns whose texts must keep to these columns."""
LIST = 3
"""Lines of numbers in one box, at least, that are the cells of rows."""
LEVEL = 2.0
"""Points by which the lines of one row may differ in two boxes."""


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
    """Yield rows of boxes in which two or more hold lists of numbers, line beside line."""
    by_row: dict[int, list[int]] = {}
    for index, box in enumerate(grid.boxes):
        if box.row_span == 1 and box.column_span == 1 and index in inside:
            by_row.setdefault(box.row, []).append(index)
    for indexes in by_row.values():
        lists = [heights for index in indexes if (heights := _numbers(inside[index]))]
        if len(lists) < 2 or not _level(lists) or _names_run_past([inside[i] for i in sorted(indexes)], lists):
            continue
        columns = sorted(grid.boxes[index].column for index in indexes)
        if columns[-1] - columns[0] + 1 == len(columns):
            opened = _open_region(_region(grid, indexes, inside), indexes, columns[0])
            if opened is not None:
                yield opened


def _numbers(spans: Sequence[CharSpan]) -> list[float]:
    """Return y of the lines where most of them are numbers; empty if they are not."""
    if sum(not "\u4e00" <= span.text[:1] <= "\u9fff" for span in spans) < LIST:
        return []  # words: they are no part of numbers
    rows = printed_rows(spans)
    if len(rows) < LIST:
        return []
    numbers = sum(1 for row in rows if VALUE.fullmatch("".join(span.text for span in row)))
    if 4 * numbers < 3 * len(rows):
        return []
    return [(row[0].top + row[0].bottom) / 2 for row in rows]


def _level(lists: Sequence[list[float]]) -> bool:
    """Return whether the lines of all boxes stand at the heights of the longest list."""
    longest = max(lists, key=len)

    def near(height: float) -> bool:
        place = bisect_left(longest, height - LEVEL)
        return place < len(longest) and longest[place] <= height + LEVEL

    return all(near(height) for heights in lists for height in heights)


def _names_run_past(boxes: Sequence[Sequence[CharSpan]], lists: Sequence[Sequence[float]]) -> bool:
    """Return whether the first box of words, from the left, has more lines than the numbers, which leave no line free.

    Then a line of numbers does not stand beside its name: the names wrap, or a category stands above them.
    """
    numbers = max(lists, key=len)
    heights = [[(row[0].top + row[0].bottom) / 2 for row in printed_rows(spans)] for spans in boxes]
    names = next((lines for lines in heights if len(lines) >= len(numbers) and lines not in lists), numbers)
    if len(names) == len(numbers):
        return False
    pitch = (names[-1] - names[0]) / (len(names) - 1)
    return numbers[-1] - numbers[0] < pitch * (len(numbers) - 0.5)


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
    if len(indexes) > 1 and all(len(line.chunks) == len(indexes) for line in region.lines):
        rows = _one_line_each(region)
    else:
        columns, wide = column_chunks(region)
        rows = arrange_rows(region, columns, wide, ())
    places = place_cells(rows, region.borders, headed=False)
    placed = sum(len(place.group.text) for place in places if place.group is not None)
    if placed != sum(len(span.text) for span in region.spans):
        return None
    return OpenRegion(frozenset(indexes), first, tuple(places), tuple(borders(rows.rows)[1:-1]))


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
