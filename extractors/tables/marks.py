"""Columns of one unit each, in whose cells a sign says what the unit does in the row: ★ under 市教育局."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extractors.by_identity import kept_by_identity
from extractors.language.column_words import ColumnMeaning, word
from extractors.language.role_words import SIGNS, sign_of
from extractors.language.whitespace import without_blanks
from extractors.tables.mark_legends import Meaning, read_legend
from extractors.tables.rows import Row, body_rows, repeated_headers, text_of
from extractors.units.names import is_complete
from schemas import Block, Cell

FEWEST = 2
"""Columns of marks, at least."""
UNPLACED = frozenset({"flattened", "run-together", "decoded"})
"""How a table was found where nothing says in which column a sign stands: empty cells left no trace."""


class MarkedUnit(NamedTuple):
    """A unit that a sign names for a row."""

    unit: Cell
    """The cell of the header with the unit."""
    mark: Cell
    meaning: Meaning


@kept_by_identity(64)
def mark_columns(block: Block) -> Mapping[int, Cell]:
    """Return the columns under units whose cells hold signs alone, with the header cells; empty if they are too few."""
    table = block.table
    if table is None or table.how in UNPLACED:
        return {}
    heads: dict[int, Cell] = {}
    for cell in table.cells:
        if cell.row < table.header_rows and cell.column_span == 1 and text_of(block, cell):
            heads[cell.column] = max(heads.get(cell.column, cell), cell, key=lambda cell: cell.row)
    named = {place for place, cell in heads.items() if is_complete(text_of(block, cell))}
    if len(named) < FEWEST or len(named) == len(heads):
        return {}
    repeated = repeated_headers(block)
    texts = [
        (place, text_of(block, cell))
        for number, row in body_rows(block)
        if number not in repeated
        for place, cell in row.items()
        if cell.row == number and cell.column_span == 1
    ]
    others = {place for place, text in texts if text and sign_of(text) is None}
    units = sorted(named - others)
    if len(units) < FEWEST or not any(place in units and text for place, text in texts):
        return {}
    # a column of signs between them is of another unit, though its name may not be known: 住建
    return {place: cell for place, cell in heads.items() if units[0] <= place <= units[-1] and place not in others}


def legend_of(block: Block, around: Iterable[str]) -> Mapping[str, Meaning]:
    """Return what the signs of a table stand for: by its header, its caption, its notes, or the paragraphs ``around`` it.

    Where it has one sign alone and no legend, the header above the units says it: 责任单位 over 市教育局 and 市财政局.
    """
    columns = mark_columns(block)
    if block.table is None or not columns:
        return {}
    for text in (*_own_texts(block), block.table.caption or "", *around):
        legend = read_legend(text)
        if legend:
            return legend
    signs = {
        sign for _, row in body_rows(block) for place in columns if (sign := sign_of(text_of(block, row.get(place))))
    }
    above = {meaning for place in columns for meaning in _roles_above(block, place)}
    return {sign: meaning for sign in signs for meaning in above} if len(signs) == len(above) == 1 else {}


def _own_texts(block: Block) -> Iterator[str]:
    """Yield the texts of the header, and of cells that hold more than a sign: a note over all columns, or beside a row."""
    assert block.table is not None
    head = [cell for cell in block.table.cells if cell.row < block.table.header_rows]
    for row in range(block.table.header_rows):  # a cell over several columns may be cut at their borders
        yield "".join(text_of(block, cell) for cell in head if cell.row == row)
    for cell in block.table.cells:
        text = text_of(block, cell)
        if cell.row >= block.table.header_rows and len(text) > 1 and not SIGNS.isdisjoint(text):
            yield text


def _roles_above(block: Block, place: int) -> Iterator[Meaning]:
    assert block.table is not None
    for cell in block.table.cells:
        if cell.row < block.table.header_rows and cell.column <= place < cell.column + cell.column_span:
            column = word(text_of(block, cell))
            if column is not None and column.role:
                yield Meaning(column.role, column.label)


def marked_units(block: Block, row: Row, legend: Mapping[str, Meaning]) -> Iterator[MarkedUnit]:
    """Yield the units whose columns have a sign of the legend in a row, from left to right."""
    for place, unit in mark_columns(block).items():
        mark = row.get(place)
        meaning = legend.get(sign_of(text_of(block, mark)) or "")
        if mark is not None and meaning is not None and is_complete(text_of(block, unit)):
            yield MarkedUnit(unit, mark, meaning)


def with_marks(block: Block, columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    """Return the columns of a table, those of marks among them."""
    marks = mark_columns(block)
    return tuple(
        ColumnMeaning("mark", without_blanks(text_of(block, marks[place]))) if place in marks else column
        for place, column in enumerate(columns)
    )
