"""Read a stream of tokens as rows and cells: the cheapest path through the columns (Viterbi).

The best way to have arrived in each column is kept. A way knows its row number, the unfinished unit name of each role column, and
which cells a page break has cut, since they go on behind it.
"""

from collections.abc import Sequence

from extractors.readers.dump_tables import costs
from extractors.readers.dump_tables.costs import FIT, Shape
from extractors.readers.dump_tables.features import Features
from extractors.readers.dump_tables.names import Names
from extractors.readers.dump_tables.steps import NUMBERED, StepCosts
from extractors.readers.dump_tables.tokens import Token
from extractors.readers.dump_tables.way import Arrivals, Mode, PathReading, Way, cells, cells_on_page, offer, steps

_ROW = 0.4
_RESUME = 0.3
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
        self._stream, self._feats, self._names = stream, feats, names
        self._kinds = shape.kinds
        self._count = len(shape.kinds) - 1
        self._costs = StepCosts(stream, feats, shape, names)
        self._skip = costs.skips(shape.kinds)
        self._before, self._before_part = (
            (*(sum(left[:at]) for at in range(self._count)), 0.0)
            for left in (self._skip, costs.part_skips(shape.kinds))
        )
        self._rates = [(FIT[kind], costs.widest(width)) for kind, width in zip(shape.kinds, shape.widths, strict=True)]
        self._numbered = next((at for at, kind in enumerate(shape.kinds) if kind in NUMBERED), None)
        self._blank = ("",) * self._count

    def read(self) -> PathReading:
        """Return the cheapest reading; its steps may end before the stream does."""
        ways = [Way(0.0, -1, "row", None, 0, -1, None, self._blank, 0.0)]
        leaves, ends = [0.0], [0.0]
        best, best_cost, best_at = ways[0], 0.0, 0
        for at in range(len(self._stream)):
            if self._stream[at].new_page:
                self._costs.page = at
            ways = self._advance(ways, leaves, ends, at)
            leaves, ends = self._costs.ends(ways, at + 1)
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
        token, f, numbered = self._stream[at], self._feats[at], self._numbered
        width = f.width
        fit = [rate(f) if width <= most else rate(f) + min(8.0, width - most) for rate, most in self._rates]
        start = self._costs.starts(fit, f)
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
        if numbered is not None:
            best[numbered] = None
        for way, left in zip(ways, leaves, strict=True):
            cost, column, _, _, _, _, _, tails, _ = way
            if column == self._count:
                offer(best, column, cost + 0.3 + fit[column], way, "on")
            elif column >= 0 and token.new_page:
                self._turn(way, at, fit, start, best)
            elif column >= 0:
                offer(best, column, cost + self._costs.stay(column, tails, at) + fit[column], way, "on")
                self._next_cells(way, left, at, fit, start, best)
        limit = min([entry[0] for entry in best if entry]) + _BEAM
        if numbered is not None:
            base = self._before[numbered] + start[numbered]
            # Nearly no token is a number, and what is none costs too much.
            if begun + base + NUMBERED[self._kinds[numbered]] <= limit:
                for way, ended in zip(ways, ends, strict=True):
                    here = ended + row + self._before[numbered] + start[numbered]
                    offer(best, numbered, here + self._number(way, at), way, "row")
                limit = min([entry[0] for entry in best if entry]) + _BEAM
        return [self._extend(*entry, column, at) for column, entry in enumerate(best) if entry and entry[0] <= limit]

    def _next_cells(self, way: Way, left: float, at: int, fit: list[float], start: list[float], best: Arrivals) -> None:
        """Offer the columns right of the way's own, those between left empty; ``left``: what leaving its cell costs."""
        cost = way.cost + left
        if way.cut is None:
            skips = self._skip
            for column in range(way.column + 1, self._count):
                here = cost + start[column]
                if column == self._numbered:
                    here += self._number(way, at)
                known = best[column]
                if known is None or here < known[0]:
                    best[column] = (here, way, "cell")
                cost += skips[column]
            return
        last = cells_on_page(way, self._count)
        for column in range(way.column + 1, self._count):
            if way.cut[column] >= 0:
                offer(best, column, cost + self._costs.resume(way.cut, way, column, at) + fit[column], way, "on")
            else:
                number = self._number(way, at) if column == self._numbered else 0.0
                offer(best, column, cost + start[column] + number, way, "cell")
            cost += self._costs.gap(way.cut, last, way, column)

    def _turn(self, way: Way, at: int, fit: list[float], start: list[float], best: Arrivals) -> None:
        """Offer to go on with a row that the page break cut: in any column."""
        cut = cells(way, self._count)
        cost = way.cost + _RESUME + self._costs.looks_whole(way)
        for column in range(self._count):
            if cut[column] >= 0:
                offer(best, column, cost + self._costs.resume(cut, way, column, at) + fit[column], way, "on")
                cost += self._costs.cut_cell_end(cut, way, column)
            elif column > way.column:
                number = self._number(way, at) if column == self._numbered else 0.0
                offer(best, column, cost + start[column] + number, way, "cell")
                cost += self._skip[column]

    def _extend(self, cost: float, way: Way, mode: Mode, column: int, at: int) -> Way:
        f = self._feats[at]
        _, _, _, _, number, _, cut, tails, began = way
        if mode == "row":
            cut, tails, began = None, self._blank, way.cost
        elif self._stream[at].new_page:
            cut = cells(way, self._count)
        if column < self._count:
            if self._kinds[column] == "role":
                before = tails[column] if mode == "on" else ""
                tails = (*tails[:column], self._names.tail(f.text, before), *tails[column + 1 :])
            elif mode != "on" and column == self._numbered:
                number = f.integer or f.marker or number
        # Way(…) takes three times as long.
        return tuple.__new__(Way, (cost, column, mode, way, number, at, cut, tails, began))

    def _number(self, way: Way, at: int) -> float:
        return self._costs.number(self._kinds[self._numbered or 0], way.number, self._feats[at], at)
