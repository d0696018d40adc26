"""Who leads most in a plan."""

from collections.abc import Iterator

from pipeline.answers.passages import plan_cells, subject_cells
from pipeline.tables.default_rows import Row
from pipeline.views.duties import Duty
from pipeline.views.fact_views import RELATIONS
from pipeline.views.indexed_plan import IndexedPlan


def leads_by_plan(book: IndexedPlan) -> Iterator[Row]:
    """Yield a row for each unit that the plan names, without what only all plans together say of it."""
    counted = book.duty_counts.subjects
    for unit, found in book.duties_by.items():
        yield {
            "unit_id": unit,
            **{relation: counted[unit, relation] for relation in ("leads", "assigned", "supports")},
            "year": book.plan.plan.first_year,
            **_example(book, found),
        }


def _example(book: IndexedPlan, found: tuple[Duty, ...]) -> Row:
    """Return the first subject of the strongest relation, and its passage."""
    duty = _strongest(found)
    cells = subject_cells(book, duty.subject)
    shown: Row = {name: cells[name] for name in ("subject", "subject_page")}
    return shown | plan_cells(book, duty.responsibility.evidence)


def _strongest(found: tuple[Duty, ...]) -> Duty:
    return min(found, key=lambda duty: RELATIONS.index(duty.responsibility.relation))


def strength(found: tuple[Duty, ...]) -> int:
    """Return the place of the strongest relation of a unit's duties among the relations: the lower, the stronger."""
    return RELATIONS.index(_strongest(found).responsibility.relation)
