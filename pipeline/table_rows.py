"""One plan as rows: a generator for each table, its columns described in tables.yml."""

from collections.abc import Callable, Iterator, Mapping

from pipeline.results import Result
from schemas import Evidence

Row = dict[str, object]


def _evidence(evidence: Evidence | None) -> Row:
    if evidence is None:
        return {}
    row = evidence.model_dump(include={"block", "start", "end", "quote", "page"})
    return row | {"extraction_rule": evidence.rule}


def document_rows(result: Result) -> Iterator[Row]:
    """Yield the plan's own row: header, counts and coverage."""
    plan = result.plan
    header = plan.plan.model_dump(include={"title", "genre", "number", "issued_on", "status", "place", "bundle"})
    counted = ("headings", "tasks", "indicators", "units", "responsibilities", "commitments", "findings")
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
        **{name: len(getattr(plan, name)) for name in counted},
        **shares,
    }


def heading_rows(result: Result) -> Iterator[Row]:
    """Yield the headings of the outline."""
    for heading in result.plan.headings:
        facts = heading.model_dump(include={"id", "marker", "level", "title", "parent"})
        yield {"plan": result.plan.plan.id, **facts, **_evidence(heading.evidence)}


def task_rows(result: Result) -> Iterator[Row]:
    """Yield tasks and safeguards, body and annex."""
    for task in result.plan.tasks:
        facts = task.model_dump(
            include={"id", "marker", "kind", "title", "text", "origin", "parent", "details", "heading"}
        )
        yield {
            "plan": result.plan.plan.id,
            **facts,
            "deadline": task.deadline.text if task.deadline else None,
            "due_on": task.deadline.on if task.deadline else None,
            "plan_items": len(task.plan_items),
            "plan_item_texts": "|".join(item.text for item in task.plan_items),
            **_evidence(task.evidence),
        }


def indicator_rows(result: Result) -> Iterator[Row]:
    """Yield the indicators without their values."""
    for entry in result.plan.indicators:
        facts = entry.model_dump(exclude={"values", "evidence"})
        yield {"plan": result.plan.plan.id, **facts, **_evidence(entry.evidence)}


def value_rows(result: Result) -> Iterator[Row]:
    """Yield one row a cell of the indicator tables."""
    for entry in result.plan.indicators:
        for value in entry.values:
            facts = value.model_dump(exclude={"evidence"})
            yield {"indicator": entry.id, "plan": result.plan.plan.id, **facts, **_evidence(value.evidence)}


def responsibility_rows(result: Result) -> Iterator[Row]:
    """Yield responsibilities as printed; what annex rows tell of body tasks is derived and stands in the graph."""
    for entry in result.plan.responsibilities:
        facts = entry.model_dump(exclude={"evidence"})
        yield {"plan": result.plan.plan.id, **facts, **_evidence(entry.evidence)}


def commitment_rows(result: Result) -> Iterator[Row]:
    """Yield the numbers promised in prose."""
    for entry in result.plan.commitments:
        yield {"plan": result.plan.plan.id, **entry.model_dump(exclude={"evidence"}), **_evidence(entry.evidence)}


def finding_rows(result: Result) -> Iterator[Row]:
    """Yield one row for each passage of each finding; one row where it quotes none."""
    for number, finding in enumerate(result.plan.findings, 1):
        facts = finding.model_dump(include={"code", "severity", "verdict", "acknowledged"})
        row: Row = {"plan": result.plan.plan.id, "finding": number, **facts, "subjects": "|".join(finding.subjects)}
        row |= {"message_zh": finding.message.zh, "message_en": finding.message.en}
        for side in finding.sides or (None,):
            yield row | _evidence(side)


ROWS: Mapping[str, Callable[[Result], Iterator[Row]]] = {
    "documents": document_rows,
    "headings": heading_rows,
    "tasks": task_rows,
    "indicators": indicator_rows,
    "indicator_values": value_rows,
    "responsibilities": responsibility_rows,
    "commitments": commitment_rows,
    "findings": finding_rows,
}
"""Tables that are the plans' rows one below the other; units are joined over plans in tables.py."""
