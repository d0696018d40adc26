"""From rules to grids: which rules belong together, what they enclose, and which cells are merged."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.model import CharSpan, RuledGrid, Ruling
from extractors.readers.page.ruled.broken_rules import Borders, cells_of
from extractors.readers.page.ruled.regions import regions

SNAP = 3.2
"""Points: rules closer than this are one rule (double lines, borders drawn cell by cell)."""
JOIN = 4.0
"""Points: rules in one line that end and begin again closer than this go on."""
REACH = 3.0
"""Points: how far a rule may end before the rule that it meets."""
LEAST = 5.5
"""Points: what is lower or narrower holds no text; it is the gap between two borders."""
STICKING_OUT = 2
"""Rules that stick out on such a side, at least; between a header and the one row on a page there is one alone."""
MOST = 600
"""Rules of one grid after joining: more make a drawing."""
OPEN = 8.0
"""Points by which rules must stick out on a side without a border for the side to count as open."""


class Net(NamedTuple):
    """Rules that meet each other."""

    horizontal: list[Ruling]
    vertical: list[Ruling]


def find_grids(
    horizontal: Sequence[Ruling], vertical: Sequence[Ruling], spans: Sequence[CharSpan] = ()
) -> list[RuledGrid]:
    """Return the ruled grids of a page with at least two columns, from top to bottom; ``spans``: its text, if it is known."""
    grids = []
    for net in _nets(join_rulings(horizontal), join_rulings(vertical)):
        if len(net.horizontal) + len(net.vertical) > MOST:
            continue
        grid = _grid(_close_sides(net), spans)
        if grid is not None:
            grids.append(grid)
    outer = [g for g in grids if not any(_inside(g, other) for other in grids if other is not g)]
    return sorted(outer, key=lambda grid: (grid.rows[0], grid.columns[0]))


def drawn_grid(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> RuledGrid | None:
    """Return the grid of rules that are known to belong together."""
    return _grid(Net(join_rulings(horizontal), sorted(vertical)))


def _inside(grid: RuledGrid, other: RuledGrid) -> bool:
    return (
        other.columns[0] <= grid.columns[0] and grid.columns[-1] <= other.columns[-1]
        and other.rows[0] <= grid.rows[0] and grid.rows[-1] <= other.rows[-1]
        and len(other.boxes) > len(grid.boxes)
    )  # fmt: skip


def join_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Put rules on one line to one place and join those that touch."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling.at - groups[-1][0].at <= SNAP:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    found = []
    for group in groups:
        at = sum(r.at for r in group) / len(group)
        start = end = None
        for ruling in sorted(group, key=lambda r: r.start):
            if end is None or start is None:
                start, end = ruling.start, ruling.end
            elif ruling.start <= end + JOIN:
                end = max(end, ruling.end)
            else:
                found.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        if start is not None and end is not None:
            found.append(Ruling(at, start, end))
    return found


def _nets(horizontal: list[Ruling], vertical: list[Ruling]) -> Iterator[Net]:
    """Yield the sets of rules that hang together, through crossings and corners."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    ats = [v.at for v in vertical]  # join_rulings sorts by place
    for i, h in enumerate(horizontal):
        for j in range(bisect_right(ats, h.start - REACH), bisect_right(ats, h.end + REACH)):
            v = vertical[j]
            if v.start - REACH <= h.at <= v.end + REACH:
                parent[root(i)] = root(len(horizontal) + j)
    nets: dict[int, Net] = {}
    for index, ruling in enumerate([*horizontal, *vertical]):
        net = nets.setdefault(root(index), Net([], []))
        (net.horizontal if index < len(horizontal) else net.vertical).append(ruling)
    for net in nets.values():
        if len(net.vertical) >= 2 and len(net.horizontal) >= 1:
            yield net


def _close_sides(net: Net) -> Net:
    """Add the borders on the left and right that an open design leaves away."""
    vertical = list(net.vertical)
    top, bottom = _extent(net)
    left, right = min(h.start for h in net.horizontal), max(h.end for h in net.horizontal)
    between = all(v.start < h.at - LEAST and h.at + LEAST < v.end for h in net.horizontal for v in vertical)
    least = 1 if between and len(net.horizontal) == 1 else STICKING_OUT
    if sum(1 for h in net.horizontal if h.start < vertical[0].at - OPEN) >= least:
        vertical.insert(0, Ruling(left, top, bottom))
    if sum(1 for h in net.horizontal if h.end > vertical[-1].at + OPEN) >= least:
        vertical.append(Ruling(right, top, bottom))
    return Net(net.horizontal, vertical)


def _extent(net: Net) -> tuple[float, float]:
    tops = [h.at for h in net.horizontal] + [v.start for v in net.vertical]
    bottoms = [h.at for h in net.horizontal] + [v.end for v in net.vertical]
    return min(tops), max(bottoms)


def _ends(net: Net) -> list[float]:
    """Return the y of the row borders, with the ends of the rules where a page cut leaves them open."""
    top, bottom = _extent(net)
    ys = sorted({h.at for h in net.horizontal})
    if ys[0] - top > REACH:
        ys.insert(0, top)
    if bottom - ys[-1] > REACH:
        ys.append(bottom)
    return ys


def _cut_columns(net: Net, y: float, xs: list[float], ruled: list[bool]) -> frozenset[int]:
    """Return the columns between borders that reach the outer edge ``y`` where no rule closes them.

    Inside of a cell over several columns no border reaches it. Where the border of two columns ends above, one of them may
    be closed: a rule that ends there is the other's.
    """
    reaching = sorted({_nearest(xs, v.at) for v in net.vertical if v.start - REACH <= y <= v.end + REACH})
    return frozenset(column for left, right in pairwise(reaching) for column in range(left, right) if not ruled[column])


def _apart(places: list[float]) -> list[float]:
    """Join borders between which no line of text fits: what is between them is a gap."""
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][0] < LEAST:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _nearest(places: list[float], place: float) -> int:
    """Return the index of the place, of ascending ones, that is nearest; the first of two that are as near."""
    after = bisect_left(places, place)
    if after == 0 or after == len(places):
        return min(after, len(places) - 1)
    return after - (place - places[after - 1] <= places[after] - place)


def _grid(net: Net, spans: Sequence[CharSpan] = ()) -> RuledGrid | None:
    verticals, horizontals = sorted({v.at for v in net.vertical}), _ends(net)
    xs, ys = _apart(verticals), _apart(horizontals)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > 20_000:
        return None
    across: list[list[Ruling]] = [[] for _ in ys]
    for h in net.horizontal:
        across[_nearest(ys, h.at)].append(h)
    down: list[list[Ruling]] = [[] for _ in xs]
    for v in net.vertical:
        down[_nearest(xs, v.at)].append(v)
    middle_x = [(a + b) / 2 for a, b in pairwise(xs)]
    middle_y = [(a + b) / 2 for a, b in pairwise(ys)]
    # rule_above[r][c]: a rule closes slot (r, c) above; likewise on its left
    rule_above = [[any(h.start <= x <= h.end for h in rules) for x in middle_x] for rules in across]
    rule_left = [[any(v.start <= y <= v.end for v in rules) for rules in down] for y in middle_y]
    open_top = _cut_columns(net, horizontals[0], xs, rule_above[0])
    open_bottom = _cut_columns(net, horizontals[-1], xs, rule_above[-1])
    for column in range(columns):
        rule_above[0][column] |= column in open_top
        rule_above[-1][column] |= column in open_bottom
    borders = Borders(ys, xs)
    boxes = [box for part in regions(rows, columns, rule_above, rule_left) for box in cells_of(part, borders, spans)]
    return dense(RuledGrid(tuple(boxes), tuple(ys), tuple(xs), open_top, open_bottom))


def dense(grid: RuledGrid) -> RuledGrid | None:
    """Take out rows and columns in which no cell begins: gaps between borders, steps in the lower edge."""
    rows, columns = sorted({box.row for box in grid.boxes}), sorted({box.column for box in grid.boxes})
    if len(columns) < 2:
        return None
    if len(rows) == len(grid.rows) - 1 and len(columns) == len(grid.columns) - 1:
        return grid
    kept = tuple(
        box._replace(
            row=rows.index(box.row),
            column=columns.index(box.column),
            row_span=sum(1 for row in rows if box.row <= row < box.row + box.row_span),
            column_span=sum(1 for column in columns if box.column <= column < box.column + box.column_span),
        )
        for box in grid.boxes
    )
    place = {column: columns.index(column) for column in columns}
    return RuledGrid(
        kept,
        (*(grid.rows[row] for row in rows), grid.rows[-1]),
        (*(grid.columns[column] for column in columns), grid.columns[-1]),
        frozenset(place[c] for c in grid.open_top if c in place),
        frozenset(place[c] for c in grid.open_bottom if c in place),
    )
