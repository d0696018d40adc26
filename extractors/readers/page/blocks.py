"""Blocks from the layouts of all pages: paragraphs, stitched tables and furniture, in reading order."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.grid_cell import GridCell, PlacedText
from extractors.readers.base.table import table_block, with_captions, with_close_rows
from extractors.readers.page.cut_cells import last_page, with_rest
from extractors.readers.page.furniture import find_furniture
from extractors.readers.page.lines import PUNCTUATION, first_unit, join_with, reaches
from extractors.readers.page.margins import Body, measure
from extractors.readers.page.model import PageLayout, PageTable, PrintedLine, TableCell
from extractors.readers.page.paragraphs import paragraphs
from extractors.readers.page.stacked_names import undecided_names
from extractors.readers.page.stitch import stitch
from schemas import Block, Run

NUMBER_BEFORE = lazy_pattern(r"\d\s+\S*\d$")
"""Another number is before the last one of a line."""


class Aside(NamedTuple):
    """Lines of furniture and why they are furniture."""

    lines: tuple[PrintedLine, ...]
    why: str


class Stretch(NamedTuple):
    """Lines between two tables, with the furniture that interrupts them."""

    lines: list[PrintedLine]
    aside: list[Aside]


def build_blocks(layouts: Sequence[PageLayout]) -> tuple[Block, ...]:
    """Return the document's blocks; furniture stands where its page begins or ends."""
    furniture = find_furniture(layouts)
    lines = [
        item
        for layout in layouts
        for index, item in enumerate(layout.items)
        if isinstance(item, PrintedLine) and (layout.page, index) not in furniture
    ]
    body = measure(lines, {layout.page: layout.width for layout in layouts})
    blocks: list[Block] = []
    for part in _flow(layouts, furniture):
        if isinstance(part, PageTable):
            close = {row for cell in part.cells if cell.several for row in range(cell.row, cell.row + cell.row_span)}
            table = table_block(f"b{len(blocks) + 1}", _grid_cells(part.cells), part.how, part.page)
            blocks.append(with_close_rows(table, close))
        else:
            for block in _stretch_blocks(part, body):
                blocks.append(block.model_copy(update={"id": f"b{len(blocks) + 1}"}))
    return tuple(with_captions(blocks))


def _stretch_blocks(part: Stretch, body: Body) -> Iterator[Block]:
    """Yield paragraphs, and after each the furniture of the pages that it finished."""
    aside = list(part.aside)
    for group in paragraphs(part.lines, body):
        while aside and aside[0].lines[0].page < group[0].page:
            yield _furniture(aside.pop(0))
        yield _paragraph(group)
    for left in aside:
        yield _furniture(left)


def _flow(layouts: Sequence[PageLayout], furniture: dict[tuple[int, int], str]) -> Iterator[Stretch | PageTable]:
    """Yield stretches of lines and whole tables in reading order."""
    stretch = Stretch([], [])
    table: PageTable | None = None
    for layout in layouts:
        cut = False
        for index, item in enumerate(layout.items):
            if isinstance(item, PrintedLine):
                why = furniture.get((layout.page, index))
                if why:
                    stretch.aside.append(Aside((item,), why))
                    continue
                cut = cut or (table is not None and last_page(table) < layout.page)
                longer = with_rest(table, item) if table is not None and cut else None
                if longer is not None:
                    table = longer
                    continue
                if table is not None:
                    yield table
                    table = None
                stretch.lines.append(item)
                continue
            if table is not None and not stretch.lines and item.page > table.page:
                stitched = stitch(table, item)
                if stitched is not None:
                    table = stitched.table
                    if stitched.repeated:
                        stretch.aside.append(Aside(stitched.repeated, "repeated-header"))
                    continue
            if table is not None:
                yield table
            if stretch.lines or stretch.aside:
                yield stretch
                stretch = Stretch([], [])
            table = item
        stretch.aside.extend(Aside((line,), "page-mark") for line in layout.sideways)
    if table is not None:
        yield table
    yield stretch


def _furniture(aside: Aside) -> Block:
    text, runs = "", list[Run]()
    for line in aside.lines:
        text += " " if text else ""
        runs.append(_placed(line, len(text)).run())
        text += line.text
    return Block(id="", kind="furniture", text=text, page=aside.lines[0].page, runs=tuple(runs), why=aside.why)


def _paragraph(lines: Sequence[PrintedLine]) -> Block:
    text, placed = join_lines(lines)
    size = round(max(lines, key=lambda line: len(line.text)).size, 1)
    return Block(
        id="", kind="paragraph", text=text, page=lines[0].page, runs=tuple(each.run() for each in placed), size=size
    )


def join_lines(lines: Sequence[PrintedLine], cell: TableCell | None = None) -> tuple[str, list[PlacedText]]:
    """Join lines to one text, and say where each is; in a cell, line breaks that its width does not explain are kept."""
    if len(lines) == 1:
        return lines[0].text, [_placed(lines[0], 0)]
    text = ""
    placed = list[PlacedText]()
    left = min((line.left for line in lines), default=0.0)
    for index, line in enumerate(lines):
        if index:
            kept = cell is not None and _breaks(lines[index - 1], line, cell, left)
            text += "\n" if kept else _between(lines[index - 1], line, cell)
        placed.append(_placed(line, len(text)))
        text += line.text
    return text, placed


def _placed(line: PrintedLine, start: int) -> PlacedText:
    return PlacedText(start, line.page, line.top, line.bottom, line.edges, line.confidence)


def _between(last: PrintedLine, line: PrintedLine, cell: TableCell | None) -> str:
    """Return what stands between two lines; a number goes on in the next line of a cell only where no digit more had room,
    and no other number is before it, between which and it the line would have ended."""
    if cell is not None and last.text[-1].isdigit() and line.text[0].isdigit():
        full = reaches(last.right - last.left, last.size, line.edges[1] - line.edges[0], cell.room)
        return "" if full and not NUMBER_BEFORE.search(last.text) else " "
    return join_with(last.text[-1:], line.text)


def _breaks(last: PrintedLine, line: PrintedLine, cell: TableCell, left: float) -> bool:
    """Return whether a line of a cell ends where its author broke it: there was room for more, or the next is set in."""
    if line.text[0] in PUNCTUATION or last.text[-1] in "、，,（(":
        return False
    unit = first_unit(line)
    if reaches(last.right, last.size, unit, cell.limit, slack=-0.15):
        return last.left - left < 0.5 * line.size and 1.5 * line.size < line.left - left < 2.6 * line.size
    return not reaches(last.right - last.left, last.size, unit, cell.room, slack=-0.15)


def _grid_cells(printed: Sequence[TableCell]) -> list[GridCell]:
    """Return the cells of a table with their lines joined; of names that may end anywhere no line break is kept."""
    cells = [_grid_cell(cell) for cell in printed]
    for index in undecided_names(printed, cells):
        cells[index] = _grid_cell(printed[index]._replace(room=-inf, limit=-inf))
    return cells


def _grid_cell(cell: TableCell) -> GridCell:
    text, placed = join_lines(cell.lines, cell)
    return GridCell(cell.row, cell.column, text, cell.row_span, cell.column_span, tuple(placed))
