"""Add a fact that extraction missed to a plan."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from extractors.units.resolve import kind as unit_kind
from pipeline.corpus.passages import find_passage
from pipeline.corpus.placed_facts import Fact, placed_facts
from pipeline.corpus.yaml_files import problem
from schemas import Addition, Commitment, Document, Evidence, Indicator, Message, Responsibility, Task, Unit

RULE = "person"
"""The rule in the evidence of facts that a person added."""
ROLES = {
    "leads": "lead",
    "supports": "support",
    "assigned": "responsible",
    "guides": "guide",
    "supervises": "supervise",
}
_LINKS = ("parent", "details", "heading", "subject")
"""Fields that contain the id of another fact."""


def add_fact(plan: Fact, document: Document, record: Addition) -> Message | None:
    """Add the fact to the plan, in document order; if that is impossible, change nothing and return why."""
    at = find_passage(document, record.quote, record.block, record.start)
    if isinstance(at, Message):
        return at
    known = {plan["plan"]["id"], *(id for id, _, _ in placed_facts(plan))}
    unknown = [record.fields[name] for name in _LINKS if record.fields.get(name) not in (None, *known)]
    if unknown:
        return Message(zh=f"没有 {unknown[0]} 这一条", en=f"there is no fact {unknown[0]}")
    evidence = at.model_copy(update={"rule": RULE})
    try:
        _ADD[record.add](plan, record, evidence, _order(document))
    except ValidationError as error:
        reason = problem(None, error)
        return Message(zh=f"内容不全或有误：{reason}", en=f"its fields are incomplete or wrong: {reason}")
    except _NotPossibleError as error:
        return error.message
    _mark_as_read(plan, evidence)
    return None


class _NotPossibleError(Exception):
    """The fact cannot be added; ``add_fact`` returns the message."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh=zh, en=en)


_Order = Callable[[Mapping[str, Any]], tuple[int, int]]


def _order(document: Document) -> _Order:
    places = {block.id: number for number, block in enumerate(document.blocks)}
    return lambda fact: (places.get(fact["evidence"]["block"], 0), fact["evidence"]["start"])


def _insert(facts: list[Fact], fact: Fact, order: _Order) -> None:
    """Insert before the first fact that is printed later, or at the end."""
    place = next((n for n, other in enumerate(facts) if order(other) > order(fact)), len(facts))
    facts.insert(place, fact)


def _add_task(plan: Fact, record: Addition, evidence: Evidence, order: _Order) -> None:
    fields: dict[str, Any] = {"marker": None, "title": record.quote, "text": record.quote, **record.fields}
    task = Task.model_validate({**fields, "id": record.id, "kind": record.add, "evidence": evidence})
    _insert(plan["tasks"], task.model_dump(mode="json"), order)


def _add_commitment(plan: Fact, record: Addition, evidence: Evidence, order: _Order) -> None:
    fields = {"subject": enclosing(plan, evidence, order) or plan["plan"]["id"], **record.fields}
    added = Commitment.model_validate({**fields, "id": record.id, "evidence": evidence})
    _insert(plan["commitments"], added.model_dump(mode="json"), order)


def _add_indicator(plan: Fact, record: Addition, evidence: Evidence, order: _Order) -> None:
    fields = dict(record.fields)
    value = {name: fields.pop(name, None) for name in ("year", "value")}
    kind, raw = fields.pop("kind", "target"), fields.pop("raw", None) or f"{value['value'] or ''}"
    cell = {**value, "kind": kind, "raw": raw, "evidence": evidence}
    added = Indicator.model_validate({**fields, "id": record.id, "values": (cell,), "evidence": evidence})
    _insert(plan["indicators"], added.model_dump(mode="json"), order)


def _add_responsibility(plan: Fact, record: Addition, evidence: Evidence, order: _Order) -> None:
    fields = dict(record.fields)
    name = str(fields.get("unit") or record.quote)
    relation = str(fields.get("relation") or "assigned")
    if relation not in ROLES:
        raise _NotPossibleError(f"relation 须为 {'、'.join(ROLES)}", f"relation must be one of {', '.join(ROLES)}")
    subject = fields.get("subject") or enclosing(plan, evidence, order)
    if subject is None:
        raise _NotPossibleError("须指明所属任务（subject）", "give the task that it belongs to as subject")
    unit = _unit_of(plan, name)
    added = Responsibility.model_validate(
        {
            "subject": subject,
            "unit": unit["id"],
            "name": "".join(name.split()),
            "label": "",
            "role": ROLES[relation],
            "relation": relation,
            "position": 1,
            "clause": record.id.rpartition("/")[0],
            "evidence": evidence,
        }
    )
    if all(known["id"] != unit["id"] for known in plan["units"]):
        plan["units"].append(unit)
    _insert(plan["responsibilities"], added.model_dump(mode="json"), order)


def _unit_of(plan: Fact, name: str) -> Fact:
    """Return the plan's unit with this id or name, or a new one, of the place that most units of the plan belong to."""
    for unit in plan["units"]:
        if name in (unit["id"], unit["name"], *unit["aliases"]):
            return dict(unit)
    places = [unit["jurisdiction"] for unit in plan["units"] if unit["jurisdiction"]]
    place = max(places, key=places.count, default=plan["plan"]["place"])
    bare = "".join(name.split())
    return Unit(id=f"unit/{place or '-'}/{bare}", name=bare, kind=unit_kind(bare), jurisdiction=place).model_dump(
        mode="json"
    )


def _add_deadline(plan: Fact, record: Addition, evidence: Evidence, order: _Order) -> None:
    task = next((task for task in plan["tasks"] if task["id"] == record.id), None)
    if task is None:
        raise _NotPossibleError(f"没有任务 {record.id}", f"there is no task {record.id}")
    if task["deadline"] is not None:
        raise _NotPossibleError("这项任务已有完成时限，请更正", "the task has a deadline: correct it instead")
    deadline = {"text": record.quote, **record.fields, "evidence": evidence}
    task["deadline"] = Task.model_validate({**task, "deadline": deadline}).model_dump(mode="json")["deadline"]


_ADD: Mapping[str, Callable[[Fact, Addition, Evidence, _Order], None]] = {
    "task": _add_task,
    "safeguard": _add_task,
    "commitment": _add_commitment,
    "indicator": _add_indicator,
    "responsibility": _add_responsibility,
    "deadline": _add_deadline,
}


def enclosing(plan: Fact, evidence: Evidence, order: _Order) -> str | None:
    """Return the id of the last task or heading printed before the passage, or of the task that contains it."""
    here = order({"evidence": {"block": evidence.block, "start": evidence.start}})
    before = [fact for name in ("headings", "tasks") for fact in plan[name] if order(fact) <= here]
    return str(max(before, key=order)["id"]) if before else None


def _mark_as_read(plan: Fact, evidence: Evidence) -> None:
    """Remove unread passages that the added fact quotes."""
    if plan["coverage"]:
        plan["coverage"]["passages"] = [
            passage
            for passage in plan["coverage"]["passages"]
            if not (
                passage["evidence"]["block"] == evidence.block
                and evidence.start <= passage["evidence"]["start"]
                and passage["evidence"]["end"] <= evidence.end
            )
        ]
