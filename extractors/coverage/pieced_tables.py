"""Tables put together from lines or run-together text, and their rows in which a cell does not look like its column.

In such a table a cell may hold the end of its neighbour, or lack it; what the header and the other rows say of a column
shows it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from extractors.by_identity import kept_by_identity
from extractors.language.patterns import lazy_pattern
from extractors.tables.columns import columns_of
from extractors.units.names import is_complete
from schemas import Block, Cell, Table
from schemas.evidence import Evidence

PIECED = frozenset({"flattened", "run-together", "aligned", "unruled", "decoded"})
"""How a table was found where its cells were put together from pieces of text."""
SHORT = frozenset({"number", "category", "measure", "attribute", "deadline"})
"""Columns whose cells are no lists of names."""
MOST = 0.7
"""Share of the rows of a column whose form the others are expected to have."""
FEWEST = 3

_NUMBER = lazy_pattern(r"\s*[（(]?(\d{1,3})[)）.、．]?\s*")
_BEGINS_INSIDE = lazy_pattern(r"\s*[、，。；：）)％%]")
_LIST = lazy_pattern(r"[^、，。（）()]{3,}、[^、，。（）()]{3,}|[\u4e00-\u9fff]。.")
_BOUND = lazy_pattern(r"(?:以上|以下|以内|左右)[\u4e00-\u9fff]|[\d.]+[%％]?[\u4e00-\u9fff]{2}")
_AFTER_NAME = lazy_pattern(r"(?<=[局委办厅部院处])（[\u4e00-\u9fff]{2,4}）(?=[、，；]|$)")
"""The mark of a role after a name: 市水利局（牵头）."""
_CUT_LIST = lazy_pattern(r".*[\u4e00-\u9fff]、[\u4e00-\u9fff]?")
"""A list that ends inside a name: 市财政局、市."""
_DATE = lazy_pattern(r"(?:19|20)\d\d年|\d{1,2}月")
_STOP_INSIDE = lazy_pattern(r"[\u4e00-\u9fff]。\s*[\u4e00-\u9fff]")
_ENDED = lazy_pattern(r".*[。；！？][”）)]?", re.DOTALL)
_MEASURE_END = lazy_pattern(r".*[（(][^（）()]{0,6}[%％‰人个家件万亿元][^（）()]{0,6}[）)]")


def is_pieced(table: Table | None) -> bool:
    """Return whether a table was put together from lines or run-together text."""
    return table is not None and table.how in PIECED


def cell_rows(cell: Cell) -> range:
    """Return the rows that a cell covers."""
    return range(cell.row, cell.row + cell.row_span)


def row_spans(table: Table) -> dict[int, tuple[int, int]]:
    """Return for each row in which cells begin where these begin and end in the block."""
    spans: dict[int, tuple[int, int]] = {}
    for cell in table.cells:
        start, end = spans.get(cell.row, (cell.start, cell.end))
        spans[cell.row] = min(start, cell.start), max(end, cell.end)
    return spans


class PiecedTable:
    """The cells of a pieced table by row and column."""

    def __init__(self, block: Block) -> None:
        assert block.table is not None
        self.block, self.table = block, block.table
        self.columns = columns_of(block)
        self.kinds = [column.kind for column in self.columns]
        self.cells: dict[int, list[Cell]] = {}
        self._columns: dict[int, list[Cell]] = {}
        self._filled: dict[int, set[int]] = {}
        for cell in sorted(self.table.cells, key=lambda cell: (cell.row, cell.column)):
            if cell.row >= self.table.header_rows and self.text(cell):
                self.cells.setdefault(cell.row, []).append(cell)
                self._columns.setdefault(cell.column, []).append(cell)

    def text(self, cell: Cell) -> str:
        """Return a cell's text without white space around it."""
        return self.block.text[cell.start : cell.end].strip()

    def column(self, place: int) -> list[Cell]:
        """Return the filled cells of a column below the header."""
        return self._columns.get(place, [])

    def cell(self, row: int, place: int) -> Cell | None:
        """Return the filled cell that begins at a row and column."""
        return next((cell for cell in self.cells.get(row, ()) if cell.column == place), None)

    def cell_at(self, evidence: Evidence) -> Cell | None:
        """Return the cell in which a quote begins; None if it is not of this table."""
        if evidence.block != self.block.id:
            return None
        at = bisect_right(self._in_order, evidence.start, key=attrgetter("start")) - 1
        return self._in_order[at] if at >= 0 and evidence.start < self._in_order[at].end else None

    def empty_role(self, row: int, place: int, often: float) -> bool:
        """Return whether a row lacks units in another column, which more than a share ``often`` of the rows fill."""
        for other, kind in enumerate(self.kinds):
            if kind == "role" and other != place:
                filled = self._rows_with(other)
                if row not in filled and len(filled) > often * len(self.cells):
                    return True
        return False

    def misplaced_rows(self) -> set[int]:
        """Return the rows in which text of one column ended up in another."""
        return {row for row, cells in self.cells.items() if any(self._is_foreign(cell) for cell in cells)}

    def incomplete_rows(self) -> set[int]:
        """Return the rows that begin with the end of the row before them, or lack a cell that this row took."""
        found = (
            self._out_of_number(),
            self._begun_inside(),
            self._fragments(),
            self._nameless(),
            self._units_as_work(),
        )
        return {row for rows in found for row in rows}

    def before(self, row: int) -> int:
        """Return the row before a row; the first row itself."""
        at = bisect_left(self._rows, row)
        return self._rows[at - 1] if at else row

    def after(self, row: int) -> int | None:
        """Return the row after a row; None after the last one."""
        at = bisect_right(self._rows, row)
        return self._rows[at] if at < len(self._rows) else None

    def kind(self, place: int) -> str:
        """Return what a column means, by its header."""
        return self.kinds[place] if place < len(self.kinds) else "other"

    def _is_foreign(self, cell: Cell) -> bool:
        kind, text = self.kind(cell.column), self.text(cell)
        if kind == "role":
            return bool(_STOP_INSIDE.search(text) or _BOUND.match(text))
        if kind in ("title", "content") and (_CUT_LIST.fullmatch(text) or self._prints_role(text)):
            return True
        if cell.column in self._columns_of_sentences and _STOP_INSIDE.search(text) and not _ENDED.fullmatch(text):
            return True
        return kind in SHORT and bool(_LIST.search(text)) and not (kind == "deadline" and _DATE.match(text))

    def _prints_role(self, text: str) -> bool:
        """Return whether a text has a word in brackets that the cells of units print after a name: （牵头）."""
        return any(word in text for word in self._role_marks)

    def _rows_with(self, place: int) -> set[int]:
        """Return the rows that the filled cells of a column cover."""
        known = self._filled.get(place)
        if known is None:
            known = self._filled[place] = {row for cell in self.column(place) for row in cell_rows(cell)}
        return known

    @cached_property
    def _in_order(self) -> list[Cell]:
        """Return the filled cells in the order of the text."""
        return sorted((cell for row in self.cells.values() for cell in row), key=attrgetter("start"))

    @cached_property
    def _rows(self) -> list[int]:
        return sorted(self.cells)

    @cached_property
    def _columns_of_sentences(self) -> frozenset[int]:
        """Return the columns of texts whose cells end in a full stop: names after the last one are another cell's."""
        found = set()
        for place, kind in enumerate(self.kinds):
            texts = [self.text(cell) for cell in self.column(place)] if kind in ("title", "content") else []
            if sum(bool(_ENDED.fullmatch(text)) for text in texts) >= max(MOST * len(texts), FEWEST):
                found.add(place)
        return frozenset(found)

    @cached_property
    def _role_marks(self) -> frozenset[str]:
        units = (self.text(cell) for row in self.cells.values() for cell in row if self.kind(cell.column) == "role")
        return frozenset(mark for text in units for mark in _AFTER_NAME.findall(text))

    def _out_of_number(self) -> Iterator[int]:
        """Yield rows whose printed number is none, or does not follow the number before it."""
        for place in range(self.table.columns):
            cells = [cell for cell in self.column(place) if len(self.cells[cell.row]) > 1]
            numbers = [_NUMBER.fullmatch(self.text(cell)) for cell in cells]
            if sum(map(bool, numbers)) < max(MOST * len(cells), FEWEST) or not self._may_count(place, numbers[0]):
                continue
            last = 0
            for cell, number in zip(cells, numbers, strict=True):
                printed = number[1] if number else ""
                if not printed or printed != str(int(printed)) or int(printed) not in (last + 1, last, 1):
                    yield cell.row
                last = int(printed) if printed else last

    def _may_count(self, place: int, first: re.Match[str] | None) -> bool:
        """Return whether a column may number the rows; one that is not called so does from 1 on, where no other does."""
        if self.kind(place) == "other" and "number" not in self.kinds:
            return first is not None and first[1] == "1"
        return self.kind(place) == "number"

    def _begun_inside(self) -> Iterator[int]:
        """Yield rows with a cell that begins inside a sentence or a list."""
        for row, cells in self.cells.items():
            texts = [self.text(cell) for cell in cells if self.kind(cell.column) not in ("value", "note", "measure")]
            if any(_BEGINS_INSIDE.match(text) and len(text) > 1 for text in texts):
                yield row

    def _units_as_work(self) -> Iterator[int]:
        """Yield rows without a number, among numbered ones, whose work is the name of a unit: the rest of a list above."""
        if "number" not in self.kinds:
            return
        numbered = self._rows_with(self.kinds.index("number"))
        for row, cells in self.cells.items():
            works = (self.text(cell) for cell in cells if self.kind(cell.column) in ("title", "content"))
            if row not in numbered and any(map(is_complete, works)):
                yield row

    def _fragments(self) -> Iterator[int]:
        """Yield rows of one cell that is the rest of the cell above it, not the title of a group."""
        for row, cells in self.cells.items():
            text = self.text(cells[0])
            if len(cells) == 1 and (_LIST.search(text) or _MEASURE_END.fullmatch(text)):
                yield row

    def _nameless(self) -> Iterator[int]:
        """Yield rows with values and no name where nearly all rows have one."""
        for place in range(self.table.columns):
            if self.kind(place) != "indicator":
                continue
            named = self._rows_with(place)
            if len(named) >= max(MOST * len(self.cells), FEWEST):
                for row, cells in self.cells.items():
                    if row not in named and any(self.kind(cell.column) == "value" for cell in cells):
                        yield row


@kept_by_identity(64)  # to hash a block would be to hash all its cells
def pieced_table(block: Block) -> PiecedTable:
    """Return the cells of a pieced table, put in order once for all who ask."""
    return PiecedTable(block)


def pieced_tables(blocks: Sequence[Block]) -> Iterator[PiecedTable]:
    """Yield the pieced tables among blocks."""
    for block in blocks:
        if is_pieced(block.table):
            yield pieced_table(block)
