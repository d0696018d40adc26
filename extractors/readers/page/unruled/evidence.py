"""Whether text in rows and columns is a table: what speaks for it, and what prose or a list explains better."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language import column_words as header_words
from extractors.language.page_lines import LEADERS
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import PageTable, TableCell

FILLED = 0.4
"""Share of the places of a table that hold text, at least."""
NUMBERS = 0.6
"""Share of a column's cells that are numbers in a column of numbers."""
VALUE = lazy_pattern(r"(?=.*\d)[\d.,\s%％〔〕\[\]()（）≥≤＞＜><~～+—–\-/*$€£]+|[—–\-/*.…]{1,3}|n/?a", re.I)
LABEL = lazy_pattern(r"^[^，。]{1,12}[:：]")
SENTENCE = lazy_pattern(r"[。；;！？.:：]$")
LONG = 12
"""Characters that a line of running text has on average, at least."""
NO_PROSE = 3
"""Columns of numbers beside which a column of long texts is no running text."""
CLEAR = 4
"""Columns, at least, of which one that counts the rows is enough: text of a page has fewer."""
COUNTING, FEWEST = 2, 3
"""First columns that may count the rows, and numbers that do."""
ENOUGH = 2
"""Points of evidence that a table needs."""


class Sight(NamedTuple):
    """The texts of a table's rows and columns."""

    rows: int
    columns: int
    texts: dict[tuple[int, int], str]

    def column(self, column: int, first: int = 1) -> list[str]:
        """Return the texts of a column below the header."""
        return [text for (row, place), text in sorted(self.texts.items()) if place == column and row >= first]


def is_table(table: PageTable, framed: bool, drawn: bool, rules: int) -> bool:
    """Return whether the evidence for a table is enough."""
    sight = _sight(table)
    header = _header(sight)
    if sight.columns < (2 if framed else 3) or sight.rows < (2 if framed or header else 3):
        return False
    slots = sum(cell.row_span * cell.column_span for cell in table.cells if cell.lines)
    numbers = _numbers(sight)
    if slots < FILLED * sight.rows * sight.columns:
        return False
    counts = _counts(sight)
    goes_on = counts and sight.columns >= CLEAR  # as on a page on which a table goes on
    counted = counts and (bool(header) or goes_on)
    if not counted and (_is_list(sight) or (numbers < NO_PROSE and _is_prose(table))):
        return False
    points = header + numbers
    points += 1 if framed else 0
    points += 2 if drawn or rules >= 4 else 0
    points += 2 if goes_on else 0
    return points >= ENOUGH + (sight.columns == 2)


def counts_on(before: PageTable, table: PageTable) -> bool:
    """Return whether the first row number of a table is the next after the last one of the table before it."""
    sights = _sight(before), _sight(table)
    for column in range(COUNTING):
        above, below = (_numbers_of(sight, column) for sight in sights)
        if above and below and below[0] == above[-1] + 1:
            return True
    return False


def _sight(table: PageTable) -> Sight:
    return Sight(
        table.rows,
        len(table.columns) - 1,
        {(c.row, c.column): text for c in table.cells if (text := "".join(line.text for line in c.lines).strip())},
    )


def _header(sight: Sight) -> int:
    """Return what known words in the first rows are worth."""
    for row in range(min(2, sight.rows)):
        texts = [text for (place, _), text in sight.texts.items() if place == row]
        known = header_words.count_known(texts)
        if known >= max(2, 0.5 * len(texts)):
            return 2
    return 0


def _numbers(sight: Sight) -> int:
    """Return what columns of numbers are worth."""
    points = 0
    for column in range(sight.columns):
        texts = sight.column(column)
        numbers = sum(1 for text in texts if VALUE.fullmatch(text))
        points += len(texts) >= 2 and numbers >= NUMBERS * len(texts)
    return min(points, 3)


def _counts(sight: Sight) -> bool:
    """Return whether a column counts the rows: text of a page in columns has no such column."""
    for column in range(min(COUNTING, sight.columns)):
        numbers = _numbers_of(sight, column)
        if len(numbers) >= FEWEST and all(below == above + 1 for above, below in pairwise(numbers)):
            return True
    return False


def _numbers_of(sight: Sight, column: int) -> list[int]:
    return [int(text) for text in sight.column(column, first=0) if text.isdecimal()]


def _is_list(sight: Sight) -> bool:
    texts = list(sight.texts.values())
    labels = sum(1 for text in texts if LABEL.match(text))
    return labels > 0.4 * len(texts) or any(LEADERS.search(text) for text in texts)


def _is_prose(table: PageTable) -> bool:
    """Return whether text runs on from row to row in a column, as it does in columns of a page."""
    for column in range(len(table.columns) - 1):
        cells = [cell for cell in table.cells if cell.column == column and cell.column_span == 1 and cell.lines]
        if len(cells) >= 4 and _runs_on(cells):
            return True
    return False


def _runs_on(cells: Sequence[TableCell]) -> bool:
    lines = [line for cell in cells for line in cell.lines]
    if sum(len(line.text) for line in lines) < LONG * len(lines):
        return False
    edge = sorted(line.right for line in lines)[int(0.8 * (len(lines) - 1))]
    pairs = [(a.lines[-1], b.lines[0]) for a, b in pairwise(cells)]
    going = sum(1 for a, _ in pairs if a.right > edge - 1.5 * a.size and not SENTENCE.search(a.text))
    return going >= 0.5 * len(pairs)
