"""Give the tables that were run together their places in the lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell, RowRemark, TableRegion
from extractors.readers.dump_tables.gaps import Gaps
from extractors.readers.dump_tables.run_together import JoinedTable, TextSpan, find_joined
from extractors.readers.dump_tables.run_together_groups import split_group_headings

_SIGN = lazy_pattern(r"指标[^。，；]{0,30}?(?:单位|\d{4}年|[目标现状基期预]{2}|属性)")
_WORD = lazy_pattern(r"\S+")


def joined_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables whose cells stand side by side without separators, inside a line or over several."""
    text = "".join("".join(line.text.split()) for line in lines)
    if not _SIGN.search(text):
        return
    places = _Places(lines)
    for table in find_joined(text, lambda: places.gaps):
        yield _region(split_group_headings(table, text), text, places)


class _Places:
    """Maps places of the joined text to lines."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines

    @cached_property
    def _words(self) -> list[tuple[int, int, int]]:
        """Of each word its line, its place there and its length."""
        found = ((index, match.span()) for index, line in enumerate(self._lines) for match in _WORD.finditer(line.text))
        return [(index, start, end - start) for index, (start, end) in found]

    @cached_property
    def starts(self) -> list[int]:
        """Where the words begin in the joined text."""
        return [0, *accumulate(length for _, _, length in self._words)][:-1]

    @cached_property
    def gaps(self) -> Gaps:
        """Return where words begin, and which of them follow another word of their line."""
        lines = [line for line, _, _ in self._words]
        blanks = (at for at, line, before in zip(self.starts[1:], lines[1:], lines, strict=False) if line == before)
        return Gaps(frozenset(self.starts), frozenset(blanks))

    def pieces(self, span: TextSpan) -> tuple[Piece, ...]:
        """Return the pieces of the lines behind a span; neighbours on one line are joined over their white space."""
        found: list[Piece] = []
        at = span.start
        number = bisect_right(self.starts, at) - 1
        while at < span.end:
            index, start, length = self._words[number]
            offset = at - self.starts[number]
            size = min(length - offset, span.end - at)
            left = start + offset
            if found and found[-1][0] == index:
                found[-1] = (index, found[-1][1], left + size)
            else:
                found.append((index, left, left + size))
            at += size
            number += 1
        return tuple(found)


def _region(table: JoinedTable, text: str, places: _Places) -> TableRegion:
    cells = list(_header_cells(table, places))
    remarks: list[RowRemark] = []
    width = len(table.columns)
    for row, entry in enumerate(table.rows, table.header_rows):
        if entry.group and entry.spans[0]:
            cells.append(RegionCell(row, 0, 1, width, places.pieces(entry.spans[0])))
            continue
        cells += [
            RegionCell(row, column, 1, 1, places.pieces(span) if span else ())
            for column, span in enumerate(entry.spans)
        ]
        if entry.doubt:
            remarks.append(RowRemark(row, *_remark(table, entry.spans, entry.doubt, text)))
    first = places.pieces(TextSpan(table.head[0].start, table.head[0].end))[0]
    last = places.pieces(TextSpan(table.end - 1, table.end))[0]
    return TableRegion(
        first=first[0],
        last=last[0] + 1,
        start=first[1],
        end=last[2],
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=table.header_rows + len(table.rows),
        columns=width,
        header_rows=table.header_rows,
        how="run-together",
        remarks=tuple(remarks),
    )


def _header_cells(table: JoinedTable, places: _Places) -> Iterator[RegionCell]:
    """Yield the header; a word above the years below it spans their columns."""
    if table.above is None:
        for column, span in enumerate(table.head):
            yield RegionCell(0, column, 1, 1, places.pieces(span))
        return
    below = [at for at, column in enumerate(table.columns) if column.kind == "value" and column.year]
    yield RegionCell(0, below[0], 1, len(below), places.pieces(table.above))
    for column, span in enumerate(table.head):
        row, rows = (1, 1) if column in below else (0, 2)
        yield RegionCell(row, column, rows, 1, places.pieces(span))


def _remark(table: JoinedTable, spans: Sequence[TextSpan | None], doubt: str, text: str) -> tuple[str, str]:
    named = {column.kind: span for column, span in zip(table.columns, spans, strict=True) if span}
    name = text[named["indicator"].start : named["indicator"].end]
    values = " / ".join(
        text[span.start : span.end]
        for column, span in zip(table.columns, spans, strict=True)
        if span and column.kind == "value"
    )
    return (
        f"“{name}”一行的数字连排，读作 {values}，也可读作 {doubt}",
        f"the run-together figures of “{name}” were read as {values}; {doubt} is possible too",
    )
