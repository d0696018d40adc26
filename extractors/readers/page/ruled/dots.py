"""Dotted and dashed rules: many short marks on one line are one rule."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.readers.page.model import Box, Ruling

MARK = 12.0
"""Points: a longer piece is a rule by itself."""
ONE_LINE = 0.8
"""Points by which the middles of the marks of one rule may differ."""
LEAST = 6
"""Fewer marks are bullets or punctuation."""
LENGTH = 8.0
"""Points: a shorter row of dots borders nothing."""
GAP = 4.0
"""Points between two dots of a rule at most; dashes may be as far apart as they are long."""


class Mark(NamedTuple):
    """A dot or dash as seen along one axis."""

    at: float
    start: float
    end: float


def dotted_rulings(marks: Sequence[Box]) -> tuple[list[Ruling], list[Ruling]]:
    """Return the horizontal and vertical rules that small boxes (left, top, right, bottom) draw."""
    across = [Mark((top + bottom) / 2, left, right) for left, top, right, bottom in marks]
    down = [Mark((left + right) / 2, top, bottom) for left, top, right, bottom in marks]
    return list(_chains(across)), list(_chains(down))


def _chains(marks: Iterable[Mark]) -> Iterator[Ruling]:
    lines: list[list[Mark]] = []
    for mark in sorted(marks):
        if lines and mark.at - lines[-1][0].at <= ONE_LINE:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    for line in lines:
        if len(line) >= LEAST:
            yield from _runs(sorted(line, key=lambda mark: mark.start))


def _runs(line: Sequence[Mark]) -> Iterator[Ruling]:
    run = [line[0]]
    for mark in line[1:]:
        length = max(mark.end - mark.start, run[-1].end - run[-1].start)
        if mark.start - run[-1].end <= max(GAP, length):
            run.append(mark)
            continue
        yield from _rule(run)
        run = [mark]
    yield from _rule(run)


def _rule(run: Sequence[Mark]) -> Iterator[Ruling]:
    start, end = run[0].start, max(mark.end for mark in run)
    if len(run) >= LEAST and end - start >= LENGTH:
        yield Ruling(sum(mark.at for mark in run) / len(run), start, end)
