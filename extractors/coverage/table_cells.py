"""Cells of recovered tables: which of them the facts of their row and column do not quote."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from functools import cached_property

from extractors.coverage.cell_shapes import BARE_VALUE
from extractors.coverage.clause_signs import BODY, UNIT_LABEL, unread_names
from extractors.coverage.crowded_cells import cells_with_figures, holds_another
from extractors.coverage.pieced_tables import cell_rows, is_pieced, pieced_table, row_spans
from extractors.coverage.quoted import Quoted
from extractors.coverage.unread_spans import UnreadSpan, merge_spans, overlaps
from extractors.language.column_words import ColumnMeaning
from extractors.language.patterns import lazy_pattern
from extractors.tables.columns import columns_of
from extractors.tables.indicator_rows import is_indicator_table, is_weight
from extractors.tables.joined_figures import names_part
from extractors.tables.rows import repeated_headers
from schemas import Block, Cell

CLOSING_DATE = lazy_pattern(
    r"""
    \s*(?=.*[月底末前季半])                       # no year alone: it may be the header of a value
    (?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?   # 2025年6月30日
    (?: [上下]半年 | 第?[一二三四]季度 )?         # 2025年上半年
    [底末初]?(?:之?前|以前)?\s*                   # 2025年底前
    """,
    re.X,
)
EMPTY_CELL = lazy_pattern(r"[—–\-－/／\\无\s]*")
LINE = lazy_pattern(r"\S(?:[^\n]*\S)?")
FULL = 0.8
FULL_OF_VALUES = 0.6
FEWEST_ROWS = 3
PART = lazy_pattern(r"\s*其中")
LONGEST_GROUP = 24
SHOWN = 20
"""Characters of a row that was read and names no unit that are quoted for it."""


class CellFate:
    """What became of the cells of a table block: ``header``, ``empty``, ``used`` or ``unread``."""

    def __init__(self, block: Block, facts: Quoted) -> None:
        assert block.table is not None
        self._block, self._table = block, block.table
        self._columns = columns_of(block)
        self._all = facts.everything.get(block.id, [])
        self._names = facts.names.get(block.id, [])
        self._units = facts.units.get(block.id, [])
        self._deadlines = facts.deadlines.get(block.id, [])
        self._values = facts.values.get(block.id, [])
        self._numbers = facts.numbers.get(block.id, [])
        self._rows = {
            row for cell in self._table.cells if overlaps(self._all, cell.start, cell.end) for row in cell_rows(cell)
        }
        self._repeated = repeated_headers(block)
        self._crowded = frozenset(cells_with_figures(pieced_table(block)) if is_pieced(self._table) else ())
        self._filled = Counter(cell.row for cell in self._table.cells if block.text[cell.start : cell.end].strip())

    @cached_property
    def of_cells(self) -> tuple[str, ...]:
        """What became of each cell of the table, in its order."""
        return tuple(map(self._of, self._table.cells))

    def _of(self, cell: Cell) -> str:
        if cell.row < self._table.header_rows:
            return "unread" if self._names_body(cell) else "header"
        if cell.row in self._repeated:
            return "header"
        if EMPTY_CELL.fullmatch(self._block.text[cell.start : cell.end]):
            return "empty"
        if self._is_group(cell):
            return "header"
        return "used" if self._is_used(cell, self._columns[cell.column]) else "unread"

    def _names_body(self, cell: Cell) -> bool:
        """Return whether a cell of the header is a body that no fact quotes: the table has no header, or lost it."""
        if self._columns[cell.column].kind == "mark":
            return False  # its cells are accounted for
        text = self._block.text[cell.start : cell.end].strip()
        return BODY.fullmatch(text) is not None and not overlaps(self._names, cell.start, cell.end)

    def _is_group(self, cell: Cell) -> bool:
        """Return whether the cell is alone in its row and titles the rows below it."""
        words = self._block.text[cell.start : cell.end]
        if cell.column_span == 1 and self._columns[cell.column].kind in ("role", "deadline", "value"):
            return False  # a unit alone in its row is no title: the other cells were lost
        if names_part(words):
            return False
        return self._filled[cell.row] == 1 and len(words) <= LONGEST_GROUP and not any(char.isdigit() for char in words)

    def _is_used(self, cell: Cell, column: ColumnMeaning) -> bool:
        if (cell.row, cell.column) in self._crowded or holds_another(
            column.kind, self._block.text[cell.start : cell.end]
        ):
            return False
        if column.kind == "category" and self._names_part_beside_number(cell):
            return False
        if column.kind == "mark":
            return overlaps(self._names, cell.start, cell.end)
        if column.kind == "role" and cell.column_span == 1:
            return overlaps(self._names, cell.start, cell.end) and not self._leaves(cell)
        if column.kind == "deadline" and any(row in self._rows for row in cell_rows(cell)):
            return overlaps(self._deadlines, cell.start, cell.end)
        if column.kind == "value" and any(row in self._rows for row in cell_rows(cell)):
            return overlaps(self._values, cell.start, cell.end) or overlaps(self._names, cell.start, cell.end)
        if column.kind == "other" and column.label and any(row in self._rows for row in cell_rows(cell)):
            if UNIT_LABEL.search(column.label):  # a role that the lexicon does not know: its units are not extras
                return overlaps(self._units, cell.start, cell.end)
            if CLOSING_DATE.fullmatch(self._block.text, cell.start, cell.end):
                return overlaps(self._deadlines, cell.start, cell.end)
            if is_weight(column) and is_indicator_table(self._block):
                return True  # 分值: the note of the row
            narrow = overlaps(self._numbers, cell.start, cell.end) or overlaps(self._names, cell.start, cell.end)
            return narrow or self._titles_row(cell)
        if overlaps(self._all, cell.start, cell.end):
            return True
        return column.kind != "other" and any(row in self._rows for row in cell_rows(cell))

    def _names_part_beside_number(self, cell: Cell) -> bool:
        """Return whether the cell is 其中… in a numbered row, which it cannot be the category of."""
        numbers = (rows for place, rows in self._filled_rows.items() if self._columns[place].kind == "number")
        return names_part(self._block.text[cell.start : cell.end]) and any(cell.row in rows for rows in numbers)

    def _titles_row(self, cell: Cell) -> bool:
        """Return whether the cell names its row: no header word says which column does, and it is the first unknown one."""
        kinds = [column.kind for column in self._columns]
        if BARE_VALUE.fullmatch(self._block.text[cell.start : cell.end].strip()):
            return False
        return not {"indicator", "title", "content"} & set(kinds) and kinds.index("other") == cell.column

    def _leaves(self, cell: Cell) -> bool:
        """Return whether a cell of units holds a name that no fact quotes."""
        return any(True for _ in unread_names(self._block.text, cell.start, cell.end, self._names))

    def holes(self) -> Iterator[int]:
        """Yield rows of a pieced table that lack a cell that nearly all others have: its text was read as part of another."""
        parts = {cell.row for cell in self._table.cells if PART.match(self._block.text, cell.start, cell.end)}
        full = [(place, rows) for place, rows in self._filled_rows.items() if self._is_full(place, rows)]
        # a part of what the row above counts has no number: 其中：中心城区
        yield from self._rows_outside(
            [rows | parts if self._columns[place].kind == "number" else rows for place, rows in full]
        )

    def without_units(self) -> Iterator[int]:
        """Yield rows of a pieced table that lack any unit where others have one.

        A cell above may cover the row, and nothing in the file shows it.
        """
        roles = (rows for place, rows in self._filled_rows.items() if self._columns[place].kind == "role")
        assigned = set().union(*roles) & {*self._comparable}
        yield from self._rows_outside([assigned] if assigned else [])

    @cached_property
    def _comparable(self) -> range:
        """The rows below the header, where a pieced table has enough of them to say what a row should have; else none."""
        body = range(self._table.header_rows, self._table.rows)
        return body if is_pieced(self._table) and len(body) >= FEWEST_ROWS else range(0)

    @cached_property
    def _filled_rows(self) -> Mapping[int, set[int]]:
        """For each column the rows that its filled cells cover."""
        filled: dict[int, set[int]] = {}
        for cell in self._table.cells:
            if self._block.text[cell.start : cell.end].strip():
                filled.setdefault(cell.column, set()).update(cell_rows(cell))
        return filled

    def _rows_outside(self, expected: Collection[set[int]]) -> Iterator[int]:
        """Yield the rows that lack a cell of the ``expected`` columns, titles of groups aside."""
        for row in self._comparable:
            columns = sum(row in rows for rows in self._filled_rows.values())
            if columns >= 2 and not self._is_title(row) and any(row not in rows for rows in expected):
                yield row

    def _is_title(self, row: int) -> bool:
        """Return whether a row has one cell, which titles the rows below it."""
        if self._filled[row] != 1:
            return False
        texts = (self._block.text[cell.start : cell.end].strip() for cell in self._table.cells if cell.row == row)
        return not any(mark in text for text in texts for mark in "，。；、")

    def _is_full(self, place: int, rows: Container[int]) -> bool:
        """Return whether so many rows fill a column that those without a cell in it are odd."""
        share = FULL_OF_VALUES if self._columns[place].kind == "value" else FULL
        return sum(row in rows for row in self._comparable) >= share * len(self._comparable)


def fates_of_cells(blocks: Iterable[Block], facts: Quoted) -> dict[str, CellFate]:
    """Return what became of the cells of each table, by the id of its block."""
    return {block.id: CellFate(block, facts) for block in blocks if block.table is not None}


def unread_rows(block: Block, fates: CellFate) -> Iterator[UnreadSpan]:
    """Yield the rows of a table in which a cell was not read, each as one passage."""
    assert block.table is not None
    of_cells = zip(block.table.cells, fates.of_cells, strict=True)
    rows = {row for cell, fate in of_cells if fate == "unread" for row in cell_rows(cell)}
    spans = row_spans(block.table)
    for kind, numbers in (("table row", rows), ("table row with a hole", set(fates.holes()) - rows)):
        for row in sorted(numbers & spans.keys()):
            yield UnreadSpan(kind, block, *spans[row])
    for row in sorted({*fates.without_units()} & spans.keys()):
        start, end = spans[row]
        yield UnreadSpan("row without units", block, start, min(end, start + SHOWN))
    yield from _outside_cells(block)


def _outside_cells(block: Block) -> Iterator[UnreadSpan]:
    """Yield the lines of a table's text that no cell holds."""
    assert block.table is not None
    held = merge_spans((cell.start, cell.end) for cell in block.table.cells)
    ends = [(0, 0), *held, (len(block.text), len(block.text))]
    for (_, left), (right, _) in itertools.pairwise(ends):
        for line in LINE.finditer(block.text, left, right):
            yield UnreadSpan("text outside cells", block, *line.span())
