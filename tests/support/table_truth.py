"""Hold the tables that a tool found on pages against those that the document is known to have.

A table of a document may be cut by page ends, in the middle of a row too, and its header printed again; a tool that reads
pages is not asked to mend that. So the rows of all its pieces are laid along the rows of the known tables in order, as
many pieces of a row as there are, in the way that makes most characters agree, and rows that agree with none are left
out: no tool loses by it, and none is held to more than its page.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Box = tuple[float, float, float, float, str]
BLANK = re.compile(r"\s+")
BESIDE = 0.005
"""Edges nearer to each other than this share of the table's width are one."""

SAME = 10
"""What a cell that is the same counts, in characters: more than a few that happen to agree."""


class Cell(NamedTuple):
    """A cell of a grid; ``text`` is squeezed."""

    row: int
    column: int
    down: int
    across: int
    text: str


class Score(NamedTuple):
    """How many cells there are, how many stand in their row and column with their text, and of these with their span."""

    cells: int
    texts: int
    spans: int

    def __add__(self, other: object) -> "Score":
        return Score(*(a + b for a, b in zip(self, other, strict=True))) if isinstance(other, Score) else NotImplemented


def squeeze(text: str) -> str:
    """Take white space out and fold compatibility forms: some tools write （ as ( and others do not."""
    return BLANK.sub("", unicodedata.normalize("NFKC", text))


def grids_of(boxes: Sequence[Box]) -> list[list[Cell]]:
    """Return the cells of boxes (left, top, right, bottom, text) by the edges that they share, top first.

    Boxes with paper between them, or all of whose inner edges change at a line, are two tables, even where a tool calls
    them one; a sliver without text, as a rule drawn twice makes it, is no cell.
    """
    near = BESIDE * (max((box[2] for box in boxes), default=0) - min((box[0] for box in boxes), default=0))
    bands: list[list[Box]] = []
    end = float("-inf")
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        if box[1] > end - near:
            bands.append([])
        bands[-1].append(box)
        end = max(end, box[3])
    groups = bands[:1]
    for above, band in pairwise(bands):
        if _goes_on(above, band, near):
            groups[-1] = groups[-1] + band
        else:
            groups.append(band)
    return [_grid(group, near) for group in groups]


def _goes_on(above: Sequence[Box], below: Sequence[Box], near: float) -> bool:
    if min(box[1] for box in below) > max(box[3] for box in above) + near:
        return False
    before, after = (
        [box[0] for box in band if box[0] > min(other[0] for other in band) + near] for band in (above, below)
    )
    return not before or not after or any(abs(one - other) <= near for one in before for other in after)


def _grid(boxes: Sequence[Box], near: float) -> list[Cell]:
    columns = _lanes([(box[0], box[2]) for box in boxes], near)
    rows = _lanes([(box[1], box[3]) for box in boxes], near)
    return [
        Cell(top, left, max(bottom - top, 1), max(right - left, 1), text)
        for box, (left, right), (top, bottom) in zip(boxes, columns, rows, strict=True)
        if (text := squeeze(box[4])) or (left < right and top < bottom)
    ]


def _lanes(extents: Sequence[tuple[float, float]], near: float) -> list[tuple[int, int]]:
    edges = sorted({edge for extent in extents for edge in extent})
    number = dict.fromkeys(edges[:1], 0)
    for before, edge in pairwise(edges):
        number[edge] = number[before] + (edge - before > near)
    return [(number[start], number[end]) for start, end in extents]


def known_cells(table: Mapping[str, Any]) -> list[Cell]:
    """Return the cells of a table of the truth: ``grid`` of texts, ``spans`` {"row,column": [down, across]}."""
    spans = {tuple(map(int, key.split(","))): (down, across) for key, (down, across) in table["spans"].items()}
    hidden = {
        (row + below, column + beside)
        for (row, column), (down, across) in spans.items()
        for below in range(down)
        for beside in range(across)
        if below or beside
    }
    return [
        Cell(row, column, *spans.get((row, column), (1, 1)), squeeze(text))
        for row, texts in enumerate(table["grid"])
        for column, text in enumerate(texts)
        if (row, column) not in hidden
    ]


def compare(known: Sequence[Sequence[Cell]], found: Sequence[Sequence[Cell]]) -> Score:
    """Score the found tables (pieces, in reading order) against the known ones (in reading order)."""
    aligned = _align([_rows(table) for table in known], [_rows(piece) for piece in found])
    total = Score(0, 0, 0)
    for number, table in enumerate(known):
        for cell in table:
            text, span = _judge(cell, number, found, aligned)
            total += Score(1, text, text and span)
    return total


Row = dict[int, str]
Place = tuple[int, int]


def _rows(table: Iterable[Cell]) -> tuple[list[Row], int]:
    """Return the texts of each row by column, those of cells that reach into it from above too, and the table's width."""
    cells = list(table)
    height = max((cell.row + cell.down for cell in cells), default=0)
    rows: list[Row] = [{} for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.down):
            rows[row][cell.column] = cell.text
    return rows, max((cell.column + cell.across for cell in cells), default=0)


def _align(known: Sequence[tuple[list[Row], int]], found: Sequence[tuple[list[Row], int]]) -> dict[Place, Place]:
    """Return {(piece, row): (known table, row)} that keeps the order and agrees in most characters."""
    wanted = [
        ((number, row), texts, width) for number, (rows, width) in enumerate(known) for row, texts in enumerate(rows)
    ]
    given = [
        ((number, row), texts, width) for number, (rows, width) in enumerate(found) for row, texts in enumerate(rows)
    ]
    whole = [
        _letters(texts) for _, texts, _ in wanted
    ]  # what is a row of its own continues none: a header printed again
    best = [[0] * (len(wanted) + 1)]
    for _, texts, width in given:
        above, line = best[-1], [0]
        for at, (_, other, wide) in enumerate(wanted, 1):
            fits = width == wide and (_letters(texts) not in whole or _letters(texts) == _letters(other))
            gain = max(0, _agreement(texts, other)) if fits else 0
            line.append(max(line[-1], above[at] + gain))
        best.append(line)
    aligned: dict[Place, Place] = {}
    at = len(wanted)
    for index in range(len(given), 0, -1):
        while at and best[index][at] == best[index][at - 1]:
            at -= 1
        if at and best[index][at] > best[index - 1][at]:
            aligned[given[index - 1][0]] = wanted[at - 1][0]
    return aligned


def _letters(row: Row) -> list[tuple[int, str]]:
    return [(column, "".join(sorted(text))) for column, text in sorted(row.items())]


def _agreement(found: Row, known: Row) -> int:
    """Return twice the characters that agree, less those of the found row, and more for each cell that is the same."""
    score = 0
    for column, text in found.items():
        other = known.get(column, "")
        score += 2 * (Counter(text) & Counter(other)).total() - len(text) + SAME * (text == other != "")
    return score


def _judge(
    cell: Cell, number: int, found: Sequence[Sequence[Cell]], aligned: Mapping[Place, Place]
) -> tuple[bool, bool]:
    """Return whether the cell's text is there, and whether each piece has one cell of just its rows and columns for it."""
    rows = {(number, row) for row in range(cell.row, cell.row + cell.down)}
    columns = set(range(cell.column, cell.column + cell.across))
    pieces = sorted({piece for (piece, _), place in aligned.items() if place in rows})
    text, alone = "", bool(pieces)
    for piece in pieces:
        inside = [
            other
            for other in sorted(found[piece])
            if columns & set(range(other.column, other.column + other.across)) and rows & _reach(other, piece, aligned)
        ]
        text += "".join(other.text for other in inside)
        slots = {at for (where, at), place in aligned.items() if where == piece and place in rows}
        alone &= len(inside) == 1 and all(
            set(range(other.column, other.column + other.across)) == columns
            and _reach(other, piece, aligned) <= rows
            and slots <= set(range(other.row, other.row + other.down))
            for other in inside
        )
    return bool(pieces) and text == cell.text, alone


def _reach(cell: Cell, piece: int, aligned: Mapping[Place, Place]) -> set[Place]:
    return {aligned[piece, row] for row in range(cell.row, cell.row + cell.down) if (piece, row) in aligned}
