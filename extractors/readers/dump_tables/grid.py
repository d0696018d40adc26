"""Read a flattened table in two passes, and put the tokens into cells.

The first pass goes by content. It shows how wide the columns are and where blank lines stand; the second pass goes by that too.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.readers.base.regions import RegionCell
from extractors.readers.dump_tables.costs import CUTS, OPENS, Shape, band, kinds
from extractors.readers.dump_tables.features import Features, features, rate_units_again
from extractors.readers.dump_tables.header import HeaderLayout
from extractors.readers.dump_tables.names import Names, repeated_names
from extractors.readers.dump_tables.path import PathReader
from extractors.readers.dump_tables.tokens import Token
from extractors.readers.dump_tables.way import PathReading, TokenStep

_SAMPLE = 240
"""Tokens of the first pass."""
_WRAPPED = frozenset({"task", "category", "title", "content", "role", "plan", "indicator", "note"})
"""Columns whose cells go over several lines."""


class GridReading(NamedTuple):
    """A reading of the tokens with what it was based on."""

    layout: HeaderLayout
    shape: Shape
    reading: PathReading


def read_grid(stream: Sequence[Token], layout: HeaderLayout, learnt: frozenset[str]) -> GridReading:
    """Read the tokens as the rows of a table with these columns."""
    counted = any(column.kind == "role" for column in layout.columns)
    names = Names(learnt)
    longest = sorted(token.width for token in stream)[len(stream) * 19 // 20]
    feats = _add_up_cut_lines(features(stream, names.list_score if counted else None), stream, longest)
    form = kinds(layout.columns, _numbers_precede_titles(feats, layout))
    count = len(form)
    rough = Shape(form, (None,) * count, (0.3,) * count, (0.0,) * count, (False,) * count, (1.0,) * count)
    sample = min(len(stream), _SAMPLE)
    first = PathReader(stream[:sample], feats[:sample], rough, names).read()
    steps = first.steps
    if counted:
        names = Names(learnt | repeated_names(_role_cells(feats, steps, form)))
        feats = rate_units_again(feats, names.list_score)
    widths = tuple(
        width if kind in _WRAPPED else None for kind, width in zip(form, _widths(stream, steps, count), strict=True)
    )
    if any(widths):
        feats = _add_up_cut_lines(feats, stream, max(width for width in widths if width))
    shape = Shape(
        form,
        widths,
        *_blank_costs(stream, steps, count),
        _begin_with_marks(feats, steps, form),
        _unstopped_costs(feats, steps, count),
    )
    return GridReading(layout, shape, PathReader(stream, feats, shape, names).read())


def _role_cells(feats: Sequence[Features], steps: Sequence[TokenStep], form: Sequence[str]) -> list[str]:
    found: list[str] = []
    for f, step in zip(feats, steps, strict=False):
        if form[step.column] != "role":
            continue
        if step.mode == "on" and found:
            found[-1] += f.text
        else:
            found.append(f.text)
    return found


def _add_up_cut_lines(feats: Sequence[Features], stream: Sequence[Token], width: int) -> list[Features]:
    """Add up the pieces of printed lines that were cut behind a mark, as far as they fit the widest column."""
    found: list[Features] = []
    most = width + band(width)
    for token, f in zip(stream, feats, strict=True):
        before = found[-1] if found else None
        if before and not token.inline and (before.text[-1] in CUTS or f.text[0] in OPENS):
            joined = before.joined + f.reach
            joined = joined if joined <= most else f.reach
            f = f if joined == f.joined else f._replace(joined=joined)
        found.append(f)
    return found


def _numbers_precede_titles(feats: Sequence[Features], layout: HeaderLayout) -> bool:
    """Return whether the row numbers stand in front of titles (1、…) and not alone: the chain that begins first decides."""
    if not any(column.kind == "number" for column in layout.columns):
        return False
    never = len(feats)
    alone = _chain_start([f.integer for f in feats])
    fused = _chain_start([f.marker for f in feats])
    return (never if fused is None else fused) < (never if alone is None else alone)


def _chain_start(numbers: Sequence[int]) -> int | None:
    """Return where 1 stands that 2 follows somewhere; None if there is no such chain."""
    start = next((at for at, number in enumerate(numbers) if number == 1), None)
    return start if start is not None and 2 in numbers[start:] else None


def _widths(stream: Sequence[Token], steps: Sequence[TokenStep], count: int) -> tuple[int | None, ...]:
    """Estimate the columns' widths: lines behind which a cell goes on are full, but for a few."""
    inside: list[list[int]] = [[] for _ in range(count)]
    for at, step in enumerate(steps[:-1]):
        following = steps[at + 1]
        if following.mode == "on" and following.column == step.column and not stream[at + 1].inline:
            inside[step.column].append(stream[at].width)
    return tuple(_width(sample) for sample in inside)


def _width(sample: Sequence[int]) -> int | None:
    """Return the upper end of the band that holds most full lines; None if too little is known."""
    if len(sample) < 3:
        return None
    counts = Counter(sample)
    held = {top: sum(counts[width] for width in range(top - band(top), top + 1)) for top in counts}
    top = max(held, key=lambda width: (held[width], width))
    return top if 4 * held[top] >= len(sample) else None


def _begin_with_marks(feats: Sequence[Features], steps: Sequence[TokenStep], form: Sequence[str]) -> tuple[bool, ...]:
    """Tell in which naming columns four cells of five, and three at least, begin with a mark."""
    counts = [[0, 0] for _ in form]
    for f, step in zip(feats, steps, strict=False):
        if step.mode != "on" and form[step.column] in ("title", "category"):
            counts[step.column][0] += 1
            counts[step.column][1] += f.marker > 0 or f.heading
    return tuple(cells >= 3 and 5 * marks >= 4 * cells for cells, marks in counts)


def _unstopped_costs(feats: Sequence[Features], steps: Sequence[TokenStep], count: int) -> tuple[float, ...]:
    """Return what a cell's ending without a full stop costs: much where nearly all cells end with one, else little."""
    ends = [[0, 0] for _ in range(count)]
    for at, step in enumerate(steps):
        if at + 1 == len(steps) or steps[at + 1].mode != "on":
            ends[step.column][0] += 1
            ends[step.column][1] += feats[at].ends
    return tuple(2.0 if cells >= 3 and 4 * stops >= 3 * cells else 0.3 for cells, stops in ends)


def _blank_costs(
    stream: Sequence[Token], steps: Sequence[TokenStep], count: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Weigh blank lines by how often they stand inside cells and between them."""
    inside = [[1.0, 1.0] for _ in range(count)]
    between = [1.0, 1.0]
    for at in range(1, len(steps)):
        token, step = stream[at], steps[at]
        if token.inline or token.new_page:
            continue
        blank = 1 if token.blanks else 0
        if step.mode == "on" and step.column == steps[at - 1].column:
            inside[step.column][blank] += 1
        else:
            between[blank] += 1
    apart = [value / sum(between) for value in between]
    own = [[value / sum(pair) for value in pair] for pair in inside]
    blanks = tuple(min(0.7, max(0.0, math.log(apart[1] / pair[1]))) for pair in own)
    tight = tuple(min(0.7, max(0.0, math.log(pair[0] / apart[0]))) for pair in own)
    return blanks, tight


def body_cells(stream: Sequence[Token], grid: GridReading, first_row: int) -> tuple[tuple[RegionCell, ...], int]:
    """Return the cells of the body, rows counted from ``first_row``, and the number of all rows."""
    columns = len(grid.layout.columns)
    cells: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    groups: set[int] = set()
    row = first_row - 1
    for token, step in zip(stream, grid.reading.steps, strict=False):
        if step.mode == "row":
            row += 1
        column = step.column
        if column == columns:
            groups.add(row)
            column = 0
        cells.setdefault((row, column), []).append((token.line, token.start, token.end))
    rows = row + 1
    found = [
        RegionCell(at, column, 1, columns, tuple(pieces)) if at in groups
        else RegionCell(at, column, _span(cells, groups, grid, at, column, rows), 1, tuple(pieces))
        for (at, column), pieces in cells.items()
    ]  # fmt: skip
    covered = {
        (cell.row + down, cell.column + right)
        for cell in found
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    places = ((at, column) for at in range(first_row, rows) for column in range(columns))
    found += [RegionCell(at, column, 1, 1, ()) for at, column in places if (at, column) not in covered]
    return tuple(sorted(found, key=lambda cell: (cell.row, cell.column))), rows


def _span(
    cells: dict[tuple[int, int], list[tuple[int, int, int]]],
    groups: set[int],
    grid: GridReading,
    row: int,
    column: int,
    rows: int,
) -> int:
    """Return over how many rows a cell reaches: those below in which its column, and all that name it, are empty."""
    if column not in merging(grid):
        return 1
    left = [other for other in merging(grid) if other <= column]
    end = row + 1
    while end < rows and end not in groups and not any((end, other) in cells for other in left):
        end += 1
    return end - row


def merging(grid: GridReading) -> tuple[int, ...]:
    """Return the columns whose cells may be merged over rows."""
    form = grid.shape.kinds
    names = {"category", "task"} | ({"title"} if "content" in form else set())
    return tuple(at for at, kind in enumerate(form) if kind in names)
