"""How good the fitted costs are on tables that they were not fitted on: cells, whole tables, and what a margin is worth."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from extractors.readers.table_decoder.states import CellState
from tests.fit.learn import Cell, attempts, cells
from tests.fit.sample import Sample
from tests.fit.truth import TrainingTable

BINS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Margins between which rows are counted."""
WIDEST = 9.0
"""Margin of a row without another reading."""


class RowMargin(NamedTuple):
    """By how much the second reading of a row was dearer, and whether the first was right."""

    margin: float
    right: bool


class Outcome(NamedTuple):
    """What was read of some tables."""

    tables: int
    whole: int
    """Tables with all cells right."""
    wanted: int
    found: int
    right: int
    rows: tuple[RowMargin, ...]
    by_layout: dict[str, tuple[int, int]]
    """Of each layout: tables read right, tables."""

    @property
    def precision(self) -> float:
        """Share of the cells read that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the right cells that were read."""
        return self.right / self.wanted if self.wanted else 1.0


def outcome(sample: Iterable[Sample]) -> Outcome:
    """Read the tables that can be read right and compare their cells."""
    whole: Counter[str] = Counter()
    tables: Counter[str] = Counter()
    wanted = found = right = 0
    rows: list[RowMargin] = []
    for one in sample:
        if one.table is None:
            continue
        *_, attempt = attempts(one.table)
        have, want = cells(attempt.states), cells(one.table.states)
        tables[one.layout] += 1
        whole[one.layout] += have == want
        wanted, found, right = wanted + len(want), found + len(have), right + len(have & want)
        rows += _margins(attempt.states, one.table)
    layouts = {layout: (whole[layout], count) for layout, count in tables.items()}
    return Outcome(tables.total(), whole.total(), wanted, found, right, tuple(rows), layouts)


def _margins(states: Sequence[CellState], table: TrainingTable) -> Iterator[RowMargin]:
    """Yield the margins of all rows but the last, which has none."""
    want = cells(table.states)
    row: list[Cell] = []
    for state in states:
        if state.repeats:
            continue
        if state.opens and row:
            yield RowMargin(min(state.rival, WIDEST), all(cell in want for cell in row))
            row = []
        row.append((state.column, state.start, state.end))


class Calibration(NamedTuple):
    """P(right) = 1 / (1 + exp(-(start + slope · margin)))."""

    start: float
    slope: float

    def chance(self, margin: float) -> float:
        """Return the chance that a row with this margin is right."""
        return 1 / (1 + exp(-(self.start + self.slope * margin)))

    def margin(self, chance: float) -> float:
        """Return the margin from which on rows are right with this chance."""
        return max(0.0, (log(chance / (1 - chance)) - self.start) / self.slope)


def calibrate(rows: Sequence[RowMargin]) -> Calibration:
    """Fit the two numbers by Newton's method."""
    start, slope = 0.0, 0.5
    for _ in range(30):
        gradient = [0.0, 0.0]
        curve = [[1e-3, 0.0], [0.0, 1e-3]]
        for row in rows:
            chance = 1 / (1 + exp(-(start + slope * row.margin)))
            error, spread = row.right - chance, chance * (1 - chance)
            for at, x in enumerate((1.0, row.margin)):
                gradient[at] += error * x
                for other, y in enumerate((1.0, row.margin)):
                    curve[at][other] += spread * x * y
        scale = curve[0][0] * curve[1][1] - curve[0][1] * curve[1][0]
        start += (curve[1][1] * gradient[0] - curve[0][1] * gradient[1]) / scale
        slope += (curve[0][0] * gradient[1] - curve[1][0] * gradient[0]) / scale
    return Calibration(start, max(slope, 1e-3))


def log_loss(rows: Sequence[RowMargin], calibration: Calibration) -> float:
    """Return the mean of minus the logarithm of the chance that was given to what is the case."""
    chances = (calibration.chance(row.margin) if row.right else 1 - calibration.chance(row.margin) for row in rows)
    return sum(-log(max(chance, 1e-9)) for chance in chances) / max(len(rows), 1)


def reliability(rows: Sequence[RowMargin], calibration: Calibration) -> Iterator[str]:
    """Yield one line for each range of margins: rows, chance that they are right, share that is."""
    for least, most in zip((0.0, *BINS), (*BINS, WIDEST + 1), strict=True):
        inside = [row for row in rows if least <= row.margin < most]
        if inside:
            expected = sum(calibration.chance(row.margin) for row in inside) / len(inside)
            share = sum(row.right for row in inside) / len(inside)
            yield f"margin {least:.2f}–{most:.2f}: {len(inside):5} rows, expected {expected:.3f}, right {share:.3f}"
