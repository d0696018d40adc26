"""A part of a page that may be a table: its printed lines, its columns, and what is drawn in it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.model import CharSpan, Ruling
from extractors.readers.page.unruled.chunks import Chunk, Printed, cut_chunk
from extractors.readers.page.unruled.gutters import Gutter, gutters_of

BORDER = 0.6
"""Share of the rules of a region that end or begin at a column border that is drawn by their gaps."""
NEAR = 2.5
"""Points by which ends of rules at one border may differ."""
BEGIN = 1.2
"""Points by which the left edges of a column's texts may differ where they are flush."""
FLUSH = 0.7
"""Share of a column's texts that must be flush before one is cut there."""
SPLIT = 3
"""Lines that must have text on both sides of a gutter that the fullest line does not have; one less where they are most."""

HEADER_MARKS = 4
"""Heights at which rules are interrupted, at most, where they may be those of a header alone."""
MOST = 0.6
"""Share of the lines that must confirm a border that is not drawn beside drawn ones."""


class Region(NamedTuple):
    """Printed lines one below the other, and the rules among them."""

    lines: tuple[Printed, ...]
    borders: tuple[float, ...]
    """X of the outer edges and of the borders between columns."""
    rules: tuple[Ruling, ...]
    """Horizontal rules and edges of shaded areas, from top to bottom."""
    framed: bool
    """Rules of the table's width stand above and below."""
    spans: tuple[CharSpan, ...]
    """The text as it is on the page, before two cells of one chunk are cut apart."""
    drawn: bool
    """The column borders are those of drawn cells, not only clear space."""

    @property
    def columns(self) -> int:
        """Count the columns."""
        return len(self.borders) - 1

    def reach(self, chunk: Chunk) -> tuple[int, int]:
        """Return the first and the last column that a chunk stands in."""
        inner = self.borders[1:-1]
        first = sum(1 for x in inner if x <= chunk.left + 1.0)
        last = sum(1 for x in inner if x < chunk.right - 1.0)
        return first, max(first, last)


def make_region(
    lines: Sequence[Printed], rules: Iterable[Ruling], marks: Iterable[tuple[float, float]], framed: bool
) -> Region:
    """Return the region of some lines with its column borders."""
    rules = tuple(sorted(rules))
    left = min([line.left for line in lines] + [rule.start for rule in rules])
    right = max([line.right for line in lines] + [rule.end for rule in rules])
    marks = list(marks)
    drawn = _borders_of_rules(marks, rules, left, right)
    inner = drawn or [gutter.middle for gutter in all_gutters(lines)]
    if drawn and len({round(at / 3) for at, _ in marks}) <= HEADER_MARKS:
        inner = sorted([*drawn, *_other_borders(lines, drawn)])
    spans = tuple(span for line in lines for chunk in line.chunks for span in chunk.spans)
    region = Region(tuple(lines), (left, *inner, right), rules, framed, spans, bool(drawn))
    return region._replace(lines=tuple(_cut_chunks(region, line) for line in lines))


def _other_borders(lines: Sequence[Printed], drawn: Sequence[float]) -> list[float]:
    """Return x between texts that most lines have side by side between two drawn borders: only some header cells are drawn."""
    found: list[float] = []
    for left, right in pairwise([float("-inf"), *drawn, float("inf")]):
        parts = [part for line in lines if (part := _within(line, left, right)) is not None]
        beside = [part for part in parts if len(part.chunks) > 1]
        if len(beside) >= max(SPLIT, MOST * len(parts)):
            found += [gutter.middle for gutter in gutters_of(beside) if gutter.support >= MOST * len(parts)]
    return found


def _cut_chunks(region: Region, line: Printed) -> Printed:
    """Cut chunks that hold the text of two cells: one of their characters stands where the texts of a column begin."""
    chunks: list[Chunk] = []
    waiting = list(line.chunks)
    while waiting:
        chunk = waiting.pop(0)
        first, last = region.reach(chunk)
        halves = None
        if last > first:
            begin, own = _begin(region, first + 1), _begin(region, first)
            heading = own is not None and abs(chunk.left - own) > BEGIN  # over both columns, since it begins as neither
            halves = cut_chunk(chunk, begin, BEGIN) if begin is not None and not heading else None
        if halves is None:
            chunks.append(chunk)
        else:
            chunks.append(halves[0]._replace(right=min(halves[0].right, region.borders[first + 1])))
            waiting.insert(0, halves[1])
    return line._replace(chunks=tuple(chunks))


def _begin(region: Region, column: int) -> float | None:
    """Return the x at which the texts of a column begin; None if they are not set flush left."""
    lefts = sorted(
        chunk.left for line in region.lines for chunk in line.chunks if region.reach(chunk) == (column, column)
    )
    if len(lefts) < SPLIT:
        return None
    middle = lefts[len(lefts) // 2]
    flush = sum(1 for left in lefts if abs(left - middle) <= BEGIN)
    return middle if flush >= FLUSH * len(lefts) else None


def all_gutters(lines: Sequence[Printed]) -> list[Gutter]:
    """Return the gutters of lines, also those that the fullest line does not have."""
    found = gutters_of(lines)
    while found:
        edges = [float("-inf"), *(gutter.middle for gutter in found), float("inf")]
        more = [gutter for left, right in pairwise(edges) for gutter in _more(lines, left, right)]
        if not more:
            break
        found = sorted([*found, *more])
    return found


def _more(lines: Sequence[Printed], left: float, right: float) -> list[Gutter]:
    """Return the gutters between two that are found."""
    inside = [_within(line, left, right) for line in lines]
    parts = [line for line in inside if line is not None]
    if all(len(line.chunks) == 1 for line in parts):
        return []
    return [g for g in gutters_of(parts) if left < g.middle < right and _is_confirmed(g, len(parts)) and not g.crossed]


def _is_confirmed(gutter: Gutter, lines: int) -> bool:
    return gutter.support >= SPLIT or (gutter.support == SPLIT - 1 and 2 * gutter.support > lines)


def _within(line: Printed, left: float, right: float) -> Printed | None:
    chunks = tuple(chunk for chunk in line.chunks if chunk.left >= left - 1 and chunk.right <= right + 1)
    return line._replace(chunks=chunks) if chunks else None


def _borders_of_rules(
    marks: Iterable[tuple[float, float]], rules: Sequence[Ruling], left: float, right: float
) -> list[float]:
    """Return the x at which most of the rules that reach it are interrupted, the column borders; ``marks`` are (y of the rule, x)."""
    groups: list[list[tuple[float, float]]] = []
    for at, x in sorted(marks, key=lambda mark: mark[1]):
        if x - left <= NEAR or right - x <= NEAR:
            continue
        if groups and x - groups[-1][0][1] <= NEAR:
            groups[-1].append((at, x))
        else:
            groups.append([(at, x)])
    found = []
    for group in groups:
        x = sum(x for _, x in group) / len(group)
        heights = {round(rule.at / 3) for rule in rules if rule.start - NEAR <= x <= rule.end + NEAR}
        if len({round(at / 3) for at, _ in group}) >= max(2, BORDER * len(heights)):
            found.append(x)
    return found
