"""An answer as a page: its first rows as a plain table, all of them as data for the interactive one."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pipeline.answers.catalogue import AnswerColumn
from pipeline.answers.collect import Answer
from pipeline.report.figures.deadlines import draw_deadlines
from pipeline.report.figures.drawing import Drawing
from pipeline.report.figures.heat_map import draw_fields
from pipeline.report.figures.load_bars import draw_load
from pipeline.tables.default_rows import Row
from pipeline.views.labels import pairs, plain, value_label
from pipeline.views.phrases import figure
from schemas import Message

FIRST, PREVIEW = 100, 3
"""Rows that a page shows without scripts, and that the start page shows."""
NUMERIC = ("integer", "number")
PRESETS = {"due": ("overdue", "this_quarter", "next_90")}
"""Filters by the reader's date, which only a script knows."""
PICTURES: Mapping[str, Callable[[Sequence[Row]], Drawing | None]] = {
    "leads": draw_load,
    "leads_by_plan": draw_fields,
    "due": draw_deadlines,
}
"""What is drawn above the table of an answer."""
EMPTY = plain("")


class AnswerCell(NamedTuple):
    text: Message
    href: str
    numeric: bool
    plain: bool
    """The text is that of a source, and the same in both languages."""
    defined: str


class HeadColumn(NamedTuple):
    title: Message
    hidden: bool
    numeric: bool
    defined: str


class AnswerView(NamedTuple):
    name: str
    question: Message
    about: Message
    total: int
    kept: int
    columns: tuple[HeadColumn, ...]
    first: tuple[tuple[AnswerCell, ...], ...]
    presets: tuple[str, ...]
    drawing: Drawing | None
    script: Mapping[str, object]
    """What the script has to know of the columns."""


class AnswerCard(NamedTuple):
    """A question on the start page, with its first rows."""

    name: str
    question: Message
    total: int
    lines: tuple[tuple[AnswerCell, ...], ...]
    presets: tuple[str, ...]


def answer_view(answer: Answer) -> AnswerView:
    """Return the page of an answer."""
    question = answer.question
    # A column that no row fills, such as pages of sources without pages, is not shown.
    columns = tuple(
        column if any(row.get(column.name) is not None for row in answer.rows) else column._replace(hidden=True)
        for column in question.columns
    )
    return AnswerView(
        name=question.name,
        question=question.question,
        about=question.about,
        total=answer.total,
        kept=len(answer.rows),
        columns=tuple(HeadColumn(c.title, c.hidden, c.type in NUMERIC, c.defined) for c in columns),
        first=tuple(_cells(row, columns) for row in answer.rows[:FIRST]),
        presets=PRESETS.get(question.name, ()),
        drawing=PICTURES[question.name](answer.rows) if question.name in PICTURES else None,
        script={
            "name": question.name,
            "narrow": question.narrow,
            "columns": [_column(column) for column in columns],
        },
    )


def answer_card(answer: Answer) -> AnswerCard:
    """Return a question with its first rows."""
    question = answer.question
    columns = {column.name: column for column in question.columns}
    chosen = tuple(columns[name] for name in question.preview)
    rows = answer.rows[:PREVIEW] if chosen else ()
    lines = tuple(_cells(row, chosen) for row in rows)
    return AnswerCard(question.name, question.question, answer.total, lines, PRESETS.get(question.name, ()))


def _cells(row: Row, columns: Sequence[AnswerColumn]) -> tuple[AnswerCell, ...]:
    return tuple(
        AnswerCell(
            text=_text(row, column),
            href=str(row.get(column.link) or "") if column.link else "",
            numeric=column.type in NUMERIC,
            plain=not column.labels and column.type == "string",
            defined=column.defined,
        )
        for column in columns
        if not column.hidden
    )


def _text(row: Row, column: AnswerColumn) -> Message:
    value = row.get(column.name)
    if value is None:
        return EMPTY
    if column.labels:
        return value_label(column.labels, str(value))
    if column.en:
        return Message(zh=str(value), en=str(row.get(column.en) or value))
    return plain(figure(value) if isinstance(value, float) else str(value))


def _column(column: AnswerColumn) -> dict[str, object]:
    told: dict[str, object] = {"field": column.name, "type": column.type, "title": [column.title.zh, column.title.en]}
    for name in ("link", "en", "defined", "wide", "hidden"):
        if getattr(column, name):
            told[name] = getattr(column, name)
    if column.labels:
        told["values"] = pairs(column.labels)
    return told
