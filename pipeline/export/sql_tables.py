"""Create tables of facts in SQLite and write their rows."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.tables.table_description import FactTable
from pipeline.tables.write import tables

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def write_table(base: sqlite3.Connection, table: FactTable, frame: pd.DataFrame) -> None:
    """Create a table with its keys and write its rows; the tables it refers to must exist."""
    base.execute(_create(table))
    marks = ", ".join("?" * len(table.columns))
    base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _rows(frame))


def table_key(name: str) -> str:
    """Return the column by which other tables refer to a table of facts."""
    return next(table.key[0] for table in tables() if table.name == name)


def sql_value(value: Any) -> object:
    """Return a value that SQLite accepts; a lone surrogate, which cannot be encoded in UTF-8, is replaced."""
    if value is None or value is pd.NA or value != value:  # NaN differs from itself
        return None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value.item() if hasattr(value, "item") else value


def _create(table: FactTable) -> str:
    parts = [f'"{column.name}" {TYPES[column.type]}' for column in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts += [f'FOREIGN KEY ("{name}") REFERENCES "{to}" ("{table_key(to)}")' for name, to in table.refers.items()]
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _rows(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield rows as plain Python values, None for what is empty."""
    columns = [[sql_value(value) for value in frame[name].astype(object)] for name in frame.columns]
    return zip(*columns, strict=True)
