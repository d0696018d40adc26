"""The pages of the answers, each with its rows as CSV and Excel, and as a script that the page loads from the file system."""

import json
from collections.abc import Iterable, Mapping

from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_csv
from pipeline.answers.workbook import write_answers
from pipeline.atomic import replace_text
from pipeline.report.pages.printing import Printer
from pipeline.report.views.answer_view import answer_view
from schemas import Message


def print_answers(printer: Printer, answers: Iterable[Answer], citations: Mapping[str, str]) -> None:
    """Print a page for each answer; ``citations`` by plan are copied with a passage."""
    for answer in answers:
        question = answer.question
        site = Message(zh=f"{question.question.zh} · 纲目", en=f"{question.question.en} · Gangmu")
        printer.page(f"answers/{question.name}.html", "answer.html", site, view=answer_view(answer, citations))
        replace_text(printer.draft / "answers" / f"{question.name}.csv", answer_csv(answer))
        write_answers([answer], printer.draft / "answers" / f"{question.name}.xlsx")
        replace_text(printer.draft / "answers" / f"{question.name}.js", _script(answer))


def _script(answer: Answer) -> str:
    """Return the rows as a call, because a page from the file system may load a script but no other file."""
    names = [column.name for column in answer.question.columns]
    lines = (json.dumps([row.get(name) for name in names], ensure_ascii=False) for row in answer.rows)
    return "gangmuAnswer([\n" + ",\n".join(lines) + "\n]);\n"
