"""An answer in a notebook: a data frame, a short table with links, a picture."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.answers.catalogue import AnswerColumn
from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_frame
from pipeline.notebook.shown_picture import ShownPicture
from pipeline.report.views.answer_view import PICTURES
from pipeline.tables.default_rows import Row
from schemas.base import html_table

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
"""Rows that a notebook shows."""


class ShownAnswer:
    """An answer; ``report`` is the address of the report, whose pages its rows lead to, None if there is no report."""

    def __init__(self, answer: Answer, report: str | None) -> None:
        self._answer = answer
        self._report = report

    def __len__(self) -> int:
        return len(self._answer.rows)

    def __repr__(self) -> str:
        return f"{self._answer.question.question.en} {len(self)} rows"

    @property
    def frame(self) -> "pd.DataFrame":
        """Return all rows as a data frame with all columns."""
        return answer_frame(self._answer)

    def chart(self) -> ShownPicture | None:
        """Return the picture that the report has of the answer; None if it has none."""
        draw = PICTURES.get(self._answer.question.name)
        drawing = draw(self._answer.rows) if draw else None
        return ShownPicture(drawing, self._report) if drawing else None

    def _repr_html_(self) -> str:
        """Return the first rows of the columns that the report shows, with its links."""
        question = self._answer.question
        columns = question.shown_columns
        rows = ([self._cell(row, column) for column in columns] for row in self._answer.rows[:SHOWN])
        caption = f"{question.question.zh} {question.question.en} ({self._answer.total})"
        return html_table([column.name for column in columns], rows, caption)

    def _cell(self, row: Row, column: AnswerColumn) -> object:
        value, address = row.get(column.name), row.get(column.link) if column.link else None
        if not self._report or not address:
            return value
        return Markup('<a href="{}">{}</a>').format(f"{self._report}{address}", "" if value is None else value)
