"""Record what changed in the last run that changed any fact: outputs/changes.json.

A snapshot of all facts is saved beside it. A run that changes no fact leaves both files as they are, byte for byte.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from pipeline.atomic import replace_text
from pipeline.compare.snapshots import FactDigests, PlanSnapshot, SnapshotReader, SnapshotWriter
from pipeline.store.digests import digest_of
from pipeline.store.results import Plans, Result
from pipeline.views.plan_names import plan_name
from schemas import Indicator, Plan, Responsibility, Task
from schemas.base import Model
from schemas.plan_fields import PLAN_FIELDS

CHANGES, SEEN = "changes.json", ".seen.json.gz"

KINDS = tuple(field.name for field in PLAN_FIELDS if field.is_list)
"""Kinds of facts by their field of the plan."""

TITLES = ("title", "name", "what")
"""Fields that a fact may be called by."""


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


class ChangesBuilder:
    """Finds what changed since the last run. Plans are added one by one, ordered by id, and none of them stays in memory.

    A context manager: the new snapshot takes the place of the former one at ``finish``, if any fact changed.
    """

    def __init__(self, outputs: Path) -> None:
        """Begin with no plan; ``outputs`` is where the snapshot of the last run is."""
        self._outputs = outputs
        self._now = SnapshotWriter(outputs / SEEN)
        self._before = SnapshotReader(outputs / SEEN)
        self._plans: list[PlanChange] = []
        self._is_same = True
        """Whether all plans so far say what they said in the last run."""

    def __enter__(self) -> "ChangesBuilder":
        """Open a draft of the snapshot."""
        self._now.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        """Remove the draft unless it was kept, and close the former snapshot."""
        self._before.close()
        self._now.__exit__(*raised)

    def add(self, plan: Plan) -> None:
        """Compare the digests of a plan with those of the last run, and store them for the next."""
        id = plan.plan.id
        self._add_gone(id)
        now = _snapshot_of(plan)
        text = self._now.add(id, now)
        if self._before.id != id:
            self._note(PlanChange(plan=id, title=now.title, state="new", kinds={}))
            return
        if self._before.text != text and (old := self._before.snapshot()) is not None and old != now:
            self._is_same = False
            self._plans += _changed(id, old, now)
        self._before.advance()

    def _add_gone(self, id: str | None) -> None:
        """Note the plans of the last run that come before an id, all with None, as gone."""
        while (before := self._before.id) is not None and (id is None or before < id):
            if (old := self._before.snapshot()) is not None:
                self._note(PlanChange(plan=before, title=old.title, state="gone", kinds={}))
            self._before.advance()

    def _note(self, change: PlanChange) -> None:
        self._is_same = False
        if self._before.is_whole:  # else all plans are new, which need not be listed
            self._plans.append(change)

    def finish(self) -> Path:
        """Write what changed since the last run, if anything did, and the snapshot for the next; return the former's path."""
        self._add_gone(None)
        path, first = self._outputs / CHANGES, not self._before.is_whole
        if not first and self._is_same and path.is_file():
            return path
        # the snapshots may differ and no fact have changed: a new version records more kinds of facts
        if first or self._plans or not path.is_file():
            changes = Changes(first=first, plans=() if first else tuple(self._plans))
            replace_text(path, json.dumps(changes.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")
        self._now.keep()
        return path


def write_changes(results: Iterable[Result], outputs: Path) -> Path:
    """Compare the plans, ordered by id, with those seen last and write what changed, if anything did."""
    with ChangesBuilder(outputs) as builder:
        for plan in Plans(results):
            builder.add(plan)
        return builder.finish()


def read_changes(outputs: Path) -> Changes | None:
    """Return what the last run that changed anything changed; None if no run recorded any."""
    try:
        return Changes.model_validate_json((outputs / CHANGES).read_bytes())
    except (OSError, ValidationError):
        return None


def _changed(id: str, old: PlanSnapshot, new: PlanSnapshot) -> Iterator[PlanChange]:
    # a snapshot of an older version says nothing of the kinds that it did not record
    differences = {kind: _difference(old.kinds[kind], new.kinds[kind]) for kind in KINDS if kind in old.kinds}
    kinds = {kind: difference for kind, difference in differences.items() if difference != Difference()}
    if kinds or old.title != new.title:
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
        title=plan_name(plan.plan),
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
