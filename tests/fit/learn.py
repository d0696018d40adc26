"""Learn costs by the averaged perceptron: where the cheapest reading is not the right one, its evidence becomes dearer."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.decode import path, weights_from_path
from extractors.readers.table_decoder.reading import decoder_of
from extractors.readers.table_decoder.rows import kinds_of, skip
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.weights import Weights, from_header
from tests.fit.evidence import evidence_of
from tests.fit.truth import TrainingTable

STEP = 0.2
"""What one wrong reading moves the costs of its evidence by, divided among its wrong cells."""
BOUNDS = {"break.": (0.1, 1.5), "skip.": (0.0, 8.0), "cut.": (0.0, 8.0)}
"""Least and most of some costs."""
FIXED = frozenset(
    {
        "cut.date", "cut.figures", "cut.figure-over-lines", "cut.number", "cut.word", "indicator.text-before", "margin.doubtful",
        "neighbours.same", "number.other", "role.opens-late", "role.text-before", "value.qualified", "value.text",
        "value.whole-words",
    }
)  # fmt: skip
"""Costs that hold by rule: a figure, date or word is never cut, and forms of real tables that the generated ones have too few of."""
MOST = 8.0
"""No other cost is larger, whatever its sign."""

Cell = tuple[int, int, int]


class Attempt(NamedTuple):
    """A reading under the costs of this moment."""

    states: tuple[CellState, ...]
    weights: Weights
    candidates: Candidates
    after: float
    """What is paid after the last cell: columns left empty, and the break."""


def attempt_of(table: TrainingTable, candidates: Candidates, weights: Weights) -> Attempt:
    """Read a table with the given costs of breaks."""
    stream = table.stream
    end = decoder_of(stream, table.layout, weights, candidates).read(len(stream.text))
    if end is None:
        return Attempt((), weights, candidates, 0.0)
    after = sum(map(skip, kinds_of(table.layout.columns)[end.column + 1 :]))
    after += weights.row[stream.breaks[end.end]] if end.end < len(stream.text) else 0.0
    return Attempt(tuple(path(end)), weights, candidates, after)


def attempts(table: TrainingTable) -> Iterator[Attempt]:
    """Yield the readings of both passes: with breaks as the header suggests, and as the first reading suggests."""
    candidates = table.candidates()
    between = [table.stream.breaks[cell.word.start] for cell in table.layout.cells if cell.row or cell.column]
    body = table.stream.breaks[table.layout.end + 1 :]
    ways = (False,) if candidates.joined else (False, True)
    found = [attempt_of(table, candidates, from_header(between, wrapped, body)) for wrapped in ways]
    first = min(found, key=lambda attempt: attempt.states[-1].cost if attempt.states else 0.0)
    yield first
    yield attempt_of(table, candidates, weights_from_path(table.stream, first.states or table.states))


def cells(states: Sequence[CellState]) -> set[Cell]:
    """Return column, beginning and end of each cell."""
    return {(state.column, state.start, state.end) for state in states if not state.repeats}


def learn(tables: Sequence[TrainingTable], rounds: int, seed: int) -> Mapping[str, float]:
    """Move ``COSTS`` over the tables again and again; return the average of all its states, and leave it there."""
    rng = random.Random(seed)
    sums: Counter[str] = Counter()
    steps = 0
    for _ in range(rounds):
        for table in rng.sample(tables, len(tables)):
            for attempt in attempts(table):
                wrong = cells(attempt.states) ^ cells(table.states)
                if wrong:
                    _move(table, attempt, STEP / len(wrong) ** 0.5)
            sums.update(COSTS)
            steps += 1
    COSTS.update({name: total / steps for name, total in sums.items()})
    return COSTS


def _move(table: TrainingTable, attempt: Attempt, step: float) -> None:
    right = evidence_of(table, attempt.candidates, table.states, attempt.weights)
    read = evidence_of(table, attempt.candidates, attempt.states, attempt.weights)
    for name in right.keys() | read.keys():
        if name in FIXED or name not in COSTS:
            continue
        least, most = next((bound for head, bound in BOUNDS.items() if name.startswith(head)), (-MOST, MOST))
        difference = max(-3.0, min(3.0, read[name] - right[name]))
        COSTS[name] = max(least, min(most, COSTS[name] + step * difference))
