"""A sheet of the workbook as data; style.py formats it."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

HEAD = 3
"""Row of the column titles, below the title of the sheet and a line that explains it."""
FIRST = HEAD + 1
"""Row of the first record."""
ROWS = 1_048_576
"""Rows of a sheet at most; Excel reads no more."""
LONGEST = 32_000
"""Maximum number of characters of a cell; Excel accepts 32,767."""

Value = str | int | float | bool | None
ColumnKind = Literal["text", "number", "percent", "decimal", "date", "sign", "mark", "link"]
"""The format of a column: ``sign`` is short and centred, ``mark`` a cell of a matrix."""


class CellRef(NamedTuple):
    """The target of a link."""

    sheet: str
    row: int


class SheetCell(NamedTuple):
    """A value with a link, or with another style than its column. ``style``: a name in style.LOOKS."""

    value: Value
    link: CellRef | None = None
    style: str = ""


class SheetColumn(NamedTuple):
    """``width`` is in characters of the standard font; a Chinese one counts as two. ``turned``: the title is vertical."""

    title: str
    width: float
    kind: ColumnKind = "text"
    turned: bool = False


Row = tuple[Value | SheetCell, ...]


class Sheet(NamedTuple):
    """A table with a title. ``fixed``: number of frozen columns; ``tail``: remarks below, one per row.

    ``choices``: what may be chosen in a column, by its place from 0; anything else can be written there too.
    """

    name: str
    title: str
    note: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Row]
    fixed: int = 0
    tail: tuple[Row, ...] = ()
    filtered: bool = True
    choices: Mapping[int, Sequence[str]] = MappingProxyType({})


def source_link(place: CellRef | None) -> SheetCell:
    """Return a cell with a link to a passage; an empty one if its place is not known."""
    return SheetCell("¶", place) if place else SheetCell(None)
