"""The command `gangmu ask`: answer a question over all plans in outputs/."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show, warn

if TYPE_CHECKING:
    from pipeline.answers.collect import Answer

WIDEST = 44
"""Characters of a cell in the table; --json and --out have all."""


def ask(
    question: Annotated[
        str | None, typer.Argument(help="Name of the question (default: list them).", metavar="QUESTION")
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", help="Due within this time from today: 90d, 6w, 3m, 1y; -90d: past.", metavar="SPAN"),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", help="Only rows whose column contains the text.", metavar="COLUMN=TEXT"),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows of the table.")] = 30,
    today: Annotated[
        datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="Day that --within counts from.")
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--out", help="Write all rows to this .csv, .xlsx or .parquet file.", metavar="PATH")
    ] = None,
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Answer a question over all plans: who leads most, what is due, which tasks have no lead; each row has its passage."""
    from pipeline.answers.catalogue import questions
    from pipeline.errors import InputError
    from pipeline.export.answers import write_answer
    from pipeline.facts.ask import answers, rows_containing, rows_within

    if question is None:
        _list(as_json)
        return
    with one_sentence():
        if question not in questions():
            raise InputError(question, "there is no such question", f"ask one of {', '.join(questions())}")
        found = answers(_plans(outputs_dir), (question,))[question]
        found = rows_containing(found, dict(_pair(text) for text in where or ()))
        if within:
            found = rows_within(found, within, (today or datetime.now()).date())
        if target:
            say(str(write_answer(found, target)))
    if as_json:
        emit([_row(found, row) for row in found.rows])
    elif not target:
        _show(found, limit)


def _plans(outputs_dir: Path) -> Path:
    from pipeline.errors import no_plan_error

    if not any(outputs_dir.glob("*/plan.json")):
        raise no_plan_error(outputs_dir)
    return outputs_dir


def _pair(text: str) -> tuple[str, str]:
    from pipeline.errors import InputError

    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(text, "it is no condition", "write COLUMN=TEXT, such as plan_place=闵行区")
    return name, value


def _list(as_json: bool) -> None:
    from pipeline.answers.catalogue import questions

    if as_json:
        emit({name: entry.question.model_dump() for name, entry in questions().items()})
        return
    rows = [(name, entry.question.zh, entry.question.en) for name, entry in questions().items()]
    show("", ("question", "中文", "English"), rows)


def _row(answer: "Answer", row: dict[str, object]) -> dict[str, object]:
    return {column.name: row.get(column.name) for column in answer.question.columns}


def _show(answer: "Answer", limit: int) -> None:
    columns = answer.question.shown_columns
    rows = [[_cell(row.get(column.name)) for column in columns] for row in answer.rows[:limit]]
    filled = [at for at, _ in enumerate(columns) if any(row[at] for row in rows)]
    say(f"{answer.question.question.zh} {answer.question.question.en}")
    if rows:
        show("", [columns[at].name for at in filled], [[row[at] for at in filled] for row in rows])
    if not rows:
        warn("no row")
    if answer.total > limit:
        warn(f"{answer.total - limit} more rows; use --limit, --out or --json")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


COMMANDS = (ask,)
