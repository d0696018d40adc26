"""What is added up over plans: units as all plans describe them, how often two work together, families of indicators.

After an update, only what the changed plans name is added up again.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from pipeline.facts.schema import TOTAL_INDEXES
from pipeline.views.links import slug, unit_page
from pipeline.views.unit_statistics import merged_unit
from schemas import Unit

_TOUCHED = {
    "touched_units": ("unit", "SELECT unit FROM named_units WHERE plan = ?"),
    "touched_pairs": ("one, other", "SELECT one, other FROM ties WHERE plan = ?"),
    "touched_families": ("family", "SELECT family FROM answer_indicators WHERE plan = ?"),
}
_PAIRS = """
INSERT INTO pairs (one, other, shared, led, there, back, plans, first, last, at)
SELECT one, other, sum(shared), sum(led), sum(there), sum(back), count(*), min(plan), max(plan),
  substr(min(plan || char(1) || printf('%08d', at)), -8) + 0
FROM ties {where} GROUP BY one, other
"""
_UNITS = """
INSERT INTO units (unit, name, place, kind, page, data, leads, supports, assigned, guides, supervises, leads_by_annex,
  supports_by_annex, unit_plans, co_workers, first, node, example)
SELECT d.*, coalesce(s.leads, 0), coalesce(s.supports, 0), coalesce(s.assigned, 0), coalesce(s.guides, 0),
  coalesce(s.supervises, 0), coalesce(s.leads_by_annex, 0), coalesce(s.supports_by_annex, 0), coalesce(s.plans, 0),
  coalesce(c.others, 0), s.first, s.node, (
    SELECT plan FROM answer_leads_by_plan WHERE unit_id = d.unit ORDER BY strength, plan LIMIT 1)
FROM temp.described d LEFT JOIN (
  SELECT unit_id, sum(leads) leads, sum(supports) supports, sum(assigned) assigned, sum(guides) guides,
    sum(supervises) supervises, sum(leads_by_annex) leads_by_annex, sum(supports_by_annex) supports_by_annex,
    count(*) plans, min(plan) first, node
  FROM answer_leads_by_plan {duties} GROUP BY unit_id) s ON s.unit_id = d.unit
LEFT JOIN (
  SELECT unit, count(*) others FROM (
    SELECT one AS unit FROM pairs {ones} UNION ALL SELECT other FROM pairs {others}) GROUP BY unit) c ON c.unit = d.unit
ORDER BY d.unit
"""
_FAMILIES = """
INSERT INTO families (family, plans, indicators, indicator_values, page)
SELECT i.family, i.plans, i.rows, coalesce(v.rows, 0), CASE WHEN v.rows > 1 THEN family_page(i.family) END FROM (
  SELECT family, count(DISTINCT plan) plans, count(*) rows FROM answer_indicators {where} GROUP BY family) i
LEFT JOIN (
  SELECT family, count(*) rows FROM answer_indicator_values {where} GROUP BY family) v ON v.family = i.family
ORDER BY i.family
"""


def begin_touched(base: sqlite3.Connection) -> None:
    """Note from now on what changed plans name."""
    for table, (columns, _) in _TOUCHED.items():
        base.execute(f"CREATE TEMP TABLE {table} ({columns}, PRIMARY KEY ({columns}))")


def touch(base: sqlite3.Connection, plan: str) -> None:
    """Note what a plan names, before its rows are removed and after new ones are written."""
    for table, (_, select) in _TOUCHED.items():
        base.execute(f"INSERT OR IGNORE INTO temp.{table} {select}", (plan,))


def add_up(base: sqlite3.Connection) -> None:
    """Add up everything; the totals are empty before."""
    _pairs(base, "")
    _units(base, "", "{}")
    _families(base, "")
    for statement in TOTAL_INDEXES.strip().splitlines():
        base.execute(statement)


def add_up_touched(base: sqlite3.Connection) -> None:
    """Add up again what was noted."""
    pairs, unit = (
        "WHERE (one, other) IN (SELECT one, other FROM temp.touched_pairs)",
        "(SELECT unit FROM touched_units)",
    )
    family = "WHERE family IN (SELECT family FROM temp.touched_families)"
    base.execute(f"DELETE FROM pairs {pairs}")
    base.execute(f"DELETE FROM units WHERE unit IN {unit}")
    base.execute(f"DELETE FROM families {family}")
    _pairs(base, pairs)
    _units(base, f"WHERE unit IN {unit}", f"WHERE {{}} IN {unit}")
    _families(base, family)
    for table in _TOUCHED:
        base.execute(f"DROP TABLE temp.{table}")


def _pairs(base: sqlite3.Connection, where: str) -> None:
    base.execute(_PAIRS.format(where=where))


def _units(base: sqlite3.Connection, named: str, where: str) -> None:
    base.execute("CREATE TEMP TABLE described (unit TEXT, name TEXT, place TEXT, kind TEXT, page TEXT, data TEXT)")
    rows = base.execute(f"SELECT unit, data, listed FROM named_units {named} ORDER BY unit, plan, rowid")
    base.executemany("INSERT INTO described VALUES (?, ?, ?, ?, ?, ?)", _described(rows))
    filled = {
        name: where.format(column) for name, column in (("duties", "unit_id"), ("ones", "one"), ("others", "other"))
    }
    base.execute(_UNITS.format(**filled))
    base.execute("DROP TABLE temp.described")


def _described(rows: Iterator[tuple[str, str, int]]) -> Iterator[tuple[str | None, ...]]:
    """Yield each unit as all plans describe it, in the order of the plans."""
    for id, group in groupby(rows, lambda row: row[0]):
        found: Unit | None = None
        seen: set[str] = set()
        for _, data, listed in group:
            if data not in seen and (listed or found is None):
                seen.add(data)
                found = merged_unit(found, Unit.model_validate_json(data))
        assert found is not None
        yield id, found.name, found.jurisdiction, found.kind, unit_page(id), found.model_dump_json()


def _families(base: sqlite3.Connection, where: str) -> None:
    base.create_function("family_page", 1, lambda family: f"indicators/{slug(family)}.html", deterministic=True)
    base.execute(_FAMILIES.format(where=where))
