"""An answer in a notebook: a data frame, a short table with links, a picture."""

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from pipeline.answers.catalogue import AnswerColumn
from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_frame
from pipeline.notebook.picture import Picture
from pipeline.report.views.answer_view import PICTURES
from pipeline.tables.default_rows import Row

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

    def chart(self) -> Picture | None:
        """Return the picture that the report has of the answer; None if it has none."""
        draw = PICTURES.get(self._answer.question.name)
        drawing = draw(self._answer.rows) if draw else None
        return Picture(drawing, self._report) if drawing else None

    def _repr_html_(self) -> str:
        """Return the first rows of the columns that the report shows, with its links."""
        question = self._answer.question
        heads = Markup().join(Markup("<th>{}</th>").format(column.name) for column in question.shown_columns)
        rows = Markup().join(Markup("<tr>{}</tr>").format(self._cells(row)) for row in self._answer.rows[:SHOWN])
        caption = f"{question.question.zh} {question.question.en} ({self._answer.total})"
        table = "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
        return str(Markup(table).format(caption, heads, rows))

    def _cells(self, row: Row) -> Markup:
        return Markup().join(
            Markup("<td>{}</td>").format(self._cell(row, column)) for column in self._answer.question.shown_columns
        )

    def _cell(self, row: Row, column: AnswerColumn) -> Markup:
        value, address = row.get(column.name), row.get(column.link) if column.link else None
        text = escape("" if value is None else value)
        return (
            Markup('<a href="{}">{}</a>').format(f"{self._report}{address}", text) if self._report and address else text
        )
