"""What a plan contributes to the store, as rows of its tables."""

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from pipeline.answers.collect import PER_PLAN
from pipeline.answers.units import strength
from pipeline.facts.schema import ANSWER
from pipeline.tables.default_rows import Row
from pipeline.tables.rows import ROWS
from pipeline.views.cards import PlanCard, plan_card
from pipeline.views.citation import gbt7714
from pipeline.views.indexed_plan import IndexedPlan, index_facts
from pipeline.views.unit_statistics import PlanTies, leading, plan_ties
from schemas import Plan, Unit

CARD = TypeAdapter(PlanCard)
RELATIONS = ("guides", "supervises")


def plan_rows(plan: Plan, digest: str, size: int) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the name of each table and the rows of a plan in it. ``digest`` and ``size`` are those of its plan.json."""
    book, ties = index_facts(plan), plan_ties(plan)
    yield "plans", [_plan_row(book) | {"digest": digest, "size": size}]
    for name, rows in ROWS.items():
        yield name, rows(plan)
    for name, answer_rows in PER_PLAN.items():
        yield f"{ANSWER}{name}", _with_counts(book, ties) if name == "leads_by_plan" else answer_rows(book)
    yield "named_units", _named_units(plan)
    yield "ties", _tie_rows(plan, ties)


def _plan_row(book: IndexedPlan) -> Row:
    header, card = book.plan.plan, plan_card(book)
    return {
        "plan": header.id,
        "title": book.name,
        "place": header.place,
        "page": book.page("index"),
        "sha256": header.source.sha256,
        "citation": gbt7714(header),
        "time": header.issued_on or str(header.period.start or ""),
        "findings": len(book.plan.findings),
        "problems": sum(finding.severity != "info" for finding in book.plan.findings),
        "weight": card.weight,
        "to_check": card.to_check,
        "card": CARD.dump_json(card).decode(),
    }


def _with_counts(book: IndexedPlan, ties: PlanTies) -> Iterator[Row]:
    """Yield the answer's rows of a plan with the counts that it does not show, and the order of the units in the graph."""
    nodes = {unit: number for number, unit in enumerate(ties.units)}
    counted = book.duty_counts
    for row in PER_PLAN["leads_by_plan"](book):
        unit = str(row["unit_id"])
        more = {relation: counted.subjects[unit, relation] for relation in RELATIONS}
        more |= {f"{relation}_by_annex": counted.by_annex[unit, relation] for relation in ("leads", "supports")}
        yield row | more | {"strength": strength(book.duties_by[unit]), "node": nodes[unit]}


def _named_units(plan: Plan) -> Iterator[Row]:
    """Yield the units as the plan lists them, then those that only its responsibilities name."""
    listed = set()
    for unit in plan.units:
        listed.add(unit.id)
        yield {"plan": plan.plan.id, "unit": unit.id, "data": unit.model_dump_json(), "listed": 1}
    for entry in plan.responsibilities:
        if entry.unit not in listed:
            listed.add(entry.unit)
            unit = Unit(id=entry.unit, name=entry.name)
            yield {"plan": plan.plan.id, "unit": unit.id, "data": unit.model_dump_json(), "listed": 0}


def _tie_rows(plan: Plan, ties: PlanTies) -> Iterator[Row]:
    """Yield the pairs of units, each in the order of their ids."""
    leads = leading([plan])
    for at, ((first, second), shared) in enumerate(ties.shared.items()):
        one, other = sorted((first, second))
        counts = {"shared": len(shared), "led": sum(shared.values())}
        ways = {"there": leads[one, other], "back": leads[other, one]}
        yield {"plan": plan.plan.id, "one": one, "other": other, "at": at, **counts, **ways}
