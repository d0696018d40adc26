"""Boxes of a grid whose rows and columns only the text shows, as a region of their own."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.language import column_words
from extractors.readers.page.lines import printed_rows
from extractors.readers.page.model import CharSpan, RuledGrid
from extractors.readers.page.unruled.chunks import Chunk, Printed, make_chunk, printed_lines
from extractors.readers.page.unruled.find import arrange_rows
from extractors.readers.page.unruled.groups import Group, column_chunks
from extractors.readers.page.unruled.merged import Place, place_cells
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows, borders
from extractors.readers.page.unruled.whole_cells.torn_lines import Meanings

Inside = Mapping[int, Sequence[CharSpan]]
"""The text of each box of a grid, by its place among the boxes; an empty box has none."""


class OpenRegion(NamedTuple):
    """A stretch of boxes of one row and what stands in it."""

    boxes: frozenset[int]
    first: int
    """First column."""
    places: tuple[Place, ...]
    inner: tuple[float, ...]
    """Y of the borders between its rows."""


def region_of(grid: RuledGrid, indexes: Sequence[int], inside: Inside) -> Region:
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


def open_region(region: Region, header: Meanings, indexes: Sequence[int], first: int) -> OpenRegion | None:
    """Return the rows of a region; None if a character would be left out, or lines may be of other rows."""
    if has_line_each(region):
        rows = one_line_each(region)
    else:
        columns, wide = column_chunks(region)
        rows = arrange_rows(region, columns, wide, (), header)
    return opened_as(region, rows, indexes, first) if rows.sure else None


def opened_as(region: Region, rows: Rows, indexes: Sequence[int], first: int) -> OpenRegion | None:
    """Return a region with these rows; None if a character would be left out."""
    places = place_cells(rows, region.borders, headed=False)
    placed = sum(len(place.group.text) for place in places if place.group is not None)
    if placed != sum(len(span.text) for span in region.spans):
        return None
    return OpenRegion(frozenset(indexes), first, tuple(places), tuple(borders(rows.rows)[1:-1]))


def header_above(grid: RuledGrid, row: int, columns: tuple[int, int], inside: Inside) -> Meanings:
    """Return what the boxes right above those of a row mean as header words, for each column from the first to the last."""
    texts = {
        column: "".join(span.text for line in printed_rows(inside.get(index, ())) for span in line)
        for index, box in enumerate(grid.boxes)
        if box.row + box.row_span == row
        for column in range(box.column, box.column + box.column_span)
    }
    return [column_words.word(texts.get(column, "")) for column in range(columns[0], columns[1] + 1)]


def has_line_each(region: Region) -> bool:
    """Return whether each column has a text on every line."""
    return region.columns > 1 and all(len(line.chunks) == region.columns for line in region.lines)


def one_line_each(region: Region) -> Rows:
    """Return a row for each line of boxes that have a text on every line."""
    lines = [[Group(*region.reach(chunk), (chunk,)) for chunk in line.chunks] for line in region.lines]
    return Rows([Row(tuple(groups)) for groups in lines], [], centred=False)
