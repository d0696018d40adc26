"""Where cells may begin at a place: the cheapest ways to each column, in a row that goes on or in a new one."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from extractors.readers.table_decoder.candidates import CellsOfKind
from extractors.readers.table_decoder.states import CellState, Way
from extractors.readers.table_decoder.weights import Weights

_NUMBERS = 1000
"""More than any row number."""
_first = itemgetter(0)


class Ways:
    """Those of one hypothesis of columns; ``skip``: what it costs to leave each column empty."""

    def __init__(self, kinds: Sequence[str], skip: Sequence[float], weights: Weights) -> None:
        self._kinds, self._skip, self._weights = kinds, skip, weights
        self._count = len(kinds)

    def key(self, number: int, column: int) -> int:
        """Return what offers that may replace each other have in common: see ``Way``."""
        return number * (self._count + 1) + column

    def to_cells(
        self, states: Sequence[CellState], rows: Sequence[Way], cells: Mapping[str, CellsOfKind], strength: int, at: int
    ) -> dict[str, list[Way]]:
        """Return by kind the cheapest way to each column of which a cell may begin here; ``rows``: ways to a new row.

        Ways that differ in the last row number, or in the value before a value, cost different amounts later.
        """
        best: dict[int | tuple[int, str], Way] = {}
        skip, wide = self._skip, self._count + 1
        live = [bool(cells[kind].ends) for kind in self._kinds]
        end = max((column for column, lives in enumerate(live, 1) if lives), default=0)
        # What the keys of values that begin here have in common; 0 for other kinds.
        begins = [at * _NUMBERS * wide if kind == "value" else 0 for kind in self._kinds]
        beside, beyond = self._weights.next_cell(strength, False), self._weights.next_cell(strength, True)
        for state in states:
            cost, value, _, last, number, _, _, _, began, rival, _ = state
            if last < 0:
                continue
            step = beside
            for column in range(last + 1, end):
                if live[column]:
                    here, key = cost + step, number * wide + column + begins[column]
                    own = (key, value) if begins[column] else key
                    known = best.get(own)
                    if known is None or here < known[0]:
                        best[own] = (here, key, value, (column, number, state, at, False, began, rival, False))
                cost += skip[column]
                step = beyond
        for cost, _, _, (_, number, before, _, _, began, rival, _) in rows:
            for column in range(end):
                if live[column]:
                    key = number * wide + column + begins[column]
                    own = (key, "") if begins[column] else key
                    known = best.get(own)
                    if known is None or cost < known[0]:
                        best[own] = (cost, key, "", (column, number, before, at, True, began, rival, False))
                cost += skip[column]
        found: dict[str, list[Way]] = {}
        for way in best.values():
            found.setdefault(self._kinds[way[3][0]], []).append(way)
        return found

    def to_rows(self, ended: Sequence[tuple[float, CellState]], row: float, at: int) -> list[Way]:
        """Return for each row number the cheapest state behind which a row may begin, and how near the second is.

        ``ended``: states with what they cost if their rows end; ``row``: what it costs to begin one.
        """
        found: dict[int, tuple[float, CellState, float]] = {}
        for cost, state in sorted(ended, key=_first):
            known = found.get(state.number)
            if known is None:
                found[state.number] = (cost, state, 9.0)
            elif known[2] == 9.0:
                found[state.number] = (known[0], known[1], cost - known[0])
        count, wide = self._count, self._count + 1
        return [
            (cost + row, number * wide + count, "", (count, number, state, at, True, cost, rival, False))
            for number, (cost, state, rival) in found.items()
        ]
