"""The columns that header words name: beside each other, or years below a word that stands above them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning, Kind
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

NAMING = frozenset({"number", "indicator", "title", "content", "category"})
TELLING = frozenset({"role", "value", "plan", "deadline", "attribute", "measure", "content"})
_LATE_GROUP = 1.5
"""Cost of a word above years that others precede."""

_OVER_ROLES = lazy_pattern(r"分工$")
_OVER_QUARTERS = lazy_pattern(any_of("phrases", "over_quarters"))
_LAST = lazy_pattern("第?四季度|下半年")
_QUARTER = lazy_pattern(r"第?[一二三四]季度|[上下]半年")
_FIGURES = lazy_pattern(
    rf"(?:(?:{any_of('phrases', 'sum')})(?:{any_of('phrases', 'estimate')})?|^(?:{any_of('phrases', 'score')}))(?:[（(].{{1,8}}[）)])?$"
)
"""Headers of sums and scores: 总投资（万元）, 分值."""
_TROUBLE = lazy_pattern(any_of("phrases", "trouble"))
_LEAST_BELOW = 2
"""Words that stand below another, at least."""
_NAMELESS = 4.0
"""A lost header word is rare: the first row's text is behind the last word much more often."""

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


def with_nameless_column(layout: HeaderHypothesis) -> HeaderHypothesis:
    """Return the layout with one more column whose header word was lost: what is in it has a place, but no meaning."""
    nameless = ColumnMeaning("other", "")
    return layout._replace(columns=(*layout.columns, nameless), cost=layout.cost + _NAMELESS)


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
    if groups and years and not _says_twice([words[i].column for i in groups], [words[i].column for i in years]):
        dated = any(word.column and word.column.year for word in words[: groups[0]])
        yield _layout_on_levels(words, groups, years, cost + (_LATE_GROUP if dated else 0.0))
    roles = words_below([word.column for word in words])
    if roles:
        yield _layout_on_levels(words, *roles, cost)
    if not years or years[0] == groups[-1] + 1:
        cells = tuple(HeadCell(0, at, 1, 1, word) for at, word in enumerate(words))
        read = column_words.read(tuple((label_of(word.column),) for word in words))
        yield HeaderHypothesis(read, cells, 1, words[0].start, words[-1].end, cost + (0.5 if years else 0.0))


def _layout_on_levels(
    words: Sequence[WordSpan], groups: Sequence[int], below: Sequence[int], cost: float
) -> HeaderHypothesis:
    read, places = words_below_groups([word.column for word in words], groups, below)
    cells = tuple(HeadCell(*place, words[index]) for index, place in places)
    rows = max(cell.row for cell in cells) + 1
    return HeaderHypothesis(read, cells, rows, words[0].start, words[-1].end, cost)


def _has_caption(kinds: Sequence[str]) -> bool:
    """Return whether the first word names the table: 重点任务 before 序号, 主要指标 before 指标名称."""
    first = kinds[0]
    if first == "other":
        return kinds[1] == "number"
    return first in ("indicator", "title", "content") and ("number" in kinds[1:3] or kinds[1] == first == "indicator")


def _says_twice(groups: Sequence[ColumnMeaning | None], years: Sequence[ColumnMeaning | None]) -> bool:
    """Return whether a year says itself what a word above it would say: 2030年目标值 is below neither 目标值 nor 实际值."""
    stated = any(group is not None and group.value_kind for group in groups)
    return stated and any(year is not None and year.value_kind is not None for year in years)


def is_group(column: ColumnMeaning | None) -> bool:
    """Return whether years may stand below a word: it names values of no year."""
    return column is not None and column.kind == "value" and column.year is None and column.value_kind != "growth_rate"


def label_of(column: ColumnMeaning | None) -> str:
    """Return the label of a column; empty if the lexicon does not know it."""
    return column.label if column else ""


def words_below(words: Sequence[ColumnMeaning | None]) -> tuple[list[int], list[int]] | None:
    """Return a word that stands above others and those below it: 责任分工 over roles, 时间节点 over quarters; None if there is none."""
    return _roles_below(words) or _quarters_below(words)


def _quarters_below(words: Sequence[ColumnMeaning | None]) -> tuple[list[int], list[int]] | None:
    labels = list(map(label_of, words))
    below = [at for at, label in enumerate(labels) if _QUARTER.match(label)]
    if len(below) < _LEAST_BELOW or below[-1] - below[0] >= len(below) or not _LAST.match(labels[below[-1]]):
        return None
    over = [at for at, label in enumerate(labels[: below[0]]) if _OVER_QUARTERS.search(label)]
    # printed row by row, the quarters stand at the end
    placed = over[-1:] == [below[0] - 1] or below[-1] == len(words) - 1
    return (over[-1:], below) if over and placed else None


def _roles_below(words: Sequence[ColumnMeaning | None]) -> tuple[list[int], list[int]] | None:
    """Return the word that stands above columns of units and the words at the end that stand below it: 责任分工 over 牵头单位 and 配合单位.

    None if there is no such word, or nothing shows that the words at the end belong to it.
    """
    above = next((at for at, column in enumerate(words) if column and _OVER_ROLES.search(column.label)), None)
    first = len(words)
    while first and (column := words[first - 1]) and column.kind == "role":
        first -= 1
    if above is None or len(words) - first < _LEAST_BELOW or above >= first - 1:
        return None
    return [above], list(range(first, len(words)))


def words_below_groups(
    words: Sequence[ColumnMeaning | None], groups: Sequence[int], years: Sequence[int]
) -> tuple[tuple[ColumnMeaning, ...], list[tuple[int, GridPlace]]]:
    """Set the years (or roles) below the words that stand above them, and these below a word that spans them all.

    Return the columns, and each word's index with its place.
    """
    upper, lower = _levels(groups, years[0])
    below = _shares([words[index] for index in years], lower, years)
    if upper is not None:
        below[upper] = lower
    depth = 2 if upper is None else 3
    hidden = {index for children in below.values() for index in children}
    labels: list[tuple[str, ...]] = []
    places: list[tuple[int, GridPlace]] = []

    def place(index: int, row: int, above: tuple[str, ...]) -> None:
        start, spot = len(labels), len(places)
        own = (*above, label_of(words[index]))
        children = below.get(index, ())
        for child in children:
            place(child, row + 1, own)
        if not children:
            labels.append(own)
        places.insert(spot, (index, (row, start, 1 if children else depth - row, len(labels) - start)))

    for index in range(len(words)):
        if index not in hidden:
            place(index, 0, ())
    return column_words.read(tuple(labels)), places


def _levels(groups: Sequence[int], first_year: int) -> tuple[int | None, list[int]]:
    """Return the word above the groups, if there is one, and the groups that stand above the years.

    Printed row by row, 指标值, 属性, 现状, 规划, 2024年 … leave other words between the two levels.
    """
    lower = [index for index in groups if index < first_year]
    last = [index for at, index in enumerate(lower) if index + len(lower) - at == first_year]
    above = [index for index in lower if index not in last]
    if len(last) >= 2 and len(above) == 1:
        return above[0], last
    return None, list(groups)


def _shares(read: Sequence[ColumnMeaning | None], groups: Sequence[int], years: Sequence[int]) -> dict[int, list[int]]:
    """Return the years below each group: one each, and the rest below the last.

    Of two groups, the first has the years up to the one that ends a five-year plan: 现状 over 2024年 and 2025年, 规划 over 2030年.
    """
    ends = [at for at, column in enumerate(read[:-1], 1) if column and column.year and not column.year % 5]
    first = ends[0] if len(groups) == 2 and len(ends) == 1 else 1
    share: dict[int, list[int]] = {group: [] for group in groups}
    for position, year in enumerate(years):
        share[groups[min(max(position - first + 1, 0), len(groups) - 1)]].append(year)
    return share


def look_of(label: str) -> Kind:
    """Return what the cells of a column look like that says nothing of tasks or values: sums and problems are no short words."""
    if _FIGURES.search(label):
        return "value"
    return "content" if _TROUBLE.search(label) else "other"
