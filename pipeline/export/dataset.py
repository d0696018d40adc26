"""Write the tables as a Parquet data set partitioned by plan: one small file per table and plan, for Arrow and DuckDB.

    dataset/tasks/plan=minhang-2023/part-0.parquet

Plans are written one after the other; a plan whose plan.json did not change is skipped.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.atomic import atomic
from pipeline.errors import InputError
from pipeline.export.parquet import arrow_fields, arrow_table
from pipeline.store.digests import digest_of
from pipeline.store.results import Result
from pipeline.store.write import to_json
from pipeline.tables.rows import ROWS
from pipeline.tables.write import FactTable, tables, typed_frame

MARK = b"gangmu.plan"
"""Key of the digest of the plan in the metadata of a file."""


def write_dataset(results: Iterable[Result], folder: Path) -> tuple[Path, ...]:
    """Write all tables of facts and return their folders, without units, which are merged across plans.

    Partitions of plans that no longer exist are removed. InputError if pyarrow is not installed.
    """
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise InputError("dataset", "pyarrow is not installed", "run: pip install 'gangmu[parquet]'") from error
    wanted = [table for table in tables() if table.name in ROWS]
    schemas = {table.name: _schema(table) for table in wanted}
    columns = [str(schema) for schema in schemas.values()]  # files whose columns had other types are written again
    ids: set[str] = set()
    for result in results:
        id = result.plan.plan.id
        ids.add(id)
        stamp = digest_of([to_json(result.plan), *columns]).encode()
        for table in wanted:
            path = folder / table.name / f"plan={id}" / "part-0.parquet"
            if path.is_file() and (pq.read_metadata(path).metadata or {}).get(MARK) == stamp:
                continue
            with atomic(path) as draft:
                pq.write_table(_rows(table, schemas[table.name], result, stamp), draft, compression="zstd")
    for table in wanted:
        for partition in (folder / table.name).glob("plan=*"):
            if partition.name.removeprefix("plan=") not in ids:
                shutil.rmtree(partition)
    return tuple(folder / table.name for table in wanted)


def _schema(table: FactTable) -> Any:
    """Return the columns with their descriptions, except the plan, which is the name of the folder (a pyarrow.Schema)."""
    import pyarrow as pa

    return pa.schema(arrow_fields(column for column in table.columns if column.name != "plan"))


def _rows(table: FactTable, schema: Any, result: Result, stamp: bytes) -> Any:
    frame = typed_frame(table, list(ROWS[table.name](result.plan))).drop(columns="plan")
    return arrow_table(frame, schema).replace_schema_metadata({b"title": table.title.encode(), MARK: stamp})
