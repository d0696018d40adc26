"""Clear space that runs down between columns, voted for by the printed lines of a table."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.readers.page.unruled.chunks import Chunk, Printed

NARROW = 0.5
"""Em: a gutter is at least so wide after all lines have narrowed it."""
AGAINST = 0.25
"""Share of lines for a gutter that may cross it: headings over several columns, group rows."""


class Gutter(NamedTuple):
    """Clear space between two columns; the space outside of a table has an infinite edge."""

    left: float
    right: float
    on_left: int = 0
    """Lines with text on the left of it."""
    on_right: int = 0
    crossed: int = 0
    """Lines whose text runs through it."""
    halved: bool = False
    """A text in the middle of wider space made two gutters of it."""
    seeded: bool = False
    """The fullest line has it: one text on a side is enough then, as in a column that is empty below its heading."""

    @property
    def middle(self) -> float:
        """X between the two columns."""
        return (self.left + self.right) / 2

    @property
    def support(self) -> int:
        """Lines that confirm it: so many have text on either side."""
        return min(self.on_left, self.on_right)

    @property
    def inside(self) -> bool:
        """Text stands on both sides."""
        return self.left != -math.inf and self.right != math.inf


def seed(line: Printed) -> list[Gutter]:
    """Return the gaps of one line, and the space on its left and right."""
    lefts = [-math.inf, *(chunk.right for chunk in line.chunks)]
    rights = [*(chunk.left for chunk in line.chunks), math.inf]
    return [
        Gutter(
            left, right, int(left != -math.inf), int(right != math.inf), seeded=-math.inf < left and right < math.inf
        )
        for left, right in zip(lefts, rights, strict=True)
        if right > left
    ]


def narrow(gutters: Sequence[Gutter], line: Printed) -> list[Gutter]:
    """Return the gutters after one more line: narrower, in two halves, confirmed, or crossed."""
    least = NARROW * line.size
    found = []
    for gutter in gutters:
        left, right = gutter.left, gutter.right
        inner = [c for c in line.chunks if c.left - left >= least and right - c.right >= least]
        if len(inner) == 1:
            chunk = inner[0]
            halved = gutter.inside
            first = Gutter(left, chunk.left, gutter.on_left, gutter.on_right + 1, gutter.crossed, halved, gutter.seeded)
            second = Gutter(
                chunk.right, right, gutter.on_left + 1, gutter.on_right, gutter.crossed, halved, gutter.seeded
            )
            found += [_count_line(first, line, right=False), _count_line(second, line, left=False)]
            continue
        crossed = False
        for chunk in line.chunks:
            if chunk.right <= left or chunk.left >= right:
                continue
            # a chunk reaches into the gutter from one side, or runs through it
            if right - chunk.right >= max(least, chunk.left - left):
                left = chunk.right
            elif chunk.left - left >= least:
                right = chunk.left
            else:
                crossed = True
        if crossed:
            found.append(gutter._replace(crossed=gutter.crossed + 1))
        else:
            found.append(_count_line(gutter._replace(left=left, right=right), line))
    return found


def _count_line(gutter: Gutter, line: Printed, left: bool = True, right: bool = True) -> Gutter:
    return gutter._replace(
        on_left=gutter.on_left + (left and line.left < gutter.left + 0.1),
        on_right=gutter.on_right + (right and line.right > gutter.right - 0.1),
    )


def crossings(gutters: Iterable[Gutter], line: Printed) -> int:
    """Count the gutters that a line's text runs through."""
    return sum(
        1 for gutter in gutters if gutter.inside and any(_through(chunk, gutter, line.size) for chunk in line.chunks)
    )


def _through(chunk: Chunk, gutter: Gutter, size: float) -> bool:
    if chunk.right <= gutter.left or chunk.left >= gutter.right:
        return False
    free = max(chunk.left - gutter.left, gutter.right - chunk.right)
    return free < NARROW * size


def settle(gutters: Iterable[Gutter], lines: int) -> list[Gutter]:
    """Return the gutters that the lines confirm."""
    least = 2 if lines > 2 else 1
    return [
        g
        for g in gutters
        if g.inside
        and (g.support >= least or (g.seeded and not g.crossed))
        and g.crossed <= AGAINST * (g.support + g.crossed)
    ]


def gutters_of(lines: Sequence[Printed]) -> list[Gutter]:
    """Return the gutters of all given lines, beginning with the one that has most chunks."""
    if not lines:
        return []
    order = sorted(range(len(lines)), key=lambda i: (-len(lines[i].chunks), i))
    first = order[0]
    gutters = seed(lines[first])
    for index in sorted(order[1:], key=lambda i: abs(i - first)):
        gutters = narrow(gutters, lines[index])
    return settle(_whole(gutters, lines), len(lines))


def _whole(gutters: Sequence[Gutter], lines: Sequence[Printed]) -> list[Gutter]:
    """Join two gutters again where a single text stands between them: a heading over both columns."""
    found: list[Gutter] = []
    for gutter in gutters:
        last = found[-1] if found else None
        if last and last.halved and gutter.halved:
            texts = sum(
                1
                for line in lines
                if any(c.left >= last.right - 0.1 and c.right <= gutter.left + 0.1 for c in line.chunks)
            )
            if texts < 2:
                found[-1] = Gutter(last.left, gutter.right, last.on_left, gutter.on_right, last.crossed + texts)
                continue
        found.append(gutter)
    return found
