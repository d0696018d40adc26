"""Write the facts of plans into a database with the tables of the store."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.answers.changes import changes
from pipeline.facts.plan_rows import plan_rows
from pipeline.facts.schema import CHANGES, columns, plan_tables
from pipeline.tables.default_rows import Row
from pipeline.tables.sql_tables import sql_value
from pipeline.views.indexed_plan import index_facts
from schemas import Plan
from schemas.comparison import Comparison


def insert_plan(base: sqlite3.Connection, plan: Plan, digest: str = "", size: int = 0) -> None:
    """Write the rows of a plan, of which there are none yet."""
    for name, rows in plan_rows(plan, digest, size):
        _insert(base, name, rows)


def remove_plan(base: sqlite3.Connection, id: str) -> None:
    """Remove the rows of a plan, and those of its comparisons."""
    for name in plan_tables():
        base.execute(f'DELETE FROM "{name}" WHERE plan = ?', (id,))
    for old, new in base.execute("SELECT old, new FROM compared WHERE old = ? OR new = ?", (id, id)).fetchall():
        remove_comparison(base, old, new)


def insert_comparison(
    base: sqlite3.Connection, found: Comparison, old: Plan, new: Plan, digest: str = "", size: int = 0
) -> None:
    """Write what two successive plans say differently. ``digest`` and ``size`` are those of the file of the comparison."""
    ends = {"old": found.old.id, "new": found.new.id}
    _insert(base, CHANGES, (row | ends for row in changes(found, index_facts(old), index_facts(new))))
    base.execute("INSERT INTO compared VALUES (?, ?, ?, ?)", (found.old.id, found.new.id, digest, size))


def remove_comparison(base: sqlite3.Connection, old: str, new: str) -> None:
    """Remove the rows of a comparison."""
    for name in (CHANGES, "compared"):
        base.execute(f'DELETE FROM "{name}" WHERE old = ? AND new = ?', (old, new))


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    statement, names = _statement(table)
    values = [tuple(map(row.get, names)) for row in rows]
    if not values:
        return
    before = base.total_changes
    try:
        base.executemany(statement, values)
    except UnicodeEncodeError:  # a lone surrogate, which cannot be stored: from here on it is replaced
        rest = values[base.total_changes - before :]
        base.executemany(statement, (tuple(map(_storable, row)) for row in rest))


def _storable(value: object) -> object:
    return sql_value(value) if isinstance(value, str) else value


@cache
def _statement(table: str) -> tuple[str, Sequence[str]]:
    names = [name for name, _ in columns()[table]]
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', names
