"""What it costs at a token of a flattened table to go on with a cell, to end it or to begin one."""

from collections.abc import Sequence

from extractors.readers.dump_tables import costs
from extractors.readers.dump_tables.breaks import NEAR, printed_again, to_break
from extractors.readers.dump_tables.costs import NEVER, Shape
from extractors.readers.dump_tables.features import Features
from extractors.readers.dump_tables.names import Names
from extractors.readers.dump_tables.tokens import Token
from extractors.readers.dump_tables.way import Way, cells, cells_on_page

_LEFT_OPEN = 0.7
_CLOSING = 5.0
_WHOLE = 1.0
"""Nothing shows that a row is cut whose cells all have texts that look whole, but for what goes on."""
_UNMARKED = 3.0
NUMBERED = {"number": -2.0, "task": -2.5}
"""The next row number is evidence."""


class StepCosts:
    """Costs in one stream with one shape of columns; ``page``: where the last page break stands, set by who reads on."""

    def __init__(self, stream: Sequence[Token], feats: Sequence[Features], shape: Shape, names: Names) -> None:
        self._stream, self._feats, self._shape, self._names = stream, feats, shape, names
        self._kinds = shape.kinds
        self._count = len(shape.kinds) - 1
        self._skip = costs.skips(shape.kinds)
        self._behind = tuple(sum(self._skip[at + 1 : self._count]) for at in range(self._count))
        self._judged = [at for at, kind in enumerate(shape.kinds) if kind == "role" or shape.marked[at]]
        self._again = printed_again(feats)
        self._to_break = to_break(stream, feats if "number" in shape.kinds else ())
        self.page = -NEAR
        self._filled = [at for at, kind in enumerate(self._kinds[:-1]) if kind not in ("category", "note")]
        self._last = max(self._filled, default=0)
        self._early: dict[int | None, float] = {}
        self._early_at = -1

    def starts(self, fit: Sequence[float], f: Features) -> list[float]:
        """Return for each column what it costs to begin a cell with the token; ``fit``: what the token costs there."""
        closing = _CLOSING if f.closing else 0.0
        start = [cost + closing for cost in fit] if closing else [*fit]
        for column in self._judged:
            if self._kinds[column] == "role":
                start[column] = fit[column] + (closing + (0.0 if f.dash else self._names.start(f.text)))
            elif self._shape.marked[column] and not (f.marker or f.heading):
                start[column] = fit[column] + (closing + _UNMARKED)
        return start

    def number(self, kind: str, number: int, f: Features, at: int) -> float:
        """Return the cost of the number that a numbered cell begins with: any but the next after ``number`` is against it."""
        own = f.integer if kind == "number" else f.marker
        if own == number + 1:
            return NUMBERED[kind]
        if kind == "number":
            return 0.0 if f.total else 0.5 if number == 0 else 3.0 if own == 1 else NEVER
        if own and (number == 0 or own == number):
            near = at in self._again or at - self.page <= NEAR
            return 0.0 if number == 0 or near else 4.0
        return NEVER

    def stay(self, column: int, tails: Sequence[str], at: int) -> float:
        """Return the cost of going on with a cell from the token before."""
        token, f, before, kind = self._stream[at], self._feats[at], self._feats[at - 1], self._kinds[column]
        cost = self._shape.blanks[column] if token.blanks else 0.0
        if not token.inline:
            cost += self._breaks_early(column, at)
        if kind != "role":
            return cost + costs.stay(kind, before, f, token.inline)
        if f.dash or before.dash:
            return cost + _CLOSING
        apart = (2.0 if self._names.whole(tails[column]) else 0.3) if token.inline else 0.0
        return cost + self._names.stay(tails[column], f.text) + apart

    def _breaks_early(self, column: int, at: int) -> float:
        """Return the cost of the line's ending before the token inside a cell: the same for all columns of one width."""
        if at != self._early_at:
            self._early, self._early_at = {}, at
        width = self._shape.widths[column]
        known = self._early.get(width)
        if known is None:
            known = self._early[width] = costs.breaks_early(width, self._feats[at - 1], self._feats[at])
        return known

    def resume(self, cut: tuple[int, ...], way: Way, column: int, at: int) -> float:
        """Return the cost of going on, behind a page break, with the cell that was cut."""
        f, before = self._feats[at], self._feats[cut[column]]
        cost = costs.breaks_early(self._shape.widths[column], before, f)
        if self._kinds[column] == "role":
            return cost + (_CLOSING if before.dash or f.dash else self._names.stay(way.tails[column], f.text))
        return cost + costs.stay(self._kinds[column], before, f, False) + (0.5 if before.ends else 0.0)

    def cut_cell_end(self, cut: tuple[int, ...], way: Way, column: int) -> float:
        """Return the cost of a cell's having ended at the page break; most of it was paid when the cell was left."""
        cost = self._ending(way.tails, column, self._feats[cut[column]])
        return cost if cut[column] == max(cut) else min(cost, _LEFT_OPEN)

    def gap(self, cut: tuple[int, ...], last: Sequence[int], way: Way, column: int) -> float:
        """Return the cost of a column's being passed in a row that was cut: it stays empty, or its cell ended at the page break.

        ``last``: see ``cells_on_page``.
        """
        if last[column] >= 0 or cut[column] < 0:
            return self._skip[column]
        return self.cut_cell_end(cut, way, column)

    def ends(self, ways: Sequence[Way], at: int) -> tuple[list[float], list[float]]:
        """Return what it costs each way if its cell ends before token ``at``, and what it has cost if the row does.

        If the row ends, the columns behind stay empty.
        """
        f, leaves, ended = self._feats[at - 1], [], []
        following = self._stream[at] if at < len(self._stream) else None
        tight = following is not None and not (following.blanks or following.inline or following.new_page)
        near = following is not None and self._to_break[at] <= NEAR
        turns = following is not None and following.new_page
        for way in ways:
            cost, column, _, _, _, _, cut, tails, _ = way
            if column == self._count:
                leaves.append(0.0)
                ended.append(cost)
                continue
            left = costs.ends_full(self._shape.widths[column], f) + self._ending(tails, column, f)
            if tight:
                left += self._shape.tight[column]
            if near:
                left = min(left, _LEFT_OPEN)
            if cut is not None:
                last = cells_on_page(way, self._count)
                end = left + sum(self.gap(cut, last, way, other) for other in range(column + 1, self._count))
            else:
                end = left + self._behind[column]
                if turns:
                    end += self._look_open(way)
            leaves.append(left)
            ended.append(cost + end)
        return leaves, ended

    def looks_whole(self, way: Way) -> float:
        """Return the cost of a row's going on behind a page break although all its cells have texts that look as if they ended."""
        if way.column < self._last or any(cells(way, self._count)[column] < 0 for column in self._filled):
            return 0.0
        return max(0.0, _WHOLE - self._look_open(way))

    def _look_open(self, way: Way) -> float:
        """Return the cost of a row's ending at a page break although its cells look as if they went on."""
        cost = 0.0
        for column, at in enumerate(cells_on_page(way, self._count)[: way.column]):
            if at >= 0:
                f = self._feats[at]
                ending = min(self._ending(way.tails, column, f), _LEFT_OPEN)
                cost += costs.ends_full(self._shape.widths[column], f) + ending
        return cost

    def _ending(self, tails: Sequence[str], column: int, f: Features) -> float:
        if self._kinds[column] == "role":
            return 0.0 if f.dash else self._names.leave(tails[column])
        return costs.leave(self._kinds[column], f, self._shape.stopped[column])
