"""Tables whose cells are separated by commas or semicolons, one row a line: 序号,指标名称,单位,2025年,2030年."""

from collections.abc import Iterator, Sequence

from extractors.language import column_words
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion
from extractors.readers.dump_tables.separators.fields import SeparatedRow, field_text, fields_of
from extractors.readers.dump_tables.separators.tabs import region_of
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.judge import cost_of
from extractors.readers.table_decoder.rows import kinds_of, skip

_SEPARATORS = (lazy_pattern(r"[|｜]"), lazy_pattern(r"[，,]"), lazy_pattern(r"[；;]"))
_LEAST = 3
"""Columns, and rows with the header."""
_MOST_FIELDS = 40


def separated_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables among lines with separators: a header of known words, and rows that fit its columns."""
    at = 0
    while at < len(lines):
        region = _table_at(lines, at)
        if region is None:
            at += 1
        else:
            yield region
            at = region.last


def _table_at(lines: Sequence[TextLine], first: int) -> TableRegion | None:
    for separator in _SEPARATORS:
        parts = separator.split(lines[first].text)
        if len(parts) < _LEAST:  # so of nearly every line
            continue
        head = fields_of(first, parts)
        if not _is_header(lines, head):
            continue
        columns = column_words.read(tuple((field_text(lines, field),) for field in head))
        kinds = kinds_of(columns)
        rows = [SeparatedRow(head, first + 1)]
        for index in range(first + 1, len(lines)):
            fields = fields_of(index, separator.split(lines[index].text))
            if not len(head) <= len(fields) <= _MOST_FIELDS:
                break
            rows.append(SeparatedRow(_field_per_column(lines, fields, kinds), index + 1))
        if len(rows) < _LEAST:
            continue
        region = region_of(lines, rows)
        if cost_of(lines, region) < 0:
            return region
    return None


def _is_header(lines: Sequence[TextLine], head: Sequence[tuple[Piece, ...]]) -> bool:
    """Return whether the first and most of the fields are known header words, three of them different."""
    if column_words.word(field_text(lines, head[0])) is None:
        return False
    words = [word for field in head if (word := field_text(lines, field))]
    known = {word for word in words if column_words.word(word)}
    return len(known) >= _LEAST and 2 * sum(word in known for word in words) > len(words)


def _field_per_column(
    lines: Sequence[TextLine], fields: Sequence[tuple[Piece, ...]], kinds: Sequence[str]
) -> tuple[tuple[Piece, ...], ...]:
    """Return one field a column: where there are more, those are one whose text has separators inside (1,200 or a sentence).

    The cheapest of all ways to join neighbours is taken.
    """
    if len(fields) == len(kinds):
        return tuple(fields)
    ways: dict[int, tuple[float, tuple[tuple[Piece, ...], ...]]] = {0: (0.0, ())}
    for column, kind in enumerate(kinds):
        left = len(kinds) - column - 1
        further: dict[int, tuple[float, tuple[tuple[Piece, ...], ...]]] = {}
        for start, (cost, cells) in ways.items():
            for end in range(start + 1, len(fields) - left + 1):
                cell = _join(fields[start:end])
                own = cost + (FIT[kind](field_text(lines, cell)) if cell else skip(kind))
                if end not in further or own < further[end][0]:
                    further[end] = (own, (*cells, cell))
        ways = further
    return ways[len(fields)][1]


def _join(fields: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    pieces = [piece for field in fields for piece in field]
    return ((pieces[0][0], pieces[0][1], pieces[-1][2]),) if pieces else ()
