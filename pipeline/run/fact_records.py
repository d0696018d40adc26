"""Add a fact that extraction missed, delete one that the source does not state, and undo records."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from pipeline.corpus.correctable import CorrectionError, Field, parse
from pipeline.corpus.deleted_facts import deletable_facts, quote_of
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.passages import find_passage
from pipeline.corpus.placed_facts import plan_data
from pipeline.corpus.undo import record_key
from pipeline.run.correct import Done, fresh, line, record_path, save_record, today
from pipeline.run.stages import STAGES, Stages
from schemas import Addition, Deletion, Evidence, Message
from schemas.correction import AddedKind, Value

KINDS: tuple[AddedKind, ...] = get_args(AddedKind)
FIELDS: Mapping[AddedKind, Mapping[str, str]] = {
    "task": {"title": "text", "text": "text", "marker": "text", "parent": "text", "heading": "text"},
    "safeguard": {"title": "text", "text": "text", "marker": "text", "parent": "text", "heading": "text"},
    "responsibility": {"subject": "text", "unit": "text", "relation": "text"},
    "commitment": {
        "subject": "text",
        "what": "text",
        "value": "number",
        "upper": "number",
        "measure": "text",
        "bound": "text",
        "change": "text",
        "year": "year",
        "period": "text",
    },
    "indicator": {
        "name": "text",
        "measure": "text",
        "year": "year",
        "kind": "text",
        "value": "number",
        "raw": "text",
        "attribute": "text",
        "category": "text",
    },
    "deadline": {"subject": "text", "on": "date"},
}
"""Fields that a person may give with each kind, and how they are parsed."""


class MissedFact(NamedTuple):
    """A fact that extraction missed, as the person entered it. ``near``: block and start of the passage, if known."""

    plan: str
    kind: str
    quote: str
    fields: Mapping[str, str]
    why: str
    by: str
    near: tuple[str, int] | None = None


class FalseFact(NamedTuple):
    """A fact that the source does not state. ``target``: its id, with or without the id of the plan as prefix."""

    plan: str
    target: str
    why: str
    by: str


def add_missed(corpus: Corpus, outputs: Path, wish: MissedFact, stages: Stages = STAGES) -> Done[Addition]:
    """Record a fact that extraction missed; CorrectionError if it cannot be added, and nothing is written then."""
    path = record_path(corpus, wish.plan)
    kind = next((kind for kind in KINDS if kind == wish.kind), None)
    if kind is None:
        reason = Message(zh="不能补充这一类", en="facts of this kind cannot be added")
        raise CorrectionError(wish.kind, reason, f"choose one of: {', '.join(KINDS)}")
    why, by = line(wish.why, "why"), line(wish.by, "by")
    with folder_lock(corpus.folder):
        result = fresh(corpus, outputs, wish.plan, stages)
        at = find_passage(result.document, wish.quote, *(wish.near or ()))
        if isinstance(at, Message):
            raise CorrectionError(wish.quote[:40], at, "quote the passage as it is printed")
        fields = {name: _parse_field(kind, name, text) for name, text in wish.fields.items() if text.strip()}
        fields = _with_prefix(wish.plan, fields)
        id = str(fields.pop("subject", "")) if kind == "deadline" else _new_id(wish.plan, kind, at, fields)
        record = Addition(
            add=kind, id=id, quote=at.quote, block=at.block, start=at.start, fields=fields, why=why, by=by, on=today()
        )
        return save_record(path, result, record)


def _parse_field(kind: AddedKind, name: str, text: str) -> Value:
    known = FIELDS[kind]
    if name not in known:
        reason = Message(zh=f"没有字段“{name}”", en=f"it has no field {name!r}")
        raise CorrectionError(kind, reason, f"choose one of: {', '.join(known)}")
    field = Field(name, None, known[name], optional=True)  # type: ignore[arg-type]  # FIELDS has kinds of fields only
    return parse(field, text)


def _with_prefix(plan_id: str, fields: dict[str, Value]) -> dict[str, Value]:
    """Return the fields with the id of the plan before ids that a person gave without it (task/7)."""
    links = {"subject", "parent", "heading"} & fields.keys()
    full = {name: str(fields[name]) for name in links}
    own = {plan_id, f"{plan_id}/"}
    return fields | {
        n: id if id in own or id.startswith(f"{plan_id}/") else f"{plan_id}/{id}" for n, id in full.items()
    }


def _new_id(plan_id: str, kind: AddedKind, at: Evidence, fields: Mapping[str, Value]) -> str:
    """Return an id that does not depend on the number of facts, so that two people's additions never share one."""
    key = record_key({"kind": kind, "block": at.block, "start": at.start, "end": at.end, **fields})
    group = {"safeguard": "task", "responsibility": "added"}.get(kind, kind)
    return f"{plan_id}/{group}/{key}/1" if kind == "responsibility" else f"{plan_id}/{group}/{key}"


def delete_false(corpus: Corpus, outputs: Path, wish: FalseFact, stages: Stages = STAGES) -> Done[Deletion]:
    """Record that the source does not state a fact; CorrectionError if there is none, and nothing is written then."""
    path = record_path(corpus, wish.plan)
    why, by = line(wish.why, "why"), line(wish.by, "by")
    with folder_lock(corpus.folder):
        result = fresh(corpus, outputs, wish.plan, stages)
        facts = dict(deletable_facts(plan_data(result.plan)))
        target = next((id for id in (wish.target, f"{wish.plan}/{wish.target}") if id in facts), None)
        if target is None:
            reason = Message(zh="没有可删除的这一条", en="there is no such fact that can be deleted")
            raise CorrectionError(wish.target, reason, "look up its id in plan.json")
        record = Deletion(delete=target, quote=quote_of(facts[target]), why=why, by=by, on=today())
        return save_record(path, result, record)
