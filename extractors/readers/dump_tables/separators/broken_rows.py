"""Rows with tabs whose cells are broken over lines, and lines without tabs below a row that has all its cells."""

from collections.abc import Sequence

from extractors.language import column_words as columns
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece
from extractors.readers.dump_tables.separators.fields import (
    SeparatedRow,
    cells_of,
    continue_last_cell,
    field_text,
    has_tabs,
)
from extractors.readers.table_decoder.patterns import DEADLINE, ONGOING
from extractors.units.names import is_complete

INTEGER = lazy_pattern(r"\d{1,3}")
_LISTED = lazy_pattern(r"[、，；/／]")
_LEAST_WORDS = 3
_NEAR = 12
"""Lines of a row at most whose cells are broken."""
_OPEN_END = lazy_pattern(r"[、，；：（(“《]$")
_CLOSING = lazy_pattern(r"[、，。；：）)”》]")
_MARKED = lazy_pattern(r"[。；，、：:]")
_FIGURE = lazy_pattern(r"[≥≤]?[\d.,]+[%％]?")


def broken_header(lines: Sequence[TextLine], first: int) -> SeparatedRow | None:
    """Return the header whose line ends inside a word: 2026年⏎计划投资（万元）; None if it does not."""
    cells = cells_of(first, lines[first])
    if len(cells) < _LEAST_WORDS or first + 1 >= len(lines) or not has_tabs(lines[first + 1]):
        return None
    more = cells_of(first + 1, lines[first + 1])
    joined = continue_last_cell(cells, more)
    if not _are_words(lines, joined[len(cells) - 1 :]):
        return None
    two = _are_words(lines, (cells[-1], more[0]))
    return None if two and _width_below(lines, first + 1) != len(joined) else SeparatedRow(joined, first + 2)


def _are_words(lines: Sequence[TextLine], cells: Sequence[tuple[Piece, ...]]) -> bool:
    return all(columns.word(field_text(lines, cell)) for cell in cells)


def _width_below(lines: Sequence[TextLine], at: int) -> int:
    """Return how many cells the widest of the lines below one has."""
    return max((len(cells_of(index, lines[index])) for index in range(at + 1, min(at + _NEAR, len(lines)))), default=0)


def broken_row(lines: Sequence[TextLine], first: int, width: int) -> SeparatedRow | None:
    """Return the row whose cells several lines make up, each of which ends inside one; None if none begins here.

    Without a row number, every line must look cut.
    """
    cells = cells_of(first, lines[first])
    numbered = INTEGER.fullmatch(field_text(lines, cells[0])) is not None
    for at in range(first + 1, min(first + _NEAR, len(lines))):
        more = cells_of(at, lines[at])
        if lines[at].blanks or not more[0] or INTEGER.fullmatch(field_text(lines, more[0])):
            return None
        if not numbered and not _is_cut(field_text(lines, cells[-1]), field_text(lines, more[0])):
            return None
        cells = continue_last_cell(cells, more)
        if len(cells) >= width:
            return SeparatedRow(cells, at + 1) if len(cells) == width else None
    return None


def completes_name(lines: Sequence[TextLine], row: SeparatedRow, at: int) -> bool:
    """Return whether a line goes on with the name or the list of units that ends the row above it: 县水利局、县审⏎计局."""
    text = field_text(lines, row.cells[-1])
    last, rest = _LISTED.split(text)[-1].strip(), _LISTED.split(lines[at].text)[0].strip()
    return bool(text) and not is_complete(last) and is_complete(last + rest)


def _is_cut(left: str, right: str) -> bool:
    """Return whether a cell goes on behind a line end: inside a list or a bracket, a sentence or the name of a unit."""
    if not left or left.endswith("。"):
        return False
    if _OPEN_END.search(left) or _CLOSING.match(right) or right.endswith("。"):
        return True
    last = _LISTED.split(left)[-1]
    return not is_complete(last) and is_complete(last + _LISTED.split(right)[0])


def stands_alone(lines: Sequence[TextLine], head: SeparatedRow, row: SeparatedRow, at: int) -> bool:
    """Return whether a line without tabs is no rest of the last cell of the row above it, which is whole by its header word.

    It may be a heading of the rows below, or the beginning of the next one.
    """
    text, line = field_text(lines, row.cells[-1]), lines[at].text.strip()
    column = columns.word(field_text(lines, head.cells[-1])) if len(head.cells) == len(row.cells) else None
    if column is None or not text or _MARKED.search(line):
        return False
    if column.kind == "role":
        return all(is_complete(name) for name in _LISTED.split(text)) and not is_complete(line)
    if column.kind == "deadline":
        return _is_date(text) and not _is_date(text + line)
    if column.kind == "value":
        return _FIGURE.fullmatch(text) is not None
    return text.endswith("。")


def _is_date(text: str) -> bool:
    return (DEADLINE.fullmatch(text) or ONGOING.fullmatch(text)) is not None
