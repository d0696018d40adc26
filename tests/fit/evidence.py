"""All the evidence in a reading, by name: what the decoder adds up while it looks for the cheapest."""

from collections import Counter
from collections.abc import Sequence

from extractors.readers.table_decoder.candidates import Candidates, number_evidence
from extractors.readers.table_decoder.costs import COSTS
from extractors.readers.table_decoder.decode import heads_rows
from extractors.readers.table_decoder.rows import kinds_of, likeness
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.weights import Weights
from tests.fit.truth import TrainingTable


def evidence_of(
    table: TrainingTable, candidates: Candidates, states: Sequence[CellState], weights: Weights
) -> Counter[str]:
    """Return how much there is of each kind of evidence, the end of the last row included."""
    found: Counter[str] = Counter()
    breaks, kinds = table.stream.breaks, kinds_of(table.layout.columns)
    column, number, value = -1, 0, ""
    for state in states:
        if state.repeats:
            found["header.repeated"] += 1
            continue
        if state.opens:
            _skip(found, kinds, column if column >= 0 else len(kinds), len(kinds))
            found["row.begins"] += 1
            if state.start > table.layout.end:
                found["break.row"] += weights.row[breaks[state.start]] / COSTS["break.row"]
            column, value = -1, ""
        else:
            before = weights.next_cell(breaks[state.start], state.column > column + 1)
            found["break.cell"] += before / COSTS["break.cell"]
        if state.column < len(kinds):
            _skip(found, kinds, column, state.column)
        inner = breaks[state.start + 1 : state.end]
        kind = kinds[state.column] if state.column < len(kinds) else "category"
        if kind == "number":
            found[number_evidence(state.number, number + 1)] += 1
            number = state.number
        else:
            found["break.inside"] += sum(weights.inside[strength] for strength in inner) / COSTS["break.inside"]
            for name, amount in candidates.evidence(state.start, state.end, kind):
                found[name] += amount
        text = table.stream.text[state.start : state.end]
        if kind == "value":
            for name, amount in likeness(value, text) if value else ():
                found[name] += amount
            value = text
        if state.column == len(kinds):
            found["row.heading" if heads_rows(table.stream, state.start, kinds) else "row.group"] += 1
        column = state.column
    if states:
        _skip(found, kinds, column, len(kinds))
        end = states[-1].end
        if end < len(table.stream.text):
            found["break.row"] += weights.row[breaks[end]] / COSTS["break.row"]
    return found


def _skip(found: Counter[str], kinds: Sequence[str], after: int, before: int) -> None:
    for place in range(after + 1, before):
        found[f"skip.{kinds[place]}"] += 1


def cost_of(evidence: Counter[str]) -> float:
    """Return what the evidence costs."""
    return sum(COSTS[name] * amount for name, amount in evidence.items())
