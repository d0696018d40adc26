"""outputs/tables/: the facts of all plans as CSV that opens in Excel, described by a Frictionless data package."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from pipeline.results import Plans, Result, replace_text
from pipeline.table_rows import ROWS, Row
from pipeline.unit_measures import UnitMeasures, unit_measures, units_of

DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "string"}
"""pandas types by Frictionless type: nullable ones, so that an empty year does not turn 2025 into 2025.0."""

FORMULA = re.compile(r"^[=+\-@\t\r]")
"""A cell that begins so is run as a formula by spreadsheets (CWE-1236)."""


CHUNK = 100
"""Plans whose rows are made together."""


class Column(NamedTuple):
    name: str
    type: str
    description: str


class Table(NamedTuple):
    """A table of tables.yml."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: Mapping[str, str]


@cache
def tables() -> tuple[Table, ...]:
    """Return the tables in the order of tables.yml."""
    catalogue = yaml.safe_load(files("pipeline").joinpath("tables.yml").read_text(encoding="utf-8"))
    evidence = catalogue["evidence"]
    return tuple(
        Table(
            name=name,
            title=entry["title"],
            columns=tuple(Column(*row) for row in entry["columns"] + (evidence if entry.get("evidence") else [])),
            key=tuple(entry.get("key", ())),
            refers=entry.get("refers", {}),
        )
        for name, entry in catalogue["tables"].items()
    )


def frames(results: Iterable[Result]) -> dict[str, pd.DataFrame]:
    """Return every table as a typed frame, columns as tables.yml lists them; empty tables keep their columns."""
    all_results = tuple(results)
    rows = {name: [row for result in all_results for row in make(result)] for name, make in ROWS.items()}
    made = {table.name: _typed(table, rows[table.name]) for table in tables() if table.name in rows}
    made["units"] = _units(all_results)
    return {table.name: made[table.name] for table in tables()}


def _typed(table: Table, rows: list[Row]) -> pd.DataFrame:
    names = [column.name for column in table.columns]
    frame = pd.DataFrame(rows, columns=names, dtype="object")
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})


def _units(results: Sequence[Result]) -> pd.DataFrame:
    plans = Plans(results)
    table = next(table for table in tables() if table.name == "units")
    known = [unit.model_dump() | {"aliases": "|".join(unit.aliases)} for unit in units_of(plans).values()]
    described = pd.DataFrame(known, columns=["id", "name", "aliases", "kind", "level", "jurisdiction", "parent"])
    measured = pd.DataFrame(unit_measures(plans), columns=UnitMeasures._fields)
    joined = described.merge(measured, left_on="id", right_on="unit", how="left").sort_values("id")
    return _typed(table, joined.to_dict("records"))  # type: ignore[arg-type]  # keys are the column names above


def guard(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before texts that a spreadsheet would run as a formula; numbers stay as they are."""
    guarded = frame.copy()
    for name in guarded.columns[guarded.dtypes == "string"]:
        risky = guarded[name].str.match(FORMULA).fillna(False).astype(bool)
        guarded.loc[risky, name] = "'" + guarded.loc[risky, name]
    return guarded


def write_tables(results: Iterable[Result], folder: Path) -> tuple[Path, ...]:
    """Write one CSV a table (UTF-8 with BOM, LF) and datapackage.json; return their paths.

    Rows are written as the plans are gone through, so that no more than ``CHUNK`` plans are held at a time.
    """
    all_results = results if isinstance(results, Sequence) else tuple(results)
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {table.name: folder / f".{table.name}.csv.part" for table in tables()}
    with ExitStack() as files:
        texts = {
            name: files.enter_context(draft.open("w", encoding="utf-8-sig", newline=""))
            for name, draft in drafts.items()
        }
        for number, made in enumerate(chunks(all_results)):
            for name, frame in made.items():
                guard(frame).to_csv(texts[name], index=False, header=not number, lineterminator="\n")
        guard(_units(all_results)).to_csv(texts["units"], index=False, lineterminator="\n")
    written = [draft.replace(folder / f"{name}.csv") for name, draft in drafts.items()]
    package = json.dumps(_package(), ensure_ascii=False, indent=1) + "\n"
    return (*written, replace_text(folder / "datapackage.json", package))


def chunks(results: Sequence[Result]) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the tables of ``CHUNK`` plans after the other, units aside: they are joined over all plans."""
    for start in range(0, max(1, len(results)), CHUNK):
        part = results[start : start + CHUNK]
        yield {
            table.name: _typed(table, [row for result in part for row in ROWS[table.name](result)])
            for table in tables()
            if table.name in ROWS
        }


def _package() -> dict[str, Any]:
    """Return the package, see https://specs.frictionlessdata.io/tabular-data-package/."""
    return {
        "profile": "tabular-data-package",
        "name": "gangmu-tables",
        "title": "Gangmu 纲目",
        "description": "Facts of government plans with their passages. A leading apostrophe guards formula signs.",
        "resources": [_resource(table) for table in tables()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [column._asdict() for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = {other.name: other.key for other in tables()}
    schema["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": other, "fields": list(keys[other])}}
        for column, other in table.refers.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
