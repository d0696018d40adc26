"""The questions and their columns, as answers.yml describes them."""

from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.tables.table_description import FactTable, TableColumn
from schemas import Message

PASSAGE = (
    ["plan_title", "string", "计划", "Plan", {"link": "plan_page"}],
    ["plan_place", "string", "计划地区", "Place of the plan"],
    ["quote", "string", "原文", "Passage", {"link": "source", "wide": True}],
    ["page", "integer", "页", "Page"],
    ["source", "address", "出处", "Source", {"hidden": True}],
    ["plan", "string", "计划编号", "Plan id", {"hidden": True}],
    ["plan_page", "address", "计划页", "Page of the plan", {"hidden": True}],
)
"""Columns that close every answer: which plan says it, and where."""

TYPES = {"address": "string"}
"""Types of answer columns that are another type in a table."""


class AnswerColumn(NamedTuple):
    name: str
    type: str
    """``string``, ``integer``, ``number``, ``date``, or ``address``: a page of the report, from its root."""
    title: Message
    labels: str = ""
    """Group of the report's labels that gives the names of the values."""
    link: str = ""
    """Column with the address that the cell leads to."""
    en: str = ""
    """Column with the English text."""
    defined: str = ""
    """Key in counts.yml."""
    wide: bool = False
    hidden: bool = False


class Question(NamedTuple):
    """A question and the table that answers it."""

    name: str
    short: Message
    """Name of its sheet in a workbook."""
    question: Message
    about: Message
    order: tuple[str, ...]
    preview: tuple[str, ...]
    narrow: tuple[str, ...]
    """Columns that a phone shows; the others open below a row."""
    columns: tuple[AnswerColumn, ...]

    @property
    def shown_columns(self) -> tuple[AnswerColumn, ...]:
        """Return the columns that are not hidden."""
        return tuple(column for column in self.columns if not column.hidden)

    @property
    def table(self) -> FactTable:
        """Return the columns as those of a table."""
        columns = tuple(
            TableColumn(entry.name, TYPES.get(entry.type, entry.type), f"{entry.title.zh} / {entry.title.en}")
            for entry in self.columns
        )
        return FactTable(self.name, f"{self.question.zh} / {self.question.en}", columns, (), {})


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions by name, in the order of answers.yml."""
    rows = read_packaged_yaml(Path(__file__).with_name("answers.yml"))
    return {
        name: Question(
            name,
            _message(row["short"]),
            _message(row["question"]),
            _message(row["about"]),
            tuple(row["order"]),
            tuple(row.get("preview", ())),
            tuple(row.get("narrow", row.get("preview", ()))),
            tuple(_hide_repeated(_column(*column), row.get("hide", ())) for column in (*row["columns"], *PASSAGE)),
        )
        for name, row in rows.items()
    }


def _column(name: str, type_: str, zh: str, en: str, options: Mapping[str, object] | None = None) -> AnswerColumn:
    return AnswerColumn(name, type_, Message(zh=zh, en=en), **(options or {}))  # type: ignore[arg-type]


def _hide_repeated(column: AnswerColumn, hide: Container[str]) -> AnswerColumn:
    return column._replace(hidden=True) if column.name in hide else column


def _message(pair: list[str]) -> Message:
    return Message(zh=pair[0], en=pair[1])
