"""A sheet of the workbook as data; style.py formats it."""

from typing import Literal, NamedTuple

HEAD = 3
"""Row of the column titles; above it stand the sheet's title and a line on how to read it."""
FIRST = HEAD + 1
"""Row of the first record."""
LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""

Value = str | int | float | bool | None
ColumnKind = Literal["text", "number", "percent", "decimal", "date", "sign", "mark", "link"]
"""How a column is set: ``sign`` short and centred, ``mark`` a cell of a matrix."""


class CellRef(NamedTuple):
    """A cell that a link leads to."""

    sheet: str
    row: int


class SheetCell(NamedTuple):
    """A value that carries a link, or looks different from its column. ``style``: a name of render.LOOKS."""

    value: Value
    link: CellRef | None = None
    style: str = ""


class SheetColumn(NamedTuple):
    """``width`` in characters of the standard font; a Chinese one takes two. ``turned``: the title reads downwards."""

    title: str
    width: float
    kind: ColumnKind = "text"
    turned: bool = False


Row = tuple[Value | SheetCell, ...]


class Sheet(NamedTuple):
    """A titled table. ``fixed``: columns that stay in sight; ``tail``: remarks below, each a row of its own."""

    name: str
    title: str
    note: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[Row, ...]
    fixed: int = 0
    tail: tuple[Row, ...] = ()
    filtered: bool = True


def source_link(place: CellRef | None) -> SheetCell:
    """Return the cell that leads to a passage; an empty one where the place is not known."""
    return SheetCell("¶", place) if place else SheetCell(None)
