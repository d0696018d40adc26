"""A sheet of the workbook as data; render.py lays it out."""

from typing import Literal, NamedTuple

HEAD = 3
"""Row of the column titles; above it stand the sheet's title and a line on how to read it."""
FIRST = HEAD + 1
"""Row of the first record."""
LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""

Value = str | int | float | bool | None
Kind = Literal["text", "number", "percent", "measure", "date", "sign", "mark", "link"]
"""How a column is set: ``sign`` short and centred, ``mark`` a cell of a matrix."""


class Place(NamedTuple):
    """A cell that a link leads to."""

    sheet: str
    row: int


class Cell(NamedTuple):
    """A value that carries a link, or looks different from its column. ``style``: a name of render.LOOKS."""

    value: Value
    link: Place | None = None
    style: str = ""


class Column(NamedTuple):
    """``width`` in characters of the standard font; a Chinese one takes two. ``turned``: the title reads downwards."""

    title: str
    width: float
    kind: Kind = "text"
    turned: bool = False


Row = tuple[Value | Cell, ...]


class Sheet(NamedTuple):
    """A titled table. ``fixed``: columns that stay in sight; ``tail``: remarks below, each a row of its own."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: int = 0
    tail: tuple[Row, ...] = ()
    filtered: bool = True


def see(place: Place | None) -> Cell:
    """Return the cell that leads to a passage; an empty one where the place is not known."""
    return Cell("¶", place) if place else Cell(None)
