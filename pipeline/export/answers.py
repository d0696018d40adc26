"""Write the answers to the questions as one workbook, and each as CSV and Parquet."""

import sqlite3
from pathlib import Path

from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_csv
from pipeline.answers.workbook import write_answers
from pipeline.atomic import replace_parts
from pipeline.errors import InputError
from pipeline.export.parquet import has_pyarrow, write_rows
from pipeline.facts.answers import read_answers


def export_answers(facts: sqlite3.Connection, folder: Path) -> tuple[Path, ...]:
    """Write answers.xlsx and the CSV files; the Parquet files too where pyarrow is installed."""
    found = read_answers(facts)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [write_answers(found.values(), folder / "answers.xlsx")]
    for name, answer in found.items():
        paths.append(_csv(answer, folder / f"{name}.csv"))
        if has_pyarrow():
            paths.append(_parquet(answer, folder / f"{name}.parquet"))
    return tuple(paths)


def write_answer(answer: Answer, path: Path) -> Path:
    """Write one answer in the format that the suffix names: .csv, .xlsx or .parquet; InputError for another."""
    writers = {
        ".csv": lambda: _csv(answer, path),
        ".xlsx": lambda: write_answers([answer], path),
        ".parquet": lambda: _parquet(answer, path),
    }
    if path.suffix not in writers:
        raise InputError(str(path), "its suffix names no format", f"use one of {', '.join(writers)}")
    return writers[path.suffix]()


def _csv(answer: Answer, path: Path) -> Path:
    return replace_parts(path, answer_csv(answer))


def _parquet(answer: Answer, path: Path) -> Path:
    return write_rows(answer.rows, answer.question.table, path)
