"""Rows that may nearly as well be read in another way, although the reading chosen is the cheapest."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import BLANK, LINE, WIDE, Stream
from extractors.readers.table_decoder.weights import Weights
from extractors.units.names import is_complete

TEXTS = frozenset({"category", "title", "content", "plan", "indicator", "other", "note", "person"})
"""Kinds of cells between which nothing but their texts and the breaks shows a border."""
_SHORT = 2
"""Characters of a name that may have lost its first line, for few names have so few."""


def close_rows(
    rows: Sequence[Sequence[CellState]],
    kinds: Sequence[str],
    candidates: Candidates,
    weights: Weights,
    stream: Stream,
) -> frozenset[int]:
    """Return the rows in which a border between two cells may nearly as well be elsewhere."""
    found = (
        (at for at, row in enumerate(rows) if _has_close_border(row, kinds, candidates, weights, stream.breaks)),
        _rows_with_two_in_one(rows, kinds, stream.breaks),
        _rows_on_the_wrong_level(rows, kinds),
        _rows_with_joined_names(rows, kinds, stream),
        _rows_with_stray_figures(rows, kinds, stream),
        _rows_without_title(rows, kinds, candidates),
    )
    return frozenset[int]().union(*found)


def _has_close_border(
    row: Sequence[CellState], kinds: Sequence[str], candidates: Candidates, weights: Weights, breaks: Sequence[int]
) -> bool:
    """Return whether a border between two texts of a row may nearly as well be elsewhere between them."""
    most = COSTS["margin.doubtful"]
    for left, right in pairwise(row):
        if right.column >= len(kinds):
            continue
        one, two = kinds[left.column], kinds[right.column]
        if one not in TEXTS or two not in TEXTS:
            continue
        if candidates.begins_unseen(left.start, right.start):
            return True

        def cost(at: int, left: CellState = left, right: CellState = right, one: str = one, two: str = two) -> float:
            border = weights.cell[breaks[at]] - weights.inside[breaks[at]]
            return candidates.cost(left.start, at, one) + candidates.cost(at, right.end, two) + border

        least = cost(right.start) + most
        for at in candidates.ends(left.start, one):
            if at != right.start and at < right.end and right.end in candidates.ends(at, two) and cost(at) < least:
                return True
    return False


def _rows_with_two_in_one(
    rows: Sequence[Sequence[CellState]], kinds: Sequence[str], breaks: Sequence[int]
) -> Iterator[int]:
    """Yield the rows whose name may be a category and a name: it is broken at no width, and no category is read."""
    for column in range(1, len(kinds)):
        if kinds[column - 1] != "category" or kinds[column] not in ("indicator", "title", "content"):
            continue
        names = {at: state for at, row in enumerate(rows) for state in row if state.column == column}
        short = broken_short({at: _line_lengths(state, breaks) for at, state in names.items()})
        for at, state in names.items():
            parted = any(breaks[place] in (BLANK, WIDE) for place in range(state.start + 1, state.end))
            if (parted or at in short) and all(other.column != column - 1 for other in rows[at]):
                yield at


def broken_short(lengths: Mapping[int, Sequence[int]]) -> set[int]:
    """Return the rows whose name is broken although its first line leaves room, by the lengths of the lines of each name.

    The widest line of all shows how much room there is.
    """
    widest = max(map(max, lengths.values()), default=0)
    return {row for row, (first, *more) in lengths.items() if more and first + 1 < widest}


def _rows_with_joined_names(rows: Sequence[Sequence[CellState]], kinds: Sequence[str], stream: Stream) -> Iterator[int]:
    """Yield the rows with two cells of units, one of which has names with and without a separator between them.

    The border may as well be there: 县林业局、县水利局 县审计局 | 县教育局.
    """
    if kinds.count("role") < 2:
        return
    for at, state in _cells_of(rows, kinds, ("role",)):
        text = stream.text[state.start : state.end]
        places = (place - state.start for place in range(state.start + 1, state.end) if stream.breaks[place])
        names = ((text[:place].split("、")[-1], text[place:].split("、")[0]) for place in places)
        if "、" in text and any(is_complete(last) and is_complete(first) for last, first in names):
            yield at


def _rows_on_the_wrong_level(rows: Sequence[Sequence[CellState]], kinds: Sequence[str]) -> Iterator[int]:
    """Yield the rows of a table with two levels of categories in which a name may have lost its first line to them.

    A new category of the first level has one of the second, unless most have none, and few names have two characters.
    """
    for column in range(len(kinds) - 2):
        if kinds[column : column + 3] != ("category", "category", "indicator"):
            continue
        headed = {at: {state.column for state in row} for at, row in enumerate(rows)}
        alone = [at for at, filled in headed.items() if column in filled and column + 1 not in filled]
        if 2 * len(alone) <= len(rows):
            yield from alone
        names = ((at, state) for at, row in enumerate(rows) for state in row if state.column == column + 2)
        yield from (at for at, state in names if state.end - state.start <= _SHORT and column + 1 in headed[at])


def _rows_with_stray_figures(
    rows: Sequence[Sequence[CellState]], kinds: Sequence[str], stream: Stream
) -> Iterator[int]:
    """Yield the rows with an empty cell and a text whose last line or word is a figure: it may be that of the cell beside it."""
    columns = {place for place, kind in enumerate(kinds) if kind in ("value", "deadline")}
    whole = {at for at, row in enumerate(rows) if columns <= {state.column for state in row}}
    for at, state in _cells_of(rows, kinds, ("title", "content")):
        last = next((place for place in range(state.end - 1, state.start, -1) if stream.breaks[place]), None)
        if at not in whole and last is not None and stream.text[last : state.end].isdigit():
            yield at


def _rows_without_title(
    rows: Sequence[Sequence[CellState]], kinds: Sequence[str], candidates: Candidates
) -> Iterator[int]:
    """Yield the rows whose content may begin with their title, for nothing shows where it ends: most other rows have one."""
    if not candidates.joined or "title" not in kinds:
        return
    titled = {at for at, _ in _cells_of(rows, kinds, ("title",))}
    if 2 * len(titled) > len(rows):
        yield from (at for at, _ in _cells_of(rows, kinds, ("content",)) if at not in titled)


def _cells_of(
    rows: Sequence[Sequence[CellState]], kinds: Sequence[str], wanted: Container[str]
) -> Iterator[tuple[int, CellState]]:
    """Yield the cells of the columns of some kinds, each with its row; a heading of rows is behind all columns."""
    for at, row in enumerate(rows):
        yield from ((at, state) for state in row if state.column < len(kinds) and kinds[state.column] in wanted)


def _line_lengths(state: CellState, breaks: Sequence[int]) -> list[int]:
    ends = [at for at in range(state.start + 1, state.end) if breaks[at] >= LINE]
    return [end - start for start, end in pairwise([state.start, *ends, state.end])]
