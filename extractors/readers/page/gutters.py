"""Clear space that runs down between columns, voted for by the printed lines of a table."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.readers.page.chunks import Chunk, Printed

NARROW = 0.5
"""Em: a gutter is at least so wide after all lines have narrowed it."""
AGAINST = 0.25
"""Share of lines for a gutter that may cross it: headings over several columns, group rows."""


class Gutter(NamedTuple):
    """Clear space between two columns."""

    left: float
    right: float
    support: int
    """Lines with text on both sides."""
    crossed: int
    """Lines whose text runs through it."""

    @property
    def middle(self) -> float:
        """X between the two columns."""
        return (self.left + self.right) / 2


def seed(line: Printed) -> list[Gutter]:
    """Return the gaps of one line."""
    return [
        Gutter(a.right, b.left, 1, 0) for a, b in zip(line.chunks, line.chunks[1:], strict=False) if b.left > a.right
    ]


def narrowed(gutters: Sequence[Gutter], line: Printed) -> list[Gutter]:
    """Return the gutters after one more line: narrower, supported, or crossed."""
    least = NARROW * line.size
    found = []
    for gutter in gutters:
        left, right = gutter.left, gutter.right
        crossed = False
        for chunk in line.chunks:
            if chunk.right <= left or chunk.left >= right:
                continue
            # a chunk reaches into the gutter from one side, or runs through it
            if chunk.left <= left and chunk.right < right and right - chunk.right >= least:
                left = chunk.right
            elif chunk.right >= right and chunk.left > left and chunk.left - left >= least:
                right = chunk.left
            else:
                crossed = True
        if crossed:
            found.append(gutter._replace(crossed=gutter.crossed + 1))
            continue
        both = line.left < left + 0.1 and line.right > right - 0.1
        found.append(Gutter(left, right, gutter.support + both, gutter.crossed))
    return found


def crossings(gutters: Iterable[Gutter], line: Printed) -> int:
    """Count the gutters that a line's text runs through."""
    return sum(1 for gutter in gutters if any(_through(chunk, gutter, line.size) for chunk in line.chunks))


def _through(chunk: Chunk, gutter: Gutter, size: float) -> bool:
    if chunk.right <= gutter.left or chunk.left >= gutter.right:
        return False
    free = max(chunk.left - gutter.left, gutter.right - chunk.right)
    return free < NARROW * size


def settled(gutters: Iterable[Gutter], lines: int) -> list[Gutter]:
    """Return the gutters that the lines confirm."""
    least = 2 if lines > 2 else 1
    return [g for g in gutters if g.support >= least and g.crossed <= AGAINST * (g.support + g.crossed)]


def gutters_of(lines: Sequence[Printed]) -> list[Gutter]:
    """Return the gutters of all given lines, beginning with the one that has most chunks."""
    if not lines:
        return []
    order = sorted(range(len(lines)), key=lambda i: (-len(lines[i].chunks), i))
    first = order[0]
    gutters = seed(lines[first])
    for index in sorted(order[1:], key=lambda i: abs(i - first)):
        gutters = narrowed(gutters, lines[index])
    return settled(gutters, len(lines))
