"""Record what changed in the last run that changed any fact: outputs/changes.json.

A snapshot of all facts is saved beside it. A run that changes no fact leaves both files as they are, byte for byte.
"""

import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.atomic import replace_bytes, replace_text
from pipeline.store.digests import digest_of
from pipeline.store.results import Plans, Result
from schemas import Indicator, Plan, Responsibility, Task
from schemas.base import Model
from schemas.plan_fields import PLAN_FIELDS

CHANGES, SEEN = "changes.json", ".seen.json.gz"

KINDS = tuple(field.name for field in PLAN_FIELDS if field.is_list)
"""Kinds of facts by their field of the plan."""

TITLES = ("title", "name", "what")
"""Fields that a fact may be called by."""

FactDigests = dict[str, tuple[str, str]]
"""By id: what to call a fact, and a digest of what it says."""


class PlanSnapshot(Model):
    """One plan as it was in a run."""

    title: str
    kinds: dict[str, FactDigests]


class ChangedFact(Model):
    """A fact by id. ``title`` is that of the newer run, or of the older one if the fact is gone."""

    id: str
    title: str


class Difference(Model):
    """Facts of one kind."""

    added: tuple[ChangedFact, ...] = ()
    removed: tuple[ChangedFact, ...] = ()
    changed: tuple[ChangedFact, ...] = ()


class PlanChange(Model):
    """A plan that came, went, or reads differently. ``kinds`` is empty if the whole plan came or went."""

    plan: str
    title: str
    state: Literal["new", "gone", "changed"]
    kinds: dict[str, Difference]


class Changes(Model):
    """The plans that changed; ``first`` if there was nothing to compare with."""

    first: bool
    plans: tuple[PlanChange, ...] = ()


_SNAPSHOT = TypeAdapter(dict[str, PlanSnapshot])


class ChangesBuilder:
    """Finds what changed since the last run. Plans are added one by one, and only their digests stay in memory."""

    def __init__(self, outputs: Path) -> None:
        """Begin with no plan; ``outputs`` is where the digests of the last run are."""
        self._outputs = outputs
        self._now: dict[str, PlanSnapshot] = {}

    def add(self, plan: Plan) -> None:
        """Remember the digests of a plan."""
        self._now[plan.plan.id] = _snapshot_of(plan)

    def finish(self) -> Path:
        """Compare the plans with those seen last and write what changed, if anything did."""
        return _write_changes(self._now, self._outputs)


def write_changes(results: Iterable[Result], outputs: Path) -> Path:
    """Compare the plans with those seen last and write what changed, if anything did."""
    builder = ChangesBuilder(outputs)
    for plan in Plans(results):
        builder.add(plan)
    return builder.finish()


def _write_changes(now: dict[str, PlanSnapshot], outputs: Path) -> Path:
    saved, text = _read_snapshot(outputs), _SNAPSHOT.dump_json(now)
    if saved == text and (outputs / CHANGES).is_file():  # nothing changed: the snapshot need not be parsed
        return outputs / CHANGES
    before = _parse_snapshot(saved)
    if before != now or not (outputs / CHANGES).is_file():
        changes = Changes(first=before is None, plans=() if before is None else tuple(_between(before, now)))
        # the snapshots may differ and no fact have changed: a new version records more kinds of facts
        if changes.first or changes.plans or not (outputs / CHANGES).is_file():
            text_of_changes = json.dumps(changes.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
            replace_text(outputs / CHANGES, text_of_changes)
        # mtime=0: equal snapshots are equal files
        replace_bytes(outputs / SEEN, gzip.compress(text, compresslevel=6, mtime=0))
    return outputs / CHANGES


def read_changes(outputs: Path) -> Changes | None:
    """Return what the last run that changed anything changed; None if no run recorded any."""
    try:
        return Changes.model_validate_json((outputs / CHANGES).read_bytes())
    except (OSError, ValidationError):
        return None


def _read_snapshot(outputs: Path) -> bytes | None:
    try:
        return gzip.decompress((outputs / SEEN).read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def _parse_snapshot(saved: bytes | None) -> dict[str, PlanSnapshot] | None:
    try:
        return None if saved is None else _SNAPSHOT.validate_json(saved)
    except ValidationError:
        return None


def _between(before: Mapping[str, PlanSnapshot], now: Mapping[str, PlanSnapshot]) -> Iterator[PlanChange]:
    for id in sorted(before.keys() | now.keys()):
        old, new = before.get(id), now.get(id)
        if old is None or new is None:
            plan = new or old
            if plan is not None:
                yield PlanChange(plan=id, title=plan.title, state="gone" if new is None else "new", kinds={})
        elif old != new:
            # a snapshot of an older version says nothing of the kinds that it did not record
            differences = {kind: _difference(old.kinds[kind], new.kinds[kind]) for kind in KINDS if kind in old.kinds}
            kinds = {kind: difference for kind, difference in differences.items() if difference != Difference()}
            if not kinds and old.title == new.title:
                continue
            yield PlanChange(plan=id, title=new.title, state="changed", kinds=kinds)


def _difference(old: FactDigests, new: FactDigests) -> Difference:
    def facts(ids: Iterable[str], known: FactDigests) -> tuple[ChangedFact, ...]:
        return tuple(ChangedFact(id=id, title=known[id][0]) for id in ids)

    return Difference(
        added=facts((id for id in new if id not in old), new),
        removed=facts((id for id in old if id not in new), old),
        changed=facts((id for id in new if id in old and old[id][1] != new[id][1]), new),
    )


def _snapshot_of(plan: Plan) -> PlanSnapshot:
    titles = {heading.id: heading.title for heading in plan.headings}
    titles |= {task.id: task.title for task in plan.tasks}
    titles |= {entry.id: entry.name for entry in plan.indicators}
    described = {
        "tasks": {task.id: (task.title, _task(task)) for task in plan.tasks},
        "indicators": {entry.id: (entry.name, _indicator(entry)) for entry in plan.indicators},
        "responsibilities": _duties(plan.responsibilities, titles),
        "findings": _findings(plan),
    }
    return PlanSnapshot(
        title=plan.plan.title or plan.plan.id,
        kinds={kind: described[kind] if kind in described else _digests(getattr(plan, kind)) for kind in KINDS},
    )


def _digests(facts: Iterable[Model]) -> FactDigests:
    """Return facts by id, else by the passage they quote, with a digest of all they say, positions aside."""
    found: FactDigests = {}
    for fact in facts:
        said = fact.model_dump(mode="json")
        quote = said.pop("evidence", {}).get("quote", "")
        id = said.get("id") or quote
        title = next((said[name] for name in TITLES if said.get(name)), id)
        found[id] = (title, digest_of([quote, json.dumps(_without_places(said), ensure_ascii=False)])[:16])
    return found


def _without_places(value: Any) -> Any:
    """Return JSON values without the passages in them: a fact that only moved is the same."""
    if isinstance(value, dict):
        return {name: _without_places(one) for name, one in value.items() if name != "evidence"}
    return [_without_places(one) for one in value] if isinstance(value, list) else value


def _task(task: Task) -> str:
    """Return a digest of what a task says, without its place in the file."""
    items = (f"{item.marker} {item.text}" for item in task.plan_items)
    extras = (f"{extra.key} {extra.value}" for extra in task.extras)
    due = task.deadline.text if task.deadline else ""
    return digest_of([task.marker or "", task.title, task.text, task.heading or "", due, *items, *extras])[:16]


def _indicator(entry: Indicator) -> str:
    values = (f"{value.year} {value.kind} {value.bound} {value.raw}" for value in entry.values)
    return digest_of([entry.name, entry.measure or "", entry.attribute or "", *values])[:16]


def _duties(entries: Iterable[Responsibility], titles: Mapping[str, str]) -> FactDigests:
    """Return which unit is named for which subject: the id is both, the digest is of their relations."""
    relations: dict[tuple[str, str], list[Responsibility]] = defaultdict(list)
    for entry in entries:
        relations[entry.subject, entry.unit].append(entry)
    return {
        f"{subject}|{unit}": (
            f"{duties[0].name} · {titles.get(subject, subject)}",
            _relations(tuple(f"{entry.relation} {entry.label}" for entry in duties)),
        )
        for (subject, unit), duties in relations.items()
    }


@lru_cache(maxsize=4096)  # a corpus has some dozens of such labels
def _relations(labels: tuple[str, ...]) -> str:
    return digest_of(sorted(labels))[:16]


def _findings(plan: Plan) -> FactDigests:
    found: dict[str, list[str]] = defaultdict(list)
    for finding in plan.findings:
        found[" ".join((finding.code, *finding.subjects))].append(finding.message.zh)
    return {id: (texts[0], digest_of(texts)[:16]) for id, texts in found.items()}
