"""Read a stream as the rows and cells of a table: the cheapest path over its places (semi-Markov, with a beam).

A state is a place behind a cell. Cells of one row go from left to right; a row may leave columns empty. What a state costs is
what its cells cost as texts of their columns, what the breaks between and inside them cost, and what empty columns cost.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from extractors.language.column_words import ColumnMeaning
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.rows import kinds_of, neighbours, skip
from extractors.readers.table_decoder.stream import STRENGTHS, Stream
from extractors.readers.table_decoder.weights import Weights, weights_from_counts

_BEAM = 10.0
_WIDTH = 12
_PATIENCE = 300
"""Characters without gain after which the table is taken to have ended."""
_AHEAD = 600
"""Characters that the longest cell has at most."""
_EQUAL = 0.05
_TIE = 2.0
"""A table may end later than where it is cheapest, by so much, if its last row is evidence of its own."""


_StateKey = tuple[int, int, int]
"""What two states at one place must share for the cheaper to replace the other: column, start of a value or -1, number."""


class CellState(NamedTuple):
    """A place behind a cell."""

    cost: float
    column: int
    """Column of the cell; the number of columns for a cell over the whole width."""
    number: int
    """The last row number."""
    value: str
    """The last value of the row."""
    before: "CellState | None"
    start: int
    end: int
    opens: bool
    """The cell is the first of a row."""
    began: float
    """What the path cost before the row."""
    rival: float
    """By how much the best other way to the beginning of the row was dearer."""
    repeats: bool = False
    """Not a cell: the header printed again."""


_state = tuple.__new__
"""Makes a CellState of a tuple, in half the time of a call with its fields."""


class Decoder:
    """Reads one stream with one hypothesis of columns."""

    def __init__(
        self,
        stream: Stream,
        start: int,
        columns: Sequence[ColumnMeaning],
        headers: tuple[str, ...],
        candidates: Candidates,
        weights: Weights,
    ) -> None:
        self._stream, self._start, self._headers = stream, start, headers
        self._kinds = kinds_of(columns)
        self._count = len(columns)
        self._candidates, self._weights = candidates, weights
        self._inside: tuple[float, ...] = ()
        self._skip = tuple(skip(kind) for kind in self._kinds)
        self._open: dict[int, dict[_StateKey, CellState]] = {}
        self._least: dict[int, float] = {}

    def read(self, limit: int) -> CellState | None:
        """Return the end of the cheapest path from the start to anywhere before ``limit``; None if there is no table."""
        near = self._stream.breaks[self._start : limit + _AHEAD]
        self._inside = (0.0, *accumulate(self._weights.inside[strength] for strength in near))
        first = CellState(0.0, -1, 0, "", None, self._start, self._start, False, 0.0, 9.0)
        self._open = {self._start: {(-1, -1, 0): first}}
        best, best_cost, at = first, 0.0, self._start
        while self._open and at <= limit:
            states = self._open.pop(at, None)
            if states is None:
                at = min(self._open)
                continue
            kept = self._prune(states)
            ended = [(state.cost + self._row_end(state), state) for state in kept]
            cost, state = min(ended, key=lambda pair: pair[0])
            cost += self._weights.row[self._stream.breaks[at]] if self._start < at < len(self._stream.text) else 0.0
            later = state.began > best_cost - 0.01 and cost - state.began < -1.0
            if cost < best_cost + (_TIE if later else _EQUAL):
                best, best_cost = state, cost
            elif at - best.end > _PATIENCE and cost > best_cost + 6.0:
                break
            if at < len(self._stream.text):
                self._expand(kept, ended, at)
        return best if best.before is not None else None

    def _prune(self, states: dict[_StateKey, CellState]) -> list[CellState]:
        kept = sorted(states.values(), key=lambda state: state.cost)[:_WIDTH]
        return [state for state in kept if state.cost <= kept[0].cost + _BEAM]

    def _row_end(self, state: CellState) -> float:
        return sum(self._skip[state.column + 1 :]) if state.column >= 0 else 0.0

    def _expand(self, states: list[CellState], ended: list[tuple[float, CellState]], at: int) -> None:
        strength = self._stream.breaks[at]
        again = next((header for header in self._headers if self._stream.text.startswith(header, at)), "")
        for state in states if again else ():
            end = at + len(again)
            cost = state.cost + COSTS["header.repeated"]
            key = (state.column, -1, state.number)
            self._put(key, cost, state.value, state, at, end, False, state.began, state.rival, repeats=True)
        for column, cost, state in self._next(states, strength):
            self._cells(state, column, cost, at, False, state.began, state.rival)
        row = COSTS["row.begins"] + (self._weights.row[strength] if at > self._start else 0.0)
        for number, (cost, state, rival) in self._row_starts(ended).items():
            begun = cost + row
            for column in range(self._count):
                if number == state.number:
                    self._cells(state, column, begun, at, True, cost, rival)
                begun += self._skip[column]
            self._group(state, cost + row, at, rival)

    def _next(self, states: list[CellState], strength: int) -> Iterator[tuple[int, float, CellState]]:
        """Yield the columns that a row may go on with, each with the cheapest state before it that differs in what follows."""
        best: dict[tuple[int, int, str], tuple[float, CellState]] = {}
        for state in states:
            if not 0 <= state.column < self._count:
                continue
            cost = state.cost
            for column in range(state.column + 1, self._count):
                here = cost + self._weights.next_cell(strength, column > state.column + 1)
                key = (column, state.number, state.value if self._kinds[column] == "value" else "")
                known = best.get(key)
                if known is None or here < known[0]:
                    best[key] = (here, state)
                cost += self._skip[column]
        for (column, _, _), (cost, state) in best.items():
            yield column, cost, state

    def _row_starts(self, ended: list[tuple[float, CellState]]) -> dict[int, tuple[float, CellState, float]]:
        """Return for each row number the cheapest state behind which a row may begin, and how near the second is."""
        found: dict[int, tuple[float, CellState, float]] = {}
        for cost, state in sorted(ended, key=lambda pair: pair[0]):
            known = found.get(state.number)
            if known is None:
                found[state.number] = (cost, state, 9.0)
            elif known[2] == 9.0:
                found[state.number] = (known[0], known[1], cost - known[0])
        return found

    def _cells(
        self, state: CellState, column: int, cost: float, at: int, opens: bool, began: float, rival: float
    ) -> None:
        kind = self._kinds[column]
        value = left = "" if opens else state.value
        if kind == "number":
            for end, number, own in self._candidates.numbers(at, state.number + 1):
                self._put((column, -1, number), cost + own, value, state, at, end, opens, began, rival)
            return
        text, inside, first, least, opened = self._stream.text, self._inside, self._start, self._least, self._open
        is_value, before = kind == "value", inside[at + 1 - first]
        key = (column, at if is_value else -1, state.number)
        # Nearly all the time of a reading goes into this loop: it puts the states itself, without a call for each.
        for end, own in self._candidates.at(at, kind):
            total = cost + own + inside[end - first] - before
            best = least.get(end)
            if best is not None and total > best + _BEAM:
                continue
            if is_value:
                value = text[at:end]
                total += neighbours(left, value) if left else 0.0
            states = opened.get(end)
            if states is None:
                states = opened[end] = {}
            known = states.get(key)
            if known is None or total < known.cost:
                states[key] = _state(
                    CellState, (total, column, state.number, value, state, at, end, opens, began, rival, False)
                )
                if best is None or total < best:
                    least[end] = total

    def _group(self, state: CellState, cost: float, at: int, rival: float) -> None:
        """Offer a row that is one cell over the whole width."""
        text, inside = self._stream.text, self._inside
        for end, own in self._candidates.at(at, "category"):
            heading = COSTS["row.heading" if p.HEADING.match(text, at) else "row.group"]
            total = cost + own + inside[end - self._start] - inside[at + 1 - self._start] + heading
            self._put((self._count, -1, state.number), total, "", state, at, end, True, cost, rival)

    def _put(
        self,
        key: _StateKey,
        cost: float,
        value: str,
        before: CellState,
        start: int,
        end: int,
        opens: bool,
        began: float,
        rival: float,
        repeats: bool = False,
    ) -> None:
        """Add a state if it is the cheapest of those that differ in nothing that matters for what follows.

        Most offers are dearer than what is known, so the state is made only after it is compared.
        """
        states = self._open.setdefault(end, {})
        known = states.get(key)
        if known is None or cost < known.cost:
            column, _, number = key
            states[key] = CellState(cost, column, number, value, before, start, end, opens, began, rival, repeats)
            if cost < self._least.get(end, cost + 1.0):
                self._least[end] = cost


def path(state: CellState) -> list[CellState]:
    """Return the states of a path in order, without its beginning."""
    found: list[CellState] = []
    at: CellState | None = state
    while at is not None and at.before is not None:
        found.append(at)
        at = at.before
    return found[::-1]


def weights_from_path(stream: Stream, states: Sequence[CellState]) -> Weights:
    """Return the costs of breaks that a reading suggests."""
    inside, cells, rows = [0.0] * STRENGTHS, [0.0] * STRENGTHS, [0.0] * STRENGTHS
    for index, state in enumerate(states):
        if index:
            (rows if state.opens else cells)[stream.breaks[state.start]] += 1.0
        for strength in stream.breaks[state.start + 1 : state.end]:
            inside[strength] += 1.0
    return weights_from_counts(inside, cells, rows)
