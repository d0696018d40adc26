"""Products that are made while all plans are read for the store: the graph, and what changed since the last run."""

import sqlite3
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
    finish: "Callable[[sqlite3.Connection, Callable[[], UnitRegister]], tuple[Path, ...]]"
    """Write the product after the last plan and return the paths that a user would open.

    Given are the store and what returns the units of all plans, which others may need too.
    """


@contextmanager
def _changes(outputs: Path) -> Iterator[PlanStream]:
    from pipeline.compare.last_run import ChangesBuilder

    with ChangesBuilder(outputs) as builder:
        yield PlanStream(builder.add, lambda *_: (builder.finish(),))


@contextmanager
def _graph(outputs: Path) -> Iterator[PlanStream]:
    from pipeline.facts.units import read_unit_graph
    from pipeline.graph.files import write_rows
    from pipeline.graph.stored_rows import StoredRows
    from pipeline.graph.unit_graph import write_unit_graph

    def finish(facts: sqlite3.Connection, register: "Callable[[], UnitRegister]") -> tuple[Path, ...]:
        rows.finish()
        written = write_rows(rows, outputs)
        units, ties = read_unit_graph(facts, register)
        return (*written, write_unit_graph(units, outputs / "graph-units.gexf", ties))

    with StoredRows(draft_path(outputs / "graph.rows"), read_codes(outputs)) as rows:
        yield PlanStream(rows.add, finish)


STREAMS = {"changes": _changes, "graph": _graph}
"""Products for which every plan is read, all of them in one pass, which also updates the store."""
