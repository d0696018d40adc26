"""The tables of tables.yml, read from the store."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.facts.schema import fact_tables
from pipeline.tables.beside import NOTHING, BesidePlans, beside_rows
from pipeline.tables.default_rows import Row
from pipeline.tables.package import Source
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import TablesWriter, unit_row
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Unit

_SOURCES = """
SELECT p.title, p.citation, d.file, d.sha256 FROM plans p JOIN documents d ON d.plan = p.plan ORDER BY p.plan
"""


def table_rows(facts: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """Yield the name of a table and a row of it, table after table; the units, joined over all plans, come last."""
    for table in fact_tables():
        for row in rows_of(facts, table):
            yield table.name, row
    yield from unit_rows(facts)


def rows_of(facts: sqlite3.Connection, table: FactTable) -> Iterator[Row]:
    """Yield the rows of a table that plans fill, plan after plan."""
    names = [column.name for column in table.columns]
    truths = [column.name for column in table.columns if column.type == "boolean"]
    for cells in value_rows(facts, table):
        row = dict(zip(names, cells, strict=True))
        for name in truths:
            row[name] = None if row[name] is None else bool(row[name])
        yield row


def value_rows(facts: sqlite3.Connection, table: FactTable) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of the rows of a table that plans fill, as SQLite has them."""
    listed = ", ".join(f'"{column.name}"' for column in table.columns)
    return facts.execute(f'SELECT {listed} FROM "{table.name}" ORDER BY plan, rowid')


def unit_rows(facts: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """Yield the name of the table of units and a row of it for each unit."""
    statistics = ", ".join(UnitStatistics._fields)
    for data, *counts in facts.execute(f"SELECT data, {statistics} FROM units ORDER BY unit"):
        yield "units", unit_row(Unit.model_validate_json(data), UnitStatistics(*counts))


def write_tables(
    facts: sqlite3.Connection, folder: Path, beside: BesidePlans = NOTHING, license: str | None = None
) -> tuple[Path, ...]:
    """Write one CSV a table and datapackage.json, see ``TablesWriter``; return their paths.

    ``license`` is that of the data set; None: that of official documents.
    """
    with TablesWriter(folder) as writer:
        for name, row in table_rows(facts):
            writer.write(name, row)
        for name, row in beside_rows(beside):
            writer.write(name, row)
        return writer.finish(tuple(_sources(facts)), license)


def _sources(facts: sqlite3.Connection) -> Iterator[Source]:
    for title, citation, file, sha256 in facts.execute(_SOURCES):
        yield {"title": title, "citation": citation, "file": file, "sha256": sha256}
