"""The right reading of a printed plan, as the decoder would have to find it."""

from collections.abc import Sequence
from math import isinf
from typing import NamedTuple

from extractors.readers.dump.read import split_lines
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.header import find_headers
from extractors.readers.table_decoder.layout import HeaderHypothesis
from extractors.readers.table_decoder.reading import openers
from extractors.readers.table_decoder.rows import kinds_of
from extractors.readers.table_decoder.states import CellState
from extractors.readers.table_decoder.stream import Stream, is_joined, stream
from tests.fit.damage import GROUP, HEAD, PrintedCell, PrintedPlan


class TrainingTable(NamedTuple):
    """A stream, the right columns and the right cells."""

    stream: Stream
    layout: HeaderHypothesis
    openers: dict[str, float]
    states: tuple[CellState, ...]

    def candidates(self) -> Candidates:
        """Return the possible cells under the costs of this moment."""
        return Candidates(self.stream, is_joined(self.stream, self.layout.end), self.openers)


def training_table(plan: PrintedPlan) -> TrainingTable | None:
    """Return the right reading; None where no hypothesis has the right columns or a cell could never be found."""
    lines, _ = split_lines(plan.text)
    whole = stream(lines)
    head = "".join(plan.table.head)
    start = whole.text.find(head)
    layout = next(
        (
            layout
            for layouts in find_headers(whole)
            for layout in layouts
            if layout.start == start
            and layout.end == start + len(head)
            and tuple(column.label for column in layout.columns) == plan.table.labels
        ),
        None,
    )
    if layout is None:
        return None
    size = len(plan.table.head)
    states = right_states(layout, plan.cells[size:], head)
    table = TrainingTable(whole, layout, openers(whole.text), states)
    return table if _reachable(table) else None


def right_states(layout: HeaderHypothesis, cells: Sequence[PrintedCell], head: str) -> tuple[CellState, ...]:
    """Return the cells as states; costs are 0, for they depend on the weights of the moment."""
    found: list[CellState] = []
    at, number = layout.end, 0
    again = False
    for cell in cells:
        end = at + len(cell.text)
        if cell.column == HEAD:
            if not again:
                found.append(CellState(0.0, "", at + len(head), -1, number, None, at, False, 0.0, 0.0, True))
            again = True
        else:
            again = False
            column = len(layout.columns) if cell.column == GROUP else cell.column
            if cell.column >= 0 and layout.columns[column].kind == "number":
                number = int(cell.text)
            found.append(CellState(0.0, "", end, column, number, None, at, cell.opens, 0.0, 0.0))
        at = end
    return tuple(found)


def _reachable(table: TrainingTable) -> bool:
    candidates = table.candidates()
    kinds = [column.kind for column in table.layout.columns]
    for state in table.states:
        if state.repeats or (state.column < len(kinds) and kinds[state.column] == "number"):
            continue
        kind = kinds_of(table.layout.columns)[state.column] if state.column < len(kinds) else "category"
        if state.end not in candidates.ends(state.start, kind) or isinf(candidates.cost(state.start, state.end, kind)):
            return False
    return True
