"""The columns that header words name: beside each other, or years below a word that stands above them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning

NAMING = frozenset({"number", "indicator", "title", "content", "category"})
TELLING = frozenset({"role", "value", "plan", "deadline", "attribute", "measure", "content"})
_LATE_GROUP = 1.5
"""Cost of a word above years that others precede."""


GridPlace = tuple[int, int, int, int]
"""(row, column, row span, column span)."""


class WordSpan(NamedTuple):
    """A header word ``text[start:end]``; ``column`` is None if the lexicon does not know it."""

    start: int
    end: int
    column: ColumnMeaning | None


class HeadCell(NamedTuple):
    """A header word at its place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    word: WordSpan


class HeaderHypothesis(NamedTuple):
    """One hypothesis: the columns, the header's cells and how many rows it has."""

    columns: tuple[ColumnMeaning, ...]
    cells: tuple[HeadCell, ...]
    rows: int
    start: int
    end: int
    """The characters of the header."""
    cost: float


def is_header(words: Sequence[WordSpan]) -> bool:
    known = [word.column for word in words if word.column]
    kinds = {column.kind for column in known}
    if len({column.label for column in known}) < 3 or not kinds & NAMING or not kinds & TELLING or len(kinds) < 2:
        return False
    return known[0].kind in NAMING | {"role", "person", "other"} and words[0].column is not None


def layouts_of(words: tuple[WordSpan, ...], cost: float) -> Iterator[HeaderHypothesis]:
    """Yield the columns that the words can mean: years stand below 目标值 or beside it."""
    kinds = [word.column.kind if word.column else "other" for word in words]
    if _has_caption(kinds):
        return
    groups = [i for i, word in enumerate(words) if is_group(word.column)]
    years = [
        i
        for i, word in enumerate(words)
        if groups and i > groups[0] and word.column and word.column.kind == "value" and word.column.year
    ]
    if groups and years:
        dated = any(word.column and word.column.year for word in words[: groups[0]])
        read, places = years_below_groups([word.column for word in words], groups, years)
        cells = tuple(HeadCell(*place, words[index]) for index, place in places)
        yield HeaderHypothesis(read, cells, 2, words[0].start, words[-1].end, cost + (_LATE_GROUP if dated else 0.0))
    if not years or years[0] == groups[-1] + 1:
        cells = tuple(HeadCell(0, at, 1, 1, word) for at, word in enumerate(words))
        read = column_words.read(tuple((label_of(word.column),) for word in words))
        yield HeaderHypothesis(read, cells, 1, words[0].start, words[-1].end, cost + (0.5 if years else 0.0))


def _has_caption(kinds: Sequence[str]) -> bool:
    """Return whether the first word names the table: 重点任务 before 序号, 主要指标 before 指标名称."""
    first = kinds[0]
    return first in ("indicator", "title", "content") and ("number" in kinds[1:3] or kinds[1] == first == "indicator")


def is_group(column: ColumnMeaning | None) -> bool:
    """Return whether years may stand below a word: it names values of no year."""
    return column is not None and column.kind == "value" and column.year is None and column.value_kind != "growth_rate"


def label_of(column: ColumnMeaning | None) -> str:
    """Return the label of a column; empty if the lexicon does not know it."""
    return column.label if column else ""


def years_below_groups(
    words: Sequence[ColumnMeaning | None], groups: Sequence[int], years: Sequence[int]
) -> tuple[tuple[ColumnMeaning, ...], list[tuple[int, GridPlace]]]:
    """Set the years below the words that stand above them: one each, and the rest below the last.

    Return the columns, and each word's index with its place.
    """
    share: dict[int, list[int]] = {group: [] for group in groups}
    for position, year in enumerate(years):
        share[groups[min(position, len(groups) - 1)]].append(year)
    labels: list[tuple[str, ...]] = []
    places: list[tuple[int, GridPlace]] = []
    for index, word in enumerate(words):
        if index in years:
            continue
        below = share.get(index, [])
        places.append((index, (0, len(labels), 1 if below else 2, max(1, len(below)))))
        for year in below:
            places.append((year, (1, len(labels), 1, 1)))
            labels.append((label_of(word), label_of(words[year])))
        if not below:
            labels.append((label_of(word),))
    return column_words.read(tuple(labels)), places
