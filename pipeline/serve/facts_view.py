"""The panel beside the source: the facts that quote a passage, and a form for each of their fields."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corpus.correctable import Field, fields_of
from pipeline.corpus.corrections import is_alignment
from pipeline.corpus.placed_facts import Fact, facts_by_id
from pipeline.views.labels import catalogue, value_label
from pipeline.views.links import passage_id
from schemas import Correction, Message, Plan, PlanHeader, Responsibility
from schemas.base import Model

LONG = 40
"""Length in characters from which a text is edited in a field of several lines."""


@dataclass(frozen=True, slots=True)
class Record:
    """An earlier correction. ``holds``: it is in force, so the fact has the value that it gave."""

    target: str
    field: str
    was: str
    now: str
    why: str
    by: str
    on: str
    holds: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    path: str
    name: Message
    value: str
    """Content of the input; empty for None."""
    shown: str
    """Text shown beside the name of the field."""
    seen: str
    """The value as JSON, which the page sends back with a correction."""
    kind: str
    long: bool
    optional: bool
    choices: tuple[tuple[str, str], ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    plan: str
    target: str
    kind: Message
    text: str
    fields: tuple[FieldView, ...]
    can_delete: bool


def facts_at(plan: Plan, passages: Collection[str], records: Sequence[Correction]) -> tuple[FactView, ...]:
    """Return the facts that quote one of the passages (element ids of the source view), each unit after the facts naming it."""
    data = plan.model_dump()
    facts = facts_by_id(data)
    # a dict, because a set has no order, and several facts may name the same unit
    targets: dict[str, None] = {}
    for name, (model, fact) in facts.items():
        if any(_passage(item) in passages for item in _evidences(fact)):
            targets[name] = None
            if model is Responsibility:
                targets[fact["unit"]] = None
    if any(_passage(item) in passages for item in _notice(data["notice"])):
        targets[plan.plan.id] = None
    return tuple(_fact(plan, target, *facts[target], records) for target in targets if target in facts)


def _evidences(fact: Fact) -> Iterator[Fact]:
    for item in (fact, fact.get("deadline"), *fact.get("extras", ()), *fact.get("taxa", ())):
        if isinstance(item, dict) and "evidence" in item:
            yield item["evidence"]


def _notice(notice: Fact) -> Iterator[Fact]:
    for item in notice.values():
        for element in item if isinstance(item, list | tuple) else (item,):
            if element:
                yield element["evidence"]


def _passage(evidence: Fact) -> str:
    return passage_id(evidence["block"], evidence["start"], evidence["end"])


def _fact(plan: Plan, target: str, model: type[Model], fact: Fact, records: Sequence[Correction]) -> FactView:
    own_records = records_of([record for record in records if record.target == target], {target: fact})
    return FactView(
        plan=plan.plan.id,
        target=target,
        kind=value_label("edit_fact", model.__name__),
        text=fact_text(fact),
        fields=tuple(_field(field, own_records) for field in fields_of(plan, target)),
        can_delete=model is not PlanHeader,
    )


def fact_text(fact: Fact) -> str:
    """Return what to call a fact: its title, name, matter or text."""
    return str(next((fact[name] for name in ("title", "name", "what", "raw", "text") if fact.get(name)), ""))


def _field(field: Field, records: Sequence[Record]) -> FieldView:
    return FieldView(
        path=field.path,
        name=field_name(field.path),
        value=form_value(field.value),
        shown=choice_text(form_value(field.value)) if field.kind in ("choice", "yes_no") else form_value(field.value),
        seen=json.dumps(field.value, ensure_ascii=False),
        kind=field.kind,
        long=field.kind == "text" and len(form_value(field.value)) > LONG,
        optional=field.optional,
        choices=tuple((choice, choice_text(choice)) for choice in field.choices),
        records=tuple(record for record in records if record.field == field.path),
    )


def form_value(value: object) -> str:
    """Return a value as the text of an input; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # 15 digits are exact in a float; 17 would show 0.1 as 0.10000000000000001
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def records_of(records: Sequence[Correction], facts: Mapping[str, Fact]) -> tuple[Record, ...]:
    """Return the records in order, and whether each is in force.

    Starting from the current value and going back, a record is in force if it set that value; the value before it is
    then its ``was``.
    """
    now: dict[tuple[str, str], object] = {}
    own_records = []
    for record in reversed(records):
        place = record.target, record.field
        # an alignment is no field of a fact, so its last record is what holds
        if place not in now:
            now[place] = record.now if is_alignment(record) else _value(facts, *place)
        holds = now[place] == record.now
        if holds:
            now[place] = record.was
        words = (form_value(record.was), form_value(record.now), record.why, record.by, record.on)
        own_records.append(Record(record.target, record.field, *words, holds))
    return tuple(reversed(own_records))


def _value(facts: Mapping[str, Fact], target: str, path: str) -> object:
    """Return the current value of a field; None if there is no such field."""
    item = facts.get(target)
    for step in path.split("."):
        item = item.get(step) if isinstance(item, dict) else None
    return item


def field_name(path: str) -> Message:
    """Return the name of a field: that of its last part."""
    return value_label("edit_field", path.rpartition(".")[2])


def choice_text(word: str) -> str:
    """Return a word of the data model with its Chinese name."""
    phrase = catalogue().get(f"edit_choice.{word}")
    return f"{phrase.zh} · {word}" if phrase else word
