"""Apply what people recorded about a plan's facts (values corrected, facts added or deleted); report what no longer applies."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from pipeline.corpus.added_facts import add_fact
from pipeline.corpus.deleted_facts import delete_fact
from pipeline.corpus.placed_facts import Fact, facts_by_id, plan_data
from pipeline.corpus.undo import in_force
from pipeline.corpus.yaml_files import problem, read_yaml
from pipeline.errors import InputError
from schemas import Addition, Correction, Deletion, Document, FactRecord, Finding, Message, Plan
from schemas.base import Model

_ABSENT = object()
ALIGNED = "aligned/"
"""Prefix of the fields that record a judgement of an alignment of two plans; pipeline/compare reads them."""


def read_records(path: Path) -> tuple[FactRecord, ...]:
    """Read the records of a plan that are in force; empty if there is no such file. InputError if an entry is malformed."""
    if not path.exists():
        return ()
    given = in_force(read_yaml(path))
    remedy = "fix the entry (fields: corpus/README.md)"
    if not isinstance(given, list | None):
        raise InputError(str(path), "expected a list of entries", remedy)
    records: list[FactRecord] = []
    for number, entry in enumerate(given or (), 1):
        try:
            records.append(_model(entry).model_validate(entry))
        except ValidationError as error:
            name = entry.get("target") if isinstance(entry, dict) else None
            place = f"{name or f'entry {number}'}: {problem(None, error)}"
            raise InputError(str(path), place, remedy) from None
    return tuple(records)


def _model(entry: object) -> type[FactRecord]:
    """Return the kind of record that the fields of an entry make it."""
    names = entry if isinstance(entry, dict) else ()
    return Addition if "add" in names else Deletion if "delete" in names else Correction


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read the corrections of single values and the judgements of alignments that are in force."""
    return tuple(record for record in read_records(path) if isinstance(record, Correction))


def apply_records(plan: Plan, document: Document, records: Iterable[FactRecord]) -> Plan:
    """Return the plan with the records applied in order, and with a finding for each that could not be applied.

    Each was made by a person who saw the plan as the records before it left it, so their order is kept.
    """
    records = tuple(record for record in records if not is_alignment(record))
    if not records:
        return plan
    data = plan_data(plan)
    facts = facts_by_id(data)
    stale: dict[tuple[str, str], Finding] = {}
    for record in records:
        if isinstance(record, Correction):
            why = _change(facts, record)
        else:
            why = add_fact(data, document, record) if isinstance(record, Addition) else delete_fact(data, record)
            facts = facts_by_id(data)
        stale.pop(_place(record), None)  # a later record of the same field replaces one that could not be applied
        if why is not None:
            stale[_place(record)] = _stale(record, why)
    changed = Plan.model_validate(data)
    return changed.model_copy(update={"findings": (*changed.findings, *stale.values())})


def is_alignment(record: FactRecord) -> bool:
    """Return whether a record is a judgement of an alignment, and not about a fact's field."""
    return isinstance(record, Correction) and record.field.startswith(ALIGNED)


def _place(record: FactRecord) -> tuple[str, str]:
    return record.target, record.field if isinstance(record, Correction) else type(record).__name__


def _change(facts: Mapping[str, tuple[type[Model], Fact]], correction: Correction) -> Message | None:
    """Set the field and return None; if that is impossible, change nothing and return why."""
    if correction.target not in facts:
        return Message(zh="没有这一条", en="there is no such fact")
    model, whole = facts[correction.target]
    fact: Fact | None = whole
    *path, name = correction.field.split(".")
    for step in path:
        fact = fact.get(step) if isinstance(fact, dict) else None
    now = fact.get(name, _ABSENT) if isinstance(fact, dict) else _ABSENT
    if not isinstance(fact, dict) or now is _ABSENT:
        return Message(zh=f"没有字段 {correction.field}", en=f"it has no field {correction.field}")
    if isinstance(now, dict | list | tuple) or name == "id":
        return Message(zh=f"{correction.field} 不是单个值", en=f"{correction.field} is not a single value")
    # The program may have changed since: a correction applies only to the value that the person saw.
    if now != correction.was:
        return Message(
            zh=f"{correction.field} 现为“{now}”，不是“{correction.was}”",
            en=f"{correction.field} is now {now!r}, not {correction.was!r}",
        )
    fact[name] = correction.now
    try:
        model.model_validate(whole)
    except ValidationError as error:
        fact[name] = now
        return Message(zh=f"新值无效：{correction.now}", en=f"the new value is invalid: {problem(None, error)}")
    return None


def _stale(record: FactRecord, why: Message) -> Finding:
    what = {"Correction": ("更正", "correction"), "Addition": ("补充", "addition"), "Deletion": ("删除", "deletion")}
    zh, en = what[type(record).__name__]
    return Finding(
        code="correction-stale",
        severity="warning",
        verdict="unexplained",
        subjects=(record.target,),
        message=Message(
            zh=f"{record.on} 对 {record.target} 的{zh}未被采用：{why.zh}。",
            en=f"The {en} of {record.on} to {record.target} was not applied: {why.en}.",
        ),
    )
