"""The answers in SQLite: their rows in tables, and a view of each question with the names and places of its rows.

What an answer counts is computed once, in `pipeline/answers/`. Its rows refer to documents and units by key, and the
view adds titles, names and places from there, so that none of them is in the file twice.
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.answers.collect import Answer
from pipeline.tables.sql_tables import create_table, insert_rows, table_key
from pipeline.tables.table_description import FactTable, TableColumn
from pipeline.views.plan_names import PLAN_NAME_SQL

VIEW, ROWS = "answer_", "answer_rows_"
"""Begin the names of the views, and of the tables with their rows."""
ORDER = TableColumn("row", "integer", "次序 / order of the rows")


class Lookup(NamedTuple):
    """Another table to which a column of an answer refers, and what its columns are called in the answer."""

    table: str
    columns: Mapping[str, str]
    """SQL by column of the answer, with ``{row}`` for the row of the other table."""


LOOKUPS = {
    "plan": Lookup("documents", {"plan_title": PLAN_NAME_SQL, "plan_place": "{row}.place"}),
    "unit_id": Lookup("units", {"unit": "{row}.name", "place": "{row}.jurisdiction", "kind": "{row}.kind"}),
    "other_id": Lookup("units", {"other": "{row}.name", "other_place": "{row}.jurisdiction"}),
}  # fmt: skip


def write_answer_view(base: sqlite3.Connection, answer: Answer) -> None:
    """Write the rows of an answer and its view, which has the columns of the answer in its order of rows."""
    table = answer.question.table
    names = {column.name for column in table.columns}
    lookups = {name: lookup for name, lookup in LOOKUPS.items() if name in names}
    stored = _row_table(table, lookups)
    create_table(base, stored)
    insert_rows(base, stored, ({**row, ORDER.name: number} for number, row in enumerate(answer.rows, 1)))
    base.execute(_view(table, stored, lookups))


def _row_table(table: FactTable, lookups: Mapping[str, Lookup]) -> FactTable:
    """Return the table of an answer without what its view takes from documents and units."""
    found = {name for lookup in lookups.values() for name in lookup.columns}
    columns = (ORDER, *(column for column in table.columns if column.name not in found))
    refers = {name: lookup.table for name, lookup in lookups.items()}
    return FactTable(f"{ROWS}{table.name}", table.title, columns, (ORDER.name,), refers)


def _view(table: FactTable, stored: FactTable, lookups: Mapping[str, Lookup]) -> str:
    shown = {column.name: f'a."{column.name}"' for column in stored.columns}
    joins = ""
    for name, lookup in lookups.items():
        row = f"of_{name}"
        shown |= {column: sql.format(row=row) for column, sql in lookup.columns.items()}
        joins += f' LEFT JOIN "{lookup.table}" {row} ON {row}."{table_key(lookup.table)}" = a."{name}"'
    columns = ", ".join(f'{shown[column.name]} AS "{column.name}"' for column in table.columns)
    return (
        f'CREATE VIEW "{VIEW}{table.name}" AS SELECT {columns} FROM "{stored.name}" a{joins} ORDER BY a."{ORDER.name}"'
    )
