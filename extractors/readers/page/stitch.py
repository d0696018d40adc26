"""Stitch the parts of a table that runs over pages: by what their headers say, and by what the cut left of a row."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.headers import behead, changes_header, header_count, move_cell, text_of, without_tail
from extractors.readers.page.lines import is_full
from extractors.readers.page.model import PageTable, PrintedLine, TableCell
from extractors.readers.page.unruled.alike import in_columns
from extractors.readers.page.unruled.recut import cut_cells

NEAR = 5.0
"""Points by which the same column border may differ from page to page."""
MARKER = lazy_pattern(rf"(?:[（(]?[\d{ONE_TO_TEN}]{{1,3}}[）)、.．:：]|第[{ONE_TO_TEN}]+|[-—–]|20\d\d年)")
VALUE = lazy_pattern(r"[\d.,%％〔〕≥≤＞＜><~～—–-]+")
"""A number fills its cell by itself."""
NUMBER = 3
"""Digits of a row number, at most."""
LEADING = 2
"""Columns in which row numbers stand: the first, or behind a category."""
ENDED = 3
"""Columns, at least, whose texts have ended where one of the first columns goes on."""
ROW_AND_COLUMN = itemgetter(0, 1)


class Stitched(NamedTuple):
    """A whole table, and the repeated headers that were taken out of it."""

    table: PageTable
    repeated: tuple[PrintedLine, ...]


def stitch(first: PageTable, second: PageTable) -> Stitched | None:
    """Append ``second``, the first thing on its page, to ``first``, the last thing before it; None if it is another table."""
    if first.how != second.how:
        return None
    second = _on_columns(second, first.columns) or second
    if first.how == "aligned" and in_columns(first, second):
        second = second._replace(columns=first.columns)
    if not same_columns(first.columns, second.columns):
        mapped = _on_columns(first, second.columns)
        if mapped is None:
            return None
        first = mapped
    head = header_count(first)
    rest, repeated = behead(first, second, head)
    if not repeated and changes_header(first, second, head):
        return None
    if rest is None:
        return Stitched(first, repeated)
    tail = without_tail(first, head)
    if tail.table is not None and tail.header:
        first, head = tail.table, header_count(tail.table)
    return Stitched(_join(first, rest, head), tail.header + repeated)


def same_columns(left: Sequence[float], right: Sequence[float]) -> bool:
    """Return whether two tables have as many columns of the same widths."""
    if len(left) != len(right):
        return False
    shift = right[0] - left[0]
    return all(abs(b - a - shift) <= NEAR for a, b in zip(left, right, strict=True))


def _on_columns(table: PageTable, columns: Sequence[float]) -> PageTable | None:
    """Put a table whose borders are among ``columns`` on these columns; None if they are not."""
    if len(table.columns) >= len(columns):
        return None
    shift = columns[0] - table.columns[0]
    places = []
    for x in table.columns:
        place = min(range(len(columns)), key=lambda i: abs(columns[i] - x - shift))
        if abs(columns[place] - x - shift) > NEAR:
            return None
        places.append(place)
    if places[-1] != len(columns) - 1 or len(set(places)) < len(places):
        return None
    cells = tuple(
        cell._replace(
            column=places[cell.column], column_span=places[cell.column + cell.column_span] - places[cell.column]
        )
        for cell in table.cells
    )
    moved = table._replace(columns=tuple(columns), cells=cells)
    if table.how != "aligned":
        return moved
    return cut_cells(moved, [a.column_span > b.column_span for a, b in zip(cells, table.cells, strict=True)])


def _join(first: PageTable, second: PageTable, head: int) -> PageTable:
    """Return both parts as one table; ``head``: the header rows of the first."""
    complete = _is_complete(first, second)
    if complete or _counts_on(first, second):
        # no row is cut, though no rule closes it; where some columns have a rule, the others are merged cells
        width = len(first.columns) - 1
        if len(first.open_bottom) == width:
            first = first._replace(open_bottom=frozenset())
        if len(second.open_top) == width:
            second = second._replace(open_top=frozenset())
    cut = not complete and _is_cut(first, second, head)
    shift = first.rows - 1 if cut else first.rows
    bottom = {
        column: index
        for index, cell in enumerate(first.cells)
        if cell.row + cell.row_span == first.rows
        for column in range(cell.column, cell.column + cell.column_span)
    }
    if cut:
        second = second._replace(cells=tuple(_as_above(cell, second, first, bottom) for cell in second.cells))
    cells = list(first.cells)
    merged = {cell.column for cell in (*first.cells, *second.cells) if cell.row_span > 1}
    taken: set[int] = set()
    for cell in second.cells:
        above = bottom.get(cell.column)
        known = above is not None and cells[above].column_span == cell.column_span and above not in taken
        if (
            cell.row == 0
            and above is not None
            and known
            and (cut or _is_merged_on(first, second, cells[above], cell, merged, head))
        ):
            taken.add(above)
            upper = cells[above]
            span = first.rows - upper.row + cell.row_span - (1 if cut else 0)
            cells[above] = upper._replace(row_span=span, lines=upper.lines + cell.lines)
        else:
            cells.append(move_cell(cell, shift))
    cells.sort(key=ROW_AND_COLUMN)
    return first._replace(rows=first.rows + second.rows - cut, cells=tuple(cells), open_bottom=second.open_bottom)


def _as_above(cell: TableCell, second: PageTable, first: PageTable, bottom: Mapping[int, int]) -> TableCell:
    """Return a cell of a cut row in the column of the cell that it goes on: on its own page it looked like a heading over several."""
    if cell.row or cell.column_span == 1 or not cell.lines:
        return cell
    line = cell.lines[0]
    column = bisect_right(second.columns, (line.left + line.right) / 2) - 1
    above = bottom.get(column)
    if above is None or first.cells[above].column != column or first.cells[above].column_span > 1:
        return cell
    return cell._replace(column=column, column_span=1)


def _is_merged_on(
    first: PageTable, second: PageTable, above: TableCell, cell: TableCell, merged: set[int], head: int
) -> bool:
    """Return whether a cell at the top of a page goes on a merged cell from the page before."""
    if first.open_bottom or second.open_top:
        return cell.column in first.open_bottom or cell.column in second.open_top
    if cell.column not in merged or cell.lines:
        return False
    # a column that names something in every row leaves a blank only where a merged cell goes on
    return above.row_span > 1 or cell.row_span > 1 or _always_filled(first, None, head, cell.column)


def _text_goes_on(above: TableCell, cell: TableCell) -> bool:
    if not above.lines or not cell.lines:
        return False
    if MARKER.match(cell.lines[0].text) or VALUE.fullmatch(text_of(above)):
        return False
    return is_full(above, cell)


def _is_cut(first: PageTable, second: PageTable, head: int) -> bool:
    """Return whether the page cuts a row: then the first row of ``second`` is the rest of the last row of ``first``."""
    # a rule at the cut leaves the question to the words; where rules close some columns only, the others are merged cells
    width = len(first.columns) - 1
    if first.open_bottom or second.open_top:
        return len(first.open_bottom) == width or len(second.open_top) == width
    if first.rows <= head:
        return False
    merged = {cell.column for cell in first.cells if cell.row_span > 1 and cell.row >= head}
    merged |= {cell.column for cell in second.cells if cell.row_span > 1}
    last = {c.column: c for c in first.cells if c.row + c.row_span == first.rows and c.row >= head}
    top = {c.column: c for c in second.cells if c.row == 0 and c.column_span == 1}
    shared = [column for column in top if column in last]
    if any(_begins_anew(text_of(last[column]), text_of(top[column])) for column in shared):
        return False
    if _is_rest_of_cell(last, top):
        return True
    filled = [column for column in shared if column not in merged and _always_filled(first, second, head, column)]
    if any(not top[column].lines for column in filled):
        return True
    if any(not last[column].lines and top[column].lines for column in filled):
        return True
    going = [column for column in shared if _text_goes_on(last[column], top[column])]
    starting = [column for column in shared if top[column].lines and MARKER.match(top[column].lines[0].text)]
    texts = [column for column in shared if last[column].lines and top[column].lines]
    if starting and any(last[c].lines and MARKER.match(last[c].lines[0].text) for c in starting if c not in going):
        return False
    return bool(going) and len(going) >= 0.5 * len(texts)


def _is_rest_of_cell(last: dict[int, TableCell], top: dict[int, TableCell]) -> bool:
    """Return whether one cell of a row of three or more has text, below another with text, and not the one that opens rows."""
    texts = [column for column, cell in top.items() if cell.lines]
    return len(top) > 2 and len(texts) == 1 and texts[0] > min(top) and texts[0] in last and bool(last[texts[0]].lines)


def _counts_on(first: PageTable, second: PageTable) -> bool:
    """Return whether the first row of ``second`` has the next number in a column that counts the rows of ``first``."""
    top = {cell.column: text_of(cell) for cell in second.cells if cell.row == 0}
    for column, text in top.items():
        if column >= LEADING and not text.isdecimal():
            continue
        above = [text_of(cell) for cell in [cell for cell in first.cells if cell.column == column][-2:]]
        numbers = [int(number) for number in (*above, text) if number.isdecimal() and len(number) <= NUMBER]
        if len(numbers) == 3 and numbers[2] - numbers[1] == numbers[1] - numbers[0] == 1:
            return True
        if numbers == [1, 2] and column < LEADING:
            return True
    return False


def _is_complete(first: PageTable, second: PageTable) -> bool:
    """Return whether all cells at the page end have text on both sides, and none of it goes on: a cut row's would.

    Where many have, one of the first columns may be empty below: that of a category which goes on.
    """
    last = {c.column: c for c in first.cells if c.row + c.row_span == first.rows}
    top = {c.column: c for c in second.cells if c.row == 0}
    columns = range(len(first.columns) - 1)
    pairs = [(last[column], top[column]) for column in columns if column in last and column in top]
    ended = {below.column for above, below in pairs if above.lines and below.lines and not _text_goes_on(above, below)}
    blank = {below.column for _, below in pairs if below.column < LEADING and not below.lines}
    return ended | blank == {*columns} and (not blank or len(ended) >= ENDED)


def _begins_anew(above: str, below: str) -> bool:
    """Return whether a cell holds a number of its own below a complete one: the next number, or another value."""
    return bool(VALUE.fullmatch(above)) and below[:1].isdigit()


def _always_filled(first: PageTable, second: PageTable | None, head: int, column: int) -> bool:
    """Return whether a column holds text in every row but those at the cut."""
    inner = [
        cell
        for table, low, high in ((first, head, first.rows - 1), (second, 1, second.rows if second else 0))
        if table is not None
        for cell in table.cells
        if cell.column == column and low <= cell.row < high
    ]
    return bool(inner) and all(cell.lines for cell in inner)
