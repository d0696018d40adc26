"""Rows where all lines stand equally far apart: each printed line is one, unless it goes on the one beside it."""

from collections.abc import Sequence

from extractors.readers.page.unruled.chunks import Chunk
from extractors.readers.page.unruled.groups import VALUE, Group, counted_column, is_broken
from extractors.readers.page.unruled.rows import LEVEL, Row

TIGHT = 1.9
"""Em: what is further below does not go on a cell."""


def line_rows(columns: Sequence[Sequence[Chunk]], wide: Sequence[Group]) -> list[Row]:
    """Return the rows; cells that go on in the next line have all their lines."""
    lines = _lines(columns, wide)
    numbers = counted_column(columns)
    rows: list[list[Group]] = []
    waiting: list[Group] = []
    for line in lines:
        if rows and _goes_on(columns, rows[-1], line, numbers):
            rows[-1] = _join(rows[-1], line)
            continue
        if waiting and _is_begun(columns, waiting, line):
            line = _join(waiting, line)
            rows.pop()
        waiting = line if len(line) == 1 else []
        rows.append(line)
    return [Row(tuple(row)) for row in rows]


def _lines(columns: Sequence[Sequence[Chunk]], wide: Sequence[Group]) -> list[list[Group]]:
    single = [Group(index, index, (chunk,)) for index, column in enumerate(columns) for chunk in column]
    lines: list[list[Group]] = []
    for group in sorted([*single, *wide], key=lambda group: group.middle):
        if lines and group.middle - lines[-1][-1].middle <= LEVEL * group.size:
            lines[-1].append(group)
        else:
            lines.append([group])
    return lines


def _goes_on(
    columns: Sequence[Sequence[Chunk]], row: Sequence[Group], line: Sequence[Group], numbers: int | None
) -> bool:
    """Return whether all cells of a line go on cells of the row above."""
    places = {group.first: group for group in row if group.first == group.last}
    if any(group.first != group.last for group in line):
        return False
    if numbers is not None and any(group.first == numbers for group in line):
        return False
    for group in line:
        above = places.get(group.first)
        if above is None:
            return False
        if group.chunks[0].middle - above.chunks[-1].middle > TIGHT * group.size:
            return False
        if numbers is None and not is_broken(columns[group.first], above.chunks[-1], group.chunks[0]):
            return False
        if VALUE.fullmatch(group.text) and VALUE.fullmatch(above.text):
            return False
    return numbers is not None or len(line) < len(row)


def _is_begun(columns: Sequence[Sequence[Chunk]], waiting: Sequence[Group], line: Sequence[Group]) -> bool:
    """Return whether a lone first cell goes on in the line that has the other cells of its row."""
    alone = waiting[0]
    below = next((group for group in line if group.first == group.last == alone.first == alone.last), None)
    if below is None or len(line) < 2:
        return False
    near = below.chunks[0].middle - alone.chunks[-1].middle <= TIGHT * below.size
    return near and is_broken(columns[alone.first], alone.chunks[-1], below.chunks[0])


def _join(row: Sequence[Group], line: Sequence[Group]) -> list[Group]:
    found = list(row)
    for group in line:
        for index, above in enumerate(found):
            if (above.first, above.last) == (group.first, group.last):
                found[index] = above._replace(chunks=(*above.chunks, *group.chunks))
                break
        else:
            found.append(group)
    return found
