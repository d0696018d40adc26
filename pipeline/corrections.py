"""Apply a person's corrections to extracted facts; what no longer fits is reported and left alone.

A target is a fact's id. Two kinds of facts have none of their own: the n-th value of an indicator is
``<indicator id>/value/<n>``, and the n-th unit of a clause or table row, whatever its role, is ``<clause id>/<n>``. Both
count from 1.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError
from pipeline.yaml_files import problem, read_yaml
from schemas import Correction, Finding, Message, Plan

_CORRECTIONS = TypeAdapter(tuple[Correction, ...])
_ABSENT = object()
ALIGNED = "aligned/"
"""Fields that begin so hold a person's word on an alignment of two plans: pipeline/compare reads them."""

Fact = dict[str, Any]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a corrections file; none where it does not exist; InputError where it is malformed."""
    if not path.exists():
        return ()
    given = read_yaml(path)
    try:
        return _CORRECTIONS.validate_python([] if given is None else given)
    except ValidationError as error:
        remedy = "mend the entry; corpus/README.md tells the fields"
        raise InputError(str(path), problem(given, error), remedy) from None


def apply_corrections(plan: Plan, corrections: Iterable[Correction]) -> Plan:
    """Return the plan with the corrections applied in order, and a finding for each that is not applied."""
    corrections = tuple(record for record in corrections if not record.field.startswith(ALIGNED))
    if not corrections:
        return plan
    findings: list[Finding] = []
    for correction in corrections:
        data = plan.model_dump()
        why = _change(dict(named_facts(data)), correction)
        if why is None:
            try:
                plan = Plan.model_validate(data)
            except ValidationError as error:
                why = f"the new value is refused: {problem(None, error)}", f"新值不被接受：{correction.now}"
        if why is not None:
            findings.append(_stale(correction, *why))
    return plan.model_copy(update={"findings": (*plan.findings, *findings)}) if findings else plan


def _change(facts: dict[str, Fact], correction: Correction) -> tuple[str, str] | None:
    """Set the field; where that cannot be done, change nothing and say why in English and Chinese."""
    fact = facts.get(correction.target)
    if fact is None:
        return "there is no such fact", "没有这一条"
    *path, name = correction.field.split(".")
    for step in path:
        fact = fact.get(step) if isinstance(fact, dict) else None
    now = fact.get(name, _ABSENT) if isinstance(fact, dict) else _ABSENT
    if fact is None or now is _ABSENT:
        return f"it has no field {correction.field}", f"没有字段 {correction.field}"
    if isinstance(now, dict | list | tuple) or name == "id":
        return f"{correction.field} is no single value", f"{correction.field} 不是单个值"
    if now != correction.was:
        return (
            f"{correction.field} is now {now!r}, not {correction.was!r}",
            f"{correction.field} 现为“{now}”，不是“{correction.was}”",
        )
    fact[name] = correction.now
    return None


def named_facts(plan: Fact) -> Iterator[tuple[str, Fact]]:
    """Yield every fact that can be named with its name."""
    yield plan["plan"]["id"], plan["plan"]
    for kind in ("headings", "tasks", "indicators", "units", "commitments", "references", "taxonomies"):
        for fact in plan[kind]:
            yield fact["id"], fact
    for task in plan["tasks"]:
        for item in task["plan_items"]:
            yield item["id"], item
    for indicator in plan["indicators"]:
        for number, value in enumerate(indicator["values"], 1):
            yield f"{indicator['id']}/value/{number}", value
    printed: Counter[str] = Counter()
    for entry in plan["responsibilities"]:
        printed[entry["clause"]] += 1
        yield f"{entry['clause']}/{printed[entry['clause']]}", entry


def _stale(correction: Correction, en: str, zh: str) -> Finding:
    return Finding(
        code="correction-stale",
        severity="warning",
        verdict="unexplained",
        subjects=(correction.target,),
        message=Message(
            zh=f"{correction.on} 对 {correction.target} 的更正未予采用：{zh}。",
            en=f"The correction of {correction.on} to {correction.target} was not applied: {en}.",
        ),
    )
