"""Find the tables of a text by their headers, and give their cells a place in the lines."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extractors.language.page_lines import CONTINUED
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import RegionCell, RowRemark, TableRegion
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import HEAD, is_unit_list, opens_name
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.decode import end_of_page
from extractors.readers.table_decoder.header import find_headers
from extractors.readers.table_decoder.layout import HeaderHypothesis
from extractors.readers.table_decoder.reading import DecodedTable, read
from extractors.readers.table_decoder.rows import rows_of
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import LINE, Stream, stream, without

_SIGN = lazy_pattern(r"序号|指标|任务|单位|部门")
_LEAST_ROWS = 2
_MERGED = frozenset({"category", "title"})
_CLEAR = lazy_pattern(r"\S\s{2,}(?=\S)")
_LEAST_SPACES = 2
"""Clear spaces between the words of a header that shows columns."""
_PAIR = 2
"""Columns of the smallest table: bodies and their duties."""
_ROW_BEGINS = (p.DIGITS, p.NUMERAL, p.HEADING, p.TOTAL)
_CONTINUED = 12
"""Characters of 续表 and what is printed with it, at most."""


def decoded_tables(lines: Sequence[TextLine], known: Sequence[TableRegion] = ()) -> Iterator[TableRegion]:
    """Yield the tables that a header announces and whose rows can be read, in reading order.

    What is in a ``known`` table is not read again.
    """
    if not any(_SIGN.search(line.text) for line in lines):
        return
    whole = stream(lines)
    spans = [(bisect_left(whole.lines, region.first), bisect_left(whole.lines, region.last)) for region in known]
    end = 0
    for layouts in find_headers(whole, spans):
        if layouts[0].start < end:
            continue
        again = list(_headers_inside_rows(whole, layouts))
        printed = without(whole, again) if again else whole
        reading = read(printed, layouts, len(printed.text))
        if reading is None or (len(reading.layout.columns) == _PAIR and not _is_plain_pair(printed, reading)):
            continue
        # what the header costs tells hypotheses apart, not a table from text
        if reading.rows >= _LEAST_ROWS and reading.cost - reading.layout.cost < -0.4 * reading.rows:
            end = _end_in(whole, printed, reading.states[-1].end)
            found = region(printed, reading)
            inside = {whole.lines[at] for left, right in again if left < end for at in range(left, right)}
            close = {*found.close_rows, *_rows_side_by_side(lines, found)}
            yield found._replace(furniture=tuple(sorted({*found.furniture, *inside})), close_rows=tuple(sorted(close)))


def _rows_side_by_side(lines: Sequence[TextLine], region: TableRegion) -> set[int]:
    """Return the rows that go on in a line set in, below a header with clear spaces: their cells are broken side by side, not one by one."""
    if len(_CLEAR.findall(lines[region.first].text)) < _LEAST_SPACES:
        return set()
    body = [(cell.row, {piece[0] for piece in cell.pieces}) for cell in region.cells if cell.row >= region.header_rows]
    firsts: dict[int, int] = {}
    for row, held in body:
        firsts[row] = min([*held, firsts.get(row, len(lines))])
    return {row for row, held in body if any(at > firsts[row] and lines[at].indented for at in held)}


def _is_plain_pair(printed: Stream, reading: DecodedTable) -> bool:
    """Return whether each row is bodies and what they do: two words are little evidence of a table, and text may run on in either column."""
    for row in rows_of(reading.states):
        texts = [printed.text[state.start : state.end] for state in row]
        if len(texts) != _PAIR or not (opens_name(texts[0]) and is_unit_list(texts[0])):
            return False
        if any(opens_name(rest[:HEAD]) for rest in p.STOP.split(texts[1])[1:]):
            return False
    return True


def _headers_inside_rows(whole: Stream, layouts: Sequence[HeaderHypothesis]) -> Iterator[tuple[int, int]]:
    """Yield where the header is printed again on lines of its own and no row begins below it: a page ended inside a row."""
    if not any(column.kind == "number" for column in layouts[0].columns):
        return
    headers = {whole.text[layout.start : layout.end]: layout.end for layout in layouts}
    again = (header for header in sorted(headers, key=len, reverse=True) if header in whole.text[headers[header] :])
    header = next(again, "")
    at = whole.text.find(header, headers[header]) if header else -1
    while at >= 0:
        after = at + len(header)
        alone = whole.breaks[at] >= LINE and whole.breaks[after] >= LINE
        if alone and not any(begin.match(whole.text, after) for begin in _ROW_BEGINS):
            above = next(
                (begin for begin in range(max(at - _CONTINUED, 0), at) if CONTINUED.fullmatch(whole.text, begin, at)),
                at,
            )
            line = bisect_left(whole.lines, whole.lines[above - 1])
            yield line if end_of_page(whole, line) == above else above, after
        at = whole.text.find(header, after)


def _end_in(whole: Stream, printed: Stream, end: int) -> int:
    """Return where a place of the stream that was read is in the whole one."""
    last = (printed.lines[end - 1], printed.offsets[end - 1])
    at = bisect_left(whole.lines, last[0])
    return bisect_left(whole.offsets, last[1], at, bisect_left(whole.lines, last[0] + 1)) + 1


def region(whole: Stream, reading: DecodedTable) -> TableRegion:
    """Place the cells of a reading; a cell of a category or title reaches over the rows that leave its column empty."""
    layout = reading.layout
    width = len(layout.columns)
    head = [
        RegionCell(cell.row, cell.column, cell.row_span, cell.column_span, whole.pieces(cell.word.start, cell.word.end))
        for cell in layout.cells
    ]
    titled = max(cell.column + cell.column_span for cell in head)
    head += [RegionCell(0, column, layout.rows, 1, ()) for column in range(titled, width)]
    rows = rows_of(reading.states)
    close = sorted({*_close_rows(rows), *reading.close_rows})
    body: list[RegionCell] = []
    covered: set[tuple[int, int]] = set()
    kinds = [column.kind for column in layout.columns]
    for at, row in enumerate(rows):
        number = layout.rows + at
        places = {state.column: state for state in row}
        if width in places:
            state = places[width]
            body.append(RegionCell(number, 0, 1, width, whole.pieces(state.start, state.end)))
            continue
        for column in range(width):
            if (number, column) in covered:
                continue
            cell = places.get(column)
            span = _span(rows, at, column, kinds, width) if cell else 1
            covered |= {(number + down, column) for down in range(1, span)}
            body.append(RegionCell(number, column, span, 1, whole.pieces(cell.start, cell.end) if cell else ()))
    last = reading.states[-1]
    return TableRegion(
        first=whole.lines[layout.start],
        last=whole.lines[last.end - 1] + 1,
        start=whole.offsets[layout.start],
        end=whole.offsets[last.end - 1] + 1,
        cells=tuple(sorted([*head, *body], key=lambda cell: (cell.row, cell.column))),
        rows=layout.rows + len(rows),
        columns=width,
        header_rows=layout.rows,
        how="decoded",
        furniture=tuple(sorted({whole.lines[i] for s in reading.states if s.repeats for i in range(s.start, s.end)})),
        close_rows=tuple(layout.rows + at for at in close),
        remarks=tuple(close_readings(whole, rows, close, layout.rows)),
    )


def _span(rows: Sequence[Sequence[CellState]], at: int, column: int, kinds: Sequence[str], width: int) -> int:
    """Return over how many rows a cell reaches."""
    if kinds[column] not in _MERGED or (kinds[column] == "title" and "content" not in kinds):
        return 1
    left = {place for place, kind in enumerate(kinds) if kind in _MERGED and place <= column} | {width}
    end = at + 1
    while end < len(rows) and not any(state.column in left for state in rows[end]):
        end += 1
    return end - at


def _close_rows(rows: Sequence[Sequence[CellState]]) -> Iterator[int]:
    """Yield the rows that can be read in another way nearly as well; the fit says how near that is."""
    for at, (_, following) in enumerate(itertools.pairwise(rows)):
        if following[0].rival < COSTS["margin.doubtful"]:
            yield at


def close_readings(
    whole: Stream, rows: Sequence[Sequence[CellState]], close: Iterable[int], header: int
) -> Iterator[RowRemark]:
    """Yield a remark for each row with a close reading; ``header``: rows above. A row of one cell reads as it is printed."""
    for at in close:
        row = rows[at]
        if len(row) == 1:
            continue
        text = whole.text[row[0].start : row[-1].end]
        cells = " / ".join(whole.text[state.start : state.end] for state in row)
        yield RowRemark(
            header + at,
            f"“{text[:60]}”一行连排，读作 {cells}，也可作别的读法",
            f"the run-together row “{text[:60]}” was read as {cells}; another reading is nearly as good",
        )
