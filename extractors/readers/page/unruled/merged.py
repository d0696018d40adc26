"""Cells that are merged over rows or columns, where nothing is drawn between them."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.language import column_words as header_words
from extractors.readers.page.unruled.groups import Group
from extractors.readers.page.unruled.rows import Row, Rows, borders

LEVEL = 0.6
"""Em by which the border of a merged cell may miss a border between rows."""
FIRST = 2
"""Columns from the left whose cells may be merged over rows though each stands at the height of one."""
FEW = 0.7
"""Share of the rows that such a column fills at most."""
STRICT = 2
"""Merged cells that must stand in the middle of their rows before the last one may be cut by the page's end."""
HEAD = 3
"""First rows in which a cell may be merged over columns; rows that the page's end may cut off a merged cell."""

LONE = frozenset({"number", "category", "indicator", "title", "content", "measure", "attribute", "deadline", "note"})
"""Kinds of columns that no other header is over: 属性 beside 2030年 is not under 规划目标."""
FLUSH = 1.5
"""Points by which the left edges of texts that are set flush left may differ."""


class Place(NamedTuple):
    """A cell with its place."""

    row: int
    column: int
    row_span: int
    column_span: int
    group: Group | None


def place_cells(rows: Rows, xs: Sequence[float], headed: bool = True) -> list[Place]:
    """Return all cells of a table, the empty ones too; ``headed``: the first rows may be header rows."""
    columns = len(xs) - 1
    taken: dict[tuple[int, int], Place] = {}

    def put(place: Place) -> None:
        for row in range(place.row, place.row + place.row_span):
            for column in range(place.column, place.column + place.column_span):
                taken[row, column] = place

    for index, row in enumerate(rows.rows):
        for group in row.groups:
            put(Place(index, group.first, 1, group.last - group.first + 1, group))
    ys = borders(rows.rows)
    for column in range(columns):
        own = [group for group in rows.sparse if group.first == column]
        for place in _tile(rows, own, column, ys):
            put(place)
    if headed:
        for place in _over_columns(rows.rows, taken, xs):
            put(place)
        for place in (*_over_three_rows(taken, columns), *_over_header_rows(rows.rows, taken, columns)):
            put(place)
    for row_index in range(len(rows.rows)):
        for column in range(columns):
            taken.setdefault((row_index, column), Place(row_index, column, 1, 1, None))
    return sorted(dict.fromkeys(taken.values()), key=lambda place: (place.row, place.column))


def _tile(rows: Rows, own: Sequence[Group], column: int, ys: Sequence[float]) -> list[Place]:
    """Return cells of one column merged over rows: centred ones follow each other without a gap."""
    inside = [group for row in rows.rows for group in row.groups if group.first == group.last == column]
    few = column < FIRST and len(inside) <= FEW * len(rows.rows)
    if not own and not (rows.centred and few):
        return []
    body = sorted([*inside, *own], key=lambda group: group.middle)
    for start in range(min(HEAD, len(rows.rows))):
        below = [group for group in body if group.middle > ys[start]]
        spans = _spans(below, start, ys)
        if spans and not own and _begin_at_rows(spans, ys):
            return []
        if spans:
            head = [group for group in own if group.middle <= ys[start]]
            placed = [Place(first, column, last - first, 1, group) for group, first, last in spans]
            return placed + [_nearest(group, column, ys) for group in head]
    return [_nearest(group, column, ys) for group in own]


def _spans(groups: Sequence[Group], start: int, ys: Sequence[float]) -> list[tuple[Group, int, int]]:
    """Return (cell, first row, row behind the last) where each cell stands in the middle of its rows; empty if one does not.

    The last cell may go on below, where the page cuts the table.
    """
    found: list[tuple[Group, int, int]] = []
    row = start
    for group in groups:
        if row >= len(ys) - 1:
            return []
        end = 2 * group.middle - ys[row]
        place = min(range(len(ys)), key=lambda index: abs(ys[index] - end))
        if place <= row or abs(ys[place] - end) > 2 * LEVEL * group.size:
            return []
        found.append((group, row, place))
        row = place
    if len(found) > STRICT and row < len(ys) - 1 <= row + HEAD:
        group, first, _ = found[-1]
        found[-1], row = (group, first, len(ys) - 1), len(ys) - 1
    return found if row == len(ys) - 1 else []


def _begin_at_rows(spans: Sequence[tuple[Group, int, int]], ys: Sequence[float]) -> bool:
    """Return whether cells that all stand at the height of a row rather begin there than stand in the middle of their rows.

    The first is beside the first row alone, and the last in the middle only if the page's end cuts it.
    """
    group, first, end = spans[-1]
    centred = abs((ys[first] + ys[end]) / 2 - group.middle) <= 2 * LEVEL * group.size
    body = [rows for _, *rows in spans if rows[0] > 0]
    return not centred and bool(body) and body[0][1] - body[0][0] == 1


def _nearest(group: Group, column: int, ys: Sequence[float]) -> Place:
    """Return the cell over the rows that its text reaches into."""
    over = [
        index for index in range(len(ys) - 1)
        if min(group.bottom, ys[index + 1]) - max(group.top, ys[index]) > 0.3 * group.size
    ]  # fmt: skip
    first = over[0] if over else 0
    return Place(first, column, max(len(over), 1), 1, group)


def _over_columns(rows: Sequence[Row], taken: dict[tuple[int, int], Place], xs: Sequence[float]) -> list[Place]:
    """Return header cells that stand over several columns of the row below; the lowest first, for one may be over others."""
    found = []
    for row in reversed(range(min(HEAD, len(rows) - 1))):
        if any((row, column) not in taken for column in range(len(xs) - 1)):
            for group in sorted(rows[row].groups, key=lambda group: group.first):
                reach = _reach(row, group, taken, xs)
                if reach != (group.first, group.last):
                    place = Place(row, reach[0], 1, reach[1] - reach[0] + 1, group)
                    found.append(place)
                    taken.update({(row, column): place for column in range(reach[0], reach[1] + 1)})
    return found


def _reach(row: int, group: Group, taken: dict[tuple[int, int], Place], xs: Sequence[float]) -> tuple[int, int]:
    def free(column: int) -> bool:
        within = 0 <= column < len(xs) - 1 and (row, column) not in taken and _is_filled(taken, row + 1, column)
        if not within or _has_header(taken, row, column) or _is_level_with_three(taken, row + 1, column):
            return False
        below = taken[row + 1, column].group
        word = header_words.word(below.text) if below else None
        return word is None or word.kind not in LONE

    if not all(_is_filled(taken, row + 1, column) for column in range(group.first, group.last + 1)):
        return group.first, group.last
    left, right = group.first, group.last
    while free(left - 1):
        left -= 1
    while free(right + 1):
        right += 1
    if (left, right) == (group.first, group.last):
        return left, right
    text = group.chunks[0]
    child = taken[row + 1, group.first].group
    if child is not None and abs(child.chunks[0].left - text.left) <= FLUSH:
        return group.first, right  # set flush left, as the header below it
    middle = (text.left + text.right) / 2
    choices = [
        (a, b)
        for a in range(left, group.first + 1)
        for b in range(group.last, right + 1)
        if (a, b) != (group.first, group.last)
    ]
    centred = min(choices, key=lambda c: abs((xs[c[0]] + xs[c[1] + 1]) / 2 - middle))
    off = abs((xs[centred[0]] + xs[centred[1] + 1]) / 2 - middle)
    own = abs((xs[group.first] + xs[group.last + 1]) / 2 - middle)
    if off <= max(1.5 * group.size, 0.0) and off <= own:
        return centred
    return group.first, right


def _has_header(taken: dict[tuple[int, int], Place], row: int, column: int) -> bool:
    """Return whether a header of its own stands above: then an empty place is an empty cell of that column."""
    above = [taken[upper, column] for upper in range(row) if (upper, column) in taken]
    return bool(above) and above[-1].group is not None and above[-1].column_span == 1


def _is_level_with_three(taken: dict[tuple[int, int], Place], row: int, column: int) -> bool:
    """Return whether a header cell in the second of three header rows is in the middle of all three, as the first one is.

    Then it is under no other header.
    """
    first, own = (
        all((beside, place) not in taken for beside in (row - 1, row + 1)) and _is_filled(taken, row + 2, place)
        for place in (0, column)
    )
    return first and own and (row, 0) in taken and (row, column) in taken


def _is_filled(taken: dict[tuple[int, int], Place], row: int, column: int) -> bool:
    place = taken.get((row, column))
    return place is not None and place.row == row and place.group is not None


def _over_three_rows(taken: dict[tuple[int, int], Place], columns: int) -> list[Place]:
    """Return the cells in the middle of three header rows that reach over all of them."""
    if not any((0, column) in taken and taken[0, column].column_span > 1 for column in range(columns)):
        return []
    middle = [(column, taken[1, column].group) for column in range(columns) if _is_level_with_three(taken, 1, column)]
    return [Place(0, column, 3, 1, group) for column, group in middle]


def _over_header_rows(rows: Sequence[Row], taken: dict[tuple[int, int], Place], columns: int) -> list[Place]:
    """Return cells of the first row that reach down where the second holds only what stands under merged cells."""
    if len(rows) < 3:
        return []
    under = {
        column for column in range(columns)
        if (place := taken.get((0, column))) is not None and place.row == 0 and place.column_span > 1
    }  # fmt: skip
    second = {column for column in range(columns) if (1, column) in taken and taken[1, column].row == 1}
    if not under or not second or not second <= under:
        return []
    return [
        place._replace(row_span=2)
        for column in range(columns)
        if (place := taken.get((0, column))) is not None
        and place.row_span == 1 and place.column_span == 1 and (1, column) not in taken
    ]  # fmt: skip
