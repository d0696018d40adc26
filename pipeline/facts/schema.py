"""The tables of the store.

- ``plans``: a row for each plan, with the digest of the plan.json that its facts are from.
- Facts: the tables of tables.yml as each plan fills them, under their names.
- Answers: ``answer_<question>``, the rows that a plan contributes to an answer, without what other tables know of them.
- ``named_units`` and ``ties``: which units a plan names, and which of them it prints at one subject.
- ``compared``: the comparisons whose rows are in ``answer_changes``.
- What is added up over plans: ``units``, ``pairs``, ``families`` (see totals.py).
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.answers.catalogue import questions
from pipeline.answers.collect import PER_PLAN
from pipeline.tables.rows import ROWS
from pipeline.tables.sql_tables import TYPES
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import tables

ANSWER = "answer_"
OF_PLAN = ("plan_title", "plan_place", "plan_page")
"""Columns of an answer that are those of its plan."""
OF_OTHERS: Mapping[str, tuple[str, ...]] = {
    "leads_by_plan": ("unit", "place", "kind", "unit_page"),
    "indicators": ("family_plans", "family_page", "change"),
    "indicator_values": ("family_plans", "family_page"),
}
"""Columns of an answer that depend on other plans too."""
CHANGES = f"{ANSWER}changes"
Columns = Sequence[tuple[str, str]]
"""Names of columns with their types in SQLite."""


def _columns(texts: str, integers: str = "") -> Columns:
    return (*((name, "TEXT") for name in texts.split()), *((name, "INTEGER") for name in integers.split()))


_MORE: Mapping[str, Columns] = {
    f"{ANSWER}leads_by_plan": _columns("", "guides supervises leads_by_annex supports_by_annex strength node"),
    CHANGES: _columns("old new"),
}
"""Further columns of answers: what the register of units needs of a plan, and which comparison a row is from."""
_OWN: Mapping[str, Columns] = {
    "plans": _columns(
        "plan digest title place page sha256 citation time card", "size findings problems weight to_check"
    ),
    "named_units": _columns("plan unit data", "listed"),
    "ties": _columns("plan one other", "at shared led there back"),
    "compared": _columns("old new digest", "size"),
    "units": _columns(
        "unit name place kind page data first example",
        "leads supports assigned guides supervises leads_by_annex supports_by_annex unit_plans co_workers node",
    ),
    "pairs": _columns("one other first last", "shared led there back plans at"),
    "families": _columns("family page", "plans indicators indicator_values"),
}
_INDEXES = """
CREATE UNIQUE INDEX plans_plan ON plans (plan);
CREATE INDEX plans_page ON plans (page);
CREATE INDEX compared_old ON compared (old);
CREATE INDEX compared_new ON compared (new);
CREATE INDEX named_units_unit ON named_units (unit, plan);
CREATE INDEX ties_pair ON ties (one, other, plan);
CREATE INDEX duties_unit ON answer_leads_by_plan (unit_id, plan);
CREATE INDEX indicators_family ON answer_indicators (family);
CREATE INDEX values_family ON answer_indicator_values (family);
"""
TOTAL_INDEXES = """
CREATE UNIQUE INDEX units_unit ON units (unit);
CREATE INDEX units_page ON units (page);
CREATE UNIQUE INDEX pairs_pair ON pairs (one, other);
CREATE INDEX pairs_other ON pairs (other);
CREATE UNIQUE INDEX families_family ON families (family);
CREATE INDEX families_page ON families (page);
"""


@cache
def fact_tables() -> tuple[FactTable, ...]:
    """Return the tables of tables.yml that plans fill one after the other: all but the units and what is beside plans."""
    return tuple(table for table in tables() if table.name in ROWS)


@cache
def columns() -> Mapping[str, Columns]:
    """Return the columns of every table."""
    found = {table.name: [(column.name, TYPES[column.type]) for column in table.columns] for table in fact_tables()}
    for name in (*PER_PLAN, "changes"):
        left_out = (*OF_PLAN, *OF_OTHERS.get(name, ()))
        kept = (column for column in questions()[name].table.columns if column.name not in left_out)
        own = [(column.name, TYPES[column.type]) for column in kept]
        found[f"{ANSWER}{name}"] = [*own, *_MORE.get(f"{ANSWER}{name}", ())]
    return {**_OWN, **found}


@cache
def plan_tables() -> tuple[str, ...]:
    """Return the names of the tables whose rows belong to one plan each."""
    return tuple(name for name in columns() if name not in ("compared", "units", "pairs", "families", CHANGES))


def create(base: sqlite3.Connection) -> None:
    """Create the tables."""
    for name, parts in columns().items():
        listed = ", ".join(f'"{column}" {type_}' for column, type_ in parts)
        base.execute(f'CREATE TABLE "{name}" ({listed})')


def create_indexes(base: sqlite3.Connection) -> None:
    """Create the indexes of the plans' rows: where many are written, it takes less time after them than before."""
    for name in plan_tables():
        if name != "plans":
            base.execute(f'CREATE INDEX "{name}_of_plan" ON "{name}" (plan)')
    for statement in _INDEXES.strip().splitlines():
        base.execute(statement)
