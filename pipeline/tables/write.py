"""outputs/tables/: the facts of all plans as CSV that opens in Excel, described by a Frictionless data package."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.atomic import atomic, replace_text
from pipeline.store.results import Plans, Result
from pipeline.tables.beside import NOTHING, BesidePlans, beside_rows
from pipeline.tables.default_rows import Row, default_columns
from pipeline.tables.package import Source, package_json
from pipeline.tables.rows import ROWS, UNDESCRIBED
from pipeline.tables.table_description import FactTable, TableColumn
from pipeline.views.indexed_plan import UnitRegister, unit_register
from pipeline.views.unit_statistics import UnitStatistics, UnitTally
from schemas import Plan, Unit
from schemas.plan_fields import PlanField

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "string"}
"""pandas types by Frictionless type: nullable ones, so that an empty year does not turn 2025 into 2025.0."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets (CWE-1236)."""


@cache
def tables() -> tuple[FactTable, ...]:
    """Return the tables in the order of tables.yml, then those that it does not describe."""
    catalogue = read_packaged_yaml(Path(__file__).with_name("tables.yml"))
    evidence = catalogue["evidence"]
    described = tuple(
        FactTable(
            name=name,
            title=entry["title"],
            columns=tuple(TableColumn(*row) for row in entry["columns"] + (evidence if entry.get("evidence") else [])),
            key=tuple(entry.get("key", ())),
            refers=entry.get("refers", {}),
        )
        for name, entry in catalogue["tables"].items()
    )
    return (*described, *(_default_table(field, evidence) for field in UNDESCRIBED))


def _default_table(field: PlanField, evidence: list[list[str]]) -> FactTable:
    columns = (*default_columns(field), *(evidence if field.is_quoted else ()))
    key = ("id",) if field.has_id else ()
    title = field.name.replace("_", " ").capitalize()
    return FactTable(field.name, title, tuple(TableColumn(*row) for row in columns), key, {"plan": "documents"})


def frames(results: Iterable[Result], beside: BesidePlans = NOTHING) -> "dict[str, pd.DataFrame]":
    """Return every table as a typed frame with the columns of tables.yml, even if it has no rows."""
    rows: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for name, row in (*all_rows(Plans(results)), *beside_rows(beside)):
        rows[name].append(row)
    return {table.name: typed_frame(table, rows[table.name]) for table in tables()}


def typed_frame(table: FactTable, rows: list[Row]) -> "pd.DataFrame":
    """Return rows of a table as a frame with its columns and their types."""
    import pandas as pd

    names = [column.name for column in table.columns]
    frame = pd.DataFrame(rows, columns=names, dtype="object")
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})


def all_rows(plans: Iterable[Plan]) -> Iterator[tuple[str, Row]]:
    """Yield the name of a table and a row of it, plan after plan; the units, joined over all plans, come last."""
    tally = UnitTally()
    for plan in plans:
        tally.add(plan)
        yield from _rows_of(plan)
    yield from unit_rows(unit_register(tally))


def _rows_of(plan: Plan) -> Iterator[tuple[str, Row]]:
    return ((name, row) for name, rows in ROWS.items() for row in rows(plan))


def unit_rows(register: UnitRegister) -> Iterator[tuple[str, Row]]:
    """Yield the name of the table of units and a row of it for each unit."""
    for id, statistics in register.statistics.items():
        yield "units", unit_row(register.units[id], statistics)


def unit_row(unit: Unit, statistics: UnitStatistics) -> Row:
    """Return a unit as a row of the table of units."""
    counted = {**statistics._asdict(), "plans": statistics.unit_plans}
    return {**dict(unit), "aliases": "|".join(unit.aliases), **counted}


class TablesWriter:
    """Writes one CSV a table (UTF-8 with BOM, LF) and datapackage.json into a folder, row by row.

    A context manager: the files take the place of former ones at ``finish``; if the block ends before, they are removed.
    """

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is written yet."""
        self._folder = folder
        self._paths = {table.name: folder / f"{table.name}.csv" for table in tables()}
        self._files = ExitStack()
        self._write: dict[str, Callable[[Row], object]] = {}

    def __enter__(self) -> "TablesWriter":
        """Open a draft of each table."""
        with ExitStack() as files:
            for table in tables():
                draft = files.enter_context(atomic(self._paths[table.name]))
                file = files.enter_context(draft.open("w", encoding="utf-8-sig", newline=""))
                self._write[table.name] = _writer([column.name for column in table.columns], file)
            self._files = files.pop_all()
        return self

    def __exit__(self, *raised: Any) -> None:
        """Remove the drafts unless they are finished."""
        self._files.__exit__(*raised)

    def write(self, table: str, row: Row) -> None:
        """Write a row of a table; KeyError if there is no such table."""
        self._write[table](row)

    def finish(self, sources: Sequence[Source], license: str | None = None) -> tuple[Path, ...]:
        """Close the tables, write what describes them, and return the paths. ``sources`` are the plans."""
        self._files.close()
        package = package_json(tables(), sources, license)
        return (*self._paths.values(), replace_text(self._folder / "datapackage.json", package))


def _writer(names: Sequence[str], file: TextIO) -> Callable[[Row], object]:
    """Write the columns' names and return a function that writes a row; columns that a row lacks are left empty."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(names)
    return lambda row: rows.writerow([guard(row.get(name)) for name in names])


def csv_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield rows as CSV with a BOM, columns by name; what a row lacks is left empty."""
    file = io.StringIO()
    file.write("\ufeff")
    write = _writer(names, file)
    yield file.getvalue()
    for row in rows:
        file.seek(0)
        file.truncate()
        write(row)
        yield file.getvalue()


def csv_text(names: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV, see ``csv_lines``."""
    return "".join(csv_lines(names, rows))


def guard(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; numbers stay as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
