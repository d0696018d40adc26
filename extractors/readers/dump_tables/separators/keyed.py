"""Tables that a dump printed as keys and values, row by row: 序号：1 工作任务：疏浚河道 责任单位：区水务局.

Each row begins with the same key, whether its keys have lines of their own or stand side by side.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.language.column_words import word
from extractors.language.marks.list_marks import mark_at
from extractors.language.patterns import lazy_pattern
from extractors.language.role_words import SIGNS, sign_of
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell, TableRegion
from extractors.readers.table_decoder.layout import NAMING
from extractors.units.names import is_complete

_KEY = lazy_pattern(r"(?:^|(?<=[\s；;，,。|｜]))([\u4e00-\u9fff\d（）()、/%％“”]{2,16}?)\s*[：:]")
_TELLING = frozenset({"role", "value", "deadline", "plan", "person"})
_LEAST_ROWS, _LEAST_KEYS = 2, 3
_REGULAR_ROWS, _REGULAR_KEYS = 3, 4
_LONGEST_REST = 3
"""Lines of a value after its first, before a key shows that they belong to it."""
_OPEN = ("、", "，", "；")
_SHORT = frozenset({"number", "role", "deadline", "person"})
"""Kinds of columns whose cells are no sentences."""
_BETWEEN = " \t\u3000；;，,|｜"
"""What separates a value from the key behind it."""


class _Pair(NamedTuple):
    """A key and the pieces of its value."""

    key: str
    place: Piece
    value: tuple[Piece, ...]


_Row = tuple[_Pair, ...]


def keyed_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables in which two rows or more say their columns themselves: at least three, one that names what it is about."""
    opening = [at for at, line in enumerate(lines) if _may_begin(line)]
    if len(opening) < _LEAST_ROWS:
        return
    found = [(key[1], line.text[key.end() :].lstrip()[:1]) for line in lines for key in _KEY.finditer(line.text)]
    counts = Counter(key for key, _ in found)
    keys = {key for key, count in counts.items() if count > 1 or word(key)}
    keys |= {key for key, value in found if value in SIGNS and is_complete(key)}
    end = 0
    looked_at: set[int] = set()
    for at in opening:
        if at < end or at in looked_at:
            continue
        rows = _rows_from(lines, at, keys)
        looked_at.update(row[0].place[0] for row in rows)  # the last rows of what is no table are none either
        if _is_table(lines, rows):
            region = _region(lines, rows)
            yield region
            end = region.last


def _may_begin(line: TextLine) -> bool:
    key = _KEY.match(line.text)
    return key is not None and word(key[1]) is not None


def _is_table(lines: Sequence[TextLine], rows: Sequence[_Row]) -> bool:
    keys = {pair.key for row in rows for pair in row}
    kinds = {column.kind for key in keys if (column := word(key))}
    return (
        len(rows) >= _LEAST_ROWS
        and len(keys) >= _LEAST_KEYS
        and bool(kinds & NAMING - {"number"})
        and (bool(kinds & _TELLING) or _marks_units(lines, rows) or _is_regular(rows))
    )


def _is_regular(rows: Sequence[_Row]) -> bool:
    """Return whether many keys stand in the same order in all of several rows, whatever they mean."""
    keys = {tuple(pair.key for pair in row) for row in rows}
    return len(keys) == 1 and len(rows) >= _REGULAR_ROWS and len(rows[0]) >= _REGULAR_KEYS


def _marks_units(lines: Sequence[TextLine], rows: Sequence[_Row]) -> bool:
    """Return whether keys are units, and signs in most rows say what they do: 县教育局：★."""
    marks = (
        [pair.key for pair in row if sign_of("".join(lines[at].text[start:end] for at, start, end in pair.value))]
        for row in rows
    )
    return 2 * sum(any(map(is_complete, keys)) for keys in marks) > len(rows)


def _rows_from(lines: Sequence[TextLine], first: int, keys: Collection[str]) -> list[_Row]:
    """Return the rows that begin with the key of this line and follow each other."""
    rows: list[_Row] = []
    at = first
    while at < len(lines):
        row, end = _row(lines, at, keys)
        other = bool(rows and row) and row[0].key != rows[0][0].key
        if not row or other or len({pair.key for pair in row}) != len(row):
            break
        rows.append(row)
        at = end
    return rows


def _row(lines: Sequence[TextLine], first: int, keys: Collection[str]) -> tuple[_Row, int]:
    """Return the pairs of the row that begins on a line, and the line behind it.

    It ends before its first key is printed again. Lines without a key go on with the value above them if a key follows, or a
    list of it is open.
    """
    pairs: list[_Pair] = []
    at, end = first, first
    while at < len(lines):
        found = _pairs(at, lines[at].text, keys)
        ends = bool(found and pairs) and found[0].key == pairs[0].key
        if pairs and not _may_go_on(pairs[-1], lines[end:at]):
            break
        if pairs and (found or lines[at - 1].text.endswith(_OPEN)):
            rest = range(end, at if found else at + 1)
            more = tuple((index, 0, len(lines[index].text)) for index in rest)
            pairs[-1] = pairs[-1]._replace(value=(*pairs[-1].value, *more))
            end = rest.stop
        if ends or not (found or pairs) or at - end >= _LONGEST_REST or (not found and _begins_anew(lines[at])):
            break
        pairs += found
        at += 1
        end = at if found else end
    return tuple(pairs), end


def _may_go_on(pair: _Pair, rest: Sequence[TextLine]) -> bool:
    """Return whether lines without a key may be the rest of a value: behind a date or units, a sentence or 合计：660人 is none."""
    column = word(pair.key)
    short = column is not None and column.kind in _SHORT
    return not (short and any("。" in line.text or _KEY.match(line.text) for line in rest))


def _begins_anew(line: TextLine) -> bool:
    """Return whether a line without a key cannot go on with the line above it."""
    return line.blanks > 0 or mark_at(line.text) is not None


def _pairs(index: int, text: str, keys: Collection[str]) -> list[_Pair]:
    """Return the keys of a line with their values; none if it does not begin with one."""
    found = [match for match in _KEY.finditer(text) if match[1] in keys]
    if not found or found[0].start():
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [
        _Pair(match[1], (index, *match.span(1)), _value(index, text, match.end(), end))
        for match, end in zip(found, ends, strict=True)
    ]


def _value(index: int, text: str, start: int, end: int) -> tuple[Piece, ...]:
    """Return the piece between a key and what follows it, without what separates it from a key; none for an empty value."""
    value = text[start:end].rstrip(_BETWEEN if end < len(text) else None)
    left = start + len(value) - len(value.lstrip())
    return ((index, left, start + len(value)),) if value.strip() else ()


def _region(lines: Sequence[TextLine], rows: Sequence[_Row]) -> TableRegion:
    """Return the table: the first print of each key is the header, further ones are the header printed again above their row."""
    columns: dict[str, int] = {}
    cells: list[RegionCell] = []
    for number, row in enumerate(rows):
        for pair in row:
            known = pair.key in columns
            column = columns.setdefault(pair.key, len(columns))
            cells.append(RegionCell(2 * number if known else 0, column, 1, 1, (pair.place,)))
            cells.append(RegionCell(2 * number + 1, column, 1, 1, pair.value))
    last = max(piece for cell in cells for piece in cell.pieces)
    return TableRegion(
        first=rows[0][0].place[0],
        last=last[0] + 1,
        start=0,
        end=len(lines[last[0]].text),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=2 * len(rows),
        columns=len(columns),
        header_rows=1,
        how="keyed",
    )
