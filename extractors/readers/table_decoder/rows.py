"""What the cells of one row have to do with each other: empty columns, and values side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log2

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning, Kind
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.readers.table_decoder.cell_texts import decimals, number_of
from extractors.readers.table_decoder.costs import COSTS, Evidence, total
from extractors.readers.table_decoder.layout import HeaderHypothesis
from extractors.readers.table_decoder.states import CellState

_TARGET = 0.2
"""More that an empty place in a column of targets, or of leads, costs. Set by hand: no part of the fitted costs."""
_UNUSED = 3.0
"""Cost of a column in which no row has anything."""
_UNKNOWN = 1.0
_SOAKS = 12.0
"""Cost of a column of unknown meaning that most rows leave empty: it soaks up what fits nowhere else."""
_FIGURES = lazy_pattern(
    rf"(?:(?:{any_of('phrases', 'sum')})(?:{any_of('phrases', 'estimate')})?|^(?:{any_of('phrases', 'score')}))(?:[（(].{{1,8}}[）)])?$"
)
"""Headers of sums and scores: 总投资（万元）, 分值."""
_TROUBLE = lazy_pattern(any_of("phrases", "trouble"))
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
        _look(column.label) if column.kind == kind == "other" else kind
        for column, kind in zip(columns, found, strict=True)
    )
    for named in (
        "indicator",
        "title",
    ):  # 二级指标 beside 三级指标, 工作目标 beside 主要任务 stand above several of these
        last = len(found) - 1 - found[::-1].index(named) if named in found else 0
        found = tuple("category" if kind == named and at < last else kind for at, kind in enumerate(found))
    return found if "content" in found else tuple("content" if kind == "title" else kind for kind in found)


def _look(label: str) -> Kind:
    """Return what the cells of a column look like that says nothing of tasks or values: sums and problems are no short words."""
    if _FIGURES.search(label):
        return "value"
    return "content" if _TROUBLE.search(label) else "other"


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
