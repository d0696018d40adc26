"""The fields of a line between its separators, and the rows that they make."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece


class SeparatedRow(NamedTuple):
    """One row of the grid while it is read: the pieces of each cell."""

    cells: tuple[tuple[Piece, ...], ...]
    last: int
    """Index after the row's last line."""
    alone: bool = False
    """It is one text that may be a heading of the rows below, or the beginning of the next one."""


def fields_of(index: int, parts: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of a line's parts, which one character each separates; a part without text has none."""
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    return tuple(
        ((index, start + len(part) - len(part.lstrip()), start + len(part.rstrip())),) if part.strip() else ()
        for start, part in zip(starts, parts, strict=False)
    )


def field_text(lines: Sequence[TextLine], pieces: Sequence[Piece]) -> str:
    """Return the characters of a field, with the white space inside it."""
    return "".join(lines[index].text[start:end] for index, start, end in pieces)


def row_texts(lines: Sequence[TextLine], row: SeparatedRow) -> tuple[str, ...]:
    """Return the texts of a row's cells."""
    return tuple(field_text(lines, cell) for cell in row.cells)


def has_tabs(line: TextLine) -> bool:
    """Return whether tabs divide a line."""
    return line.tabs > 0 or line.tabs_after > 0 or "\t" in line.text


def cells_of(index: int, line: TextLine) -> tuple[tuple[Piece, ...], ...]:
    """Split a line at its tabs; an empty cell has no piece."""
    return (*[()] * line.tabs, *fields_of(index, line.text.split("\t")), *[()] * line.tabs_after)


def continue_last_cell(
    row: tuple[tuple[Piece, ...], ...], more: tuple[tuple[Piece, ...], ...]
) -> tuple[tuple[Piece, ...], ...]:
    """Return a row whose last cell goes on in the first one of a line below it."""
    return (*row[:-1], row[-1] + more[0], *more[1:])
