"""Write the tables as Parquet: one typed file per table, with the descriptions of tables.yml as field metadata."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.atomic import atomic
from pipeline.errors import InputError
from pipeline.facts.tables import table_rows
from pipeline.tables.beside import NOTHING, BesidePlans, beside_rows
from pipeline.tables.default_rows import Row
from pipeline.tables.table_description import FactTable, TableColumn
from pipeline.tables.write import tables, typed_frame

if TYPE_CHECKING:
    import pandas as pd


GROUP = 20_000
"""Rows of a row group."""


def has_pyarrow() -> bool:
    """Return whether pyarrow is installed, an optional dependency."""
    return find_spec("pyarrow") is not None


def require_pyarrow(name: str) -> None:
    """Raise InputError about ``name`` unless pyarrow is installed."""
    if not has_pyarrow():
        raise InputError(name, "pyarrow is not installed", "run: pip install 'gangmu[parquet]'")


def write_parquet(facts: sqlite3.Connection, folder: Path, beside: BesidePlans = NOTHING) -> tuple[Path, ...]:
    """Write the tables; InputError if pyarrow is not installed. Equal facts give equal bytes with the same pyarrow."""
    require_pyarrow("parquet")  # before all rows are made
    paths = {table.name: folder / f"{table.name}.parquet" for table in tables()}
    with ExitStack() as files:
        add = {table.name: files.enter_context(_open_table(table, paths[table.name])) for table in tables()}
        for name, row in chain(table_rows(facts), beside_rows(beside)):
            add[name](row)
    return tuple(paths.values())


def write_rows(rows: Iterable[Row], table: FactTable, path: Path) -> Path:
    """Write the rows of a table with its types and descriptions; InputError if pyarrow is not installed."""
    require_pyarrow("parquet")
    with _open_table(table, path) as add:
        for row in rows:
            add(row)
    return path


@contextmanager
def _open_table(table: FactTable, path: Path) -> Iterator[Callable[[Row], None]]:
    """Open a file and yield a function that writes a row; as many rows as a row group has are in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(arrow_fields(table.columns), metadata={"title": table.title})
    waiting: list[Row] = []

    def flush() -> None:
        file.write_table(arrow_table(typed_frame(table, waiting), schema).replace_schema_metadata(schema.metadata))
        waiting.clear()

    def add(row: Row) -> None:
        waiting.append(row)
        if len(waiting) == GROUP:
            flush()

    with atomic(path) as draft, pq.ParquetWriter(draft, schema, compression="zstd") as file:
        yield add
        flush()  # also where no row is left: a table without rows has its columns


def arrow_table(frame: "pd.DataFrame", schema: Any) -> Any:
    """Return a frame as a pyarrow.Table with this schema; dates are printed as ISO text in the frame.

    InputError if a date, such as one that a person corrected, is no day of the calendar.
    """
    import pyarrow as pa

    printed = pa.schema([field.with_type(pa.string()) if pa.types.is_date(field.type) else field for field in schema])
    try:
        return pa.Table.from_pandas(frame, schema=printed, preserve_index=False).cast(schema)
    except pa.ArrowInvalid as error:
        raise InputError(
            "parquet", f"a date is no day of the calendar ({error})", "correct it as YYYY-MM-DD"
        ) from error


def arrow_fields(columns: Iterable[TableColumn]) -> list[Any]:
    """Return the columns as fields of a pyarrow.Schema, with their descriptions."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    return [pa.field(c.name, types[c.type], metadata={"description": c.description}) for c in columns]
