"""Read a stream as the rows and cells of a table: the cheapest path over its places (semi-Markov, with a beam).

A state is a place behind a cell. Cells of one row go from left to right; a row may leave columns empty. What a state costs is
what its cells cost as texts of their columns, what the breaks between and inside them cost, and what empty columns cost.
"""

from collections.abc import Collection, Sequence
from itertools import accumulate
from operator import itemgetter

from extractors.language.column_words import ColumnMeaning
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.rows import kinds_of, neighbours, skip
from extractors.readers.table_decoder.states import BEAM, CellStart, CellState, Offer, Offers
from extractors.readers.table_decoder.stream import STRENGTHS, Stream
from extractors.readers.table_decoder.weights import Weights, weights_from_counts

_PATIENCE = 300
"""Characters without gain after which the table is taken to have ended."""
_AHEAD = 600
"""Characters that the longest cell has at most."""
_EQUAL = 0.05
_TIE = 2.0
"""A table may end later than where it is cheapest, by so much, if its last row is evidence of its own."""


_CellEnd = tuple[float, float, Offers, str]
"""What a cell costs as text, the breaks up to its end, the offers there, and the text itself."""


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
        self._open: dict[int, Offers] = {}
        self._cell_ends: dict[str, list[_CellEnd]] = {}
        self._limit = start

    def read(self, limit: int) -> CellState | None:
        """Return the end of the cheapest path from the start to anywhere before ``limit``; None if there is no table."""
        near = self._stream.breaks[self._start : limit + _AHEAD]
        self._inside = (0.0, *accumulate(self._weights.inside[strength] for strength in near))
        self._open, self._limit = {}, limit
        first = CellState(0.0, "", self._start, -1, 0, None, self._start, False, 0.0, 9.0)
        best, best_cost, at, states = first, 0.0, self._start, [first]
        while True:
            ended = [(state.cost + self._row_end(state), state) for state in states]
            cost, state = min(ended, key=lambda pair: pair[0])
            cost += self._weights.row[self._stream.breaks[at]] if self._start < at < len(self._stream.text) else 0.0
            later = state.began > best_cost - 0.01 and cost - state.began < -1.0
            if cost < best_cost + (_TIE if later else _EQUAL):
                best, best_cost = state, cost
            elif at - best.end > _PATIENCE and cost > best_cost + 6.0:
                break
            if at < len(self._stream.text):
                self._expand(states, ended, at)
            if not self._open:
                break
            at += 1
            while at not in self._open:
                at += 1
            states = self._open.pop(at).states(at)
        return best if best.before is not None else None

    def _row_end(self, state: CellState) -> float:
        return sum(self._skip[state.column + 1 :]) if state.column >= 0 else 0.0

    def _expand(self, states: list[CellState], ended: list[tuple[float, CellState]], at: int) -> None:
        self._cell_ends = {}
        strength = self._stream.breaks[at]
        again = next((header for header in self._headers if self._stream.text.startswith(header, at)), "")
        if again and at + len(again) <= self._limit:
            offers = self._offers_at(at + len(again))
            for state in states:
                start = CellStart(state.column, state.number, state, at, False, state.began, state.rival, repeats=True)
                key = (state.column, -1, state.number)
                offers.put(key, state.cost + COSTS["header.repeated"], state.value, start)
        row = COSTS["row.begins"] + (self._weights.row[strength] if at > self._start else 0.0)
        starts = self._row_starts(ended, row, at)
        for cost, value, start in self._cell_starts(states, starts, strength, at):
            self._cells(cost, value, start)
        for cost, start in starts:
            self._group(cost, start)

    def _cell_starts(
        self, states: list[CellState], starts: Sequence[tuple[float, CellStart]], strength: int, at: int
    ) -> Collection[Offer]:
        """Return where a cell may begin, in a row that goes on or in a new one: the cheapest way to each column.

        Ways that differ in the last row number, or in the value before a value, cost different amounts later.
        """
        best: dict[tuple[int, int, str], Offer] = {}
        for state in states:
            if not 0 <= state.column < self._count:
                continue
            cost = state.cost
            for column in range(state.column + 1, self._count):
                here = cost + self._weights.next_cell(strength, column > state.column + 1)
                key = (column, state.number, state.value if self._kinds[column] == "value" else "")
                known = best.get(key)
                if known is None or here < known[0]:
                    start = CellStart(column, state.number, state, at, False, state.began, state.rival)
                    best[key] = (here, state.value, start)
                cost += self._skip[column]
        for cost, first in starts:
            for column in range(self._count):
                key = (column, first.number, "")
                known = best.get(key)
                if known is None or cost < known[0]:
                    best[key] = (cost, "", first._replace(column=column))
                cost += self._skip[column]
        return best.values()

    def _row_starts(self, ended: list[tuple[float, CellState]], row: float, at: int) -> list[tuple[float, CellStart]]:
        """Return for each row number the cheapest state behind which a row may begin, and how near the second is."""
        found: dict[int, tuple[float, CellState, float]] = {}
        for cost, state in sorted(ended, key=itemgetter(0)):
            known = found.get(state.number)
            if known is None:
                found[state.number] = (cost, state, 9.0)
            elif known[2] == 9.0:
                found[state.number] = (known[0], known[1], cost - known[0])
        return [
            (cost + row, CellStart(self._count, number, state, at, True, cost, rival))
            for number, (cost, state, rival) in found.items()
        ]

    def _offers_at(self, end: int) -> Offers:
        offers = self._open.get(end)
        if offers is None:
            offers = self._open[end] = Offers()
        return offers

    def _ends(self, at: int, kind: str) -> list[_CellEnd]:
        """Return where cells of a kind that begin at a place may end, for all columns of the kind together."""
        known = self._cell_ends.get(kind)
        if known is None:
            text, inside, first, limit = self._stream.text, self._inside, self._start, self._limit
            known = self._cell_ends[kind] = [
                (own, inside[end - first], self._offers_at(end), text[at:end])
                for end, own in self._candidates.at(at, kind)
                if end <= limit  # a state behind the limit is never gone on from
            ]
        return known

    def _cells(self, cost: float, left: str, start: CellStart) -> None:
        """Offer the cells that may begin at a place of a column; ``left``: the last value of the row."""
        column, at = start.column, start.start
        kind = self._kinds[column]
        if kind == "number":
            for end, number, own in self._candidates.numbers(at, start.number + 1):
                if end <= self._limit:
                    begun = start._replace(number=number)
                    self._offers_at(end).put((column, -1, number), cost + own, left, begun)
            return
        if kind == "value":
            self._values(cost, left, start)
            return
        key = (column, -1, start.number)
        # Nearly all the time of a reading goes into these loops: they put the offers without a call for each.
        before = self._inside[at + 1 - self._start]
        for own, breaks, offers, _ in self._ends(at, kind):
            total = cost + own + breaks - before
            if total > offers.least + BEAM:
                continue
            known = offers.by_key.get(key)
            if known is None or total < known[0]:
                offers.by_key[key] = (total, left, start)
                if total < offers.least:
                    offers.least = total

    def _values(self, cost: float, left: str, start: CellStart) -> None:
        """Offer the values that may begin at a place."""
        key = (start.column, start.start, start.number)
        before = self._inside[start.start + 1 - self._start]
        for own, breaks, offers, value in self._ends(start.start, "value"):
            total = cost + own + breaks - before
            if total > offers.least + BEAM:
                continue
            if left:
                total += neighbours(left, value)
            known = offers.by_key.get(key)
            if known is None or total < known[0]:
                offers.by_key[key] = (total, value, start)
                if total < offers.least:
                    offers.least = total

    def _group(self, cost: float, start: CellStart) -> None:
        """Offer a row that is one cell over the whole width."""
        at = start.start
        heading = COSTS["row.heading" if p.HEADING.match(self._stream.text, at) else "row.group"]
        before = self._inside[at + 1 - self._start]
        key = (self._count, -1, start.number)
        for own, breaks, offers, _ in self._ends(at, "category"):
            offers.put(key, cost + own + breaks - before + heading, "", start)


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
