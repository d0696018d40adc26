"""Answer the questions from outputs/, and choose rows of an answer."""

import re
from collections.abc import Callable, Container, Mapping
from datetime import date, timedelta
from pathlib import Path

from pipeline.answers.collect import Answer
from pipeline.errors import InputError
from pipeline.facts.answers import read_answers
from pipeline.facts.update import open_facts
from pipeline.tables.default_rows import Row

_SPAN = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def answers(outputs: Path, names: Container[str] | None = None) -> dict[str, Answer]:
    """Return the answers to these questions, or to all, over the plans of a folder, every row."""
    return read_answers(open_facts(outputs), names=names)


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
