"""Products that are made while all plans are read for the store: the graph, and what changed since the last run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.atomic import draft_path
from pipeline.store.codes import read_codes
from schemas import Plan

if TYPE_CHECKING:
    from pipeline.views.indexed_plan import UnitRegister


class PlanStream(NamedTuple):
    """A product made while the plans are read one after the other, so that none has to stay in memory."""

    add: Callable[[Plan], None]
    finish: "Callable[[Callable[[], UnitRegister]], tuple[Path, ...]]"
    """Write the product after the last plan, given what returns the units of all plans, and return the paths that a user would open."""


@contextmanager
def _changes(outputs: Path) -> Iterator[PlanStream]:
    from pipeline.compare.last_run import ChangesBuilder

    with ChangesBuilder(outputs) as builder:
        yield PlanStream(builder.add, lambda _: (builder.finish(),))


@contextmanager
def _graph(outputs: Path) -> Iterator[PlanStream]:
    from pipeline.graph.files import write_rows
    from pipeline.graph.stored_rows import StoredRows
    from pipeline.graph.unit_graph import write_unit_graph

    def finish(register: "Callable[[], UnitRegister]") -> tuple[Path, ...]:
        rows.finish()
        return (*write_rows(rows, outputs), write_unit_graph(register(), outputs / "graph-units.gexf"))

    with StoredRows(draft_path(outputs / "graph.rows"), read_codes(outputs)) as rows:
        yield PlanStream(rows.add, finish)


STREAMS = {"changes": _changes, "graph": _graph}
"""Products for which every plan is read, all of them in one pass, which also updates the store."""
