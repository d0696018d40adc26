"""Pairs of units that work together, with what they share first.

What a pair shares is read from the plan that first names both: kept for each of a million pairs it would fill the disk.
"""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from pipeline.answers.units import shared_cells
from pipeline.views.indexed_plan import index_facts
from schemas import Plan

_COLUMNS = (
    "unit", "place", "kind", "unit_page", "unit_id", "other", "other_place", "other_page", "other_id", "shared", "led",
    "pair_plans", "plan", "subjects", "subject_page", "quote", "page", "source",
)  # fmt: skip
"""All columns of the answer, except those that are of the plan."""
_FOUND = 13
"""Those of them that the store has; the others are read from the plan."""
_ENDS = """
SELECT f.name, f.place, f.kind, f.page, f.unit, s.name, s.place, s.page, s.unit, shared, led, plans, plan FROM (
  SELECT iif((b.name, b.unit) < (a.name, a.unit), q.other, q.one) one, iif((b.name, b.unit) < (a.name, a.unit), q.one, q.other) other,
    q.shared, q.led, q.plans, q.first AS plan
  FROM pairs q JOIN units a ON a.unit = q.one JOIN units b ON b.unit = q.other) t
JOIN units f ON f.unit = t.one JOIN units s ON s.unit = t.other
"""
_BEST = " ORDER BY shared DESC, led DESC, f.name, s.name, plan, f.unit, s.unit LIMIT ?"


def choose_pairs(base: sqlite3.Connection, read: Callable[[str], Plan], limit: int | None) -> None:
    """Write the rows of the first pairs, or of all, to the temporary table ``chosen_pairs``.

    ``read`` returns a plan by its id; plan after plan is read, each once.
    """
    base.execute("DROP TABLE IF EXISTS temp.chosen_pairs")
    base.execute(f"CREATE TEMP TABLE chosen_pairs ({', '.join(_COLUMNS)})")
    chosen = f"SELECT * FROM ({_ENDS}{_BEST}) ORDER BY plan"
    rows = base.execute(chosen, (-1 if limit is None else limit,))
    marks = ", ".join("?" * len(_COLUMNS))
    base.executemany(f"INSERT INTO temp.chosen_pairs VALUES ({marks})", _with_cells(rows, read))


def _with_cells(rows: Iterator[tuple[Any, ...]], read: Callable[[str], Plan]) -> Iterator[tuple[Any, ...]]:
    at = {name: number for number, name in enumerate(_COLUMNS)}
    for plan, group in groupby(rows, lambda row: row[at["plan"]]):
        book = index_facts(read(plan))
        for row in group:
            cells = shared_cells(book, row[at["unit_id"]], row[at["other_id"]])
            yield (*row, *(cells.get(name) for name in _COLUMNS[_FOUND:]))
