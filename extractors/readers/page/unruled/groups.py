"""Cells of a column from its printed lines: which lines are one text that was broken at the column's width."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.page.lines import first_unit, make_line
from extractors.readers.page.model import Ruling
from extractors.readers.page.unruled.chunks import Chunk, make_chunk
from extractors.readers.page.unruled.region import Region

VALUE = lazy_pattern(r"[\d.,%％〔〕()（）≥≤＞＜><~～+—–\-/*$€£]+")
"""A number fills its cell by itself."""
STEP = 1.07
"""Line distances within this factor of the smallest are the distance between the lines of one text."""
UNEVEN = 1.12
"""Within this factor it is so too where the next distance is far: characters of another font stand higher or lower."""
BROKEN = 0.6
"""Share of the line pairs at that distance that must look broken at the width of their column."""
SLACK = 0.8
"""Em by which the next character or word may have fitted."""
LOOSE = 1.6
"""Em: a single pair of lines further apart is no evidence that cells have several lines."""
EVEN = 0.85
"""Share of the line pairs below the header at one distance from which no other distance shows where rows begin."""
FAR = 3.0
"""Em: lines further apart are never one cell, and tell nothing of the distance of lines."""
SIZE = 0.13
"""Share by which the font size of the lines of one cell may differ."""
COUNTED = 3
"""Row numbers from which a column of them says where rows begin."""


class Group(NamedTuple):
    """Printed lines that are one cell."""

    first: int
    last: int
    """Columns that it covers."""
    chunks: tuple[Chunk, ...]

    @property
    def top(self) -> float:
        """Upper edge of the text."""
        return self.chunks[0].top

    @property
    def bottom(self) -> float:
        """Lower edge of the text."""
        return self.chunks[-1].bottom

    @property
    def middle(self) -> float:
        """Y of the middle of the text."""
        return (self.chunks[0].middle + self.chunks[-1].middle) / 2

    @property
    def size(self) -> float:
        """Font size in points."""
        return self.chunks[0].size

    @property
    def text(self) -> str:
        """The characters without blanks."""
        return "".join(chunk.text for chunk in self.chunks)


def column_chunks(region: Region) -> tuple[list[list[Chunk]], list[Group]]:
    """Return the chunks of each column from top to bottom, and the texts that reach over several columns."""
    columns: list[list[Chunk]] = [[] for _ in range(region.columns)]
    wide: list[Group] = []
    for line in region.lines:
        own: dict[int, list[Chunk]] = {}
        for chunk in line.chunks:
            first, last = region.reach(chunk)
            if first == last:
                own.setdefault(first, []).append(chunk)
            else:
                wide.append(Group(first, last, (chunk,)))
        for column, chunks in own.items():
            columns[column].append(make_chunk([span for chunk in chunks for span in chunk.spans]))
    return columns, wide


def group_lines_of(columns: Sequence[Sequence[Chunk]], cuts: Sequence[Ruling]) -> list[Group] | None:
    """Join the lines of each column to cells by their distances; None where distances do not tell."""
    pairs = [(a, b) for column in columns for a, b in pairwise(column) if _same_size(a, b)]
    steps = sorted(_step(a, b) for a, b in pairs if 0.5 < _step(a, b) < FAR)
    if not steps:
        return [Group(index, index, (chunk,)) for index, column in enumerate(columns) for chunk in column]
    limit = _limit(columns, steps)
    if limit is None:
        return None
    groups = []
    for index, column in enumerate(columns):
        cell: list[Chunk] = []
        for chunk in column:
            apart = bool(cell) and (_step(cell[-1], chunk) > limit or not _same_size(cell[-1], chunk))
            if apart or (cell and _is_cut(cell[-1], chunk, cuts)):
                groups.append(Group(index, index, tuple(cell)))
                cell = []
            cell.append(chunk)
        if cell:
            groups.append(Group(index, index, tuple(cell)))
    return groups


def _limit(columns: Sequence[Sequence[Chunk]], steps: Sequence[float]) -> float | None:
    """Return the distance (em) up to which lines are one cell; None if no such distance can be seen."""
    numbers = counted_column(columns)
    counted = pairwise(columns[numbers]) if numbers is not None else ()
    rows = [b.middle - a.middle for a, b in counted if a.text.isdecimal() and b.text.isdecimal()]
    below_header = sum(max(len(column) - 2, 0) for column in columns)
    for low in _levels(steps):
        near = [(column, a, b) for column in columns for a, b in pairwise(column) if _step(a, b) <= low * STEP]
        if low > LOOSE and len(near) >= EVEN * below_header:
            continue  # nearly all lines are equally far apart, and further than lines of running text
        if rows and min(rows) <= max(b.middle - a.middle for _, a, b in near):
            continue  # lines at this distance have numbers of their own
        broken = sum(1 for column, a, b in near if is_broken(column, a, b))
        if broken < BROKEN * len(near) or (len(near) == 1 and low > LOOSE):
            continue
        above = [step for step in steps if step > low * STEP]
        top = low * STEP
        while len(above) > 1 and above[0] <= low * UNEVEN and above[1] - above[0] > above[0] - low:
            top = above.pop(0)
        return (top + above[0]) / 2 if above else None
    return None


def _levels(steps: Sequence[float]) -> Iterable[float]:
    """Yield the smallest distance, without outliers that a single odd pair makes."""
    yield steps[len(steps) // 20]


def _step(above: Chunk, below: Chunk) -> float:
    return (below.middle - above.middle) / max(above.size, below.size, 1.0)


def _same_size(above: Chunk, below: Chunk) -> bool:
    """Return whether two lines may be of one cell: a header is larger than what is below it.

    A single character tells nothing: some fonts draw it at another size.
    """
    alone = min(len(above.text), len(below.text)) == 1
    return alone or abs(above.size - below.size) <= SIZE * max(above.size, below.size)


def counted_column(columns: Sequence[Sequence[Chunk]]) -> int | None:
    """Return the column whose texts count up by one, as row numbers do."""
    for index, column in enumerate(columns[:3]):
        numbers = [int(chunk.text) for chunk in column if chunk.text.isdecimal() and len(chunk.text) <= 3]
        steps = sum(1 for a, b in pairwise(numbers) if b == a + 1)
        going_on = (
            1 < len(numbers) == len(column) and numbers[0] > 1
        )  # the end of a table that began on the page before
        if (len(numbers) >= COUNTED or going_on) and steps >= 0.9 * (len(numbers) - 1):
            return index
    return None


def _is_cut(above: Chunk, below: Chunk, cuts: Iterable[Ruling]) -> bool:
    return any(
        above.middle < cut.at < below.middle and cut.start <= below.left + 1 and below.right - 1 <= cut.end
        for cut in cuts
    )


def is_broken(column: Sequence[Chunk], above: Chunk, below: Chunk) -> bool:
    """Return whether the line below goes on the one above: its first word did not fit at the column's width."""
    if VALUE.fullmatch(below.text):
        return False
    right = max(chunk.right for chunk in column)
    left = min(chunk.left for chunk in column)
    following = make_line(below.spans, 0)
    width = above.right - above.left + first_unit(following)
    return width > min(right - above.left, right - left) - SLACK * above.size
