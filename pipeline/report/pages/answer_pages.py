"""The pages of the answers, each with its rows as CSV and Excel, and as a script that the page loads from the file system.

Runs in the process the executor chooses: a workbook of 5,000 rows takes a fifth of a second.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_csv
from pipeline.answers.workbook import write_answers
from pipeline.atomic import write_new
from pipeline.executors.attempt import Failure, attempt
from pipeline.report.pages.printing import Printer
from pipeline.report.views.answer_view import answer_view
from schemas import Message


class AnswerJob(NamedTuple):
    """An answer to be printed."""

    id: str
    printer: Printer
    answer: Answer
    citations: Mapping[str, str]
    """How the plans of its rows are cited, by id."""


def answer_jobs(printer: Printer, answers: Iterable[Answer], citations: Mapping[str, str]) -> Iterator[AnswerJob]:
    """Yield a job for each answer, each with the citations of its own plans."""
    for answer in answers:
        own = {plan: citations[plan] for plan in cited_plans(answer)}
        yield AnswerJob(answer.question.name, printer, answer, own)


def cited_plans(answer: Answer) -> list[str]:
    """Return the ids of the plans that the rows of an answer quote."""
    return sorted({str(row["plan"]) for row in answer.rows if row.get("plan")})


def print_answer(job: AnswerJob) -> str | Failure:
    """Print the page of an answer and its files, and return its place below the root."""
    return attempt(f"{job.printer.draft}: {job.id}", _print, job)


def _print(job: AnswerJob) -> str:
    answer, name, folder = job.answer, job.answer.question.name, job.printer.draft / "answers"
    path = print_answer_page(job.printer, answer)
    write_new(folder / f"{name}.csv", "".join(answer_csv(answer)).encode())
    write_answers([answer], folder / f"{name}.xlsx")
    write_new(folder / f"{name}.js", answer_script(answer, job.citations).encode())
    return path


def print_answer_page(printer: Printer, answer: Answer) -> str:
    """Print the page of an answer and return its place below the root."""
    question = answer.question
    site = Message(zh=f"{question.question.zh} · 纲目", en=f"{question.question.en} · Gangmu")
    return printer.page(f"answers/{question.name}.html", "answer.html", site, view=answer_view(answer))


def answer_script(answer: Answer, citations: Mapping[str, str]) -> str:
    """Return the rows, and how their plans are cited, as a call: a page from the file system may load no other file."""
    names = [column.name for column in answer.question.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = (encode([row.get(name) for name in names]) for row in answer.rows)
    cited = json.dumps(dict(citations), ensure_ascii=False, indent=0)
    return "gangmuAnswer([\n" + ",\n".join(lines) + f"\n], {cited});\n"
