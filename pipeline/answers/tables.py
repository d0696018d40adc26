"""An answer as CSV and as a data frame."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.answers.collect import Answer
from pipeline.tables.write import csv_lines, typed_frame

if TYPE_CHECKING:
    import pandas as pd


def answer_csv(answer: Answer) -> Iterator[str]:
    """Yield the rows as CSV with a BOM, columns by name."""
    return csv_lines([column.name for column in answer.question.columns], answer.rows)


def answer_frame(answer: Answer) -> "pd.DataFrame":
    """Return the rows as a typed frame, columns by name."""
    return typed_frame(answer.question.table, list(answer.rows))
