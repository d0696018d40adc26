"""Problems of completed workbooks, and their catalogue problems.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from extractors.packaged_yaml import read_packaged_yaml
from schemas import Message

Level = Literal["refused", "row", "note"]


class ProblemEntry(Message):
    """An entry of the catalogue; its texts are format strings."""

    level: Level


class Problem(Message):
    """One problem. ``sheet`` is None if it concerns the whole file, ``row`` if it concerns the whole sheet."""

    code: str
    level: Level
    sheet: str | None = None
    row: int | None = None


@cache
def catalogue() -> Mapping[str, ProblemEntry]:
    """Return the problems by code."""
    entries = read_packaged_yaml(Path(__file__).with_name("problems.yml"))
    return {code: ProblemEntry.model_validate(entry) for code, entry in entries.items()}


def problem_of(code: str, sheet: str | None = None, row: int | None = None, **values: object) -> Problem:
    """Return a problem with its sentences filled in; KeyError if the catalogue lacks the code or a value is missing."""
    entry = catalogue()[code]
    text = entry.format(sheet=sheet or "", **values)
    return Problem(code=code, level=entry.level, zh=text.zh, en=text.en, sheet=sheet, row=row)


class RefusedWorkbookError(Exception):
    """A workbook from which nothing can be imported; read_ledger catches it and reports its problem."""

    def __init__(self, problem: Problem) -> None:
        """Store the problem."""
        super().__init__(problem.en)
        self.problem = problem
