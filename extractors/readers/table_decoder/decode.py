"""Read a stream as the rows and cells of a table: the cheapest path over its places (semi-Markov, with a beam).

A state is a place behind a cell. Cells of one row go from left to right; a row may leave columns empty. What a state costs is
what its cells cost as texts of their columns, what the breaks between and inside them cost, and what empty columns cost.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from math import inf
from operator import itemgetter

from extractors.language.column_words import ColumnMeaning
from extractors.language.page_lines import CONTINUED
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.candidates import Candidates, CellsOfKind
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.rows import kinds_of, neighbours, skip_of
from extractors.readers.table_decoder.states import BEAM, CellsFrom, CellState, Offers, Way
from extractors.readers.table_decoder.stream import LINE, PAGE, STRENGTHS, Stream
from extractors.readers.table_decoder.ways import Ways
from extractors.readers.table_decoder.weights import Weights, weights_from_counts

_PATIENCE = 300
"""Characters without gain after which the table is taken to have ended."""
_EQUAL = 0.05
_ROUNDING = 1e-9
"""More than sums of the same costs in another order differ."""
_TIE = 2.0
"""A table may end later than where it is cheapest, by so much, if its last row is evidence of its own, or a sentence ends there."""


_first = itemgetter(0)


DecoderKey = tuple[int, tuple[str, ...], tuple[float, ...], tuple[str, ...], Weights]
"""All that a reading of one stream depends on."""


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
        self._distinct = {*self._kinds, "category"}
        self._candidates, self._weights = candidates, weights
        self._inside: tuple[float, ...] = ()
        self._skip = tuple(map(skip_of, columns, self._kinds))
        self._ways = Ways(self._kinds, self._skip, weights)
        self._behind = (*(sum(self._skip[at + 1 :]) for at in range(self._count + 1)), 0.0)
        self._open: defaultdict[int, Offers] = defaultdict(Offers)
        self._unrated: defaultdict[int, list[CellsFrom]] = defaultdict(list)
        self.key: DecoderKey = (start, self._kinds, self._skip, headers, weights)
        self._horizon = start
        self._at, self._is_over = start, False
        self._best, self._best_cost = CellState(0.0, "", start, -1, 0, None, start, False, 0.0, 9.0), 0.0
        self._least_cost = 0.0

    def read(self, limit: int, horizon: int | None = None) -> CellState | None:
        """Return the end of the cheapest path from the start to anywhere before ``limit``; None if there is no table.

        Called again with a limit up to ``horizon``, which the first call gives, it goes on from where it was.
        """
        if self._at == self._start:
            self._horizon = limit if horizon is None else horizon
            near = self._stream.breaks[self._start : self._horizon + 1]
            self._inside = (0.0, *accumulate(map(self._weights.inside.__getitem__, near)))
            states = [self._best]
        else:
            states = self._next_states(limit)
        best, best_cost, at = self._best, self._best_cost, self._at
        behind, size = self._behind, len(self._stream.text)
        while states and not self._is_over:
            ended = [(state.cost + behind[state.column], state) for state in states]
            cost, state = min(ended, key=_first)
            cost += self._weights.row[self._stream.breaks[at]] if self._start < at < size else 0.0
            self._least_cost = min(self._least_cost, cost)
            later = state.began > best_cost - 0.01 and cost - state.began < -1.0
            later = later or (state.start == best.start and self._closes(state.end) and not self._closes(best.end))
            if cost < best_cost + (_TIE if later else _EQUAL):
                best, best_cost = state, cost
            elif at - best.end > _PATIENCE and cost > best_cost + 6.0:
                self._is_over = True
                break
            if at < size:
                self._expand(states, ended, at)
            states = self._next_states(limit)
            at = self._at
        self._best, self._best_cost = best, best_cost
        return best if best.before is not None else None

    @property
    def is_late(self) -> bool:
        """Whether the path that was returned last is not the cheapest: its last row made up for ending later."""
        return self._best_cost > self._least_cost

    def _closes(self, end: int) -> bool:
        """Return whether a sentence ends here, so that a cell that ended before would be cut."""
        return self._stream.text[end - 1] in p.STOPS

    def _next_states(self, limit: int) -> list[CellState]:
        """Go on to the next place at which a cell can end; return the states there, none where the table can only have ended."""
        states: list[CellState] = []
        at = self._at
        while (self._open or self._unrated) and not states and at < limit:
            at += 1
            if at in self._unrated or at in self._open:
                offers = self._open.pop(at, None) or Offers()
                self._rate_cells(offers, self._unrated.pop(at, ()), at)
                states = offers.states(at)
        self._at = at
        return states

    def _expand(self, states: list[CellState], ended: list[tuple[float, CellState]], at: int) -> None:
        strength = self._stream.breaks[at]
        end = self._repeated_end(at)
        if at < end <= self._horizon:
            offers = self._open[end]
            for state in states:
                start = (state.column, state.number, state, at, False, state.began, state.rival, True)
                key = self._ways.key(state.number, state.column)
                offers.put(key, (state.cost + COSTS["header.repeated"], at, state.value, start))
        row = COSTS["row.begins"] + (self._weights.row[strength] if at > self._start else 0.0)
        rows = self._ways.to_rows(ended, row, at)
        cells = {kind: self._candidates.cells(at, kind) for kind in self._distinct}
        for kind, ways in self._ways.to_cells(states, rows, cells, strength, at).items():
            if kind == "number":
                self._numbers(at, ways)
            else:
                self._cells(at, kind, cells[kind], ways)
        heading = COSTS["row.heading" if heads_rows(self._stream, at, self._kinds) else "row.group"]
        self._cells(at, "category", cells["category"], rows, heading)

    def _repeated_end(self, at: int) -> int:
        """Return where a header printed again ends that begins here, 续表 above it included; the place itself if there is none.

        So is the number of the page that ends before it, if it has a line to itself.
        """
        text = self._stream.text
        if not self._headers:
            return at
        begin = end_of_page(self._stream, at)
        above = CONTINUED.match(text, begin)
        begin = above.end() if above else begin
        return next((begin + len(header) for header in self._headers if text.startswith(header, begin)), at)

    def _numbers(self, at: int, ways: Sequence[Way]) -> None:
        """Offer the row numbers that may begin at a place."""
        for cost, _, left, (column, last, before, _, opens, began, rival, _) in ways:
            for end, number, own in self._candidates.numbers(at, last + 1):
                if end <= self._horizon:
                    start = (column, number, before, at, opens, began, rival, False)
                    self._open[end].put(self._ways.key(number, column), (cost + own, at, left, start))

    def _cells(self, at: int, kind: str, cells: CellsOfKind, ways: list[Way], extra: float = 0.0) -> None:
        """Note the cells of a kind that may begin at a place where they end."""
        ways.sort(key=_first)
        inside = self._inside[at + 1 - self._start]
        bound = ways[0][0] + extra + cells.least - inside - _ROUNDING
        begun: CellsFrom = (bound, kind, at, inside, extra, cells, ways)
        places, horizon = self._unrated, self._horizon
        for end in cells.ends:
            if end <= horizon:  # a state behind it is never gone on from
                places[end].append(begun)

    def _rate_cells(self, offers: Offers, unrated: Sequence[CellsFrom], end: int) -> None:
        """Offer the cells that end at a place, the shortest first: most of the longer ones cannot be as cheap and are not rated."""
        by_key, least, within = offers.by_key, offers.least, self._inside[end - self._start]
        most = least + BEAM
        for bound, kind, at, before, extra, cells, ways in reversed(unrated):
            if bound + within > most:
                continue
            own = cells.costs.get(end)
            if own is None:
                own = self._candidates.cost(at, end, kind)
            if own == inf:
                continue
            value = self._stream.text[at:end] if kind == "value" else ""
            for cost, key, left, start in ways:
                total = cost + own + within - before + extra
                if total > most:
                    break  # the other ways are dearer
                if value:
                    if left:
                        total += neighbours(left, value)
                    left = value
                known = by_key.get(key)
                if known is None or total < known[0] or (total == known[0] and known[1] > at):
                    by_key[key] = (total, at, left, start)
                    if total < least:
                        least = total
                        most = least + BEAM
        offers.least = least


def end_of_page(stream: Stream, at: int) -> int:
    """Return the place behind a page number alone on its line that begins here, before a new page or 续表; else the place itself."""
    number = p.PAGE_NUMBER.match(stream.text, at) if stream.breaks[at] >= LINE else None
    if number is None or stream.breaks[number.end()] < LINE:
        return at
    opens = stream.breaks[number.end()] == PAGE or CONTINUED.match(stream.text, number.end())
    return number.end() if opens else at


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
