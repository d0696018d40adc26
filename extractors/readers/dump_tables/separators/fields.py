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
