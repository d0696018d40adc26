"""Which printed lines of an aligned table make one row: cells may be set at the top, in the middle or at the foot of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.readers.dump_tables.aligned.header import PrintedRow
from extractors.readers.dump_tables.aligned.printed_lines import PlacedWord, room_of
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import is_dash, number_of
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.rows import kinds_of

_ONCE = ("measure", "attribute", "value", "deadline", "indicator", "title", "role", "content")
"""Kinds of columns that most often have one line a row, the surest first."""
_MIDDLE = 0.1
"""Cost of a cell that is half a line from the middle of its row."""
_MANY = 0.75
"""Share of the most cells of a line from which on a line begins a row, whatever stands above it."""
MERGED = frozenset({"category"})

Text = Callable[[int, PlacedWord], str]


class LineRange(NamedTuple):
    """The printed lines ``[first:last]`` of one row."""

    first: int
    last: int


class AlignedBody(NamedTuple):
    """The printed lines below the header, and what is known of the columns."""

    printed: tuple[PrintedRow, ...]
    columns: tuple[ColumnMeaning, ...]
    blanks: tuple[int, ...]
    """Blank lines before each printed line."""
    groups: frozenset[int]
    """Printed lines above which a group line stands: no row reaches across."""
    text: Text

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kind of each column, as its cells look."""
        return kinds_of(self.columns)

    def cell(self, column: int, rows: LineRange) -> str:
        """Return the text of a column in the lines of a row."""
        lines = self.printed[rows.first : rows.last]
        return "".join(self.text(number, words[column]) for number, words in lines if column in words)


def is_full(body: AlignedBody, at: int, column: int) -> bool:
    """Return whether a line fills its column, so that the cell may go on in the next line."""
    word = body.printed[at][1].get(column)
    return word is not None and room_of(words_of(body, column)).is_filled_by(word)


def words_of(body: AlignedBody, column: int) -> list[PlacedWord]:
    """Return what is printed in a column, line by line."""
    return [words[column] for _, words in body.printed if column in words]


def count_short_lines(body: AlignedBody, rows: Sequence[LineRange]) -> int:
    """Count the lines of cells that go on in the next line though this one has room."""
    inner = [at for row in rows for at in range(row.first, row.last - 1)]
    count = 0
    for column, kind in enumerate(body.kinds):
        words = words_of(body, column)
        if kind in MERGED or not words:
            continue
        room = room_of(words)
        for at in inner:
            word = body.printed[at][1].get(column)
            count += word is not None and column in body.printed[at + 1][1] and not room.is_filled_by(word)
    return count


def line_ranges(body: AlignedBody) -> Iterator[tuple[LineRange, ...]]:
    """Yield the ways to part the lines into rows: at each line that only begins a row, around it, below it, at blank lines."""
    marks = _marks(body)
    size = len(body.printed)
    if len(marks) < 2:
        return
    ways: list[tuple[LineRange, ...]] = []
    if marks[0] == 0:
        ways.append(_between(marks, size))
    if marks[-1] == size - 1:
        ways.append(_between([0, *(mark + 1 for mark in marks[:-1])], size))
    ways += _around(body, marks)
    gaps = [at for at in range(1, size) if body.blanks[at] or at in body.groups]
    ways.append(_between([0, *gaps], size))
    for ranges in ways:
        single = all(sum(row.first <= mark < row.last for mark in marks) <= 1 for row in ranges)
        if single and not any(_is_cut(row, body.groups) for row in ranges):
            yield ranges


def _is_cut(row: LineRange, groups: frozenset[int]) -> bool:
    return any(row.first < group < row.last for group in groups)


def _between(starts: Sequence[int], size: int) -> tuple[LineRange, ...]:
    return tuple(LineRange(first, last) for first, last in zip(starts, [*starts[1:], size], strict=True))


def _marks(body: AlignedBody) -> list[int]:
    """Return the lines that each row has one of: those with a row number, or with text in the column that breaks least."""
    kinds = body.kinds
    if "number" in kinds:
        column = kinds.index("number")
        marks = [at for at, (number, words) in enumerate(body.printed) if column in words]
        texts = [body.text(body.printed[at][0], body.printed[at][1][column]) for at in marks]
        if texts and all(p.NUMBER_CELL.fullmatch(text) or p.TOTAL.fullmatch(text) for text in texts):
            return sorted({*marks, *_unnumbered_rows(body, marks)})
    for kind in _ONCE:
        columns = [at for at, known in enumerate(kinds) if known == kind]
        if columns:
            found = [_openings(body, column) for column in columns]
            return max(found, key=len) if kind in ("role", "value") else found[0]
    return []


def _unnumbered_rows(body: AlignedBody, marks: Sequence[int]) -> Iterator[int]:
    """Yield the lines without a row number that have a name and a number in each column of values, as the mark above them has.

    They are parts of the row above: 其中：农村地区. A line with the rest of broken cells has no whole number everywhere.
    """
    kinds = body.kinds
    values = [at for at, kind in enumerate(kinds) if kind == "value"]
    names = [at for at, kind in enumerate(kinds) if kind == "indicator"]
    if not values or not names:
        return
    for above, below in pairwise([*marks, len(body.printed)]):
        if not _has_numbers(body, above, values):
            continue
        for at in range(above + 1, below):
            if names[0] in body.printed[at][1] and _has_numbers(body, at, values):
                yield at


def _has_numbers(body: AlignedBody, at: int, columns: Sequence[int]) -> bool:
    number, words = body.printed[at]
    texts = (body.text(number, words[column]) if column in words else "" for column in columns)
    return all(is_dash(text) or number_of(text) is not None for text in texts)


def _openings(body: AlignedBody, column: int) -> list[int]:
    """Return the lines with text in a column, but for those with few cells below a line that fills the column."""
    filled = [at for at, (_, words) in enumerate(body.printed) if column in words]
    most = max((len(words) for _, words in body.printed), default=0)
    few = {at for at in filled if len(body.printed[at][1]) < _MANY * most}
    return [at for at in filled if not (at in few and at - 1 in filled and is_full(body, at - 1, column))]


def _around(body: AlignedBody, marks: Sequence[int]) -> Iterator[tuple[LineRange, ...]]:
    """Yield the rows whose middles are the marks, the split whose cells fit best; nothing where no split has such rows."""
    size = len(body.printed)

    @cache
    def best(number: int, start: int) -> tuple[float, tuple[LineRange, ...]] | None:
        if number == len(marks):
            return (0.0, ()) if start == size else None
        found: list[tuple[float, tuple[LineRange, ...]]] = []
        for extra in (1, 0, 2):
            end = start + 2 * (marks[number] - start) + extra
            row = LineRange(start, end)
            if not marks[number] < end <= (marks[number + 1] if number + 1 < len(marks) else size):
                continue
            rest = None if _is_cut(row, body.groups) else best(number + 1, end)
            if rest is not None:
                cost = _fit(body, row) + (_MIDDLE if extra != 1 else 0.0)
                found.append((cost + rest[0], (row, *rest[1])))
        return min(found, key=lambda pair: pair[0], default=None)

    whole = best(0, 0)
    if whole is not None:
        yield whole[1]


def _fit(body: AlignedBody, row: LineRange) -> float:
    kinds = body.kinds
    texts: Mapping[int, str] = {at: body.cell(at, row) for at, kind in enumerate(kinds) if kind not in MERGED}
    return sum(FIT[kinds[at]](text) for at, text in texts.items() if text)
