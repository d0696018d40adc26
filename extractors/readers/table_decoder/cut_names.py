"""Rows whose category may be the beginning of their name, or whose name may begin with their category: nothing else tells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.language.patterns import lazy_pattern
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import LINE, Stream

_NAMED = ("indicator", "title", "content")
_FIGURE = lazy_pattern(r"[A-Za-z\d]")
_SHORT = 3
"""Characters of a name that may be the last line of one, at most."""
_LEAST = 6
"""Characters of a category and a name together, at least: few of either have fewer than three."""


def rows_with_cut_names(rows: Sequence[Sequence[CellState]], kinds: Sequence[str], stream: Stream) -> Iterator[int]:
    """Yield these rows, and those below that have the category of such a row.

    The first line of a name looks as a category does. It is told by its figures, by a name of a few characters below it, or,
    where other names are broken over lines, by its length, if most categories have the same.
    """
    for column, (kind, named) in enumerate(pairwise(kinds)):
        if kind != "category" or named not in _NAMED:
            continue
        cells = [{state.column: state for state in row} for row in rows]
        if "number" not in kinds:
            yield from _run_together(cells, column, stream)
        broken = any(_is_broken(row[column + 1], stream) for row in cells if column + 1 in row)
        usual = _usual_length([row[column] for row in cells if column in row]) if broken else None
        in_doubt = False
        for at, row in enumerate(cells):
            if column in row:
                in_doubt = column + 1 in row and _may_be_one(row[column], row[column + 1], usual, stream)
            if in_doubt:
                yield at


def _run_together(cells: Sequence[Mapping[int, CellState]], column: int, stream: Stream) -> Iterator[int]:
    """Yield the rows whose name may begin with a category, where nothing is broken before it and inside it."""
    for at, row in enumerate(cells):
        name = row.get(column + 1)
        if name is None or column in row or name.end - name.start < _LEAST:
            continue
        if not any(stream.breaks[name.start : name.end]):
            yield at


def _is_broken(name: CellState, stream: Stream) -> bool:
    return any(strength >= LINE for strength in stream.breaks[name.start + 1 : name.end])


def _usual_length(categories: Sequence[CellState]) -> int | None:
    """Return the length that most categories have; None if they differ."""
    lengths = Counter(state.end - state.start for state in categories)
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return length if count > 1 and 2 * count > lengths.total() else None


def _may_be_one(category: CellState, name: CellState, usual: int | None, stream: Stream) -> bool:
    if stream.breaks[name.start] < LINE:
        return False
    size = category.end - category.start
    if _FIGURE.search(stream.text, category.start, category.end) or name.end - name.start <= _SHORT:
        return True
    return usual is not None and size != usual
