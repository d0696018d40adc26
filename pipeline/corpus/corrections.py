"""Apply corrections to extracted facts; report those that no longer apply as findings.

A correction's target is the id of a fact. Two kinds of facts have no id field: the n-th value of an indicator is
``<indicator id>/value/<n>``, and the n-th unit of a clause or table row, whatever its role, is ``<clause id>/<n>``;
both count from 1.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.corpus.yaml_files import problem, read_yaml
from pipeline.errors import InputError
from schemas import (
    Correction,
    Finding,
    IndicatorValue,
    Message,
    Plan,
    PlanHeader,
    PlanItem,
    Responsibility,
)
from schemas.base import Model
from schemas.plan_fields import FACT_LISTS

_CORRECTIONS = TypeAdapter(tuple[Correction, ...])
_ABSENT = object()
ALIGNED = "aligned/"
"""Prefix of the fields that record a judgement of an alignment of two plans; pipeline/compare reads them."""

Fact = dict[str, Any]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a corrections file; empty if it does not exist. InputError if an entry is malformed."""
    if not path.exists():
        return ()
    given = read_yaml(path)
    try:
        return _CORRECTIONS.validate_python([] if given is None else given)
    except ValidationError as error:
        remedy = "fix the entry (fields: corpus/README.md)"
        raise InputError(str(path), problem(given, error), remedy) from None


def apply_corrections(plan: Plan, corrections: Iterable[Correction]) -> Plan:
    """Return the plan with the corrections applied in order, and with a finding for each that could not be applied."""
    corrections = tuple(record for record in corrections if not record.field.startswith(ALIGNED))
    if not corrections:
        return plan
    data = plan.model_dump()
    facts = {name: (model, fact) for name, model, fact in placed_facts(data)}
    stale: dict[Correction, Finding] = {}
    for correction in corrections:
        why = _change(facts, correction)
        if why is not None:
            stale[correction] = _stale(correction, why)
        else:  # a later correction of the same field replaces an earlier one that could not be applied
            stale = {one: finding for one, finding in stale.items() if _place(one) != _place(correction)}
    corrected = Plan.model_validate(data)
    return corrected.model_copy(update={"findings": (*plan.findings, *stale.values())})


def _place(correction: Correction) -> tuple[str, str]:
    return correction.target, correction.field


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


def named_facts(plan: Fact) -> Iterator[tuple[str, Fact]]:
    """Yield (id, fact) for every fact that a correction can name."""
    for name, _, fact in placed_facts(plan):
        yield name, fact


def placed_facts(plan: Fact) -> Iterator[tuple[str, type[Model], Fact]]:
    """Yield (id, model, fact) for every fact that a correction can name."""
    yield plan["plan"]["id"], PlanHeader, plan["plan"]
    for field in FACT_LISTS:
        if field.has_id:
            for fact in plan[field.name]:
                yield fact["id"], field.model, fact
    for task in plan["tasks"]:
        for item in task["plan_items"]:
            yield item["id"], PlanItem, item
    for indicator in plan["indicators"]:
        for number, value in enumerate(indicator["values"], 1):
            yield f"{indicator['id']}/value/{number}", IndicatorValue, value
    printed: Counter[str] = Counter()
    for entry in plan["responsibilities"]:
        printed[entry["clause"]] += 1
        yield f"{entry['clause']}/{printed[entry['clause']]}", Responsibility, entry


def _stale(correction: Correction, why: Message) -> Finding:
    return Finding(
        code="correction-stale",
        severity="warning",
        verdict="unexplained",
        subjects=(correction.target,),
        message=Message(
            zh=f"{correction.on} 对 {correction.target} 的更正未被采用：{why.zh}。",
            en=f"The correction of {correction.on} to {correction.target} was not applied: {why.en}.",
        ),
    )
