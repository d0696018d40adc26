"""Answers as sheets of a workbook, one sheet a question."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from pipeline.answers.catalogue import AnswerColumn
from pipeline.answers.collect import Answer
from pipeline.tables.default_rows import Row
from pipeline.views.labels import value_label
from pipeline.workbook.sheet import HEAD, ROWS, ColumnKind, Sheet, SheetColumn, Value
from pipeline.workbook.style import write_sheets

KINDS: dict[str, ColumnKind] = {"integer": "number", "number": "number", "date": "date"}
WIDE, PLAIN, SHORT = 60, 22, 10
"""Widths of texts that get the room, of other texts, and of numbers and dates."""

MOST = ROWS - HEAD
"""Rows of a sheet that Excel reads. CSV and Parquet have every row."""


def answer_sheet(answer: Answer, most: int = MOST) -> Sheet:
    """Return the columns that the page shows, with the words that it shows; the first ``most`` rows, said so in its note."""
    question, columns = answer.question, answer.question.shown_columns
    heads = tuple(
        SheetColumn(
            column.title.zh,
            WIDE if column.wide else PLAIN if column.type == "string" else SHORT + 2,
            KINDS.get(column.type, "text"),
        )
        for column in columns
    )
    count = min(most, len(answer.rows))
    rows = (tuple(_value(row, column) for column in columns) for row in islice(answer.rows, count))
    cut = f"（前 {count} 行，共 {answer.total} 行）" if answer.total > count else ""
    return Sheet(question.short.zh, question.question.zh, question.about.zh + cut, heads, rows, 1)


def write_answers(answers: Iterable[Answer], path: Path) -> Path:
    """Write a workbook with a sheet for each answer; equal answers give equal bytes."""
    return write_sheets(map(answer_sheet, answers), path)


def _value(row: Row, column: AnswerColumn) -> Value:
    value = row.get(column.name)
    if column.labels and value is not None:
        return value_label(column.labels, str(value)).zh
    return value if isinstance(value, (str, int, float, bool)) else None
