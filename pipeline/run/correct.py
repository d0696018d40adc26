"""Save a correction of a fact, or a judgement of an alignment, to corpus/corrections/<plan-id>.yml."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pipeline.corpus.correctable import NOT_PLAIN, CorrectionError, Field, fields_of, parse
from pipeline.corpus.corrections import ALIGNED, apply_records, read_corrections
from pipeline.corpus.lock import PATIENCE, folder_lock
from pipeline.corpus.manifest import Corpus, Entry
from pipeline.corpus.records import append_record
from pipeline.errors import InputError
from pipeline.run.documents import run_documents
from pipeline.run.refine import add_audit_findings
from pipeline.run.stages import STAGES, Stages
from pipeline.store.lock import outputs_lock
from pipeline.store.results import Result, plan_folders, read_plan, read_result
from schemas import Correction, FactRecord, Finding, Message, Plan
from schemas.correction import Value

_LINKS = ("parent", "details")
MOST_LETTERS = {"why": 2000, "by": 100, "source": 300}
"""Maximum length of the texts of a record, in characters."""


class Unseen:
    """Type of UNSEEN: the value that the person saw is not known, so it is not compared with the current one."""


UNSEEN = Unseen()


class Wish(NamedTuple):
    """A correction as the person entered it. ``now`` is the new value as text; None: not printed in the source."""

    plan: str
    target: str
    """Id of the fact, with or without the id of the plan as prefix."""
    field: str
    now: str | None
    why: str
    by: str
    seen: Value | Unseen = UNSEEN
    """The value that the person saw; if the current value differs, nothing is written."""


RecordT = TypeVar("RecordT", bound=FactRecord)


class Done(NamedTuple, Generic[RecordT]):
    """A record as it was saved, and the findings that disappear or appear with it."""

    path: Path
    record: RecordT
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


def correct(corpus: Corpus, outputs: Path, wish: Wish, stages: Stages = STAGES) -> Done[Correction]:
    """Check the correction against a fresh extraction of the plan and append it to the plan's corrections file.

    CorrectionError if it is not valid; nothing is written then. The next run applies it.
    """
    path = record_path(corpus, wish.plan)
    with folder_lock(corpus.folder):
        result = fresh(corpus, outputs, wish.plan, stages)
        correction = _new_record(result.plan, read_corrections(path), wish, outputs)
        return save_record(path, result, correction)


def record_path(corpus: Corpus, plan_id: str) -> Path:
    """Return the path of the plan's records; CorrectionError if the corpus has no such plan."""
    return corpus.corrections(entry_of(corpus, plan_id).id).with_name(f"{plan_id}.yml")


def save_record(path: Path, result: Result, record: RecordT) -> Done[RecordT]:
    """Append a record that can be applied to the plan, and return the findings that change; CorrectionError if it cannot.

    The caller must hold the lock of the corpus.
    """
    after = apply_records(result.plan, result.document, [record])
    refusals = after.findings[len(result.plan.findings) :]
    if refusals and refusals[-1].code == "correction-stale":
        raise CorrectionError(record.target, refusals[-1].message, "nothing was saved")
    append_record(path, record.as_declared())
    gone, new = _difference(result, after)
    return Done(path, record, gone, new)


def entry_of(corpus: Corpus, plan_id: str) -> Entry:
    """Return the manifest entry of a plan's document; CorrectionError if the corpus has no such plan."""
    id, _, part = plan_id.partition("--")
    found = next((entry for entry in corpus.entries if entry.id == id), None)
    if found is None or (part and not part.isdigit()) or plan_id.endswith("--"):
        known = "、".join(entry.id for entry in corpus.entries[:12])
        reason = Message(zh="语料中没有这份计划", en="the corpus has no such plan")
        raise CorrectionError(plan_id, reason, f"choose one of: {known}")
    return found


def fresh(corpus: Corpus, outputs: Path, plan_id: str, stages: Stages = STAGES) -> Result:
    """Bring outputs/ up to date for the plan and return it with all corrections applied.

    InputError if its document cannot be extracted. The caller must hold the lock of the corpus.
    """
    entry = entry_of(corpus, plan_id)
    with outputs_lock(outputs, PATIENCE):
        (outcome,) = run_documents(corpus._replace(entries=(entry,)), outputs, stages)
    if outcome.state == "failed":
        raise InputError(plan_id, "its document cannot be extracted", outcome.why)
    if plan_id not in outcome.plans:
        reason = Message(zh="文件中没有这一部分", en="its document has no such part")
        raise CorrectionError(plan_id, reason, "choose another")
    return read_result(outputs / plan_id)


def _new_record(plan: Plan, records: Sequence[Correction], wish: Wish, outputs: Path) -> Correction:
    """Check the correction and return the record to write."""
    why, by = line(wish.why, "why"), line(wish.by, "by")
    if wish.field.startswith(ALIGNED):
        target, field = _alignment(plan, records, wish, outputs)
    else:
        target, field = _field(plan, wish)
    if not isinstance(wish.seen, Unseen) and (wish.seen != field.value):
        raise _conflict(field, target, records)
    now = parse(field, wish.now)
    if now == field.value:
        reason = Message(zh=f"现在已是“{now}”", en=f"it is already {now!r}")
        raise CorrectionError(f"{target} {field.path}", reason, "enter another value")
    if field.path in _LINKS:
        _check_loop(plan, target, field.path, now)
    return Correction(target=target, field=field.path, was=field.value, now=now, why=why, by=by, on=today())


def today() -> str:
    """Return the date for a record made now."""
    return date.today().isoformat()


def line(text: str, name: str) -> str:
    """Return a text of a record on one line; CorrectionError if it is empty or too long."""
    most = MOST_LETTERS.get(name, 100)
    plain = " ".join(text.split())
    if not plain:
        reason = Message(zh="不能为空", en="the field is empty")
        raise CorrectionError(name, reason, "give a reason and your name")
    if len(plain) > most or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in plain):
        raise CorrectionError(name, NOT_PLAIN.format(most=most), "write a sentence")
    return plain


def _field(plan: Plan, wish: Wish) -> tuple[str, Field]:
    targets = (wish.target, f"{wish.plan}/{wish.target}")
    for target in targets[:-1]:
        try:
            fields = fields_of(plan, target)
            break
        except CorrectionError:
            continue
    else:
        target, fields = targets[-1], fields_of(plan, targets[-1])
    found = next((field for field in fields if field.path == wish.field), None)
    if found is None:
        known = ", ".join(field.path for field in fields)
        reason = Message(
            zh=f"没有可更正的字段“{wish.field}”", en=f"it has no field {wish.field!r} that can be corrected"
        )
        raise CorrectionError(target, reason, f"choose one of: {known}")
    return target, found


def _alignment(plan: Plan, records: Sequence[Correction], wish: Wish, outputs: Path) -> tuple[str, Field]:
    """Return the id of the newer fact and the judgement as a field: True (same), False (different), None (not judged)."""
    older = wish.field.removeprefix(ALIGNED)
    newer = _alignable(plan)
    target = wish.target if wish.target in newer else f"{wish.plan}/{wish.target}"
    kinds = newer.get(target), _alignable(_older(older, wish.plan, outputs)).get(older)
    if None in kinds or kinds[0] != kinds[1]:
        reason = Message(
            zh="须为前后两份计划的两项任务或两个指标",
            en="expected two tasks or two indicators, the one of the newer plan first",
        )
        raise CorrectionError(f"{wish.target} {wish.field}", reason, "look up their ids in plan.json")
    judged = [record.now for record in records if (record.target, record.field) == (target, wish.field)]
    return target, Field(wish.field, judged[-1] if judged else None, "yes_no", optional=False)


def _older(id: str, newer: str, outputs: Path) -> Plan | None:
    """Return the plan in outputs/ that a fact's id belongs to, or None."""
    for folder in plan_folders(outputs):
        if id.startswith(f"{folder.name}/") and folder.name != newer:
            return read_plan(folder)
    return None


def _alignable(plan: Plan | None) -> dict[str, str]:
    if plan is None:
        return {}
    return {task.id: task.kind for task in plan.tasks} | {entry.id: "indicator" for entry in plan.indicators}


def _conflict(field: Field, target: str, records: Sequence[Correction]) -> CorrectionError:
    last = next((one for one in reversed(records) if (one.target, one.field) == (target, field.path)), None)
    reason = Message(
        zh=f"现在是“{field.value}”" + (f"，{last.by} 已更正（{last.why}）" if last else ""),
        en=f"it is now {field.value!r}" + (f", corrected by {last.by} ({last.why})" if last else ""),
    )
    return CorrectionError.of_change(f"{target} {field.path}", reason, field.value)


def _check_loop(plan: Plan, target: str, link: str, now: Value) -> None:
    above: dict[str, Value] = {heading.id: heading.parent for heading in plan.headings} if link == "parent" else {}
    above |= {unit.id: unit.parent for unit in plan.units} if link == "parent" else {}
    above |= {task.id: getattr(task, link) for task in plan.tasks}
    while isinstance(now, str):
        if now == target:
            reason = Message(zh="会成为自己的上级", en="it would become its own parent")
            raise CorrectionError(target, reason, "choose another")
        now = above.get(now)


def _difference(before: Result, after: Plan) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the audit findings that disappear and those that appear."""
    bare = before.plan.model_copy(update={"findings": ()}), after.model_copy(update={"findings": ()})
    old, new = (add_audit_findings(plan, before.document).findings for plan in bare)
    return _less(old, new), _less(new, old)


def _less(some: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    left = Counter(finding.model_dump_json() for finding in others)
    remaining = []
    for finding in some:
        key = finding.model_dump_json()
        if left[key]:
            left[key] -= 1
        else:
            remaining.append(finding)
    return tuple(remaining)
