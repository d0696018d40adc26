"""The source view: the document as it was read, with every quoted passage marked and linked to its facts."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from pipeline.report.source.nested_marks import MarkedSpan, MarkToken, nest_marks
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.links import block_id, fragment, passage
from pipeline.views.marked_passages import MarkedPassage, marked_passages
from schemas import Block, Cell, Message, Table

RANK = ("notice", "heading", "task", "item", "reference", "number", "unread", "finding")
"""If several facts quote the same passage, the last of these kinds sets its colour; responsibilities take precedence."""


class MarginEntry(NamedTuple):
    """A fact in the margin of the block it was read from."""

    kind: str
    name: Message
    text: str
    href: str
    passage: str
    source: str
    """Address of the passage in the text."""
    picture: str = ""
    """Address of the passage on its page image; empty if there is none."""


class CellView(NamedTuple):
    tokens: tuple[MarkToken, ...]
    row_span: int
    column_span: int
    header: bool


class BlockView(NamedTuple):
    anchor: str
    kind: str
    why: str
    page: int | None
    """Page number if a new page starts with this block, else None."""
    tokens: tuple[MarkToken, ...]
    caption: str
    rows: tuple[tuple[CellView, ...], ...]
    entries: tuple[MarginEntry, ...]


def source_view(book: IndexedPlan, drawn: Container[int] = ()) -> tuple[BlockView, ...]:
    """Return the blocks of the document in reading order; ``drawn`` are the pages that have an image."""
    marked: dict[str, list[MarkedPassage]] = defaultdict(list)
    for fact in marked_passages(book):
        marked[fact.evidence.block].append(fact)
    seen: set[str] = set()
    views, last_page = [], None
    for block in book.document.blocks:
        new_page = block.page if block.page != last_page else None
        last_page = block.page or last_page
        entries = [margin_entry(book, fact, drawn) for fact in sorted(marked[block.id], key=_start)]
        views.append(_block(block, new_page, _spans(marked[block.id]), tuple(entries), seen))
    return tuple(views)


def margin_entry(book: IndexedPlan, fact: MarkedPassage, drawn: Container[int] = ()) -> MarginEntry:
    """Return the entry of a fact in the margin."""
    at, evidence = passage(fact.evidence), fact.evidence
    on_page = bool(evidence.boxes) and evidence.boxes[0][0] in drawn
    return MarginEntry(
        kind=fact.kind,
        name=fact.name,
        text=fact.text.strip(),
        href=fact.href,
        passage=at,
        source=book.source(evidence),
        picture=book.page("pages") + fragment(at) if on_page else "",
    )


def _start(fact: MarkedPassage) -> int:
    return fact.evidence.start


def _block(
    block: Block, new_page: int | None, spans: tuple[MarkedSpan, ...], entries: tuple[MarginEntry, ...], seen: set[str]
) -> BlockView:
    table = block.table if block.kind == "table" else None
    return BlockView(
        anchor=block_id(block.id),
        kind=block.kind,
        why=block.why,
        page=new_page,
        tokens=() if table else nest_marks(block.text, 0, len(block.text), spans, seen),
        caption=(table.caption or "") if table else "",
        rows=_rows(block.text, table, spans, seen) if table else (),
        entries=entries,
    )


def _spans(marked: Iterable[MarkedPassage]) -> tuple[MarkedSpan, ...]:
    """Return one span per passage, in order of position; the most specific of its facts sets the colour."""
    kinds: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for fact in marked:
        if fact.evidence.start < fact.evidence.end:
            kinds[fact.evidence.start, fact.evidence.end, passage(fact.evidence)].append(fact.kind)
    rank = {kind: place for place, kind in enumerate(RANK)}
    return tuple(
        MarkedSpan(*place, max(found, key=lambda kind: rank.get(kind, 99))) for place, found in sorted(kinds.items())
    )


def _rows(text: str, table: Table, spans: tuple[MarkedSpan, ...], seen: set[str]) -> tuple[tuple[CellView, ...], ...]:
    """Arrange the cells row by row; grid positions without a cell get an empty one."""
    touching = _touching(table.cells, spans)
    by_place = {(cell.row, cell.column): (index, cell) for index, cell in enumerate(table.cells)}
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(table.rows):
        views = []
        for column in range(table.columns):
            if (row, column) in taken:
                continue
            index, cell = by_place.get((row, column), (-1, Cell(row=row, column=column, start=0, end=0)))
            covered = (
                (r, c) for r in range(row, row + cell.row_span) for c in range(column, column + cell.column_span)
            )
            taken.update(covered)
            tokens = nest_marks(text, cell.start, cell.end, touching.get(index, ()), seen)
            views.append(CellView(tokens, cell.row_span, cell.column_span, row < table.header_rows))
        rows.append(tuple(views))
    return tuple(rows)


def _touching(cells: tuple[Cell, ...], spans: tuple[MarkedSpan, ...]) -> Mapping[int, list[MarkedSpan]]:
    """Return {index of a cell: spans that overlap it}, by binary search: tables can have thousands of cells and spans."""
    order = sorted(range(len(cells)), key=lambda index: cells[index].start)
    starts, ends = [cells[index].start for index in order], [cells[index].end for index in order]
    found: dict[int, list[MarkedSpan]] = defaultdict(list)
    for span in spans:
        for place in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            found[order[place]].append(span)
    return found
