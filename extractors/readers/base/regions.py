"""A table recovered from lines of text: which characters belong to which cell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine

Piece = tuple[int, int, int]
"""(line index, start, end): characters of one line."""


def text_of(lines: Sequence[TextLine], pieces: Iterable[Piece]) -> str:
    """Return the characters of pieces without white space."""
    return "".join(without_blanks(lines[index].text[start:end]) for index, start, end in pieces)


class RegionCell(NamedTuple):
    """The stretches of source lines that a recovered table puts in one cell, before they are joined to a ``GridCell``.

    A merged cell is listed once, at its top left position; an empty cell has no pieces. The pieces stay apart up to the
    end so that the decoder can account for every character of the region.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: tuple[Piece, ...]
    """In reading order."""


class RowRemark(NamedTuple):
    """What a person should look at in a row of a recovered table, e.g. that it could be read in two ways."""

    row: int
    zh: str
    en: str


class TableRegion(NamedTuple):
    """A table that stands in ``lines[first:last]``.

    Law: every character of the region is in exactly one piece of one cell or in a furniture line, white space aside.
    """

    first: int
    last: int
    """Exclusive."""
    start: int
    """Where the table begins in its first line."""
    end: int
    """Where it ends in its last line."""
    cells: tuple[RegionCell, ...]
    """By row, then column."""
    rows: int
    columns: int
    header_rows: int
    how: str
    """``tabs``, ``keyed``, ``flattened``, ``aligned``, ``decoded`` or ``run-together``."""
    furniture: tuple[int, ...] = ()
    """Lines that repeat the header after a page break."""
    close_rows: tuple[int, ...] = ()
    """Rows that could be read in another way nearly as well."""
    remarks: tuple[RowRemark, ...] = ()
