"""The answers, read from the store: each a SELECT in the order of its question."""

import json
import sqlite3
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from pipeline.answers.catalogue import Question, questions
from pipeline.answers.collect import Answer
from pipeline.facts.pair_rows import choose_pairs
from pipeline.facts.schema import ANSWER
from pipeline.facts.stored_list import StoredList
from pipeline.tables.default_rows import Row

_PLAN = {"plan_title": "p.title", "plan_place": "p.place", "plan_page": "p.page"}
_UNIT = {"unit": "u.name", "place": "u.place", "kind": "u.kind", "unit_page": "u.page"}
_FAMILY = {"family_plans": "f.plans", "family_page": "f.page"}
_CHANGE = """CASE WHEN lag(a.plan) OVER before <> a.plan AND lag(a.measure) OVER before IS a.measure THEN
  CASE WHEN a.last_target = lag(a.last_target) OVER before THEN 'same'
  WHEN a.last_target > lag(a.last_target) OVER before THEN 'rose'
  WHEN a.last_target < lag(a.last_target) OVER before THEN 'fell' END END"""
"""A target beside that of the preceding plan of the place; NULL where one of them has none, or is counted differently."""
_BEFORE = "WINDOW before AS (PARTITION BY a.family, p.place ORDER BY coalesce(a.start_year, 0), a.plan, a.rowid)"


class _Source(NamedTuple):
    """Where the rows of an answer are from."""

    tables: str
    columns: Mapping[str, str] = {}
    """Columns that are not those of ``a``, in SQL."""
    last: str = "a.plan, a.rowid"
    """What orders rows of which all columns of the question's order are equal."""
    window: str = ""
    total: str = ""
    """The table that has as many rows, and which of them."""


def _of_plans(name: str, more: str = "") -> str:
    return f"{ANSWER}{name} a JOIN plans p ON p.plan = a.plan {more}"


_SOURCES = {name: _Source(_of_plans(name), _PLAN) for name in ("no_lead", "due", "unread", "findings")}
_SOURCES |= {
    "leads": _Source(
        "units u JOIN answer_leads_by_plan a ON a.unit_id = u.unit AND a.plan = u.example JOIN plans p ON p.plan = a.plan",
        _PLAN | _UNIT | {
            name: f"u.{name}"
            for name in (
                "leads", "leads_by_annex", "assigned", "supports", "supports_by_annex", "guides", "supervises", "co_workers",
                "unit_plans",
            )
        },
        "u.unit",
        total="units WHERE unit_plans > 0",
    ),
    "leads_by_plan": _Source(_of_plans("leads_by_plan", "JOIN units u ON u.unit = a.unit_id"), _PLAN | _UNIT),
    "pairs": _Source("temp.chosen_pairs a JOIN plans p ON p.plan = a.plan", _PLAN, "a.plan, a.unit_id, a.other_id", total="pairs"),
    "indicators": _Source(
        _of_plans("indicators", "JOIN families f ON f.family = a.family"), _PLAN | _FAMILY | {"change": _CHANGE}, window=_BEFORE
    ),
    "indicator_values": _Source(_of_plans("indicator_values", "JOIN families f ON f.family = a.family"), _PLAN | _FAMILY),
    "changes": _Source(_of_plans("changes"), _PLAN, "a.old, a.new, a.rowid"),
}  # fmt: skip


def read_answers(
    base: sqlite3.Connection, limit: int | None = None, names: Container[str] | None = None
) -> dict[str, Answer]:
    """Return the answers to these questions, or to all, by name.

    ``limit``: the first rows of each; None: all, read from the store as they are gone through.
    """
    return {
        name: read_answer(base, question, limit)
        for name, question in questions().items()
        if names is None or name in names
    }


def read_answer(base: sqlite3.Connection, question: Question, limit: int | None = None) -> Answer:
    """Return one answer, see ``read_answers``."""
    name = question.name
    families = _families(base, name) if name in ("indicators", "indicator_values") else {}
    where, parameters = "", list[object]()
    if families and limit is not None:
        where, parameters = "a.family IN (SELECT value FROM json_each(?))", [json.dumps(_first(families, limit))]
    if name == "pairs":
        choose_pairs(base, limit)
    rows = _rows(base, question, where, parameters)
    (total,) = base.execute(f"SELECT count(*) FROM {_SOURCES[name].total or f'{ANSWER}{name}'}").fetchone()
    return Answer(question, rows if limit is None else rows[:limit], total, families)


def family_rows(base: sqlite3.Connection, family: str, name: str, limit: int) -> tuple[Row, ...]:
    """Return the first rows of one family of indicators in an answer about indicators."""
    return _rows(base, questions()[name], "a.family = ?", [family])[:limit]


def _families(base: sqlite3.Connection, name: str) -> dict[str, int]:
    """Return how many rows each family has in an answer, in the order of the answer."""
    return dict(base.execute(f"SELECT family, {name} FROM families WHERE {name} > 0 ORDER BY plans DESC, family"))


def _first(families: Mapping[str, int], limit: int) -> list[str]:
    """Return the families to which the first rows belong."""
    chosen, held = [], 0
    for family, rows in families.items():
        if held >= limit:
            break
        chosen.append(family)
        held += rows
    return chosen


def _rows(base: sqlite3.Connection, question: Question, where: str, parameters: Sequence[object]) -> StoredList[Row]:
    """Return the rows of a question, all or those for which the condition ``where`` holds."""
    source = _SOURCES[question.name]
    names = tuple(column.name for column in question.columns)
    listed = ", ".join(f'{source.columns.get(name, f"a.{name}")} AS "{name}"' for name in names)
    order = "".join(f"{_order(source, column)}, " for column in question.order)
    condition = f"WHERE {where}" if where else ""
    select = f"SELECT {listed} FROM {source.tables} {condition} {source.window} ORDER BY {order}{source.last}"
    return StoredList(base, select, lambda *cells: dict(zip(names, cells, strict=True)), parameters)


def _order(source: _Source, column: str) -> str:
    """Return the order of a column, rows without a value last in both directions."""
    name = column.removeprefix("-")
    value = source.columns.get(name, f"a.{name}")
    return f"{value} IS NULL, {value}{' DESC' if column.startswith('-') else ''}"
