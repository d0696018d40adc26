"""Pairs of plans of which it is known which tasks go on in which: read by hand, or made from one plan."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractors import extract
from pipeline.compare.wording.texts import TaskText, texts
from schemas import Plan
from tests.support.paths import ROOT, TESTS

SAME, THEME, NONE = 2, 1, 0
"""Grades: the same work goes on there; only its theme does (either answer is accepted); no link."""
Grades = Mapping[tuple[str, str], int]


class PlanPair(NamedTuple):
    """Two plans' tasks with the grade of each pair of ids; pairs that no reader judged are absent."""

    name: str
    old: Sequence[TaskText]
    new: Sequence[TaskText]
    grades: Grades


def shared_folder() -> Path | None:
    """Return the folder with texts that are not part of this repository; None if this machine has none."""
    folder = os.environ.get("GANGMU_SHARED", "")
    return Path(folder) if folder and Path(folder).is_dir() else None


def read_pairs() -> Iterator[PlanPair]:
    """Yield the founding pair, then the pairs of GANGMU_SHARED."""
    yield _founding()
    if (shared := shared_folder()) is None:
        return
    for path in sorted((shared / "gold" / "compare").glob("*.json")):
        yield _by_place(path, shared)
    for pair in yaml.safe_load(Path(__file__).with_name("read_pairs.yml").read_text(encoding="utf-8")):
        yield _by_marker(pair, shared)


def plan_of(path: Path) -> Plan:
    """Extract the first plan of a file."""
    return next(iter(extract(path, path.stem)))[0]


def _founding() -> PlanPair:
    cases = yaml.safe_load((TESTS / "cases" / "compare_minhang.yml").read_text(encoding="utf-8"))["tasks"]
    old, new = (texts(plan_of(ROOT / "corpus" / "documents" / f"minhang-{year}.txt")) for year in (2023, 2025))
    linked = {("task", case["old"], case["new"]) for case in cases["aligned"]}
    linked |= {("safeguard", case["old"], case["new"]) for case in cases["safeguards"]}
    grades = {
        (one.id, other.id): SAME if one.kind == other.kind and (one.kind, one.marker, other.marker) in linked else NONE
        for one in old
        for other in new
    }
    return PlanPair("founding pair", old, new, grades)


def _by_marker(pair: Mapping[str, Any], shared: Path) -> PlanPair:
    plans = [plan_of(_find(pair[side], shared)) for side in ("old", "new")]
    old, new = map(texts, plans)
    grades = {(one.id, other.id): NONE for one in old for other in new}
    for one, found in pair["links"].items():
        for other, grade in found.items():
            key = f"{plans[0].plan.id}/{_kind(one)}", f"{plans[1].plan.id}/{_kind(other)}"
            grades[key] = grade + 0 * grades[key]  # KeyError: the file names a task that the plan has not
    return PlanPair(f"{plans[0].plan.id} → {plans[1].plan.id}", old, new, grades)


def _kind(end: str) -> str:
    """Return the end of a task's id with its kind: s1 is the first safeguard."""
    return f"safeguard/{end[1:]}" if end.startswith("s") else f"task/{end}"


def _by_place(path: Path, shared: Path) -> PlanPair:
    gold = json.loads(path.read_text(encoding="utf-8"))
    sides = []
    for side in ("old", "new"):
        plan = plan_of(_find(gold[side], shared))
        tasks = texts(plan)
        sides.append((tasks, {task.id: _items(_places(plan, task.id), gold[f"{side}_items"]) for task in tasks}))
    linked = {(one, other): grade for one, other, grade in gold["links"]}
    tasks_of = [Counter(item for items in side[1].values() for item in items) for side in sides]
    grades: dict[tuple[str, str], int] = {}
    for one, here in sides[0][1].items():
        for other, there in sides[1][1].items():
            grade = max((linked.get((a, b), NONE) for a in here for b in there), default=None)
            # a link of an item that is several tasks says that one of them goes on, not which
            divided = any(tasks_of[0][a] > 1 for a in here) or any(tasks_of[1][b] > 1 for b in there)
            if grade is not None and not (divided and grade):
                grades[one, other] = grade
    return PlanPair(path.stem, sides[0][0], sides[1][0], grades)


def _find(name: str, shared: Path) -> Path:
    return next((shared / "corpus").rglob(name))


def _places(plan: Plan, id: str) -> list[tuple[int, int]]:
    """Return the raw places of a task, its plan items and all tasks below it."""
    own = [
        place
        for task in plan.tasks
        if task.id == id
        for evidence in (task.evidence, *(item.evidence for item in task.plan_items))
        for place in evidence.raw
    ]
    return own + [place for task in plan.tasks if task.parent == id for place in _places(plan, task.id)]


def _items(places: list[tuple[int, int]], items: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the items of which half, or which are half of the places."""
    size = sum(end - start for start, end in places) or 1
    found = []
    for key, item in items.items():
        common = sum(max(0, min(end, item["end"]) - max(start, item["start"])) for start, end in places)
        if common and common >= 0.5 * min(size, item["end"] - item["start"]):
            found.append(key)
    return found
