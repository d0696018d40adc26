"""Rows of pieced tables whose cells were cut at the wrong place: a name with its measure, a value torn in two."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from extractors.coverage.cell_shapes import REST_OF_BOUND
from extractors.coverage.pieced_tables import FEWEST, PiecedTable
from extractors.language.patterns import lazy_pattern
from extractors.language.values import read_value
from schemas import Cell

HALF_NUMBER = lazy_pattern(
    r"""[≥≤＞＜><]?\s*\d[\d.,]*(?:\.|左|以)          # 108., 3506以
      | .*\d[%％]?\s*[≥≤＞＜><].*                   # ≥82.2≤108
      | [≥≤＞＜><] | [上右] | 以[上下内] | 左右""",
    re.VERBOSE,
)
"""Part of a value, or a value and part of the next."""
RUN_ON = lazy_pattern(r"(?!(?:19|20)\d\d年)[≥≤＞＜><]?\s*\d[\d.,]*[%％]?(?:以上|以下|左右)?[\u4e00-\u9fff]{4,}")
BOUND_FIRST = lazy_pattern(r"(?:以上|以下|以内|左右)[\u4e00-\u9fff]")
NO_MEASURE = lazy_pattern(r"[—–\-/／\s]*")
SELDOM = 0.25
"""Share of rows that fill a column of values up to which those rows are taken to have shifted into it."""
SHORT_PIECE = 0.7
"""A piece of a wrapped cell is at least this part as long as the longest piece after it."""
FEWEST_CHARACTERS = 2
SHORTEST_TITLE = 4
NEARLY_FULL = 0.8
"""Part of the widest line of a column that a line takes at least that is broken: a word may not fit in the rest."""
FULL_WIDTH = 2
LAST_NARROW = 0x2E7F
"""The last character before the scripts whose characters take two columns of a fixed-width text."""


def shifted_rows(table: PiecedTable) -> Iterator[int]:
    """Yield rows whose own cells were cut at the wrong place."""
    seldom, named_by_measure, lost_titles = _seldom(table), _rows_with_measure_in_name(table), _lost_titles(table)
    for row, cells in table.cells.items():
        values = [table.text(cell) for cell in cells if table.kind(cell.column) == "value"]
        if (
            any(HALF_NUMBER.fullmatch(text) or _runs_on(text) for text in values)
            or any(cell.column in seldom for cell in cells)
            or row in named_by_measure
            or row in lost_titles
        ):
            yield row


def _runs_on(text: str) -> bool:
    """Return whether words of another cell follow a number: 30森林覆盖率, but not 30公里左右."""
    value = read_value(text) if RUN_ON.fullmatch(text) else None
    return value is not None and value.value is None


def torn_rows(table: PiecedTable) -> Iterator[int]:
    """Yield rows that took the end of the row before them."""
    for row, cells in table.cells.items():
        for cell in cells:
            if table.kind(cell.column) == "category" and REST_OF_BOUND.fullmatch(table.text(cell)):
                yield row
            named = table.kind(cell.column) in ("indicator", "title")
            if named and (BOUND_FIRST.match(table.text(cell)) or _begins_with_rest(table, cell)):
                yield row
        if _continues_name(table, row):
            yield row


def cut_words(table: PiecedTable) -> Iterator[int]:
    """Yield rows with words in place of a number that are the beginning of such words in another row."""
    words = {cell: table.text(cell) for row in table.cells.values() for cell in row}
    texts: Counter[str] = Counter(
        text for cell, text in words.items() if table.kind(cell.column) == "value" and not any(map(str.isdigit, text))
    )
    rests_of = {
        text: tuple(
            other[len(text) :]
            for other in texts
            if other != text and other.startswith(text) and texts[other] >= texts[text]
        )
        for text in texts
        if len(text) >= FEWEST_CHARACTERS
    }
    goes_on = {
        text
        for text in rests_of
        if any(text.startswith(other) and texts[other] > texts[text] for other in texts if other != text)
    }
    for cell, text in words.items():
        rests = rests_of.get(text, ())
        if rests or text in goes_on:
            yield cell.row
            following = table.after(cell.row)
            if following is not None and table.text(table.cells[following][0]).startswith(rests):
                yield following


def _seldom(table: PiecedTable) -> set[int]:
    """Return the columns of values that few rows fill."""
    return {
        place
        for place, kind in enumerate(table.kinds)
        if kind == "value" and len(table.cells) > FEWEST and len(table.column(place)) <= SELDOM * len(table.cells)
    }


def _rows_with_measure_in_name(table: PiecedTable) -> set[int]:
    """Return the rows that lack their measure, and whose name holds one that other rows have."""
    if "measure" not in table.kinds:
        return set()
    texts = {cell.row: table.text(cell) for cell in table.column(table.kinds.index("measure"))}
    known = {text for text in texts.values() if not NO_MEASURE.fullmatch(text)}
    if len(known) < FEWEST:
        return set()
    known |= {"平方米", "万元"}
    return {
        cell.row
        for cells in table.cells.values()
        for cell in cells
        if table.kind(cell.column) == "indicator"
        and NO_MEASURE.fullmatch(texts.get(cell.row, ""))
        and any(measure in table.text(cell)[FEWEST_CHARACTERS:] for measure in known)
    }


def _lost_titles(table: PiecedTable) -> set[int]:
    """Return the rows whose title is shorter than titles are, in a table whose other titles are longer."""
    titles = (cell for row in table.cells.values() for cell in row if table.kind(cell.column) == "title")
    lengths = {cell.row: len(table.text(cell)) for cell in titles}
    short = {row for row, length in lengths.items() if length < SHORTEST_TITLE}
    return short if 2 * (len(lengths) - len(short)) > len(lengths) else set()


def _begins_with_rest(table: PiecedTable, cell: Cell) -> bool:
    """Return whether a cell's first line is too short to be wrapped: it is the end of the cell above it."""
    pieces = pieces_of(table, cell)
    first, rest = pieces[0], pieces[1:]
    if table.table.how != "aligned" or not rest or not all("\u4e00" <= char <= "\u9fff" for char in first):
        return False
    return len(first) < SHORT_PIECE * max(map(len, rest)) and table.before(cell.row) != cell.row


def _continues_name(table: PiecedTable, row: int) -> bool:
    """Return whether a row is one name alone, below a name that fills the width of its column: its second line."""
    cells, before = table.cells[row], table.cells[table.before(row)]
    names = [cell for cell in before if cell.column == cells[0].column]
    if len(cells) > 1 or len(before) < FEWEST or not names or table.kind(cells[0].column) not in ("indicator", "title"):
        return False
    lines = [_width(piece) for cell in table.column(cells[0].column) for piece in pieces_of(table, cell)]
    first, last = _width(pieces_of(table, cells[0])[0]), _width(pieces_of(table, names[0])[-1])
    return first <= last and last >= NEARLY_FULL * max(lines)


def _width(text: str) -> int:
    """Return how many half-width columns a text takes."""
    return sum(FULL_WIDTH if ord(char) > LAST_NARROW else 1 for char in text)


class RawPiece(NamedTuple):
    """A stretch of a cell that stands together in the source, and where it begins and ends in the decoded file."""

    text: str
    start: int
    end: int


def raw_pieces(table: PiecedTable, cell: Cell) -> list[RawPiece]:
    """Return the stretches of a cell in order; none where the file has no places of characters."""
    found: list[RawPiece] = []
    # Segments lie in order; a table of thousands of rows has tens of thousands, of which a cell has one or two.
    begin = max(bisect_right(table.block.segments, cell.start, key=itemgetter(0)) - 1, 0)
    end = bisect_left(table.block.segments, cell.end, key=itemgetter(0))
    for start, length, raw in table.block.segments[begin:end]:
        first, last = max(start, cell.start), min(start + length, cell.end)
        if first < last:
            piece = RawPiece(table.block.text[first:last], raw + first - start, raw + last - start)
            if found and piece.start == found[-1].end:
                found[-1] = RawPiece(found[-1].text + piece.text, found[-1].start, piece.end)
            else:
                found.append(piece)
    return [piece for piece in found if piece.text.strip()]


def pieces_of(table: PiecedTable, cell: Cell) -> list[str]:
    """Return the texts of the stretches of a cell; the cell's text where the file has no places of characters."""
    return [piece.text.strip() for piece in raw_pieces(table, cell)] or [table.text(cell)]
