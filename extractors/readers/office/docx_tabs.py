"""Tables that were typed into a Word file as paragraphs with tabs."""

from collections.abc import Iterable, Iterator

from extractors.language.column_words import names_columns
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.office.docx_text import PrintedParagraph
from schemas import Block

Item = list[GridCell] | Block | tuple[PrintedParagraph, str, str]
"""The cells of a table, a block that another reader made, or a paragraph with its place and why it is furniture."""


def with_tabbed_tables(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items in order; lines with as many tabs each, below one that names columns, as a table."""
    lines: list[tuple[PrintedParagraph, str, str]] = []
    for item in items:
        if isinstance(item, tuple) and not item[2] and _goes_on(lines, item[0].columns):
            lines.append(item)
            continue
        yield from _table_or_lines(lines)
        lines = []
        if isinstance(item, tuple) and not item[2] and _is_header(item[0].columns):
            lines = [item]
        else:
            yield item
    yield from _table_or_lines(lines)


def _is_header(columns: tuple[str, ...]) -> bool:
    return all(columns) and names_columns(columns)


def _goes_on(lines: list[tuple[PrintedParagraph, str, str]], columns: tuple[str, ...]) -> bool:
    return bool(lines) and len(columns) == len(lines[0][0].columns)


def _table_or_lines(lines: list[tuple[PrintedParagraph, str, str]]) -> Iterator[Item]:
    if len(lines) < 2:
        yield from lines
        return
    yield [
        GridCell(row, column, text, path=place)
        for row, (piece, place, _) in enumerate(lines)
        for column, text in enumerate(piece.columns)
    ]
