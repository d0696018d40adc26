"""An answer has the same rows wherever it is read: command, Python, CSV, Parquet, and the view in SQLite."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipeline import load_plans
from pipeline.answers.catalogue import questions
from pipeline.cli.command import app
from pipeline.facts.ask import answers

pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
pytestmark = pytest.mark.slow
Read = Callable[[Path, str], Iterable[Mapping[str, object]]]


def asked(outputs: Path, name: str) -> list[Mapping[str, object]]:
    done = CliRunner().invoke(app, ["ask", name, "--json", "--outputs", str(outputs)])
    return list(json.loads(done.stdout))


def in_csv(outputs: Path, name: str) -> list[Mapping[str, object]]:
    with (outputs / "answers" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def in_parquet(outputs: Path, name: str) -> list[Mapping[str, object]]:
    return pd.read_parquet(outputs / "answers" / f"{name}.parquet").to_dict("records")


def in_python(outputs: Path, name: str) -> list[Mapping[str, object]]:
    return load_plans(outputs).answers[name].to_dict("records")


def in_sqlite(outputs: Path, name: str) -> list[Mapping[str, object]]:
    base = sqlite3.connect(outputs / "gangmu.sqlite")
    base.row_factory = sqlite3.Row
    kind = base.execute("SELECT type FROM sqlite_master WHERE name = ?", (f"answer_{name}",)).fetchone()
    rows = [dict(row) for row in base.execute(f"SELECT * FROM answer_{name}")]
    base.close()
    assert kind["type"] == "view"
    return rows


def as_text(value: object) -> str:
    """Return a cell without what only its format adds: the type of a number, and the mark for an empty cell."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, (int, float)):
        return f"{float(value):g}"
    return str(value).removeprefix("'")


@pytest.mark.parametrize("read", [asked, in_csv, in_parquet, in_python, in_sqlite])
def test_every_format_has_the_rows_of_the_answer_in_its_order(exported: Path, read: Read) -> None:
    found = answers(exported)
    assert set(found) == set(questions())
    for name, answer in found.items():
        columns = {column.name: column.type in ("integer", "number") for column in answer.question.columns}
        rows = list(read(exported, name))
        assert len(rows) == len(answer.rows) > 0, name
        for row, expected in zip(rows, answer.rows, strict=True):
            assert set(row) == set(columns), name
            for column, numeric in columns.items():
                value = float(str(row[column])) if numeric and as_text(row[column]) else row[column]
                assert as_text(value) == as_text(expected.get(column)), (name, column)
