"""What the cells of one row have to do with each other: empty columns, and values side by side."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log2

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.cell_texts import decimals, number_of
from extractors.readers.table_decoder.costs import COSTS, Evidence, total
from extractors.readers.table_decoder.layout import HeaderHypothesis, look_of
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import BLANK, LINE, WIDE, Stream
from extractors.readers.table_decoder.weights import Weights
from extractors.units.names import is_complete

_TARGET = 0.2
"""More that an empty place in a column of targets, or of leads, costs. Set by hand: no part of the fitted costs."""
TEXTS = frozenset({"category", "title", "content", "plan", "indicator", "other", "note", "person"})
"""Kinds of cells between which nothing but their texts and the breaks shows a border."""
_UNUSED = 3.0
"""Cost of a column in which no row has anything."""
_UNKNOWN = 1.0
_SOAKS = 12.0
"""Cost of a column of unknown meaning that most rows leave empty: it soaks up what fits nowhere else."""
_SHORT = 2
"""Characters of a name that may have lost its first line, for few names have so few."""
_LONG = 6
"""Characters that two values have in common by no accident: the same words for both years."""


def kinds_of(columns: Sequence[ColumnMeaning]) -> tuple[str, ...]:
    """Return what the cells of each column look like: titles are whole contents where no other column has these, targets texts where one has.

    Sums and scores are figures, though no value is read from them, and problems are texts.
    """
    found = tuple(column.kind for column in columns)
    if {"title", "content"} <= {*found} and "indicator" not in found:
        # what is to be done by then is a text: 完成建设
        found = tuple("other" if kind == "value" else kind for kind in found)
    found = tuple(
        look_of(column.label) if column.kind == kind == "other" else kind
        for column, kind in zip(columns, found, strict=True)
    )
    # 二级指标 beside 三级指标, 工作目标 beside 主要任务 stand above several of these
    for named in ("indicator", "title"):
        last = len(found) - 1 - found[::-1].index(named) if named in found else 0
        found = tuple("category" if kind == named and at < last else kind for at, kind in enumerate(found))
    return found if "content" in found else tuple("content" if kind == "title" else kind for kind in found)


def skip(kind: str) -> float:
    """Return what a row pays for leaving a column of a kind empty."""
    return COSTS[f"skip.{kind}"]


def skip_of(column: ColumnMeaning, kind: str) -> float:
    """Return the cost of an empty place in a column: a new indicator lacks its past value rather than its target.

    Nobody supports where nobody leads.
    """
    return skip(kind) + (_TARGET if column.value_kind in ("target", "plan") or column.role == "lead" else 0.0)


def likeness(left: str, right: str) -> Iterator[Evidence]:
    """Yield how two values side by side differ: values of one row are of like size and form."""
    if left == right and len(left) > _LONG:
        yield "neighbours.same", 1
    one, two = number_of(left), number_of(right)
    if one is None or two is None:
        return
    yield "neighbours.ratio", min(abs(log2(max(one, 0.01) / max(two, 0.01))), 10.0)
    if two < one:
        yield "neighbours.falls", 1
    yield "neighbours.decimals", min(abs(decimals(left) - decimals(right)), 2)


@lru_cache(maxsize=65536)
def neighbours(left: str, right: str) -> float:
    """Return how odd two values side by side are."""
    return total(likeness(left, right))


def rows_of(states: Sequence[CellState]) -> list[list[CellState]]:
    """Return the states of each row below the header, headers printed again left out."""
    found: list[list[CellState]] = []
    for state in states:
        if state.repeats:
            continue
        if state.opens:
            found.append([])
        found[-1].append(state)
    return found


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
        _rows_with_figures(rows, kinds, stream),
        _untitled_rows(rows, kinds, candidates),
        _rows_with_longer_names(rows, kinds, stream) if candidates.joined and "number" not in kinds else (),
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


def _rows_with_figures(rows: Sequence[Sequence[CellState]], kinds: Sequence[str], stream: Stream) -> Iterator[int]:
    """Yield the rows with an empty cell and a text whose last line or word is a figure: it may be that of the cell beside it."""
    columns = {place for place, kind in enumerate(kinds) if kind in ("value", "deadline")}
    whole = {at for at, row in enumerate(rows) if columns <= {state.column for state in row}}
    for at, state in _cells_of(rows, kinds, ("title", "content")):
        last = next((place for place in range(state.end - 1, state.start, -1) if stream.breaks[place]), None)
        if at not in whole and last is not None and stream.text[last : state.end].isdigit():
            yield at


def _untitled_rows(rows: Sequence[Sequence[CellState]], kinds: Sequence[str], candidates: Candidates) -> Iterator[int]:
    """Yield the rows whose content may begin with their title, for nothing shows where it ends: most other rows have one."""
    titled = {at for at, _ in _cells_of(rows, kinds, ("title",))}
    if candidates.joined and 2 * len(titled) > len(rows):
        yield from (at for at, _ in _cells_of(rows, kinds, ("content",)) if at not in titled)


def _rows_with_longer_names(rows: Sequence[Sequence[CellState]], kinds: Sequence[str], stream: Stream) -> Iterator[int]:
    """Yield the rows whose last name, with nothing broken behind it, begins with a whole one: in 县残联燃气|普及率 it may end there."""
    for at, state in _cells_of(rows[:-1], kinds, ("role",)):
        name = stream.text[state.start : state.end].split("、")[-1]
        last = state is rows[at][-1] and not stream.breaks[state.end]
        if last and any(is_complete(name[:end]) for end in range(3, len(name))):
            yield from (at, at + 1)


def _cells_of(
    rows: Sequence[Sequence[CellState]], kinds: Sequence[str], wanted: Container[str]
) -> Iterator[tuple[int, CellState]]:
    """Yield the cells of the columns of some kinds, each with its row; a heading of rows is behind all columns."""
    for at, row in enumerate(rows):
        yield from ((at, state) for state in row if state.column < len(kinds) and kinds[state.column] in wanted)


def _line_lengths(state: CellState, breaks: Sequence[int]) -> list[int]:
    ends = [at for at in range(state.start + 1, state.end) if breaks[at] >= LINE]
    return [end - start for start, end in pairwise([state.start, *ends, state.end])]


def total_cost(layout: HeaderHypothesis, states: Sequence[CellState], cost: float) -> float:
    """Add to the cost of a path what its header costs, and columns in which nothing or hardly anything is printed."""
    used = Counter(state.column for state in states if not state.repeats)
    rows = sum(state.opens for state in states)
    for place, column in enumerate(layout.columns):
        if column.kind == "other":
            unknown = _UNKNOWN if column_words.word(column.label) is None else 0.0
            cost += unknown if 2 * used[place] >= rows else _SOAKS
        elif column.kind != "note" and not used[place]:
            cost += _UNUSED
    return cost + layout.cost
