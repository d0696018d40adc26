"""Put blocks together: tables where they were recovered, paragraphs between them, furniture in its place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language.whitespace import without_blanks
from extractors.readers.base.cleaning import CleanText, LinePart, clean
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.lines import TextLine, with_wide_signs
from extractors.readers.base.table import table_block, with_captions, with_close_rows
from extractors.readers.dump.continued import is_continued_caption
from extractors.readers.dump.reflow import paragraphs
from extractors.readers.dump.unbroken import break_up
from extractors.readers.dump_tables.find import TableRegion, find_tables
from extractors.units.names import joins_badly
from schemas import Block, Remark, Segment

FEW = 3
"""Lines of a file that lost its line breaks, at most."""


def assemble(
    lines: Sequence[TextLine], furniture: Sequence[TextLine] = ()
) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Turn lines into blocks in reading order, numbered ``b1``, ``b2`` …, and the remarks of table recovery."""
    lines = tuple(lines)
    placed: list[tuple[int, Block]] = []
    marked: list[tuple[Block, int | None, str, str]] = []
    prose: list[TextLine] = []
    for region, part in _split_at_tables(lines):
        if region is None:
            prose += part
            continue
        placed += _paragraphs(prose)
        prose = []
        table = _table(lines, region)
        placed.append((_source_offset(lines, region), table))
        placed += [(line.raw, _furniture(line, "repeated-header")) for line in _repeated_headers(lines, region)]
        whole = table.table is not None and table.table.rows == region.rows  # no parts side by side were stacked
        marked += [(table, remark.row if whole else None, remark.zh, remark.en) for remark in region.remarks]
    placed += _paragraphs(prose)
    placed += [(line.raw, _furniture(line, _why_aside(line))) for line in furniture]
    placed.sort(key=lambda pair: pair[0])
    ids = {id(block): f"b{n}" for n, (_, block) in enumerate(placed, 1)}
    blocks = (block.model_copy(update={"id": ids[id(block)]}) for _, block in placed)
    remarks = (
        Remark(code="table-two-readings", block=ids[id(table)], row=row, zh=zh, en=en) for table, row, zh, en in marked
    )
    return tuple(with_captions(blocks)), tuple(remarks)


def _split_at_tables(lines: tuple[TextLine, ...]) -> Iterator[tuple[TableRegion | None, list[TextLine]]]:
    """Yield tables and the stretches of prose around them; a table may begin or end inside a line."""
    at, offset = 0, 0
    for region in find_tables(with_wide_signs(lines)):
        yield None, _stretch(lines, at, offset, region.first, region.start)
        yield region, []
        at, offset = (
            (region.last - 1, region.end) if region.end < len(lines[region.last - 1].text) else (region.last, 0)
        )
    yield None, _stretch(lines, at, offset, len(lines), 0)


def _stretch(lines: tuple[TextLine, ...], first: int, start: int, last: int, end: int) -> list[TextLine]:
    """Return the lines from character ``start`` of line ``first`` to character ``end`` of line ``last`` (not included)."""
    found: list[TextLine] = []
    alone = len(lines) <= FEW
    for index in range(first, min(last + 1, len(lines))):
        line = lines[index]
        left = start if index == first else 0
        right = end if index == last else len(line.text)
        found += break_up(line, left, right, alone)
    return found


def _paragraphs(prose: Sequence[TextLine]) -> list[tuple[int, Block]]:
    found = []
    for group in paragraphs(prose) if prose else []:
        text, segments = clean(LinePart(prose[i].text, prose[i].raw) for i in group)
        found.append((prose[group[0]].raw, Block(id="", kind="paragraph", text=text, segments=segments)))
    return found


def _source_offset(lines: Sequence[TextLine], region: TableRegion) -> int:
    return lines[region.first].raw + region.start


def _are_names(pieces: Sequence[LinePart]) -> bool:
    """Return whether each of several lines of a cell is the whole name of a unit, and none goes on with the one before."""
    names = [without_blanks(piece.text) for piece in pieces]
    return len(names) > 1 and all(joins_badly(*pair) for pair in pairwise(names))


def _stacked(pieces: Sequence[LinePart]) -> CleanText:
    """Join the lines of a cell with line ends between them."""
    text, segments = "", list[Segment]()
    for piece in pieces:
        own = clean([piece], keep_han_blanks=False)
        text += "\n" if text else ""
        segments += [(at + len(text), size, raw) for at, size, raw in own.segments]
        text += own.text
    return CleanText(text, tuple(segments))


def _repeated_headers(lines: Sequence[TextLine], region: TableRegion) -> list[TextLine]:
    return [lines[index] for index in region.furniture]


def _why_aside(line: TextLine) -> str:
    return "repeated-caption" if is_continued_caption(line.text) else "page-number"


def _furniture(line: TextLine, why: str) -> Block:
    return Block(id="", kind="furniture", text=line.text, segments=((0, len(line.text), line.raw),), why=why)


def _table(lines: Sequence[TextLine], region: TableRegion) -> Block:
    """Turn a recovered table into a block without an id."""
    cells = []
    for cell in region.cells:
        pieces = [LinePart(lines[i].text[left:right], lines[i].raw + left) for i, left, right in cell.pieces]
        text, segments = _stacked(pieces) if _are_names(pieces) else clean(pieces, keep_han_blanks=False)
        cells.append(GridCell(cell.row, cell.column, text, cell.row_span, cell.column_span, segments=segments))
    return with_close_rows(table_block("", cells, region.how, header=region.header_rows), region.close_rows)
