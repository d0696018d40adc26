"""Learn costs by the averaged perceptron: where the cheapest reading is not the right one, its evidence becomes dearer."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.decode import CellState, path, weights_from_path
from extractors.readers.table_decoder.reading import decoder_of
from extractors.readers.table_decoder.weights import Weights, from_header
from tests.fit.evidence import evidence_of
from tests.fit.truth import TrainingTable

STEP = 0.2
"""What one wrong reading moves the costs of its evidence by, divided among its wrong cells."""
BOUNDS = {"break.": (0.1, 1.5), "skip.": (0.0, 8.0), "cut.": (0.0, 8.0)}
"""Least and most of some costs."""
FIXED = frozenset({"cut.number", "number.other"})
MOST = 8.0
"""No other cost is larger, whatever its sign."""

Cell = tuple[int, int, int]


class Attempt(NamedTuple):
    """A reading under the costs of this moment."""

    states: tuple[CellState, ...]
    weights: Weights
    candidates: Candidates


def attempts(table: TrainingTable) -> Iterator[Attempt]:
    """Yield the readings of both passes: with breaks as the header suggests, and as the first reading suggests."""
    candidates = table.candidates()
    between = [table.stream.breaks[cell.word.start] for cell in table.layout.cells if cell.row or cell.column]
    first: tuple[float, Attempt] | None = None
    for wrapped in (False, True):
        weights = from_header(between, wrapped)
        end = decoder_of(table.stream, table.layout, weights, candidates).read(len(table.stream.text))
        states = tuple(path(end)) if end else ()
        cost = end.cost if end else 0.0
        if first is None or cost < first[0]:
            first = (cost, Attempt(states, weights, candidates))
        if candidates.joined:
            break
    assert first is not None
    yield first[1]
    weights = weights_from_path(table.stream, first[1].states or table.states)
    end = decoder_of(table.stream, table.layout, weights, candidates).read(len(table.stream.text))
    yield Attempt(tuple(path(end)) if end else (), weights, candidates)


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
