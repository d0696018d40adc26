"""Indicator tables whose cells and rows a dump ran together without any separator: 1粮食产量万吨1075≥1075约束性2….

They are read by constraint: row numbers count up, an attribute closes a row, a measure of the lexicon stands before the values, and
the values of a row are of like size.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractors.language import column_words as columns
from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import measure_of
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.dump_tables.gaps import Gaps
from extractors.readers.dump_tables.run_together_values import ZONE, Split, split_values, zones
from extractors.readers.table_decoder.patterns import ENDS_VALUE

_HEAD = lazy_pattern(r"序号|指标(?:名称)?|主要指标(?:名称)?|核心指标(?:名称)?|具体指标(?:名称)?")
_NAME = lazy_pattern(r"[\u3400-\u9fffA-Za-z]")
_ATTRIBUTE = lazy_pattern(r"[（(]?(?:约束|预期|导向|引导)[性型](?:指标)?[）)]?")
_GROUP = lazy_pattern(rf"(?:[{ONE_TO_TEN}]{{1,3}}、|[（(][{ONE_TO_TEN}]{{1,3}}[）)])?[\u3400-\u9fff、，“”和与]{{2,20}}")
_HEADED = lazy_pattern(rf"(?:[{ONE_TO_TEN}]{{1,3}}、|[（(][{ONE_TO_TEN}]{{1,3}}[）)])[\u3400-\u9fff]{{2,8}}")
_SUPPORTED = frozenset({"number", "indicator", "measure", "value", "attribute"})
_LONGEST_ROW = 120
_LONGEST_NAME = 45
_LONGEST_WORD = 14
_NAME_WORD = 2
"""Characters of 指标 before 单位, which together may be one word too."""
_ROWS = 200
_NO_MEASURE = 8.0


class TextSpan(NamedTuple):
    """Characters of the joined text."""

    start: int
    end: int


class JoinedRow(NamedTuple):
    """One row: the span of each column, None if it is empty; a group row has one span alone."""

    spans: tuple[TextSpan | None, ...]
    group: bool
    doubt: str
    """A second reading of the values that is nearly as good; empty if there is none."""


class JoinedTable(NamedTuple):
    """A table found in joined text."""

    columns: tuple[ColumnMeaning, ...]
    head: tuple[TextSpan, ...]
    """The header word of each column."""
    above: TextSpan | None
    """A header word that stands above the years: 目标值 over 2025年 and 2030年."""
    rows: tuple[JoinedRow, ...]

    @property
    def header_rows(self) -> int:
        """How many rows the header has."""
        return 2 if self.above else 1

    @property
    def end(self) -> int:
        """Where the last row ends."""
        return max(span.end for span in self.rows[-1].spans if span)


def find_joined(text: str, gaps: Callable[[], Gaps]) -> Iterator[JoinedTable]:
    """Yield the tables in a text without white space; its gaps are asked for where there is a header."""
    at = 0
    while match := _HEAD.search(text, at):
        head = _header(text, match.start())
        table = _table(text, head, gaps()) if head else None
        if table:
            yield table
        at = table.end if table else match.end()


def _table(text: str, head: tuple[TextSpan, ...], gaps: Gaps) -> JoinedTable | None:
    """Read the rows below a header; a word that only says 目标值 before years stands above them."""
    labels = [columns.word(text[span.start : span.end]) for span in head]
    bare = [at for at, column in enumerate(labels) if column and column.kind == "value" and not column.year]
    years = [at for at, column in enumerate(labels) if column and column.year]
    if len(bare) > 1 and years:
        return None  # 现状 and 规划 both above years: a tree of header words, which the decoder reads
    readings: list[tuple[tuple[TextSpan, ...], TextSpan | None]] = [(head, None)]
    if len(bare) == 1 and years and years[0] > bare[0]:
        readings.insert(0, (head[: bare[0]] + head[bare[0] + 1 :], head[bare[0]]))
    for own, above in readings:
        words = tuple(
            (text[above.start : above.end] if above and _is_year(text, span) else "", text[span.start : span.end])
            for span in own
        )
        layout = columns.read(words)
        rows = _read_rows(text, head[-1].end, layout, gaps)
        if sum(not row.group for row in rows) >= 2:
            return JoinedTable(layout, own, above, rows)
    return None


def _is_year(text: str, span: TextSpan) -> bool:
    column = columns.word(text[span.start : span.end])
    return column is not None and column.year is not None


def _header(text: str, start: int) -> tuple[TextSpan, ...]:
    """Read header words from ``start`` on, the longest first; empty if there are not three that make an indicator table."""
    found: list[TextSpan] = []
    kinds: list[str] = []
    at = start
    while size := next((n for n in range(_LONGEST_WORD, 0, -1) if columns.word(text[at : at + n])), 0):
        column = columns.word(text[at : at + size])
        if column is None or column.kind not in _SUPPORTED:
            return ()
        if column.kind == "measure" and "indicator" not in kinds and columns.word(text[at : at + _NAME_WORD]):
            size, column = _NAME_WORD, columns.word(text[at : at + _NAME_WORD]) or column  # 指标|单位
        if column.kind != "value" and column.kind in kinds:
            break
        found.append(TextSpan(at, at + size))
        kinds.append(column.kind)
        at += size
    enough = len(found) >= 3 and "indicator" in kinds and "value" in kinds
    return tuple(found) if enough and ("number" in kinds or "attribute" in kinds) else ()


def _read_rows(text: str, start: int, layout: Sequence[ColumnMeaning], gaps: Gaps) -> tuple[JoinedRow, ...]:
    """Read the rows from ``start`` on, as many as there are."""
    rows: list[JoinedRow] = []
    at, number = start, 1
    while len(rows) < _ROWS:
        found = _next_row(text, at, number, layout, gaps)
        if found is None:
            break
        rows += found
        at = max(span.end for span in found[-1].spans if span)
        number += 1
    return tuple(rows)


def _next_row(
    text: str, start: int, number: int, layout: Sequence[ColumnMeaning], gaps: Gaps
) -> tuple[JoinedRow, ...] | None:
    """Read a row, and the group row before it if there is one; None if none begins here."""
    numbered = any(column.kind == "number" for column in layout)
    mark = str(number) if numbered else ""
    name = start
    group: JoinedRow | None = None
    if numbered and not text.startswith(mark, start):
        match = _GROUP.match(text, start)
        if not match or not text.startswith(mark, match.end()) or _header(text, start):
            return None  # the first row of the header, printed again, is no group
        group = JoinedRow((TextSpan(start, match.end()), *[None] * (len(layout) - 1)), True, "")
        name = match.end()
    elif not numbered and (match := _HEADED.match(text, start)):
        group = JoinedRow((TextSpan(start, match.end()), *[None] * (len(layout) - 1)), True, "")
        name = match.end()
    begin = name + len(mark)
    row = min(_rows(text, begin, number, layout, gaps), key=lambda pair: pair[0], default=None)
    if row is None:
        return None
    spans = dict(row[1])
    if numbered:
        spans["number"] = [TextSpan(name, begin)]
    placed = JoinedRow(tuple(_take(spans, column.kind) for column in layout), False, row[2])
    return (group, placed) if group else (placed,)


def _take(spans: dict[str, list[TextSpan]], kind: str) -> TextSpan | None:
    own = spans.get(kind)
    return own.pop(0) if own else None


def _rows(
    text: str, start: int, number: int, layout: Sequence[ColumnMeaning], gaps: Gaps
) -> Iterator[tuple[float, dict[str, list[TextSpan]], str]]:
    """Yield the readings of a row's cells behind its number, with their costs and doubts."""
    for end, attribute in _ends(text, start, number, layout):
        yield from _cells(text, start, end, attribute, layout, gaps)


def _ends(text: str, start: int, number: int, layout: Sequence[ColumnMeaning]) -> Iterator[tuple[int, TextSpan | None]]:
    """Yield where the values of the row may end, and its attribute: the first attribute, or the next row's number."""
    limit = start + _LONGEST_ROW
    if any(column.kind == "attribute" for column in layout):
        match = _ATTRIBUTE.search(text, start, limit)
        if match:
            yield match.start(), TextSpan(*match.span())
        return
    # 5左右 in 75左右 is the end of a value
    following = re.compile(rf"(?:{_HEADED.pattern})?{number + 1}(?!{ENDS_VALUE.pattern})(?=[\u3400-\u9fff“（\dA-Z])")
    last = start
    for match in following.finditer(text, start + 3, limit):
        last = match.start()
        yield last, None
    zone = start
    while (match := _NAME.search(text, zone, limit)) is not None:
        zone = match.end()
        end = zone
        while part := ZONE.match(text, end):
            end = part.end()
        if end > zone and end > last:
            yield end, None
            return


def _cells(
    text: str, start: int, end: int, attribute: TextSpan | None, layout: Sequence[ColumnMeaning], gaps: Gaps
) -> Iterator[tuple[float, dict[str, list[TextSpan]], str]]:
    """Yield the readings of name, measure and values between two places."""
    count = sum(column.kind == "value" for column in layout)
    measured = any(column.kind == "measure" for column in layout)
    for zone in zones(text, start, end):
        split = split_values(text[zone:end], count, frozenset(gap - zone for gap in gaps.places if zone < gap < end))
        if split is None or gaps.are_broken_by(text, zone, end, split) or gaps.cut_figure(text, end):
            continue
        measure = _measure(text, start, zone) if measured else None
        name_end = measure.start if measure else zone
        if not 2 <= name_end - start <= _LONGEST_NAME or not _NAME.search(text, start, name_end):
            continue
        cost = split.cost + (_NO_MEASURE if measured and not measure else 0.0)
        spans: dict[str, list[TextSpan]] = {"indicator": [TextSpan(start, name_end)]}
        if measure:
            spans["measure"] = [measure]
        spans["value"] = [TextSpan(zone + left, zone + right) for left, right in split.spans]
        if attribute:
            spans["attribute"] = [attribute]
        yield cost, spans, _doubt(split)


def _doubt(split: Split) -> str:
    return " / ".join(split.other) if split.other else ""


def _measure(text: str, start: int, end: int) -> TextSpan | None:
    """Return the longest measure, or a dash, that ends where the values begin; None if there is none."""
    if end - start > 2 and text[end - 1] in "—–－-" and _NAME.match(text[end - 2]):
        return TextSpan(end - 1, end)
    sizes = (size for size in range(min(10, end - start - 2), 0, -1) if measure_of(text[end - size : end]))
    size = next(sizes, 0)
    return TextSpan(end - size, end) if size else None
