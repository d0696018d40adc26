"""Indicators as a table prints them, before their words are understood."""

from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning


class CellText(NamedTuple):
    """Part of a block's text."""

    start: int
    end: int
    text: str


class PrintedIndicator(NamedTuple):
    """One indicator as printed, before its words are understood. ``None``: no such column, or an empty cell."""

    row: int
    marker: str | None
    name: CellText
    measure: str | None
    """Text of the table's measure column, empty if that is empty; None if it has no such column."""
    category: str | None
    attribute: str | None
    note: str | None
    values: tuple[tuple[ColumnMeaning, CellText], ...]
    roles: tuple[tuple[ColumnMeaning, CellText], ...]
    span: tuple[int, int]
    """Of the whole row in the block's text."""
