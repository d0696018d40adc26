"""How far an aligned table reaches, where its columns are, and which of its lines head rows or repeat the header."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.language.page_lines import CONTINUED
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.dump_tables.aligned.header import PrintedRow
from extractors.readers.dump_tables.aligned.printed_lines import (
    CharacterWidths,
    ColumnEdges,
    PlacedWord,
    column_edges,
    in_columns,
    join_words,
    placed_words,
    room_of,
)
from extractors.readers.table_decoder import patterns as p

_FAR = 6
"""Lines without a gap, one after another, that a table has at most."""
_MOST_BLANKS = 3
_LONGEST_GROUP = 40


class AlignedExtent(NamedTuple):
    """The lines of a table."""

    printed: tuple[PrintedRow, ...]
    """Header and body, group lines and repeated headers left out."""
    groups: tuple[tuple[int, int], ...]
    """Lines that are one cell over the whole width, and how many printed lines stand above each."""
    furniture: tuple[int, ...]
    """Lines that repeat the header."""
    edges: tuple[ColumnEdges, ...]

    @property
    def last(self) -> int:
        """Index after the last line."""
        return self.printed[-1][0] + 1


def extent_of(lines: Sequence[TextLine], first: int, widths: CharacterWidths) -> AlignedExtent | None:
    """Return the lines of the table that begins at ``first``; None if its lines have no three columns in common."""
    words = [placed_words(line, widths) for line in lines[first : _coarse_end(lines, first)]]
    spread = [line for line in words if len(join_words(line)) > 1]
    if len(spread) < 3:
        return None
    edges = column_edges([join_words(line) for line in spread], len(join_words(words[0])))
    if len(edges) < 3:
        return None
    return _walk(lines, first, words, edges)


def _coarse_end(lines: Sequence[TextLine], first: int) -> int:
    """Return the line after the last that has a gap, with few lines between that have none."""
    end = first + 1
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if line.blanks > _MOST_BLANKS or at - end > _FAR or "\t" in line.text:
            break
        if len(line.text.split("  ")) > 1 or line.text.count("\u3000"):
            end = at + 1
    return min(end + _FAR, len(lines))


def _walk(
    lines: Sequence[TextLine], first: int, words: Sequence[Sequence[PlacedWord]], edges: tuple[ColumnEdges, ...]
) -> AlignedExtent | None:
    """Go down the lines as long as they fit the columns."""
    printed: list[PrintedRow] = []
    groups: list[tuple[int, int]] = []
    furniture: list[int] = []
    header = without_blanks(lines[first].text)
    waiting: list[int] = []
    """Lines that are group rows only if a row follows."""
    placed = [in_columns(line, edges) for line in words]
    for at, columns in enumerate(placed):
        number = first + at
        text = without_blanks(lines[number].text)
        if at and (text == header or CONTINUED.fullmatch(text)):
            furniture.append(number)
        elif columns is not None and len(columns) > 1:
            groups += [(line, len(printed)) for line in waiting]
            waiting = []
            printed.append((number, columns))
        elif not waiting and columns is not None and _goes_on(printed, columns, lines[number], edges):
            printed.append((number, columns))
        elif not waiting and _may_head_rows(lines[number].text) and len(join_words(words[at])) == 1 and printed:
            waiting.append(number)
        else:
            break
    if len(printed) < 3:
        return None
    last = printed[-1][0]
    return AlignedExtent(tuple(printed), tuple(groups), tuple(line for line in furniture if line < last), edges)


def _goes_on(
    printed: Sequence[PrintedRow],
    columns: Mapping[int, PlacedWord],
    line: TextLine,
    edges: Sequence[ColumnEdges],
) -> bool:
    """Return whether a line with text in one column belongs to the table: text in the first column only below a full line.

    A text that begins at the left edge is in the first column, however far it reaches.
    """
    if not printed or line.blanks:
        return False
    column, word = next(iter(columns.items()))
    if word.start < edges[0].end:
        column = 0
    if column or line.indent:
        return bool(column) or not p.HEADING.match(line.text)
    above = printed[-1][1].get(0)
    full = above is not None and room_of([word, *(words[0] for _, words in printed if 0 in words)]).is_filled_by(above)
    return full and not p.HEADING.match(line.text)


def _may_head_rows(text: str) -> bool:
    return len(text) <= _LONGEST_GROUP and not any(stop in text for stop in p.STOPS)
