"""Problems of filled workbooks: the catalogue problems.yml, and one problem found."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import yaml

Level = Literal["refused", "row", "note"]


class ProblemEntry(NamedTuple):
    """An entry of the catalogue."""

    level: Level
    zh: str
    en: str


class Problem(NamedTuple):
    """One problem and where it is. ``sheet`` and ``row`` are None where it concerns the whole file or sheet."""

    code: str
    level: Level
    zh: str
    en: str
    sheet: str | None = None
    row: int | None = None


@cache
def catalogue() -> Mapping[str, ProblemEntry]:
    """Return the problems by code."""
    text = files("pipeline.ledger").joinpath("problems.yml").read_text(encoding="utf-8")
    return {code: ProblemEntry(**entry) for code, entry in yaml.safe_load(text).items()}


def problem_of(code: str, sheet: str | None = None, row: int | None = None, **values: object) -> Problem:
    """Return a problem with its sentences filled in; KeyError where the catalogue lacks the code or a value is missing."""
    known = catalogue()[code]
    told = {"sheet": sheet or "", **values}
    return Problem(code, known.level, known.zh.format(**told), known.en.format(**told), sheet, row)


class RefusedWorkbookError(Exception):
    """A workbook from which nothing can be taken. The reader of ledgers catches it and tells its problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.en)
        self.problem = problem
