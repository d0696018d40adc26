"""The header of an aligned table: how many lines it has and what its columns mean."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import measure_of
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell, text_of
from extractors.readers.dump_tables.aligned.printed_lines import PlacedWord
from extractors.readers.table_decoder.layout import NAMING
from extractors.readers.table_decoder.patterns import BRACKET

_MOST_LINES = 4

PrintedRow = tuple[int, Mapping[int, PlacedWord]]
"""A line's number, and what it has in each column."""


class AlignedHeader(NamedTuple):
    """Lines ``[0:lines]`` of the table as its header."""

    lines: int
    columns: tuple[ColumnMeaning, ...]
    cells: tuple[RegionCell, ...]
    rows: int


def read_header(
    lines: Sequence[TextLine], printed: Sequence[PrintedRow], most: int, width: int
) -> AlignedHeader | None:
    """Return the header of ``most`` lines at most under which most columns have a known word; None if there is none."""
    best: tuple[float, AlignedHeader] | None = None
    for size in range(1, min(_MOST_LINES, len(printed) - 1, most) + 1):
        if _has_measures_alone(lines, printed[size]):
            continue
        for top in range(size):
            header = _header(lines, printed[:size], top, width)
            if header is None:
                continue
            rank = _rank(header) - 0.1 * size - 0.1 * header.rows
            if best is None or rank > best[0]:
                best = (rank, header)
    return best[1] if best else None


def _has_measures_alone(lines: Sequence[TextLine], line: PrintedRow) -> bool:
    """Return whether a line has nothing but measures in brackets; they belong to the header above it."""
    number, words = line
    texts = [text_of(lines, ((number, word.left, word.right),)) for word in words.values()]
    return all(match is not None and measure_of(match[1]) is not None for match in map(BRACKET.fullmatch, texts))


def _rank(header: AlignedHeader) -> float:
    known = sum(column.kind != "other" for column in header.columns)
    return known + 0.2 * sum(column.kind == "value" and column.year is not None for column in header.columns)


def _header(lines: Sequence[TextLine], printed: Sequence[PrintedRow], top: int, width: int) -> AlignedHeader | None:
    """Read lines as a header; words in its first ``top`` lines may stand above several columns."""
    above: dict[int, list[Piece]] = {}
    below: dict[int, list[Piece]] = {}
    for at, (number, words) in enumerate(printed):
        for column, word in words.items():
            level = above if at < top else below
            level.setdefault(column, []).append((number, word.left, word.right))
    groups = {column: span for column in above if (span := _span(lines, column, above, below, width))}
    if bool(groups) != bool(top):
        return None
    cells: list[RegionCell] = []
    labels: list[tuple[str, ...]] = []
    rows = 2 if groups else 1
    for column in range(width):
        group = next((first for first, span in groups.items() if column in span), None)
        own = [*([] if column in groups else above.get(column, [])), *below.get(column, [])]
        if group is None:
            cells.append(RegionCell(0, column, rows, 1, tuple(own)))
            labels.append((text_of(lines, own),))
        else:
            cells.append(RegionCell(1, column, 1, 1, tuple(own)))
            labels.append((text_of(lines, above[group]), text_of(lines, own)))
    cells += [RegionCell(0, min(span), 1, len(span), tuple(above[first])) for first, span in groups.items()]
    columns = column_words.read(tuple(labels))
    if not any(column.kind in NAMING for column in columns):
        return None
    return AlignedHeader(len(printed), columns, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), rows)


def _span(
    lines: Sequence[TextLine],
    column: int,
    above: Mapping[int, list[Piece]],
    below: Mapping[int, list[Piece]],
    width: int,
) -> tuple[int, ...]:
    """Return the columns that a word stands above: those beside it with a word of their own below it alone."""
    whole = column_words.word(text_of(lines, [*above[column], *below.get(column, [])]))
    upper = column_words.word(text_of(lines, above[column]))
    if (
        column not in below
        or (whole is not None and whole.year)
        or upper is None
        or upper.kind not in ("value", "role")
    ):
        return ()
    found = [column]
    for step in (1, -1):
        at = column + step
        while 0 <= at < width and at not in above and at in below and _is_kind(text_of(lines, below[at]), upper.kind):
            found.append(at)
            at += step
    return tuple(sorted(found))


def _is_kind(text: str, kind: str) -> bool:
    column = column_words.word(text)
    return column is not None and column.kind == kind
