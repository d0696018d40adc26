"""Read a stream of tokens as rows and cells: the cheapest path through the columns (Viterbi).

The best way to have arrived in each column is kept. A way knows its row number, the unfinished unit name of each role column, and
which cells a page break has cut, since they go on behind it.
"""

from collections.abc import Sequence

from extractors.readers.dump_tables import costs
from extractors.readers.dump_tables.breaks import NEAR, printed_again, to_break
from extractors.readers.dump_tables.costs import FIT, NEVER, Shape
from extractors.readers.dump_tables.features import Features
from extractors.readers.dump_tables.names import Names
from extractors.readers.dump_tables.tokens import Token
from extractors.readers.dump_tables.way import Arrivals, Mode, PathReading, Way, cells, offer, steps

_ROW = 0.4
_RESUME = 0.3
_LEFT_OPEN = 0.7
_CLOSING = 5.0
_UNMARKED = 3.0
_NEXT = {"number": -2.0, "task": -2.5}
"""The next row number is evidence."""
_GOES_ON = -3.0
"""A repeated header is evidence that the table goes on below it."""
_TIE = 3.0
_ROW_EVIDENCE = -1.0
"""A table may end later than where it is cheapest, by so much, if its last row is evidence of its own."""
_BEAM = 10.0
"""Ways that cost so much more than the best are given up."""
_PATIENCE = 60
"""Tokens without gain after which the table is taken to have ended."""


class PathReader:
    """Reads one stream with one shape of columns."""

    def __init__(self, stream: Sequence[Token], feats: Sequence[Features], shape: Shape, names: Names) -> None:
        self._stream, self._feats, self._shape, self._names = stream, feats, shape, names
        self._kinds = shape.kinds
        self._count = len(shape.kinds) - 1
        self._skip = costs.skips(shape.kinds)
        self._before, self._before_part = (
            (*(sum(left[:at]) for at in range(self._count)), 0.0)
            for left in (self._skip, costs.part_skips(shape.kinds))
        )
        self._behind = tuple(sum(self._skip[at + 1 : self._count]) for at in range(self._count))
        self._rates = [(FIT[kind], costs.widest(width)) for kind, width in zip(shape.kinds, shape.widths, strict=True)]
        self._judged = [at for at, kind in enumerate(shape.kinds) if kind == "role" or shape.marked[at]]
        self._numbered = next((at for at, kind in enumerate(shape.kinds) if kind in _NEXT), None)
        self._empty = (-1,) * self._count
        self._blank = ("",) * self._count
        self._break = -NEAR
        self._again = printed_again(feats)
        self._to_break = to_break(stream, feats if "number" in shape.kinds else ())

    def read(self) -> PathReading:
        """Return the cheapest reading; its steps may end before the stream does."""
        ways = [Way(0.0, -1, "row", None, 0, self._empty, None, self._blank, 0.0)]
        leaves, ends = [0.0], [0.0]
        best, best_cost, best_at = ways[0], 0.0, 0
        for at in range(len(self._stream)):
            if self._stream[at].new_page:
                self._break = at
            ways = self._advance(ways, leaves, ends, at)
            leaves = [self._leave(way, at + 1) if way.column < self._count else 0.0 for way in ways]
            ends = [way.cost + self._row_end(way, left, at + 1) for way, left in zip(ways, leaves, strict=True)]
            cost = min(ends)
            way = ways[ends.index(cost)]
            later = way.began != best.began and cost - way.began < _ROW_EVIDENCE
            if cost < best_cost + (_TIE if later else 0.0):
                best, best_cost, best_at = way, cost, at
            elif at - best_at > _PATIENCE and min(way.cost for way in ways) > best_cost + 4.0:
                break
        return PathReading(tuple(reversed(list(steps(best)))), best_cost)

    def _advance(self, ways: Sequence[Way], leaves: Sequence[float], ends: Sequence[float], at: int) -> list[Way]:
        """Return the best way into each column for the token.

        ``leaves`` and ``ends``: what it costs each way if its cell ends before the token, and what it has cost if the row does.
        """
        token, f = self._stream[at], self._feats[at]
        fit = [rate(f) if f.width <= most else rate(f) + min(8.0, f.width - most) for rate, most in self._rates]
        closing = _CLOSING if f.closing else 0.0
        start = [cost + closing for cost in fit]
        for column in self._judged:
            start[column] = fit[column] + self._start(column, f)

        row = _ROW + (1.0 if token.inline else 0.0)
        if token.below_header:
            fit = [cost + _GOES_ON for cost in fit[:-1]] + fit[-1:]
            start = [cost + _GOES_ON for cost in start[:-1]] + start[-1:]
        least = min(ends)
        first, begun = ways[ends.index(least)], least + row
        best: Arrivals = [
            (begun + before + cost, first, "row")
            for before, cost in zip(self._before_part if f.part else self._before, start, strict=True)
        ]
        if self._numbered is not None:
            best[self._numbered] = None
        for way, left, ended in zip(ways, leaves, ends, strict=True):
            if self._numbered is not None:
                cost = ended + row + self._before[self._numbered] + start[self._numbered]
                offer(best, self._numbered, cost + self._number(way, f, at), way, "row")
            if way.column == self._count:
                offer(best, way.column, way.cost + 0.3 + fit[way.column], way, "on")
            elif way.column >= 0 and token.new_page:
                self._turn(way, at, fit, start, best)
            elif way.column >= 0:
                offer(best, way.column, way.cost + self._stay(way, at) + fit[way.column], way, "on")
                self._next_cells(way, left, at, fit, start, best)
        limit = min(entry[0] for entry in best if entry) + _BEAM
        return [self._extend(*entry, column, at) for column, entry in enumerate(best) if entry and entry[0] <= limit]

    def _next_cells(self, way: Way, left: float, at: int, fit: list[float], start: list[float], best: Arrivals) -> None:
        """Offer the columns right of the way's own, those between left empty; ``left``: what leaving its cell costs."""
        cost = way.cost + left
        if way.cut is None:
            skips = self._skip
            for column in range(way.column + 1, self._count):
                here = cost + start[column]
                if column == self._numbered:
                    here += self._number(way, self._feats[at], at)
                known = best[column]
                if known is None or here < known[0]:
                    best[column] = (here, way, "cell")
                cost += skips[column]
            return
        for column in range(way.column + 1, self._count):
            if way.cut[column] >= 0:
                offer(best, column, cost + self._resume(way.cut, way, column, at) + fit[column], way, "on")
            else:
                number = self._number(way, self._feats[at], at) if column == self._numbered else 0.0
                offer(best, column, cost + start[column] + number, way, "cell")
            cost += self._gap(way, column)

    def _turn(self, way: Way, at: int, fit: list[float], start: list[float], best: Arrivals) -> None:
        """Offer to go on with a row that the page break cut: in any column."""
        cut = cells(way)
        cost = way.cost + _RESUME
        for column in range(self._count):
            if cut[column] >= 0:
                offer(best, column, cost + self._resume(cut, way, column, at) + fit[column], way, "on")
                cost += self._cut_cell_end(cut, way, column)
            elif column > way.column:
                number = self._number(way, self._feats[at], at) if column == self._numbered else 0.0
                offer(best, column, cost + start[column] + number, way, "cell")
                cost += self._skip[column]

    def _extend(self, cost: float, way: Way, mode: Mode, column: int, at: int) -> Way:
        f = self._feats[at]
        last, cut, tails, number, began = way.last, way.cut, way.tails, way.number, way.began
        if mode == "row":
            last, cut, tails, began = self._empty, None, self._blank, way.cost
        elif self._stream[at].new_page:
            cut, last = cells(way), self._empty
        if column < self._count:
            last = (*last[:column], at, *last[column + 1 :])
            if self._kinds[column] == "role":
                before = tails[column] if mode == "on" else ""
                tails = (*tails[:column], self._names.tail(f.text, before), *tails[column + 1 :])
            elif mode != "on" and column == self._numbered:
                number = f.integer or f.marker or number
        return Way(cost, column, mode, way, number, last, cut, tails, began)

    def _start(self, column: int, f: Features) -> float:
        """Return the cost of a cell's beginning with the token."""
        cost = _CLOSING if f.closing else 0.0
        if self._kinds[column] == "role":
            return cost + (0.0 if f.dash else self._names.start(f.text))
        return cost + (_UNMARKED if self._shape.marked[column] and not (f.marker or f.heading) else 0.0)

    def _number(self, way: Way, f: Features, at: int) -> float:
        """Return the cost of the number that a numbered cell begins with: any but the next is against it."""
        kind = self._kinds[self._numbered or 0]
        number = f.integer if kind == "number" else f.marker
        if number == way.number + 1:
            return _NEXT[kind]
        if kind == "number":
            return 0.0 if f.total else 0.5 if way.number == 0 else 3.0 if number == 1 else NEVER
        if number and (way.number == 0 or number == way.number):
            near = at in self._again or at - self._break <= NEAR
            return 0.0 if way.number == 0 or near else 4.0
        return NEVER

    def _stay(self, way: Way, at: int) -> float:
        token, f, before, column = self._stream[at], self._feats[at], self._feats[at - 1], way.column
        cost = self._shape.blanks[column] if token.blanks else 0.0
        if not token.inline:
            cost += costs.breaks_early(self._shape.widths[column], before, f)
        if self._kinds[column] != "role":
            return cost + costs.stay(self._kinds[column], before, f, token.inline)
        if f.dash or before.dash:
            return cost + _CLOSING
        apart = (2.0 if self._names.whole(way.tails[column]) else 0.3) if token.inline else 0.0
        return cost + self._names.stay(way.tails[column], f.text) + apart

    def _resume(self, cut: tuple[int, ...], way: Way, column: int, at: int) -> float:
        """Return the cost of going on, behind a page break, with the cell that was cut."""
        f, before = self._feats[at], self._feats[cut[column]]
        cost = costs.breaks_early(self._shape.widths[column], before, f)
        if self._kinds[column] == "role":
            return cost + (_CLOSING if before.dash or f.dash else self._names.stay(way.tails[column], f.text))
        return cost + costs.stay(self._kinds[column], before, f, False) + (0.5 if before.ends else 0.0)

    def _cut_cell_end(self, cut: tuple[int, ...], way: Way, column: int) -> float:
        """Return the cost of a cell's having ended at the page break; most of it was paid when the cell was left."""
        cost = self._ending(way, column, self._feats[cut[column]])
        return cost if cut[column] == max(cut) else min(cost, _LEFT_OPEN)

    def _look_open(self, way: Way) -> float:
        """Return the cost of a row's ending at a page break although its cells look as if they went on."""
        cost = 0.0
        for column, at in enumerate(way.last[: way.column]):
            if at >= 0:
                f = self._feats[at]
                cost += costs.ends_full(self._shape.widths[column], f) + min(self._ending(way, column, f), _LEFT_OPEN)
        return cost

    def _ending(self, way: Way, column: int, f: Features) -> float:
        if self._kinds[column] == "role":
            return 0.0 if f.dash else self._names.leave(way.tails[column])
        return costs.leave(self._kinds[column], f, self._shape.stopped[column])

    def _gap(self, way: Way, column: int) -> float:
        if way.cut is None or way.last[column] >= 0 or way.cut[column] < 0:
            return self._skip[column]
        return self._cut_cell_end(way.cut, way, column)

    def _leave(self, way: Way, at: int) -> float:
        """Return the cost of the cell's ending before token ``at``."""
        f, column = self._feats[at - 1], way.column
        cost = costs.ends_full(self._shape.widths[column], f) + self._ending(way, column, f)
        if at < len(self._stream):
            token = self._stream[at]
            if not (token.blanks or token.inline or token.new_page):
                cost += self._shape.tight[column]
            if self._to_break[at] <= NEAR:
                cost = min(cost, _LEFT_OPEN)
        return cost

    def _row_end(self, way: Way, left: float, at: int) -> float:
        """Return the cost of the row's ending before token ``at``: its last cell is ``left``, the columns behind stay empty."""
        if way.column == self._count:
            return 0.0
        if way.cut is None:
            cost = left + self._behind[way.column]
            return cost + self._look_open(way) if at < len(self._stream) and self._stream[at].new_page else cost
        return left + sum(self._gap(way, column) for column in range(way.column + 1, self._count))
