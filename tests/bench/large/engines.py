"""The facts of many plans in SQLite, in DuckDB and in Parquet files that DuckDB reads: what each costs and answers.

    python -m tests.bench.large.engines [--plans 3000] [--folder FOLDER]

Each engine has a process of its own, one thread and 500 MB. ``load``
makes the rows of seven tables from plan.json and writes them; ``replace a plan`` removes and writes the rows of one plan.
"""

import resource
import subprocess
import sys
import time
from argparse import SUPPRESS
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from pipeline.export.parquet import arrow_fields, arrow_table
from pipeline.store.results import each_plan
from pipeline.tables.default_rows import Row
from pipeline.tables.rows import ROWS
from pipeline.tables.sql_tables import create_table, insert_rows
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import tables, typed_frame
from tests.bench.large.folders import base_folder, facts_folder, parse

NAMES = ("documents", "headings", "tasks", "responsibilities", "indicators", "indicator_values", "commitments")
TABLES = {table.name: table._replace(refers={}) for table in tables() if table.name in NAMES}
GROUP = 20_000
ONE = "p000040"
UNIT = f"SELECT * FROM responsibilities WHERE unit = (SELECT unit FROM responsibilities WHERE plan = '{ONE}' LIMIT 1)"
QUESTIONS = {
    "who leads most": "SELECT unit, count(DISTINCT subject) n FROM responsibilities WHERE relation = 'leads' GROUP BY unit "
    "ORDER BY n DESC, unit LIMIT 20",
    "who works with whom": "SELECT a.unit, b.unit, count(*) n FROM responsibilities a JOIN responsibilities b "
    "ON a.plan = b.plan AND a.subject = b.subject AND a.unit < b.unit GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 20",
    "what is due": "SELECT due_on, deadline, title, id, quote FROM tasks WHERE due_on IS NOT NULL ORDER BY due_on, plan",
    "a unit": UNIT,
    "a plan": f"SELECT * FROM responsibilities WHERE plan = '{ONE}'",
}


def sqlite(outputs: Path, folder: Path) -> Any:
    """Load the facts into SQLite and return the connection."""
    import sqlite3

    base = sqlite3.connect(folder / "facts.sqlite", isolation_level=None)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
    for table in TABLES.values():
        create_table(base, table)
    for plan in each_plan(outputs):
        for name, table in TABLES.items():
            insert_rows(base, table, ROWS[name](plan))
    for name in NAMES:
        base.execute(f"CREATE INDEX {name}_of_plan ON {name} (plan)")
    base.execute("CREATE INDEX of_unit ON responsibilities (unit)")
    base.execute("COMMIT")
    return base


def duckdb(outputs: Path, folder: Path) -> Any:
    """Load the facts into DuckDB, by groups of rows as Arrow tables, and return the connection."""
    base = _duckdb(folder / "facts.duckdb")
    for name, made in _arrow(outputs):
        base.register("made", made)
        have = base.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [name]).fetchone()[0]
        base.execute(f"INSERT INTO {name} SELECT * FROM made" if have else f"CREATE TABLE {name} AS SELECT * FROM made")
        base.unregister("made")
    base.execute("CHECKPOINT")
    return base


def parquet(outputs: Path, folder: Path) -> Any:
    """Write the facts as Parquet files and return a connection of DuckDB that reads them."""
    import pyarrow.parquet as pq

    files: dict[str, Any] = {}
    for name, made in _arrow(outputs):
        if name not in files:
            files[name] = pq.ParquetWriter(folder / f"{name}.parquet", made.schema, compression="zstd")
        files[name].write_table(made)
    base = _duckdb(":memory:")
    for name, file in files.items():
        file.close()
        base.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folder / name}.parquet'")
    return base


ENGINES: dict[str, Callable[[Path, Path], Any]] = {"sqlite": sqlite, "duckdb": duckdb, "parquet": parquet}


def _duckdb(place: Path | str) -> Any:
    import duckdb as engine

    base = engine.connect(str(place))
    base.execute("SET memory_limit = '500MB'; SET threads = 1")
    return base


def _arrow(outputs: Path) -> Iterator[tuple[str, Any]]:
    """Yield groups of rows as Arrow tables."""
    import pyarrow as pa

    waiting: dict[str, list[Row]] = {name: [] for name in NAMES}

    def made(table: FactTable) -> tuple[str, Any]:
        rows = waiting[table.name]
        waiting[table.name] = []
        return table.name, arrow_table(typed_frame(table, rows), pa.schema(arrow_fields(table.columns)))

    for plan in each_plan(outputs):
        for name, table in TABLES.items():
            waiting[name] += ROWS[name](plan)
            if len(waiting[name]) >= GROUP:
                yield made(table)
    yield from (made(table) for table in TABLES.values())


def measure(engine: str, outputs: Path, folder: Path) -> Iterator[str]:
    """Yield a line for each thing that is asked of an engine."""
    began = time.process_time()
    base = ENGINES[engine](outputs, folder)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    yield f"{engine:<8} load                 {time.process_time() - began:9.2f} s, {size:.0f} MB on the disk, peak {_peak():.0f} MB"
    with closing(base):
        for question, select in QUESTIONS.items():
            base.execute(select).fetchall()
            began = time.process_time()
            rows = base.execute(select).fetchall()
            yield f"{engine:<8} {question:<20} {1000 * (time.process_time() - began):9.2f} ms, {len(rows)} rows"
        if engine != "parquet":
            yield f"{engine:<8} {'replace a plan':<20} {1000 * _replace(base):9.2f} ms"
    yield f"{engine:<8} peak {_peak():.0f} MB"


def _replace(base: Any) -> float:
    began = time.process_time()
    for number in range(20):
        plan = f"p{number * 40:06}"
        base.execute("BEGIN")
        for name in NAMES:
            base.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {name} WHERE plan = ?", (plan,))
            base.execute(f"DELETE FROM {name} WHERE plan = ?", (plan,))
            base.execute(f"INSERT INTO {name} SELECT * FROM kept")
            base.execute("DROP TABLE kept")
        base.execute("COMMIT")
    return (time.process_time() - began) / 20


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure every engine, each in a process of its own."""
    parser = parse(__doc__ or "", (3000,))
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "OUTPUTS"), help=SUPPRESS)
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if given.one:
        engine, outputs = given.one
        with TemporaryDirectory() as made:
            for line in measure(engine, Path(outputs), Path(made)):
                console.print(line)
        return
    with base_folder(given.folder) as folder:
        for plans in given.plans:
            console.print(f"{plans} plans:")
            for engine in ENGINES:
                command = [sys.executable, "-m", "tests.bench.large.engines", "--one", engine]
                subprocess.run([*command, str(facts_folder(folder, plans))], check=True)


if __name__ == "__main__":
    main()
