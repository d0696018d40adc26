"""A table for every fact type that tables.yml does not describe, so that none is missing from the CSV files.

Its columns are the fields of the model. tables.yml and rows.py describe a type better: names in two languages, references to
other tables. Until they do, this is what a new fact type gets.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from schemas import Evidence, Plan
from schemas.base import Model
from schemas.plan_fields import PlanField

Row = dict[str, object]

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def evidence_cells(evidence: Evidence) -> Row:
    """Return the columns that say where a fact is printed."""
    return {
        "block": evidence.block,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "page": evidence.page,
        "extraction_rule": evidence.rule,
    }


def default_columns(field: PlanField) -> list[tuple[str, str, str]]:
    """Return (name, Frictionless type, description) of the plan's id and the model's fields, evidence aside."""
    columns = [("plan", "string", "计划编号 / plan id")]
    for name, info in field.model.model_fields.items():
        if name != "evidence":
            columns.append((name, _type(info.annotation), name.replace("_", " ")))
    return columns


def default_rows(field: PlanField, plan: Plan) -> Iterator[Row]:
    """Yield one row a fact: plain values as they are, lists of words joined with ``|``, models within it as JSON."""
    for fact in getattr(plan, field.name):
        row: Row = {"plan": plan.plan.id}
        row |= {name: _cell(getattr(fact, name)) for name in field.model.model_fields if name != "evidence"}
        yield row | (evidence_cells(fact.evidence) if field.is_quoted else {})


def _type(annotation: Any) -> str:
    """Return the type of a column; None in a union says only that cells may be empty."""
    if get_origin(annotation) is Literal:
        return "string"
    inner = [one for one in get_args(annotation) if one is not type(None)]
    if annotation not in _TYPES and len(inner) == 1:
        return _type(inner[0])
    return _TYPES.get(annotation, "string")


def _cell(value: object) -> object:
    if isinstance(value, tuple) and all(isinstance(word, str) for word in value):
        return "|".join(value)
    if isinstance(value, Model | tuple):
        return json.dumps(_without_evidence(value), ensure_ascii=False)
    return value


def _without_evidence(value: object) -> object:
    """Return a model as JSON values; its passages are in plan.json and would fill the cell."""
    if isinstance(value, Model):
        names = (name for name in type(value).model_fields if name != "evidence")
        return {name: _without_evidence(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_without_evidence(one) for one in value]
    return value
