"""Answers as sheets of a workbook, one sheet a question."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from pipeline.answers.catalogue import AnswerColumn
from pipeline.answers.collect import Answer
from pipeline.tables.default_rows import Row
from pipeline.views.labels import catalogue
from pipeline.workbook.cells import save
from pipeline.workbook.sheet import ColumnKind, Sheet, SheetColumn, Value
from pipeline.workbook.style import Renderer

KINDS: dict[str, ColumnKind] = {"integer": "number", "number": "number", "date": "date"}
WIDE, PLAIN, SHORT = 60, 22, 10
"""Widths of texts that get the room, of other texts, and of numbers and dates."""


def answer_sheet(answer: Answer) -> Sheet:
    """Return the columns that the page shows, with the words that it shows."""
    question = answer.question
    columns = [column for column in question.columns if not column.hidden]
    heads = tuple(
        SheetColumn(
            column.title.zh,
            WIDE if column.wide else PLAIN if column.type == "string" else SHORT + 2,
            KINDS.get(column.type, "text"),
        )
        for column in columns
    )
    rows = tuple(tuple(_value(row, column) for column in columns) for row in answer.rows)
    cut = f"（前 {len(rows)} 行，共 {answer.total} 行）" if answer.total > len(rows) else ""
    return Sheet(question.short.zh, question.question.zh, question.about.zh + cut, heads, rows, 1)


def write_answers(answers: Iterable[Answer], path: Path) -> Path:
    """Write a workbook with a sheet for each answer; equal answers give equal bytes."""
    book = Workbook()
    book.remove(book.active)
    renderer = Renderer(book)
    for answer in answers:
        renderer.add(answer_sheet(answer))
    book.properties.title, book.properties.creator = "纲目", "gangmu"
    return save(book, path)


def _value(row: Row, column: AnswerColumn) -> Value:
    value = row.get(column.name)
    if column.labels and value is not None:
        words = catalogue().get(f"{column.labels}.{value}")
        return words.zh if words else str(value)
    return value if isinstance(value, (str, int, float, bool)) else None
