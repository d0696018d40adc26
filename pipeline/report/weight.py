"""What the report of all plans would weigh as static files."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from pipeline.answers.catalogue import questions
from pipeline.report.pages.unit_pages import PLANS
from pipeline.store.results import Results

OF_A_PLAN, OF_AN_ANSWER, OF_ALL = 13, 4, 40
"""Files of a plan, of an answer, and of the report beside these and the pages of units and indicators."""
SIZE = 4.5
"""Bytes of the report for each of plan.json and document.json."""


class StaticWeight(NamedTuple):
    """About how many files a static report has, and how many MB."""

    files: int
    megabytes: int


def static_weight(facts: sqlite3.Connection, outputs: Path) -> StaticWeight:
    """Return what the static report of all plans would weigh."""
    (plans,) = facts.execute("SELECT count(*) FROM plans").fetchone()
    (units,) = facts.execute(f"SELECT sum(max(1, (unit_plans + {PLANS - 1}) / {PLANS})) FROM units").fetchone()
    (indicators,) = facts.execute("SELECT count(page) FROM families").fetchone()
    files = OF_A_PLAN * plans + (units or 0) + indicators + OF_ALL + len(questions()) * OF_AN_ANSWER
    return StaticWeight(files, round(SIZE * Results(outputs).size / 1e6))
