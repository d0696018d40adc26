"""Read a stream of tokens as rows and cells: the cheapest path through the columns (Viterbi).

The best way to have arrived in each column is kept. A way knows its row number, the unfinished unit name of each role column, and
which cells a page break has cut, since they go on behind it.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.readers.flattened_costs import (
    FIT,
    NEVER,
    Shape,
    breaks_early,
    ends_full,
    fits_width,
    leave,
    skips,
    stay,
)
from extractors.readers.flattened_features import Features
from extractors.readers.flattened_names import Names
from extractors.readers.flattened_tokens import Token

Mode = Literal["row", "cell", "on"]
"""The token begins a row (and a cell), begins a cell, or goes on with one."""

_ROW = 0.4
_RESUME = 0.3
_LEFT_OPEN = 0.7
_CLOSING = 5.0
_NEAR_BREAK = 12
"""Tokens behind a page break within which merged cells may be printed again."""
_PATIENCE = 60
"""Tokens without gain after which the table is taken to have ended."""


class Step(NamedTuple):
    """Where a token went."""

    column: int
    mode: Mode


class Reading(NamedTuple):
    """The tokens of the table, which are the first of those given, and what the reading costs."""

    steps: tuple[Step, ...]
    cost: float


class _Way(NamedTuple):
    cost: float
    column: int
    mode: Mode
    previous: "_Way | None"
    number: int
    last: tuple[int, ...]
    """Of the row's cells: the last token on this page, -1 where there is none."""
    cut: tuple[int, ...] | None
    """The same for the page before, where the row was cut; None where it was not."""
    tails: tuple[str, ...]


class Reader:
    """Reads one stream with one shape of columns."""

    def __init__(self, stream: Sequence[Token], feats: Sequence[Features], shape: Shape, names: Names) -> None:
        self._stream, self._feats, self._shape, self._names = stream, feats, shape, names
        self._kinds = shape.kinds
        self._count = len(shape.kinds) - 1
        self._skip = skips(shape.kinds)
        self._empty = (-1,) * self._count
        self._blank = ("",) * self._count
        self._before = [sum(self._skip[:at]) for at in range(self._count)] + [0.0]
        self._break = -_NEAR_BREAK

    def read(self) -> Reading:
        """Return the cheapest reading; its steps may end before the stream does."""
        ways: list[_Way] = [_Way(0.0, -1, "row", None, 0, self._empty, None, self._blank)]
        best, best_cost, best_at = ways[0], 0.0, 0
        for at in range(len(self._stream)):
            if self._stream[at].new_page:
                self._break = at
            ways = self._advance(ways, at)
            finish = [(way.cost + self._row_end(way, at + 1), way) for way in ways]
            cost, way = min(finish, key=lambda pair: pair[0])
            if cost < best_cost:
                best, best_cost, best_at = way, cost, at
            elif at - best_at > _PATIENCE and min(way.cost for way in ways) > best_cost + 4.0:
                break
        return Reading(tuple(reversed(list(_steps(best)))), best_cost)

    def _advance(self, ways: Sequence[_Way], at: int) -> list[_Way]:
        """Return the best way into each column for the token."""
        token, f = self._stream[at], self._feats[at]
        fit = [FIT[kind](f) + fits_width(width, f) for kind, width in zip(self._kinds, self._shape.widths, strict=True)]
        best: list[tuple[float, _Way, Mode, bool] | None] = [None] * (self._count + 1)

        def offer(column: int, cost: float, way: _Way, mode: Mode, resumed: bool = False) -> None:
            known = best[column]
            if known is None or cost < known[0]:
                best[column] = (cost, way, mode, resumed)

        closing = _CLOSING if f.closing else 0.0
        for way in ways:
            ended = way.cost + self._row_end(way, at) + _ROW + closing + (1.0 if token.inline else 0.0)
            for column in range(self._count + 1):
                cost = ended + self._before[column] + fit[column]
                offer(column, cost + self._chain(way, column, f, at), way, "row")
            if 0 <= way.column < self._count:
                if token.new_page:
                    self._turn(way, at, fit, closing, offer)
                else:
                    offer(way.column, way.cost + self._stay(way, at) + fit[way.column], way, "on")
                    self._next_cells(way, at, fit, closing, offer)
            elif way.column == self._count:
                offer(way.column, way.cost + 0.3 + fit[way.column], way, "on")
        return [self._extend(entry, column, at) for column, entry in enumerate(best) if entry and entry[0] < 1e6]

    def _next_cells(self, way: _Way, at: int, fit: list[float], closing: float, offer) -> None:  # type: ignore[no-untyped-def]
        """Offer the columns right of the way's own, those between left empty."""
        cost = way.cost + self._leave(way, at)
        f = self._feats[at]
        for column in range(way.column + 1, self._count):
            if way.cut and way.cut[column] >= 0:
                offer(column, cost + self._resume(way.cut, way, column, at) + fit[column], way, "on", True)
            else:
                offer(column, cost + closing + fit[column] + self._chain(way, column, f, at), way, "cell")
            cost += self._gap(way, column)

    def _turn(self, way: _Way, at: int, fit: list[float], closing: float, offer) -> None:  # type: ignore[no-untyped-def]
        """Offer to go on with a row that the page break cut: in any column."""
        cut = _merged(way)
        cost = way.cost + _RESUME
        for column in range(self._count):
            if cut[column] >= 0:
                offer(column, cost + self._resume(cut, way, column, at) + fit[column], way, "on", True)
                cost += self._closed(cut, way, column)
            elif column > way.column:
                offer(column, cost + closing + fit[column] + self._chain(way, column, self._feats[at], at), way, "cell")
                cost += self._skip[column]

    def _extend(self, entry: tuple[float, _Way, Mode, bool], column: int, at: int) -> _Way:
        cost, way, mode, resumed = entry
        f = self._feats[at]
        last, cut, tails, number = way.last, way.cut, way.tails, way.number
        if mode == "row":
            last, cut, tails = self._empty, None, self._blank
        elif self._stream[at].new_page:
            cut, last = _merged(way), self._empty
        if column < self._count:
            last = (*last[:column], at, *last[column + 1 :])
            kind = self._kinds[column]
            if kind == "role":
                before = tails[column] if mode == "on" else ""
                tails = (*tails[:column], self._names.tail(f.text, before), *tails[column + 1 :])
            elif mode != "on" and kind == "number":
                number = f.integer or number
            elif mode != "on" and kind == "task":
                number = f.marker or number
        return _Way(cost, column, mode, way, number, last, cut, tails)

    def _chain(self, way: _Way, column: int, f: Features, at: int) -> float:
        """Return the cost of the number that a cell begins with: the next one is evidence, any other is against it."""
        kind = self._kinds[column]
        if kind == "number":
            if f.total:
                return 0.0
            if way.number == 0:
                return -2.0 if f.integer == 1 else 0.5
            return -2.0 if f.integer == way.number + 1 else 3.0 if f.integer == 1 else NEVER
        if kind == "task":
            if f.marker == way.number + 1:
                return -2.5
            if f.marker and (way.number == 0 or f.marker == way.number):
                return 0.0 if way.number == 0 or at - self._break <= _NEAR_BREAK else 4.0
            return NEVER
        return 0.0

    def _stay(self, way: _Way, at: int) -> float:
        token, f, before, column = self._stream[at], self._feats[at], self._feats[at - 1], way.column
        kind = self._kinds[column]
        cost = self._shape.blanks[column] if token.blanks else 0.0
        if token.inline:
            cost += 0.0
        else:
            cost += breaks_early(self._shape.widths[column], before, f)
        if kind == "role":
            if f.dash or before.dash:
                return cost + 5.0
            apart = (2.0 if self._names.whole(way.tails[column]) else 0.3) if token.inline else 0.0
            return cost + self._names.stay(way.tails[column], f.text) + apart
        return cost + stay(kind, before, f, token.inline)

    def _resume(self, cut: tuple[int, ...], way: _Way, column: int, at: int) -> float:
        """Return the cost of going on, behind a page break, with the cell that was cut."""
        f, before = self._feats[at], self._feats[cut[column]]
        kind = self._kinds[column]
        cost = breaks_early(self._shape.widths[column], before, f)
        if kind == "role":
            return cost + (5.0 if before.dash or f.dash else self._names.stay(way.tails[column], f.text))
        return cost + stay(kind, before, f, False) + (0.5 if before.ends else 0.0)

    def _closed(self, cut: tuple[int, ...], way: _Way, column: int) -> float:
        """Return the cost of a cell's having ended at the page break; most of it was paid when the cell was left."""
        f = self._feats[cut[column]]
        if self._kinds[column] == "role":
            cost = 0.0 if f.dash else self._names.leave(way.tails[column])
        else:
            cost = leave(self._kinds[column], f)
        return cost if cut[column] == max(cut) else min(cost, _LEFT_OPEN)

    def _gap(self, way: _Way, column: int) -> float:
        if way.cut is None or way.last[column] >= 0:
            return self._skip[column]
        return self._closed(way.cut, way, column) if way.cut[column] >= 0 else self._skip[column]

    def _leave(self, way: _Way, at: int) -> float:
        """Return the cost of the cell's ending before token ``at``."""
        f, column = self._feats[at - 1], way.column
        kind = self._kinds[column]
        cost = ends_full(self._shape.widths[column], f)
        if at < len(self._stream):
            token = self._stream[at]
            if not (token.blanks or token.inline or token.new_page):
                cost += self._shape.tight[column]
        if kind == "role":
            return cost + (0.0 if f.dash else self._names.leave(way.tails[column]))
        return cost + leave(kind, f)

    def _row_end(self, way: _Way, at: int) -> float:
        """Return the cost of the row's ending before token ``at``: its last cell ends, the columns behind stay empty."""
        if way.column < 0 or way.column == self._count:
            return 0.0
        if way.cut is None:
            return self._leave(way, at) + sum(self._skip[way.column + 1 : self._count])
        return self._leave(way, at) + sum(self._gap(way, column) for column in range(way.column + 1, self._count))


def _merged(way: _Way) -> tuple[int, ...]:
    """Return the last token of each of the row's cells, on whatever page it stands."""
    if way.cut is None:
        return way.last
    return tuple(now if now >= 0 else then for now, then in zip(way.last, way.cut, strict=True))


def _steps(way: _Way):  # type: ignore[no-untyped-def]
    """Yield the steps from the last to the first."""
    at: _Way | None = way
    while at is not None and at.previous is not None:
        yield Step(at.column, at.mode)
        at = at.previous
