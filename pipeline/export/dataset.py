"""Write the tables as a Parquet data set partitioned by plan: one small file per table and plan, for Arrow and DuckDB.

    dataset/tasks/plan=minhang-2023/part-0.parquet

Plans are written one after the other; a plan whose plan.json did not change is skipped.
"""

import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.atomic import atomic
from pipeline.export.parquet import arrow_fields, arrow_table, require_pyarrow
from pipeline.store.digests import digest_of
from pipeline.store.results import Plans, Result
from pipeline.store.write import to_json
from pipeline.tables.comparison_rows import COMPARISON_ROWS
from pipeline.tables.default_rows import Row
from pipeline.tables.rows import ROWS
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import tables, typed_frame
from schemas.comparison import Comparison

PART = "part-0.parquet"
MARK = b"gangmu.plan"
"""Key of the digest of the plan in the metadata of a file."""


def write_dataset(results: Iterable[Result], folder: Path, comparisons: Iterable[Comparison] = ()) -> tuple[Path, ...]:
    """Write the tables of facts and of comparisons and return their folders, without units, which are merged across plans.

    A comparison is in the partition of its newer plan. Partitions of plans that no longer exist are removed. InputError
    if pyarrow is not installed.
    """
    require_pyarrow("dataset")
    of_plans = [table for table in tables() if table.name in ROWS]
    of_pairs = [table for table in tables() if table.name in COMPARISON_ROWS]
    schemas = {table.name: _schema(table) for table in (*of_plans, *of_pairs)}
    written: set[Path] = set()
    for plan in Plans(results):
        digest = digest_of([to_json(plan)])
        for table in of_plans:
            path = folder / table.name / f"plan={plan.plan.id}" / PART
            _write_part(path, table, schemas[table.name], digest, partial(ROWS[table.name], plan))
            written.add(path)
    for found in comparisons:
        digest = digest_of([to_json(found)])
        for table in of_pairs:
            path = folder / table.name / f"plan={found.new.id}" / PART
            _write_part(path, table, schemas[table.name], digest, partial(COMPARISON_ROWS[table.name], found))
            written.add(path)
    for table in (*of_plans, *of_pairs):
        for path in sorted((folder / table.name).glob(f"plan=*/{PART}")):
            if path not in written:
                shutil.rmtree(path.parent)
    return tuple(folder / table.name for table in (*of_plans, *of_pairs) if (folder / table.name).is_dir())


def _write_part(path: Path, table: FactTable, schema: Any, digest: str, rows: Callable[[], Iterable[Row]]) -> None:
    """Write the rows, unless the file was made from the same facts with columns of the same types."""
    import pyarrow.parquet as pq

    stamp = digest_of([digest, str(schema)]).encode()
    if path.is_file() and (pq.read_metadata(path).metadata or {}).get(MARK) == stamp:
        return
    frame = typed_frame(table, list(rows())).drop(columns="plan", errors="ignore")
    made = arrow_table(frame, schema).replace_schema_metadata({b"title": table.title.encode(), MARK: stamp})
    with atomic(path) as draft:
        pq.write_table(made, draft, compression="zstd")


def _schema(table: FactTable) -> Any:
    """Return the columns with their descriptions, except the plan, which is the name of the folder (a pyarrow.Schema)."""
    import pyarrow as pa

    return pa.schema(arrow_fields(column for column in table.columns if column.name != "plan"))
