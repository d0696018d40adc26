"""The pages of one unit."""

import networkx as nx

from pipeline.facts.stored_list import StoredList
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.pages.plan_pages import posts_section
from pipeline.report.pages.printing import sheet
from pipeline.report.pages.unit_pages import PLANS, UnitInPlan, print_unit_page
from pipeline.report.views.unit_view import plan_posts, unit_view
from pipeline.store.results import read_plan
from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import UnitDirectory, UnitRegister, index_facts
from pipeline.views.unit_statistics import UnitStatistics
from schemas import Unit

_UNIT = f"SELECT data, {', '.join(UnitStatistics._fields)} FROM units WHERE page = ?"
_TIES = """
SELECT one, other, shared, led, first, at FROM pairs WHERE one = :unit
UNION ALL SELECT one, other, shared, led, first, at FROM pairs WHERE other = :unit ORDER BY first, at
"""
_NAMED = """
SELECT unit, data FROM units WHERE unit IN (
  SELECT one FROM pairs WHERE other = :unit UNION SELECT other FROM pairs WHERE one = :unit)
"""
_PLANS = f"""
SELECT p.plan, p.title, p.page, p.time, {", ".join(f"a.{relation}" for relation in RELATIONS)}
FROM answer_leads_by_plan a JOIN plans p ON p.plan = a.plan WHERE a.unit_id = ? ORDER BY p.time, p.plan
"""


def print_unit(printer: OnePage, sources: LiveSources, path: str, number: int) -> None:
    """Print a page of the unit whose first page is at ``path``; KeyError if there is none."""
    facts = sources.facts
    row = facts.execute(_UNIT, (path,)).fetchone()
    if row is None:
        raise KeyError(path)
    unit, statistics = Unit.model_validate_json(row[0]), UnitStatistics(*row[1:])
    together = nx.Graph()
    for one, other, shared, led, *_ in facts.execute(_TIES, {"unit": unit.id}):
        together.add_edge(one, other, weight=shared, led=led)
    named = {id: Unit.model_validate_json(data) for id, data in facts.execute(_NAMED, {"unit": unit.id})}
    register = UnitRegister(named | {unit.id: unit}, {unit.id: statistics}, together)
    paged = sheet(path, StoredList(facts, _PLANS, _unit_in_plan, (unit.id,)), PLANS, number)
    posts = [
        posts_section(plan_posts(index_facts(read_plan(sources.outputs / plan.plan)), UnitDirectory({}), unit.id))
        for plan in paged.items
    ]
    print_unit_page(printer, unit_view(unit, register), paged, posts)


def _unit_in_plan(plan: str, title: str, page: str, time: str, *counts: int) -> UnitInPlan:
    return UnitInPlan(plan, title, page, time, counts)
