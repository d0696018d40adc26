"""Write the answers to the questions as one workbook, and each as CSV and Parquet."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.answers.ask import answers_of
from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_csv, answer_frame
from pipeline.answers.workbook import write_answers
from pipeline.atomic import replace_text
from pipeline.errors import InputError
from pipeline.export.parquet import has_pyarrow, write_frame
from pipeline.store.results import Result
from schemas.comparison import Comparison


def export_answers(results: Iterable[Result], folder: Path, comparisons: Iterable[Comparison]) -> tuple[Path, ...]:
    """Write answers.xlsx and the CSV files; the Parquet files too where pyarrow is installed."""
    plans = {result.plan.plan.id: result.plan for result in results}
    found = answers_of(plans.values(), comparisons, plans.__getitem__)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [write_answers(found.values(), folder / "answers.xlsx")]
    for name, answer in found.items():
        paths.append(replace_text(folder / f"{name}.csv", answer_csv(answer)))
        if has_pyarrow():
            paths.append(_parquet(answer, folder / f"{name}.parquet"))
    return tuple(paths)


def write_answer(answer: Answer, path: Path) -> Path:
    """Write one answer in the format that the suffix names: .csv, .xlsx or .parquet; InputError for another."""
    writers = {
        ".csv": lambda: replace_text(path, answer_csv(answer)),
        ".xlsx": lambda: write_answers([answer], path),
        ".parquet": lambda: _parquet(answer, path),
    }
    if path.suffix not in writers:
        raise InputError(str(path), "its suffix names no format", f"use one of {', '.join(writers)}")
    return writers[path.suffix]()


def _parquet(answer: Answer, path: Path) -> Path:
    return write_frame(answer_frame(answer), answer.question.table, path)
