"""Create tables of facts in SQLite and write their rows."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.tables.default_rows import Row
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import tables

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
CASTS: Mapping[str, Callable[[Any], str | int | float]] = {
    "string": str, "integer": int, "number": float, "boolean": int, "date": str,
}  # fmt: skip


def create_table(base: sqlite3.Connection, table: FactTable) -> None:
    """Create a table with its keys."""
    parts = [f'"{column.name}" {TYPES[column.type]}' for column in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts += [f'FOREIGN KEY ("{name}") REFERENCES "{to}" ("{table_key(to)}")' for name, to in table.refers.items()]
    base.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')


def insert_rows(base: sqlite3.Connection, table: FactTable, rows: Iterable[Row]) -> None:
    """Write rows of a table that was created; columns that a row lacks are NULL."""
    marks = ", ".join("?" * len(table.columns))
    cells = [(column.name, CASTS[column.type]) for column in table.columns]
    values = (tuple(sql_value(row.get(name), cast) for name, cast in cells) for row in rows)
    base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', values)


def table_key(name: str) -> str:
    """Return the column by which other tables refer to a table of facts."""
    return next(table.key[0] for table in tables() if table.name == name)


def sql_value(value: Any, cast: Callable[[Any], str | int | float] = str) -> str | int | float | None:
    """Return a value of a type that SQLite accepts; a lone surrogate, which cannot be encoded in UTF-8, is replaced."""
    if value is None or value != value:  # NaN differs from itself
        return None
    found = cast(value)
    return found.encode("utf-8", "replace").decode("utf-8") if isinstance(found, str) else found
