"""Horizontal rules of one width with text in columns between them: three-line tables, row rules, shaded rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.language import column_words as header_words
from extractors.readers.base.table import CAPTION
from extractors.readers.page.model import Box, CharSpan, Ruling
from extractors.readers.page.ruled.dots import MARK
from extractors.readers.page.ruled.grid import join_rulings
from extractors.readers.page.unruled.chunks import Printed, printed_lines
from extractors.readers.page.unruled.gutters import crossings, gutters_of
from extractors.readers.page.unruled.open_ends import open_foot, open_head
from extractors.readers.page.unruled.region import Region, make_region
from extractors.readers.page.unruled.runs import is_rest

WIDTH = 7.0
"""Points by which the rules of one table may differ in their ends."""
SHORTEST = 60.0
"""Points: a shorter rule frames no table."""
PIECES = 24.0
"""Points between the pieces of one rule that is interrupted between columns."""
CELL = 6.0
"""Points: a filled area that is lower or narrower is a mark, no cell."""
SPREAD = 0.6
"""Share of the page that one filled area may cover: more is the page's background."""
GAP = 0.9
"""Em between two cells of a row, at least, where nothing else says that they are two."""
BESIDE = 4.0
"""Em beside a frame in which text belongs to it."""
HEADER_RULES = 2
"""Rules that may be those of a header alone; with more, rows are parted by rules."""
FEW = 100
"""Runs of characters above a frame, at most, that may be the rest of a row."""
KEPT = 0.6
"""Share of the gutters that must go on into the next band."""


def horizontal_edges(horizontal: Iterable[Ruling], fills: Iterable[Box], page: tuple[float, float]) -> list[Ruling]:
    """Return the horizontal rules of a page (width, height), and the upper and lower edges of its shaded areas."""
    found = list(horizontal)
    for left, top, right, bottom in fills:
        large = (right - left) * (bottom - top) > SPREAD * page[0] * page[1]
        if bottom - top >= CELL and right - left >= CELL and not large:
            found += [Ruling(top, left, right), Ruling(bottom, left, right)]
    return found


def framed_regions(spans: Sequence[CharSpan], pieces: Sequence[Ruling]) -> Iterator[Region]:
    """Yield the regions between rules of one width that hold columns of text; ``pieces`` are rules as they are drawn."""
    rules = join_rulings(pieces)
    for frame in _frames(rules):
        left, right = min(r.start for r in frame), max(r.end for r in frame)
        inside = [
            s for s in spans
            if frame[0].at < (s.top + s.bottom) / 2 < frame[-1].at
            and left - WIDTH < s.edges[0] and s.edges[-1] < right + WIDTH
        ]  # fmt: skip
        if not inside:
            continue
        lines = printed_lines(inside)
        for first, last in _tabular(lines, [rule.at for rule in frame]):
            own = [line for line in lines if first < line.middle < last]
            region = make_region(own, *_among(pieces, rules, (first, last), (left, right)), framed=True)
            parted = len(frame) > HEADER_RULES
            head = open_head(region, first, spans) if parted and first == frame[0].at else []
            foot = open_foot(region, last, spans) if parted and last == frame[-1].at else []
            if first == frame[0].at and not head:
                head = _rest_above(own, first, spans)
            if head or foot:
                ends = (head[0].top if head else first, foot[-1].bottom if foot else last)
                own = [*head, *own, *foot]
                region = make_region(own, *_among(pieces, rules, ends, (left, right)), framed=True)
            yield region


def _rest_above(own: Sequence[Printed], first: float, spans: Sequence[CharSpan]) -> list[Printed]:
    """Return the lines above a frame if they are the first of their page, and the rest of a row of the page before."""
    above = [span for span in spans if span.bottom < first]
    if not above or len(above) > FEW:
        return []
    lines = printed_lines(above)
    return lines if is_rest(lines, own) else []


def run_region(lines: Sequence[Printed], pieces: Sequence[Ruling]) -> Region:
    """Return the region of lines that were found by their columns, with the rules that are drawn among them."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    size = lines[0].size
    ends = (lines[0].top - size, lines[-1].bottom + size)
    return make_region(lines, *_among(pieces, join_rulings(pieces), ends, (left, right), 2 * size), framed=False)


def _among(
    pieces: Sequence[Ruling],
    rules: Sequence[Ruling],
    ends: tuple[float, float],
    sides: tuple[float, float],
    wider: float = WIDTH,
) -> tuple[list[Ruling], list[tuple[float, float]]]:
    """Return the rules inside of a region, and (y, x) of the ends of their pieces."""

    def inside(rule: Ruling) -> bool:
        return ends[0] - 1 <= rule.at <= ends[1] + 1 and sides[0] - wider < rule.start and rule.end < sides[1] + wider

    # dashes are short too, and their ends are no borders
    whole = [piece for piece in pieces if piece.end - piece.start > MARK and inside(piece)]
    marks = [(piece.at, x) for piece in whole for x in (piece.start, piece.end)]
    return [rule for rule in rules if inside(rule)], marks


def leaves_out(region: Region, spans: Sequence[CharSpan]) -> bool:
    """Return whether text of the same table stands outside of a frame: beside it, or close below it.

    Shading may leave out a first column or a last row, or the first rows, and a rule may close the header only.
    """
    top, bottom = region.lines[0].top, region.lines[-1].bottom
    own = {id(span) for span in region.spans}
    beside = [s for s in spans if id(s) not in own and top <= (s.top + s.bottom) / 2 <= bottom]
    near = region.lines[-1].size * BESIDE
    left, right = region.borders[0] - near, region.borders[-1] + near
    if any(s.edges[-1] > left and s.edges[0] < right for s in beside):
        return True
    below = [s for s in spans if bottom < (s.top + s.bottom) / 2 < bottom + 2 * region.lines[-1].size]
    if _are_cells(region, below):
        return True
    headed = header_words.count_known(chunk.text for chunk in region.lines[0].chunks) > 0
    above = [s for s in spans if top - 2 * region.lines[0].size < (s.top + s.bottom) / 2 < top]
    return not headed and _are_cells(region, above)


def _are_cells(region: Region, spans: Sequence[CharSpan]) -> bool:
    """Return whether texts stand in half of the columns of a region, two at least."""
    reached = {region.reach(chunk) for line in printed_lines(spans) for chunk in line.chunks}
    return len(reached) >= max(2.0, 0.5 * region.columns)


def _frames(rules: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group rules that begin and end at the same x; a rule in pieces counts as one."""
    frames: list[list[Ruling]] = []
    for rule in _whole(rules):
        if rule.end - rule.start < SHORTEST:
            continue
        for frame in frames:
            if abs(frame[0].start - rule.start) <= WIDTH and abs(frame[0].end - rule.end) <= WIDTH:
                frame.append(rule)
                break
        else:
            frames.append([rule])
    return [frame for frame in frames if len(frame) > 1]


def _whole(rules: Sequence[Ruling]) -> Iterator[Ruling]:
    """Yield rules from top to bottom, the pieces of an interrupted one as one."""
    open_: Ruling | None = None
    for rule in sorted(rules):
        if open_ and rule.at - open_.at <= 1.0 and 0 <= rule.start - open_.end <= PIECES:
            open_ = open_._replace(end=rule.end)
            continue
        if open_:
            yield open_
        open_ = rule
    if open_:
        yield open_


def _tabular(lines: Sequence[Printed], ats: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield (upper rule, lower rule) of successive bands whose text stands in the same columns."""
    start: int | None = None
    end = 0
    for index, (upper, lower) in enumerate(pairwise(ats)):
        band = [line for line in lines if upper < line.middle < lower]
        if not band:
            continue
        if start is None:
            if any(has_gap(line) for line in band):
                start, end = index, index + 1
            continue
        above = [line for line in lines if ats[start] < line.middle < upper]
        if _goes_on(above, band):
            end = index + 1
            continue
        yield ats[start], ats[end]
        start, end = (index, index + 1) if any(has_gap(line) for line in band) else (None, 0)
    if start is not None:
        yield ats[start], ats[end]


def has_gap(line: Printed) -> bool:
    """Return whether a line has a wide gap."""
    return any(b.left - a.right >= GAP * line.size for a, b in pairwise(line.chunks))


def _goes_on(above: Sequence[Printed], band: Sequence[Printed]) -> bool:
    gutters = gutters_of(above)
    if len(band) <= 2 and all(len(line.chunks) == 1 for line in band):
        return not any(CAPTION.search(line.chunks[0].text) for line in band) and band[-1].size < 1.15 * above[-1].size
    crossing = sum(1 for line in band if crossings(gutters, line) > 0.5 * len(gutters))
    if crossing > 0.5 * len(band):
        return False
    own, both = gutters_of(band), gutters_of([*above, *band])
    return len(both) >= max(1.0, KEPT * max(len(gutters), len(own)))
