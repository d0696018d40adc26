"""Tables whose columns are not ruled: rows and columns from clear space, rules of the table's width, and shading."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.columns import column_order
from extractors.readers.page.lines import make_line, printed_rows
from extractors.readers.page.model import CharSpan, Ink, PageTable, PrintedLine, Ruling, TableCell
from extractors.readers.page.ruled.boxes import boxed_table, texts_inside
from extractors.readers.page.ruled.grid import drawn_grid
from extractors.readers.page.unruled.alike import in_columns
from extractors.readers.page.unruled.chunks import Chunk, lines_of_rows
from extractors.readers.page.unruled.counted_rows import rows_at_numbers
from extractors.readers.page.unruled.evidence import counts_on, is_table
from extractors.readers.page.unruled.frames import framed_regions, horizontal_edges, leaves_out, run_region
from extractors.readers.page.unruled.gaps import without_gaps
from extractors.readers.page.unruled.groups import VALUE, Group, column_chunks, counted_column, group_lines_of
from extractors.readers.page.unruled.line_rows import line_rows
from extractors.readers.page.unruled.merged import Place, place_cells
from extractors.readers.page.unruled.open_ends import open_head
from extractors.readers.page.unruled.region import Region
from extractors.readers.page.unruled.rows import Row, Rows, find_rows
from extractors.readers.page.unruled.runs import FULLEST, find_runs
from extractors.readers.page.unruled.spanning import widen_heads
from extractors.readers.page.unruled.torn_rows import with_doubt, with_doubtful_rows
from extractors.readers.page.unruled.whole_cells.torn_lines import Meanings, one_header_row, with_whole_cells

ACROSS = 0.8
"""Share of a table's width from which a rule separates whole rows."""
SINGLE = 0.8
"""Share of the bands between rules that hold one line of a column where each band is a row."""


class _Page(NamedTuple):
    """The page that is read."""

    number: int
    before: PageTable | None
    """The table with which the page before ended."""


def find_unruled(
    spans: Sequence[CharSpan], ink: Ink, before: PageTable | None = None
) -> tuple[list[PageTable], list[CharSpan]]:
    """Return the tables among the spans that stand in no ruled grid, and the spans outside.

    ``before``: the table with which the page before ended. What stands in its columns above everything else, and counts its rows
    on, goes on with it.
    """
    page = _Page(ink.page, before)
    pieces = horizontal_edges(ink.horizontal, ink.fills, (ink.width, ink.height))
    tables: list[PageTable] = []
    rest = list(spans)
    for region in framed_regions(rest, pieces):
        if leaves_out(region, rest):
            continue
        rest = _take_table(region, page, tables, rest)
    rest = _take_runs(rest, pieces, page, tables, rest)
    groups = column_order(rest, tables, ink.width)
    if len(groups) > 1:
        for group in groups:
            rest = _take_runs(group, pieces, page, tables, rest)
    return tables, rest


def _take_runs(
    spans: Sequence[CharSpan], pieces: Sequence[Ruling], page: _Page, tables: list[PageTable], rest: list[CharSpan]
) -> list[CharSpan]:
    """Add the tables among spans that nothing is drawn around, and return the spans that are left of ``rest``."""
    rows = printed_rows(spans)
    if not any(len(row) >= FULLEST for row in rows):
        return rest
    # a header in larger type is a run too: the longest comes first, and takes it
    for lines in sorted(find_runs(lines_of_rows(rows)), key=len, reverse=True):
        region = run_region(lines, pieces)
        head = open_head(region, region.lines[0].top, spans)
        before = len(tables)
        if head:
            rest = _take_table(run_region([*head, *lines], pieces), page, tables, rest)
        if len(tables) == before:
            rest = _take_table(region, page, tables, rest)
    return rest


def _take_table(region: Region, page: _Page, tables: list[PageTable], rest: list[CharSpan]) -> list[CharSpan]:
    """Add the table of a region, if it is one, and return the spans that are left."""
    free = {id(span) for span in rest}
    if region.columns < 2 or any(id(span) not in free for span in region.spans):
        return rest
    table = read_region(region, page.number)
    if table is None or (region.framed and table.rows < 3 and len(_bands(region)) < 2):
        return rest  # a header alone: its body may go on below without a rule
    is_evident = is_table(table, region.framed, region.drawn, len(region.rules))
    if not _is_whole(region, table) or not (is_evident or (not tables and _follows(table, region, page.before, rest))):
        return rest
    tables.append(table)
    used = {id(span) for span in region.spans}
    return [span for span in rest if id(span) not in used]


def _follows(table: PageTable, region: Region, before: PageTable | None, rest: Sequence[CharSpan]) -> bool:
    """Return whether a table is the first thing on its page and goes on with the one before, in its columns and with its numbers."""
    if before is None or before.how != "aligned" or not in_columns(before, table) or not counts_on(before, table):
        return False
    top = region.lines[0].top
    return all(span.bottom > top for span in rest)


def _is_whole(region: Region, table: PageTable) -> bool:
    """Return whether every character of the region stands in a cell."""
    printed = sum(len(span.text) for span in region.spans)
    return printed == sum(len(line.text.replace(" ", "")) for cell in table.cells for line in cell.lines)


def read_region(region: Region, page: int) -> PageTable | None:
    """Return the table of a region; None if it has no rows."""
    bands = _bands(region)
    columns, wide = column_chunks(region)
    headed = _is_headed(columns)
    if len(bands) >= 2 and _row_by_row(region, columns, bands):
        table = _by_rules(region, page)
        if table is not None:
            return without_gaps(widen_heads(table) if headed else table, region.rules)
    cuts = [r for r in region.rules if r.end - r.start >= ACROSS * (region.borders[-1] - region.borders[0])]
    rows = arrange_rows(region, columns, wide, cuts)
    if not rows.rows:
        return None
    places = place_cells(rows, region.borders, headed)
    table = without_gaps(_table(places, columns, region, len(rows.rows), page), region.rules)
    if not rows.sure:
        return with_doubt(table)
    return table if cuts else with_doubtful_rows(table)


def arrange_rows(
    region: Region,
    columns: Sequence[Sequence[Chunk]],
    wide: Sequence[Group],
    cuts: Sequence[Ruling],
    header: Meanings | None = None,
) -> Rows:
    """Return the rows of a region's columns; ``cuts`` are rules that no cell goes over.

    ``header``: what the header above it means; None if the region may have one itself.
    """
    counted = counted_column(columns)
    body = rows_at_numbers(columns, counted) if counted is not None else None
    if body is not None and all(group.bottom < body.rows[0].top for group in wide):
        above = [[chunk for chunk in column if chunk.bottom <= body.rows[0].top] for column in columns]
        if wide or _is_headed(columns):
            head = one_header_row(above) or arrange_rows(region, above, wide, cuts)
            return Rows([*head.rows, *body.rows], head.sparse, centred=False)
        # what the page end cut off a row, if anything
        rest = tuple(Group(index, index, tuple(column)) for index, column in enumerate(above) if column)
        return Rows([*([Row(rest)] if rest else []), *body.rows], [], centred=False)
    groups = group_lines_of(columns, cuts)
    rows = _rows_of_lines(columns, wide) if groups is None else find_rows([*groups, *wide], region.columns)
    return with_whole_cells(rows, columns, header)


def _rows_of_lines(columns: Sequence[Sequence[Chunk]], wide: Sequence[Group]) -> Rows:
    """Return the rows of lines whose distances do not tell which of them are one cell."""
    rows = line_rows(columns, wide)
    single = [Group(index, index, (chunk,)) for index, column in enumerate(columns) for chunk in column]
    if sum(len(row.groups) for row in rows) < len(single) + len(wide):
        return Rows(rows, [], centred=False)
    return find_rows([*single, *wide], len(columns))


def _is_headed(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Return whether columns may have a header: where rows are counted, something stands above the first number."""
    counted = counted_column(columns)
    return counted is None or not columns[counted][0].text.isdecimal()


def _bands(region: Region) -> list[tuple[float, float]]:
    """Return the stretches with text between rules that run across the table."""
    width = region.borders[-1] - region.borders[0]
    ats = [rule.at for rule in region.rules if rule.end - rule.start >= 0.5 * width]
    edges = [region.lines[0].top - 1, *ats, region.lines[-1].bottom + 1]
    return [
        (upper, lower) for upper, lower in pairwise(sorted(edges))
        if any(upper < line.middle < lower for line in region.lines)
    ]  # fmt: skip


def _row_by_row(region: Region, columns: Sequence[Sequence[Chunk]], bands: Sequence[tuple[float, float]]) -> bool:
    """Return whether rules stand between all rows: some column has one line in nearly each band."""
    body = bands[1:]
    if len(body) < 2:
        return False  # a rule below the header says nothing of the rows
    for left, right in pairwise(region.borders):
        reaching = [rule for rule in region.rules if rule.start <= (left + right) / 2 <= rule.end]
        if sum(rule.at >= body[0][0] for rule in reaching) < 2:
            return False  # a column that no shading or rule reaches, but for that of the header
    single = False
    for column in columns:
        inside = [[chunk for chunk in column if upper < chunk.middle < lower] for upper, lower in body]
        if any(sum(1 for chunk in band if VALUE.fullmatch(chunk.text)) > 1 for band in inside):
            return False  # each number is the cell of a row
        single |= sum(1 for band in inside if len(band) == 1) >= SINGLE * len(body)
    return single


def _by_rules(region: Region, page: int) -> PageTable | None:
    """Return the table whose rows are ruled, with borders between its columns where no text runs through them."""
    top = min(region.lines[0].top, region.rules[0].at)
    bottom = max(region.lines[-1].bottom, region.rules[-1].at)
    ats = [top, *(rule.at for rule in region.rules), bottom]
    vertical = []
    for index, x in enumerate(region.borders):
        for upper, lower in pairwise(ats):
            outer = index in (0, len(region.borders) - 1)
            if outer or not any(_through(line.chunks, x) for line in region.lines if upper < line.middle < lower):
                vertical.append(Ruling(x, upper, lower))
    grid = drawn_grid(region.rules, vertical)
    if grid is None:
        return None
    inside, _ = texts_inside(grid, [s for line in region.lines for chunk in line.chunks for s in chunk.spans])
    table = boxed_table(grid, inside, page)
    return None if table is None else table._replace(how="aligned")


def _through(chunks: Iterable[Chunk], x: float) -> bool:
    return any(chunk.left < x - 1.0 and chunk.right > x + 1.0 for chunk in chunks)


def _table(
    places: Sequence[Place], columns: Sequence[Sequence[Chunk]], region: Region, rows: int, page: int
) -> PageTable:
    cells = []
    for place in places:
        own = [chunk for column in columns[place.column : place.column + place.column_span] for chunk in column]
        left = min((chunk.left for chunk in own), default=region.borders[place.column])
        right = max((chunk.right for chunk in own), default=region.borders[place.column + place.column_span])
        cells.append(
            TableCell(
                place.row, place.column, place.row_span, place.column_span,
                _lines(place.group, page), right - left, right,
            )
        )  # fmt: skip
    top = min(region.lines[0].top, *(rule.at for rule in region.rules)) if region.rules else region.lines[0].top
    bottom = max(line.bottom for line in region.lines)
    return PageTable(page, top, bottom, region.borders, rows, tuple(cells), how="aligned")


def _lines(group: Group | None, page: int) -> tuple[PrintedLine, ...]:
    return tuple(make_line(chunk.spans, page) for chunk in group.chunks) if group else ()
