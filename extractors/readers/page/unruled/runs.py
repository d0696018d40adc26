"""Printed lines that stand in columns with nothing drawn around them: found from the fullest line up and down."""

from collections.abc import Sequence

from extractors.readers.base.table import CAPTION
from extractors.readers.page.unruled.chunks import Printed
from extractors.readers.page.unruled.gutters import Gutter, crossings, gutters_of, narrow, seed, settle
from extractors.readers.page.unruled.region import BEGIN

FULLEST = 3
"""Chunks of the line from which a table is found."""
NEAR = 2.3
"""Em of free space between two lines of a table, at most, before its own distances are known."""
WIDER = 1.8
"""Times the usual free space between its lines that a table may leave."""
SIZE = 0.13
"""Share by which the font size of its lines may differ."""
AHEAD = 3
"""Lines among which a table must go on after a line that runs across its columns."""


def find_runs(lines: Sequence[Printed]) -> list[list[Printed]]:
    """Return runs of successive lines that keep to columns, from top to bottom."""
    found: list[tuple[int, int]] = []
    free = [True] * len(lines)
    for index in sorted(range(len(lines)), key=lambda i: (-len(lines[i].chunks), i)):
        if len(lines[index].chunks) < FULLEST:
            break
        if not free[index]:
            continue
        first, last = _grown(lines, index, free)
        for place in range(first, last + 1):
            free[place] = False
        found.append((first, last + 1))
    return [list(lines[first:end]) for first, end in _with_next(lines, found)]


def _with_next(lines: Sequence[Printed], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs of which one follows the other in the same columns: the rows of some tables are further apart than their lines."""
    joined: list[tuple[int, int]] = []
    for first, end in sorted(found):
        if joined and joined[-1][1] == first and _goes_on(lines[slice(*joined[-1])], lines[first:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    if joined and is_rest(lines[: joined[0][0]], lines[slice(*joined[0])]):
        joined[0] = (0, joined[0][1])
    return joined


def is_rest(above: Sequence[Printed], run: Sequence[Printed]) -> bool:
    """Return whether the lines at the top of a page are the rest of a row: they begin where columns do, but none in the first."""
    if not above or run[0].top - above[-1].bottom > NEAR * run[0].size:
        return False
    full = max(run, key=lambda line: len(line.chunks))
    lefts = [chunk.left for chunk in full.chunks[1:]]
    return all(any(abs(chunk.left - left) <= BEGIN for left in lefts) for line in above for chunk in line.chunks)


def _goes_on(upper: Sequence[Printed], lower: Sequence[Printed]) -> bool:
    near = lower[0].top - upper[-1].bottom <= NEAR * upper[-1].size
    if not near or abs(lower[0].size - upper[-1].size) > SIZE * upper[-1].size:
        return False
    columns = len(gutters_of(upper)), len(gutters_of(lower))
    # the rows of one may leave a column empty, as a category does that is printed once
    return min(columns) >= FULLEST - 1 and max(columns) == len(gutters_of([*upper, *lower]))


def _grown(lines: Sequence[Printed], index: int, free: Sequence[bool]) -> tuple[int, int]:
    gutters = list(seed(lines[index]))
    first = last = index
    spaces: list[float] = []
    down, gutters = _extent(lines, index, 1, free, gutters, spaces)
    last = down
    up, gutters = _extent(lines, index, -1, free, gutters, spaces)
    first = up
    while last > index and crossings(settle(gutters, last - first + 1), lines[last]):
        last -= 1
    return first, last


def _extent(
    lines: Sequence[Printed], index: int, step: int, free: Sequence[bool], gutters: list[Gutter], spaces: list[float]
) -> tuple[int, list[Gutter]]:
    """Return the last line in one direction that keeps to the columns."""
    size = lines[index].size
    end = place = index
    across = 0
    while 0 <= place + step < len(lines) and free[place + step]:
        line, before = lines[place + step], lines[place]
        space = (line.top - before.bottom) if step > 0 else (before.top - line.bottom)
        # a line that reaches into the one before is part of its row: a character from another font may be smaller
        other_size = space > 0 and abs(line.size - size) > SIZE * size and not line.single
        if space > _room(spaces, size) or other_size:
            break
        if step < 0 and space > 0 and len(line.chunks) == 1 and CAPTION.search(line.chunks[0].text):
            break
        place += step
        crossed = crossings(gutters, line)
        if crossed > 0.34 * sum(1 for gutter in gutters if gutter.inside):
            across += 1
            if across > AHEAD or _is_text(line, lines[index]):
                break
            if step < 0 and len(line.chunks) > 1:
                end, across = place, 0
            continue
        if across and step < 0:
            break
        gutters = narrow(gutters, line)
        if not settle(gutters, 1):
            break
        spaces.append(max(space, 0.0))
        end, across = place, 0
    return end, gutters


def _room(spaces: Sequence[float], size: float) -> float:
    if len(spaces) < 4:
        return NEAR * size
    usual = sorted(spaces)[int(0.75 * len(spaces))]
    return max(WIDER * usual, usual + 0.5 * size, 1.0 * size)


def _is_text(line: Printed, full: Printed) -> bool:
    """Return whether a line across the columns belongs to the text around a table: a caption, or a line as wide as the table."""
    text = line.chunks[0].text
    if len(line.chunks) > 1:
        return False
    return bool(CAPTION.search(text)) or line.right - line.left > 0.7 * (full.right - full.left)
