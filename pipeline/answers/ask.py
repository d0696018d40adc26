"""Answer the questions from outputs/, and choose rows of an answer."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from pipeline.answers.collect import Answer, AnswersBuilder
from pipeline.answers.row_file import temporary_base
from pipeline.errors import InputError
from pipeline.store.comparisons import read_comparisons
from pipeline.store.results import IN_MEMORY, Plans, Results, read_plan
from pipeline.tables.default_rows import Row
from pipeline.views.indexed_plan import unit_register
from pipeline.views.unit_statistics import UnitTally
from schemas import Plan
from schemas.comparison import Comparison

_SPAN = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def answers(outputs: Path, names: Container[str] | None = None) -> dict[str, Answer]:
    """Return the answers to these questions, or to all, over the plans of a folder, every row."""
    plans = Plans(Results(outputs))
    return answers_of(plans, read_comparisons(outputs), lambda id: read_plan(outputs / id), names)


def answers_of(
    plans: Sequence[Plan],
    comparisons: Iterable[Comparison],
    read: Callable[[str], Plan],
    names: Container[str] | None = None,
) -> dict[str, Answer]:
    """Return the answers to these questions, or to all, over these plans, every row.

    ``read`` returns one of the plans by its id. Of more than IN_MEMORY plans, the rows are in a temporary file.
    """
    builder = AnswersBuilder(names=names, base=temporary_base() if len(plans) > IN_MEMORY else None)
    tally = UnitTally()
    ids = set()
    for plan in plans:
        builder.add(plan)
        tally.add(plan)
        ids.add(plan.plan.id)
    between = (found for found in comparisons if {found.old.id, found.new.id} <= ids)
    return builder.finish(unit_register(tally), between, read)


def rows_containing(answer: Answer, texts: Mapping[str, str]) -> Answer:
    """Return the rows whose columns contain these texts; InputError if the answer has no such column."""
    names = [column.name for column in answer.question.columns]
    for name in texts:
        if name not in names:
            raise InputError(name, f"{answer.question.name} has no such column", f"use one of {', '.join(names)}")
    return _choose(answer, lambda row: all(text in str(row.get(name) or "") for name, text in texts.items()))


def rows_within(answer: Answer, span: str, today: date) -> Answer:
    """Return the rows due from today on within a span such as 90d, 6w, 3m or 1y; -90d: those of the past 90 days.

    InputError if the span is none, or if the answer has no dates.
    """
    found = _SPAN.fullmatch(span.removeprefix("-"))
    if found is None:
        raise InputError(span, "it is no span of time", "write a number and d, w, m or y: 90d")
    if "due_on" not in {column.name for column in answer.question.columns}:
        raise InputError(answer.question.name, "its rows have no date", "use --within with: due")
    days = timedelta(days=int(found[1]) * _DAYS[found[2]])
    first, last = (today - days, today) if span.startswith("-") else (today, today + days)
    return _choose(answer, lambda row: first.isoformat() <= str(row.get("due_on") or "") <= last.isoformat())


def _choose(answer: Answer, fits: Callable[[Row], bool]) -> Answer:
    rows = tuple(row for row in answer.rows if fits(row))
    return Answer(answer.question, rows, len(rows))
