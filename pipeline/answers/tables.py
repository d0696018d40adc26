"""An answer as CSV and as a data frame."""

import csv
import io
from typing import TYPE_CHECKING

from pipeline.answers.collect import Answer
from pipeline.tables.write import guard, typed_frame

if TYPE_CHECKING:
    import pandas as pd


def answer_csv(answer: Answer) -> str:
    """Return the rows as CSV with a BOM, columns by name."""
    file = io.StringIO()
    file.write("\ufeff")
    rows = csv.writer(file, lineterminator="\n")
    names = [column.name for column in answer.question.columns]
    rows.writerow(names)
    rows.writerows([guard(row.get(name)) for name in names] for row in answer.rows)
    return file.getvalue()


def answer_frame(answer: Answer) -> "pd.DataFrame":
    """Return the rows as a typed frame, columns by name."""
    return typed_frame(answer.question.table, list(answer.rows))
