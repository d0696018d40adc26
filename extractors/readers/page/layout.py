"""Lay out a page: which spans stand in which cell, and the lines that stand in none, in reading order."""

from collections.abc import Sequence

from extractors.readers.page.columns import column_order
from extractors.readers.page.floats import separate_floats, with_floats
from extractors.readers.page.lines import group_lines, make_line
from extractors.readers.page.margin_marks import separate_margin_marks
from extractors.readers.page.model import Ink, PageLayout, PageTable, PrintedLine
from extractors.readers.page.open_boxes.open_rows import with_open_rows
from extractors.readers.page.overprint import separate_overprints
from extractors.readers.page.ruled.boxes import boxed_table, texts_inside
from extractors.readers.page.ruled.grid import find_grids
from extractors.readers.page.ruled.touching_tables import split
from extractors.readers.page.stitch import same_columns
from extractors.readers.page.unruled.find import find_unruled

FOOT = 3
"""Lines that may be printed below the last table of a page for it to go on on the next page: its foot."""


def lay_out(ink: Ink, before: PageLayout | None = None) -> PageLayout:
    """Return the page's lines and tables from top to bottom, columns of text one after the other.

    ``before``: the page before it; None for the first one.
    """
    cut = _last_table(before)
    rest, overprints = separate_overprints(ink.spans)
    rest, marks = separate_margin_marks(rest, ink.horizontal)
    tables: list[PageTable] = []
    for grid in find_grids(ink.horizontal, ink.vertical, rest):
        inside, rest = texts_inside(grid, rest)
        opened = with_open_rows(grid, inside)
        if opened is not grid:
            grid = opened
            inside, left_out = texts_inside(grid, [span for spans in inside.values() for span in spans])
            rest += left_out
        # of a row that runs over pages, the longest of its cells alone may have text on a page
        goes_on = cut is not None and same_columns(cut.columns, grid.columns)
        table = boxed_table(grid, inside, ink.page, 1 if goes_on else 2)
        if table is None:
            rest += [span for spans in inside.values() for span in spans]
        else:
            tables.extend(split(table))
    unruled, rest = find_unruled(rest, ink, cut)
    tables += unruled
    rest, floats = separate_floats(rest, ink)
    lines: list[PrintedLine] = []
    groups = column_order(rest, tables, ink.width)
    for region, spans in zip((0, 1, 2, 0), groups, strict=False):
        found = group_lines(spans, ink.page)
        lines += [line._replace(region=region) for line in found] if region else found
    lines = with_floats(lines, floats, ink.page)
    items = _in_reading_order(lines, sorted(tables, key=lambda table: table.top))
    sideways = tuple(make_line([span], ink.page) for span in (*ink.sideways, *overprints, *marks))
    return PageLayout(ink.page, ink.width, ink.height, items, sideways)


def _last_table(layout: PageLayout | None) -> PageTable | None:
    """Return the table with which a page ends, but for its foot."""
    for item in layout.items[: -FOOT - 2 : -1] if layout else ():
        if isinstance(item, PageTable):
            return item
    return None


def _in_reading_order(lines: Sequence[PrintedLine], tables: Sequence[PageTable]) -> tuple[PrintedLine | PageTable, ...]:
    """Put each table before the first line that stands below its top; lines keep their order."""
    items: list[PrintedLine | PageTable] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].top < (line.top + line.bottom) / 2:
            items.append(waiting.pop(0))
        items.append(line)
    return (*items, *waiting)
