"""One plan as rows: a generator for each table, its columns described in tables.yml."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pipeline.tables.default_rows import Row, default_rows, evidence_cells
from pipeline.views.counts import plan_counts
from schemas import Plan
from schemas.plan_fields import FACT_LISTS


def document_rows(plan: Plan) -> Iterator[Row]:
    """Yield the plan's own row: header, counts and coverage."""
    header = plan.plan.model_dump(include={"title", "genre", "number", "issued_on", "status", "place", "bundle"})
    shares: Row = {}
    if plan.coverage:
        parts = plan.coverage.model_dump(include={"facts", "prose", "furniture", "unread"})
        shares = {f"{name}_share": share for name, share in parts.items()}
    yield {
        "plan": plan.plan.id,
        **header,
        "issuers": "|".join(plan.plan.issuers),
        "start_year": plan.plan.period.start,
        "end_year": plan.plan.period.end,
        "file": plan.plan.source.file,
        "sha256": plan.plan.source.sha256,
        **plan_counts(plan),
        **shares,
    }


def heading_rows(plan: Plan) -> Iterator[Row]:
    """Yield the headings of the outline."""
    for heading in plan.headings:
        yield {
            "id": heading.id,
            "plan": plan.plan.id,
            "marker": heading.marker,
            "level": heading.level,
            "title": heading.title,
            "parent": heading.parent,
            **evidence_cells(heading.evidence),
        }


def task_rows(plan: Plan) -> Iterator[Row]:
    """Yield tasks and safeguards, body and annex."""
    for task in plan.tasks:
        yield {
            "id": task.id,
            "plan": plan.plan.id,
            "marker": task.marker,
            "kind": task.kind,
            "title": task.title,
            "text": task.text,
            "origin": task.origin,
            "parent": task.parent,
            "details": task.details,
            "heading": task.heading,
            "deadline": task.deadline.text if task.deadline else None,
            "due_on": task.deadline.on if task.deadline else None,
            "plan_items": len(task.plan_items),
            "plan_item_texts": "|".join(item.text for item in task.plan_items),
            "doubt": task.doubt.zh if task.doubt else None,
            **evidence_cells(task.evidence),
        }


def indicator_rows(plan: Plan) -> Iterator[Row]:
    """Yield the indicators without their values."""
    for entry in plan.indicators:
        yield {
            "id": entry.id,
            "plan": plan.plan.id,
            "marker": entry.marker,
            "name": entry.name,
            "measure": entry.measure,
            "category": entry.category,
            "attribute": entry.attribute,
            "note": entry.note,
            "table": entry.table,
            "total": entry.total,
            "doubt": entry.doubt.zh if entry.doubt else None,
            **evidence_cells(entry.evidence),
        }


def value_rows(plan: Plan) -> Iterator[Row]:
    """Yield one row a cell of the indicator tables."""
    for entry in plan.indicators:
        for value in entry.values:
            yield {
                "indicator": entry.id,
                "plan": plan.plan.id,
                "year": value.year,
                "kind": value.kind,
                "value": value.value,
                "bound": value.bound,
                "raw": value.raw,
                "cumulative": value.cumulative,
                **evidence_cells(value.evidence),
            }


def responsibility_rows(plan: Plan) -> Iterator[Row]:
    """Yield responsibilities as printed; what annex rows say about body tasks is derived, and only in the graph."""
    for entry in plan.responsibilities:
        yield {
            "subject": entry.subject,
            "plan": plan.plan.id,
            "unit": entry.unit,
            "name": entry.name,
            "label": entry.label,
            "role": entry.role,
            "relation": entry.relation,
            "position": entry.position,
            "open_ended": entry.open_ended,
            "open_text": entry.open_text,
            "inherited": entry.inherited,
            "rule": entry.rule,
            "clause": entry.clause,
            "doubt": entry.doubt.zh if entry.doubt else None,
            **evidence_cells(entry.evidence),
        }


def commitment_rows(plan: Plan) -> Iterator[Row]:
    """Yield the commitments: numbers a plan commits to in prose."""
    for entry in plan.commitments:
        yield {
            "id": entry.id,
            "plan": plan.plan.id,
            "subject": entry.subject,
            "what": entry.what,
            "value": entry.value,
            "upper": entry.upper,
            "measure": entry.measure,
            "bound": entry.bound,
            "change": entry.change,
            "year": entry.year,
            "period": entry.period,
            "doubt": entry.doubt.zh if entry.doubt else None,
            **evidence_cells(entry.evidence),
        }


def plan_item_rows(plan: Plan) -> Iterator[Row]:
    """Yield the entries of the tasks' yearly plans."""
    for task in plan.tasks:
        for item in task.plan_items:
            yield {
                "id": item.id,
                "plan": plan.plan.id,
                "task": task.id,
                "marker": item.marker,
                "text": item.text,
                **evidence_cells(item.evidence),
            }


def finding_rows(plan: Plan) -> Iterator[Row]:
    """Yield one row a finding, with its first passage."""
    for number, finding in enumerate(plan.findings, 1):
        yield {
            "id": f"{plan.plan.id}/finding/{number}",
            "plan": plan.plan.id,
            "finding": number,
            "code": finding.code,
            "severity": finding.severity,
            "verdict": finding.verdict,
            "subjects": "|".join(finding.subjects),
            "message_zh": finding.message.zh,
            "message_en": finding.message.en,
            "acknowledged": finding.acknowledged,
            "passages": len(finding.sides),
            **(evidence_cells(finding.sides[0]) if finding.sides else {}),
        }


def finding_passage_rows(plan: Plan) -> Iterator[Row]:
    """Yield one row for each passage of each finding."""
    for number, finding in enumerate(plan.findings, 1):
        for side in finding.sides:
            yield {"plan": plan.plan.id, "finding": f"{plan.plan.id}/finding/{number}", **evidence_cells(side)}


_DESCRIBED: Mapping[str, Callable[[Plan], Iterator[Row]]] = {
    "documents": document_rows,
    "headings": heading_rows,
    "tasks": task_rows,
    "plan_items": plan_item_rows,
    "indicators": indicator_rows,
    "indicator_values": value_rows,
    "responsibilities": responsibility_rows,
    "commitments": commitment_rows,
    "findings": finding_rows,
    "finding_passages": finding_passage_rows,
}

UNDESCRIBED = tuple(field for field in FACT_LISTS if field.name not in (*_DESCRIBED, "units"))
"""Fact types that tables.yml does not describe."""

ROWS: Mapping[str, Callable[[Plan], Iterator[Row]]] = {
    **_DESCRIBED,
    **{field.name: partial(default_rows, field) for field in UNDESCRIBED},
}
"""Tables that are the plans' rows one below the other; units are joined over plans in write.py."""
