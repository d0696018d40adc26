"""What holds for every plan, whatever became of its file: quotes, numbers, ids, and what tables, graph and pages say of it."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import html

from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
from pipeline.graph.build import build_graph
from pipeline.report import build
from pipeline.store.results import Result
from pipeline.store.write import write_results
from pipeline.tables.rows import ROWS
from pipeline.tables.write import all_rows, tables
from pipeline.views.counts import plan_counts
from schemas import Document, Plan
from schemas.plan_fields import FACT_LISTS

DIGITS = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SET_APART = re.compile(r"(?<=\d)[ \t\u3000]+(?=\d{3}(?!\d))|(?<=(?<!\d)\d)[ \t\u3000]+(?=\d(?!\d))")
"""Blanks within one number: 12 345, 8 5."""
NODES = {"task": "tasks", "heading": "headings", "indicator": "indicators"}
"""Kinds of nodes of the graph that are each a fact of one kind."""


def check_plan(plan: Plan, document: Document) -> None:
    """Assert the laws of one plan: its facts, its tables, its graph."""
    check_quotes(plan, document)
    check_numbers(plan)
    check_ids(plan)
    check_tables(plan)
    check_graph(plan)


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every quote of a plan as JSON."""
    if isinstance(value, dict):
        if "quote" in value and "block" in value:
            yield value
        for one in value.values():
            yield from evidence(one)
    elif isinstance(value, list):
        for one in value:
            yield from evidence(one)


def check_quotes(plan: Plan, document: Document) -> None:
    """Assert that everything quotes something, and that the quote is in its source."""
    texts = {block.id: block.text for block in document.blocks}
    for quoted in evidence(plan.model_dump(mode="json")):
        assert quoted["quote"], "a fact quotes nothing"
        assert quoted["quote"] == texts[quoted["block"]][quoted["start"] : quoted["end"]]


def check_numbers(plan: Plan) -> None:
    """Assert that every number is finite, and is printed in the passage that it quotes."""
    found = [(v.value, v.evidence.quote) for i in plan.indicators for v in i.values if v.value is not None]
    for value, quote in [*found, *((c.value, c.evidence.quote) for c in plan.commitments if c.value is not None)]:
        assert math.isfinite(value)
        numbers = quote.translate(DIGITS)
        runs = (*NUMBER.findall(numbers), *NUMBER.findall(SET_APART.sub("", numbers)))
        printed = {float(run.replace(",", "")) for run in runs}
        assert not printed or abs(value) in printed, f"{value} is not in {quote}"


def check_ids(plan: Plan) -> None:
    """Assert that ids are unique within their kind and between tasks, headings and indicators, and that all resolve."""
    for field in FACT_LISTS:
        if field.has_id:
            ids = [fact.id for fact in getattr(plan, field.name)]
            assert len(ids) == len(set(ids)), field.name
    subjects = [fact.id for name in NODES.values() for fact in getattr(plan, name)]
    assert len(subjects) == len(set(subjects))
    headings, tasks = {heading.id for heading in plan.headings}, {task.id for task in plan.tasks}
    known = {plan.plan.id, *subjects, *(item.id for task in plan.tasks for item in task.plan_items)}
    assert {heading.parent for heading in plan.headings} <= headings | {None}
    assert {task.heading for task in plan.tasks} <= headings | {None}
    assert {task.parent for task in plan.tasks} | {task.details for task in plan.tasks} <= tasks | {None}
    assert {duty.subject for duty in plan.responsibilities} <= known
    assert {duty.unit for duty in plan.responsibilities} <= {unit.id for unit in plan.units}
    assert {commitment.subject for commitment in plan.commitments} <= known


def check_tables(plan: Plan) -> None:
    """Assert that the tables hold each fact once, under unique keys, and that what they refer to is in them."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for name, row in all_rows([plan]):
        rows[name].append(row)
    for field in FACT_LISTS:
        if field.name in ROWS and field.has_id:
            facts = [fact.id for fact in getattr(plan, field.name)]
            assert [row["id"] for row in rows[field.name]] == facts, field.name
    assert len(rows["responsibilities"]) == len(plan.responsibilities)
    keys = {table.name: [tuple(row[column] for column in table.key) for row in rows[table.name]] for table in tables()}
    for table in tables():
        assert not table.key or len(keys[table.name]) == len(set(keys[table.name])), table.name
        for column, other in table.refers.items():
            named = {(row[column],) for row in rows[table.name] if row.get(column)}
            assert named <= set(keys[other]), f"{table.name}.{column}"


def check_graph(plan: Plan) -> None:
    """Assert that the graph has one node for each task, heading and indicator, and no node that is nothing."""
    graph = build_graph([plan])
    kinds = dict(graph.nodes(data="kind"))
    assert None not in kinds.values(), "an edge leads to no node"
    for kind, name in NODES.items():
        assert {id for id, of in kinds.items() if of == kind} == {fact.id for fact in getattr(plan, name)}, kind
    assert {id for id, of in kinds.items() if of == "unit"} <= {unit.id for unit in plan.units}


def check_report(results: list[Result], folder: Path) -> None:
    """Assert that the pages and the tables of these plans count the same facts."""
    write_results(results, folder / "outputs")
    index = build(folder / "outputs", folder / "report")
    write_tables(facts_of_results(results), folder / "tables")
    documents = pd.read_csv(folder / "tables" / "documents.csv").set_index("plan")
    for plan, _ in results:
        page = index.parent / "plans" / plan.plan.id / "index.html"
        shown = {node.get("data-count"): node.text_content() for node in html.parse(page).xpath("//*[@data-count]")}
        for key, count in plan_counts(plan).items():
            assert documents.loc[plan.plan.id, key] == count, key
            assert int(shown.get(key, count) or 0) == count, key
