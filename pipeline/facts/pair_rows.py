"""Pairs of units that work together, with what they share first.

What a pair shares is looked up in the plan that first names both: kept for each of a million pairs it would fill the disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.answers.passages import shown_quote
from pipeline.views.links import fact_address, passage_address, passage_id

SHOWN = 3
"""Shared subjects that the row of a pair names."""
_COLUMNS = (
    "unit", "place", "kind", "unit_page", "unit_id", "other", "other_place", "other_page", "other_id", "shared", "led",
    "pair_plans", "plan", "subjects", "subject_page", "quote", "page", "source",
)  # fmt: skip
"""All columns of the answer, except those that are of the plan."""
_ENDS = """
SELECT f.name, f.place, f.kind, f.page, f.unit, s.name, s.place, s.page, s.unit, shared, led, plans, plan FROM (
  SELECT iif((b.name, b.unit) < (a.name, a.unit), q.other, q.one) one,
    iif((b.name, b.unit) < (a.name, a.unit), q.one, q.other) other, q.shared, q.led, q.plans, q.first AS plan
  FROM pairs q JOIN units a ON a.unit = q.one JOIN units b ON b.unit = q.other) t
JOIN units f ON f.unit = t.one JOIN units s ON s.unit = t.other
ORDER BY shared DESC, led DESC, f.name, s.name, plan, f.unit, s.unit LIMIT ?
"""
_SUBJECTS = """
SELECT id, coalesce(marker, '') || title, 'heading' FROM headings WHERE plan = :plan
UNION ALL SELECT id, title, 'task' FROM tasks WHERE plan = :plan
UNION ALL SELECT id, name, 'indicator' FROM indicators WHERE plan = :plan
"""
_RESPONSIBILITIES = """
SELECT unit, subject, quote, page, block, start, "end" FROM responsibilities WHERE plan = ? ORDER BY rowid
"""


def choose_pairs(base: sqlite3.Connection, limit: int | None) -> None:
    """Write the rows of the first pairs, or of all, to the temporary table ``chosen_pairs``, plan after plan."""
    base.execute("DROP TABLE IF EXISTS temp.chosen_pairs")
    base.execute(f"CREATE TEMP TABLE chosen_pairs ({', '.join(_COLUMNS)})")
    rows = base.execute(f"SELECT * FROM ({_ENDS}) ORDER BY plan", (-1 if limit is None else limit,))
    marks = ", ".join("?" * len(_COLUMNS))
    base.executemany(f"INSERT INTO temp.chosen_pairs VALUES ({marks})", _with_cells(base, rows))


def _with_cells(base: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    at = {name: number for number, name in enumerate(_COLUMNS)}
    for plan, group in groupby(rows, lambda row: row[at["plan"]]):
        named = _named_in(base, plan)
        for row in group:
            yield (*row, *named.shared_cells(row[at["unit_id"]], row[at["other_id"]]))


class _Named(NamedTuple):
    """The units that a plan names at its subjects."""

    plan: str
    titles: Mapping[str, str]
    kinds: Mapping[str, str]
    printed: Mapping[str, Mapping[str, tuple[Any, ...]]]
    """The passages by unit and subject."""

    def shared_cells(self, one: str, other: str) -> tuple[Any, ...]:
        """Return the first subjects that two units share, and the passage of the first unit at the first of them."""
        shared = [subject for subject in self.printed[one] if subject in self.printed[other]]
        quote, page, *place = self.printed[one][shared[0]]
        return (
            "；".join(self.titles.get(subject, subject) for subject in shared[:SHOWN]),
            fact_address(self.plan, shared[0], self.kinds.get(shared[0])),
            shown_quote(quote),
            page,
            passage_address(self.plan, passage_id(*place)),
        )


def _named_in(base: sqlite3.Connection, plan: str) -> _Named:
    subjects = base.execute(_SUBJECTS, {"plan": plan}).fetchall()
    printed: dict[str, dict[str, tuple[Any, ...]]] = {}
    for unit, subject, *passage in base.execute(_RESPONSIBILITIES, (plan,)):
        printed.setdefault(unit, {})[subject] = tuple(passage)
    return _Named(plan, {id: title for id, title, _ in subjects}, {id: kind for id, _, kind in subjects}, printed)
