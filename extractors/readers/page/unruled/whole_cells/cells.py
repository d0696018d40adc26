"""Whether printed lines are one whole cell of a column: by their ends, and by what the header says the column holds."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.language.patterns import lazy_pattern
from extractors.language.role_words import sign_of
from extractors.language.values import holds_two_numbers, read_value
from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.groups import VALUE, is_broken
from extractors.readers.table_decoder.patterns import DEADLINE, ONGOING
from extractors.units.names import is_complete

IMPOSSIBLE = 1000.0
"""Cost of what is no cell."""
ROOM = 3.0
"""Cost of a line that ends with room for the word below it."""
CUT = 4.0
"""Cost of a cell that begins or ends inside a list or a bracket, or holds no whole names of units."""
UNENDED = 3.0
"""Cost of a cell without a full stop in a column of sentences; of no date in a column of deadlines."""
STOP = 1.0
"""Cost of a line that ends a sentence inside a cell."""
FULL = 0.5
"""Cost of a last line without room for the first word of the next cell."""
EMPTY = 3.0
LEADING_EMPTY = 0.3
"""Cost of an empty cell; in a first column it may be that of a category or a title which is printed once."""
ALIKE = 0.8
"""Share of the lines of a column that fill it from which all of them do."""
NEVER_EMPTY = frozenset({"indicator", "content", "role", "value"})
"""Kinds of columns in which no cell is printed once for several rows."""
SENTENCES = 2
"""Lines that end a sentence, at least, in a column of sentences."""

_BETWEEN_NAMES = lazy_pattern("[、，；;]")
_OPEN_END = lazy_pattern(r"[、，（(《“：:]$")
_CLOSING = lazy_pattern(r"[、，。；：）)》”]")
_STOP = lazy_pattern(r"[。；;]$")
_DATE = lazy_pattern(rf"(?:{DEADLINE.pattern}|{ONGOING.pattern}.*)", re.X)


class Column(NamedTuple):
    """The lines of a column below its header, and what is known of each."""

    lines: tuple[Chunk, ...]
    meaning: ColumnMeaning | None
    """None if the header word is unknown."""
    going_on: tuple[bool, ...]
    """Whether each line but the last has no room for the first word of the next."""
    sentences: bool
    marks: bool
    """It holds signs alone, which only some rows have."""
    alike: bool
    """No other column has fewer lines, and nearly all of them are equally long: that they fill the column says nothing."""


def make_columns(columns: Sequence[Sequence[Chunk]], meanings: Sequence[ColumnMeaning | None]) -> list[Column]:
    """Return the columns with these lines; ``meanings``: of their header words."""
    fewest = min(map(len, columns[1:]), default=0)  # the first may have cells over several rows
    found = []
    for lines, meaning in zip(columns, meanings, strict=True):
        going_on = tuple(is_broken(lines, above, below) for above, below in pairwise(lines))
        ends = sum(line.text.endswith("。") for line in lines)
        alike = len(lines) <= fewest and sum(going_on) >= ALIKE * max(len(going_on), 1)
        marks = all(sign_of(line.text) for line in lines)
        found.append(Column(tuple(lines), meaning, going_on, ends >= SENTENCES, marks, alike))
    return found


def cell_cost(column: Column, start: int, end: int) -> float:
    """Return what speaks against the lines ``start`` to ``end`` as one whole cell; 0 if nothing does."""
    lines = column.lines[start:end]
    text = "".join(line.text for line in lines)
    if _CLOSING.match(text) or (len(lines) > 1 and any(VALUE.fullmatch(line.text) for line in lines[1:])):
        return IMPOSSIBLE
    cost = CUT if _OPEN_END.search(text) else 0.0
    for place in range(start, end - 1):
        cost += (FULL if column.alike else 0.0) if column.going_on[place] else ROOM
        cost += STOP if column.lines[place].text.endswith("。") else 0.0
    if end < len(column.lines) and column.going_on[end - 1] and not (column.alike or _STOP.search(text)):
        cost += FULL
    return cost + _misfit(column, text)


def empty_cost(column: Column, leading: bool) -> float:
    """Return what speaks against an empty cell; ``leading``: the column is one of the first."""
    if column.marks:
        return 0.0
    merged = leading and (column.meaning is None or column.meaning.kind not in NEVER_EMPTY)
    return LEADING_EMPTY if merged else EMPTY


def _misfit(column: Column, text: str) -> float:
    """Return what the header word of a column says against a text as its cell."""
    kind = column.meaning.kind if column.meaning else None
    if kind == "role":
        whole = all(is_complete(name) for name in _BETWEEN_NAMES.split(text) if name) or len(text) < 2
        return 0.0 if whole else CUT
    if kind == "deadline":
        return 0.0 if _DATE.fullmatch(text) or len(text) < 2 else UNENDED
    if kind == "value":
        value = read_value(text)
        if value is None or value.value is not None:
            return 0.0
        return IMPOSSIBLE if holds_two_numbers(text) else STOP
    return UNENDED if column.sentences and not text.endswith("。") else 0.0
