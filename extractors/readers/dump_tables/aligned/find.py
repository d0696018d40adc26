"""Find the tables whose columns are lined up with blanks, and give their cells places in the lines."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.language import column_words
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell, TableRegion
from extractors.readers.dump_tables.aligned.extent import AlignedExtent, extent_of
from extractors.readers.dump_tables.aligned.header import AlignedHeader, read_header
from extractors.readers.dump_tables.aligned.merged import merged_cells
from extractors.readers.dump_tables.aligned.printed_lines import WIDTHS, PlacedWord
from extractors.readers.dump_tables.aligned.rows import MERGED, AlignedBody, LineRange, count_short_lines, line_ranges
from extractors.readers.dump_tables.separators.separated_cells import helpers_of_leads
from extractors.readers.table_decoder.judge import cost_of

_GAP = lazy_pattern(r"\s{2,}")
_LEAST_WORDS = 3
_TORN = 0.5
"""Cost of a line that ends before it is full though its cell goes on: it is the end of a cell of the row above."""
_UNNAMED = 3.0
"""Cost of a column whose meaning is not known: it may be a clear space inside another."""


def aligned_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables with a header of known words lined up with its columns, in reading order."""
    at = 0
    while at < len(lines):
        region = _table(lines, at) if is_head(lines[at]) else None
        if region is not None:
            yield region
        at = region.last if region is not None else at + 1


def is_head(line: TextLine) -> bool:
    """Return whether a line has three words or more at a distance, half of them known header words."""
    words = [without_blanks(part) for part in _GAP.split(line.text)]
    if len(words) < _LEAST_WORDS or "\t" in line.text:
        return False
    known = column_words.count_known(words)
    return known >= 2 and 2 * known >= len(words)


def _table(lines: Sequence[TextLine], first: int) -> TableRegion | None:
    """Return the best reading of a table that begins at a line; None if there is none."""
    found: list[tuple[float, TableRegion]] = []
    for widths in WIDTHS:
        extent = extent_of(lines, first, widths)
        if extent is None:
            continue
        most = min((place for _, place in extent.groups), default=len(extent.printed))
        header = read_header(lines, extent.printed, most, len(extent.edges))
        if header is not None and header.lines + 1 < len(extent.printed):
            if _joins_words(lines, header):
                continue
            unnamed = _UNNAMED * sum(column.kind == "other" for column in header.columns)
            found += [
                (cost_of(lines, region) + unnamed + _TORN * torn, region)
                for torn, region in _regions(lines, extent, header)
            ]
    best = min(found, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] < 0 else None


def _joins_words(lines: Sequence[TextLine], header: AlignedHeader) -> bool:
    """Return whether a column has two known header words at a distance: the clear space between them is a border."""
    return any(
        column_words.count_known(map(without_blanks, _GAP.split(lines[number].text[left:right]))) > 1
        for cell in header.cells
        for number, left, right in cell.pieces
    )


def _regions(
    lines: Sequence[TextLine], extent: AlignedExtent, header: AlignedHeader
) -> Iterator[tuple[int, TableRegion]]:
    """Yield the ways to part the lines into rows, each with the number of lines in cells that end before they are full."""
    printed = extent.printed[header.lines :]

    def text(number: int, word: PlacedWord) -> str:
        return without_blanks(lines[number].text[word.left : word.right])

    groups = frozenset(place - header.lines for _, place in extent.groups)
    body = AlignedBody(printed, header.columns, tuple(lines[number].blanks for number, _ in printed), groups, text)
    for rows in line_ranges(body):
        yield count_short_lines(body, rows), _region(lines, extent, header, body, rows)


def _region(
    lines: Sequence[TextLine],
    extent: AlignedExtent,
    header: AlignedHeader,
    body: AlignedBody,
    ranges: Sequence[LineRange],
) -> TableRegion:
    cells = list(header.cells)
    covered: set[tuple[int, int]] = set()
    width = len(header.columns)
    number = [
        header.rows + place + sum(group <= row.first for group in sorted(body.groups))
        for place, row in enumerate(ranges)
    ]
    merging = [at for at, column in enumerate(header.columns) if column.kind in MERGED]
    for column in merging:
        for cell in merged_cells(body, column, ranges):
            pieces = tuple(_piece(body, at, column) for at in cell.lines)
            span = number[cell.last - 1] + 1 - number[cell.first]
            cells.append(RegionCell(number[cell.first], column, span, 1, pieces))
            covered |= {(row, column) for row in range(cell.first, cell.last)}
    helpers = helpers_of_leads(header.columns)
    for place, row in enumerate(ranges):
        for column in range(width):
            if (place, column) in covered:
                continue
            pieces, last = _pieces(body, row, column), place
            if pieces and column in helpers:
                last = _last_supported(body, ranges, place, column, helpers[column])
                covered |= {(below, column) for below in range(place, last + 1)}
            cells.append(RegionCell(number[place], column, number[last] + 1 - number[place], 1, pieces))
    for line, place in extent.groups:
        above = sum(row.first < place - header.lines for row in ranges)
        row_number = header.rows + above + sum(other < line for other, _ in extent.groups)
        cells.append(RegionCell(row_number, 0, 1, width, ((line, 0, len(lines[line].text)),)))
    last = extent.last - 1
    return TableRegion(
        first=extent.printed[0][0],
        last=extent.last,
        start=0,
        end=len(lines[last].text),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=header.rows + len(ranges) + len(extent.groups),
        columns=width,
        header_rows=header.rows,
        how="aligned",
        furniture=extent.furniture,
    )


def _last_supported(
    body: AlignedBody, ranges: Sequence[LineRange], place: int, column: int, helpers: Sequence[int]
) -> int:
    """Return the last row that a lead reaches down to: rows without a lead in which units support, up to the next group line."""
    last = place
    for row in ranges[place + 1 :]:
        supported = any(_pieces(body, row, other) for other in helpers)
        if row.first in body.groups or _pieces(body, row, column) or not supported:
            break
        last += 1
    return last


def _pieces(body: AlignedBody, row: LineRange, column: int) -> tuple[Piece, ...]:
    lines: Sequence[tuple[int, Mapping[int, PlacedWord]]] = body.printed[row.first : row.last]
    return tuple((number, words[column].left, words[column].right) for number, words in lines if column in words)


def _piece(body: AlignedBody, at: int, column: int) -> Piece:
    number, words = body.printed[at]
    return number, words[column].left, words[column].right
