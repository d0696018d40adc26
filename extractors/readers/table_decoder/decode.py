"""Read a stream as the rows and cells of a table: the cheapest path over its places (semi-Markov, with a beam).

A state is a place behind a cell. Cells of one row go from left to right; a row may leave columns empty. What a state costs is
what its cells cost as texts of their columns, what the breaks between and inside them cost, and what empty columns cost.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import accumulate
from operator import itemgetter

from extractors.language.column_words import ColumnMeaning
from extractors.language.page_lines import CONTINUED
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS, least_cost
from extractors.readers.table_decoder.rows import kinds_of, neighbours, skip_of
from extractors.readers.table_decoder.states import BEAM, CellsFrom, CellStart, CellState, Offer, Offers
from extractors.readers.table_decoder.stream import STRENGTHS, Stream
from extractors.readers.table_decoder.weights import Weights, weights_from_counts

_PATIENCE = 300
"""Characters without gain after which the table is taken to have ended."""
_AHEAD = 600
"""Characters that the longest cell has at most."""
_EQUAL = 0.05
_ROUNDING = 1e-9
"""More than sums of the same costs in another order differ."""
_TIE = 2.0
"""A table may end later than where it is cheapest, by so much, if its last row is evidence of its own."""


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
        self._skip = tuple(map(skip_of, columns, self._kinds))
        self._behind = (*(sum(self._skip[at + 1 :]) for at in range(self._count + 1)), 0.0)
        self._open: defaultdict[int, Offers] = defaultdict(Offers)
        self._least = {kind: least_cost(kind) for kind in {*self._kinds, "category"}}
        self._horizon = start
        self._at, self._is_over = start, False
        self._best, self._best_cost = CellState(0.0, "", start, -1, 0, None, start, False, 0.0, 9.0), 0.0

    def read(self, limit: int, horizon: int | None = None) -> CellState | None:
        """Return the end of the cheapest path from the start to anywhere before ``limit``; None if there is no table.

        Called again with a limit up to ``horizon``, which the first call gives, it goes on from where it was.
        """
        if self._at == self._start:
            self._horizon = limit if horizon is None else horizon
            near = self._stream.breaks[self._start : self._horizon + _AHEAD]
            self._inside = (0.0, *accumulate(self._weights.inside[strength] for strength in near))
            states = [self._best]
        else:
            states = self._next_states(limit)
        best, best_cost, at = self._best, self._best_cost, self._at
        while states and not self._is_over:
            ended = [(state.cost + self._behind[state.column], state) for state in states]
            cost, state = min(ended, key=lambda pair: pair[0])
            cost += self._weights.row[self._stream.breaks[at]] if self._start < at < len(self._stream.text) else 0.0
            later = state.began > best_cost - 0.01 and cost - state.began < -1.0
            if cost < best_cost + (_TIE if later else _EQUAL):
                best, best_cost = state, cost
            elif at - best.end > _PATIENCE and cost > best_cost + 6.0:
                self._is_over = True
                break
            if at < len(self._stream.text):
                self._expand(states, ended, at)
            states = self._next_states(limit)
            at = self._at
        self._best, self._best_cost = best, best_cost
        return best if best.before is not None else None

    def _next_states(self, limit: int) -> list[CellState]:
        """Go on to the next place at which a cell can end; return the states there, none where the table can only have ended."""
        states: list[CellState] = []
        while self._open and not states and self._at < limit:
            self._at += 1
            if offers := self._open.pop(self._at, None):
                self._rate_cells(offers, self._at)
                states = offers.states(self._at)
        return states

    def _expand(self, states: list[CellState], ended: list[tuple[float, CellState]], at: int) -> None:
        strength = self._stream.breaks[at]
        end = self._repeated_end(at)
        if at < end <= self._horizon:
            offers = self._open[end]
            for state in states:
                start = CellStart(state.column, state.number, state, at, False, state.began, state.rival, repeats=True)
                key = (state.column, -1, state.number)
                offers.put(key, state.cost + COSTS["header.repeated"], state.value, start)
        row = COSTS["row.begins"] + (self._weights.row[strength] if at > self._start else 0.0)
        starts = self._row_starts(ended, row, at)
        ways: dict[str, list[Offer]] = {}
        for way in self._cell_starts(states, starts, strength, at):
            ways.setdefault(self._kinds[way[2].column], []).append(way)
        self._numbers(at, ways.pop("number", ()))
        for kind, begun in ways.items():
            self._cells(at, kind, begun)
        heading = COSTS["row.heading" if heads_rows(self._stream, at, self._kinds) else "row.group"]
        self._cells(at, "category", [(cost, "", start) for cost, start in starts], heading)

    def _repeated_end(self, at: int) -> int:
        """Return where a header printed again ends that begins here, 续表 above it included; the place itself if there is none."""
        text = self._stream.text
        above = CONTINUED.match(text, at)
        begin = above.end() if above else at
        return next((begin + len(header) for header in self._headers if text.startswith(header, begin)), at)

    def _cell_starts(
        self, states: list[CellState], starts: Sequence[tuple[float, CellStart]], strength: int, at: int
    ) -> Collection[Offer]:
        """Return where a cell may begin, in a row that goes on or in a new one: the cheapest way to each column.

        Ways that differ in the last row number, or in the value before a value, cost different amounts later.
        """
        best: dict[tuple[int, int, str], Offer] = {}
        beside, beyond = self._weights.next_cell(strength, False), self._weights.next_cell(strength, True)
        for state in states:
            if not 0 <= state.column < self._count:
                continue
            cost = state.cost
            for column in range(state.column + 1, self._count):
                here = cost + (beyond if column > state.column + 1 else beside)
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
                    start = CellStart(column, first.number, first.before, at, True, first.began, first.rival)
                    best[key] = (cost, "", start)
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

    def _numbers(self, at: int, ways: Sequence[Offer]) -> None:
        """Offer the row numbers that may begin at a place."""
        for cost, left, start in ways:
            for end, number, own in self._candidates.numbers(at, start.number + 1):
                if end <= self._horizon:
                    key = (start.column, -1, number)
                    self._open[end].put(key, cost + own, left, start._replace(number=number))

    def _cells(self, at: int, kind: str, ways: Sequence[Offer], extra: float = 0.0) -> None:
        """Note the cells of a kind that may begin at a place where they end."""
        least = min(cost for cost, _, _ in ways)
        if kind != "value":
            # A dearer way would be dearer by so much at each end: the text of a cell costs the same in all of them.
            ways = [way for way in ways if way[0] <= least + BEAM]
        bound = least + extra + self._least[kind] - self._inside[at + 1 - self._start] - _ROUNDING
        cells, places, horizon = CellsFrom(bound, kind, at, extra, ways), self._open, self._horizon
        for end in self._candidates.ends(at, kind):
            if end <= horizon:  # a state behind it is never gone on from
                places[end].unrated.append(cells)

    def _rate_cells(self, offers: Offers, end: int) -> None:
        """Offer the cells that end at a place, the shortest first: most of the longer ones cannot be as cheap and are not rated."""
        text, inside, first = self._stream.text, self._inside, self._start
        costs = self._candidates.costs
        by_key, least, within = offers.by_key, offers.least, inside[end - first]
        for bound, kind, at, extra, ways in reversed(offers.unrated):
            if bound + within > least + BEAM:
                continue
            own = costs.get((at, end, kind))
            if own is None:
                own = self._candidates.cost(at, end, kind)
            before = inside[at + 1 - first]
            value = text[at:end] if kind == "value" else ""
            for cost, left, start in ways:
                total = cost + own + within - before + extra
                if total > least + BEAM:
                    continue
                if value:
                    if left:
                        total += neighbours(left, value)
                    key, left = (start.column, at, start.number), value
                else:
                    key = (start.column, -1, start.number)
                known = by_key.get(key)
                if known is None or total < known[0] or (total == known[0] and known[2].start > at):
                    by_key[key] = (total, left, start)
                    if total < least:
                        least = total
        offers.least = least


def heads_rows(stream: Stream, at: int, kinds: Sequence[str]) -> bool:
    """Return whether a place has the mark of a heading; 一 in a cell before it is one where rows are numbered 1."""
    if "number" in kinds:
        numeral = p.NUMERAL.match(stream.text, at)
        if numeral is not None and stream.breaks[numeral.end()]:
            return True
    return p.HEADING.match(stream.text, at) is not None


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
