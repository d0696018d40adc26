"""Draw a random sample of facts and of passages, each kind of fact apart."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from pipeline.store.results import Result
from pipeline.views.labels import pairs
from pipeline.views.phrases import commitment_text, responsibility_text, subject_titles
from schemas import Block, Evidence, Plan

KINDS = {"task": "任务", "responsibility": "责任", "value": "指标值", "commitment": "数字承诺", "deadline": "完成时限"}
"""Kinds of facts that are judged, and their names."""

T = TypeVar("T")


class SampledFact(NamedTuple):
    """A fact to be judged. ``genre``: kind of document; ``doubtful``: it carries a doubt."""

    key: str
    plan: str
    genre: str
    kind: str
    text: str
    evidence: Evidence
    doubtful: bool

    @property
    def quote(self) -> str:
        """Return the passage without line breaks."""
        return " ".join(self.evidence.quote.split())


class SampledPassage(NamedTuple):
    """A paragraph or table in which missing facts are counted. ``found``: facts read there by kind."""

    key: str
    plan: str
    genre: str
    block: str
    text: str
    found: dict[str, int]
    facts: tuple[str, ...]


class Sample(NamedTuple):
    facts: tuple[SampledFact, ...]
    passages: tuple[SampledPassage, ...]


def draw_sample(results: Iterable[Result], size: int, seed: int) -> Sample:
    """Return ``size`` facts of each kind and ``size`` passages, or all if there are fewer; equal seeds draw the same."""
    facts: dict[str, list[SampledFact]] = {kind: [] for kind in KINDS}
    passages: list[SampledPassage] = []
    for result in results:
        found = tuple(plan_facts(result.plan))
        for fact in found:
            facts[fact.kind].append(fact)
        passages += _passages(result, found)
    choose = random.Random(seed)
    drawn = [fact for kind in KINDS for fact in _some(choose, facts[kind], size)]
    return Sample(tuple(drawn), tuple(_some(choose, passages, size)))


def _some(choose: random.Random, items: list[T], size: int) -> list[T]:
    """Return some of the items in their order."""
    return [items[at] for at in sorted(choose.sample(range(len(items)), min(size, len(items))))]


def plan_facts(plan: Plan) -> Iterator[SampledFact]:
    """Yield the facts of a plan that are judged; keys number the facts of a kind."""
    numbers: Counter[str] = Counter()

    def fact(kind: str, text: str, at: Evidence, doubtful: bool) -> SampledFact:
        numbers[kind] += 1
        key = f"{plan.plan.id}/{kind}/{numbers[kind]}"
        return SampledFact(key, plan.plan.id, plan.plan.genre, kind, text, at, doubtful)

    titles = subject_titles(plan)
    for task in plan.tasks:
        yield fact("task", task.title, task.evidence, task.doubt is not None)
        if task.deadline:
            due = f"{task.title}：{task.deadline.text}（{task.deadline.on or '无日期'}）"
            yield fact("deadline", due, task.deadline.evidence, False)
    for entry in plan.responsibilities:
        yield fact("responsibility", responsibility_text(entry, titles), entry.evidence, entry.doubt is not None)
    kinds = pairs("value")
    for indicator in plan.indicators:
        for value in indicator.values:
            said = f"{indicator.name}（{indicator.measure or '无计量单位'}）{value.year or ''} {kinds[value.kind][0]}：{value.raw}"
            yield fact("value", said, value.evidence, indicator.doubt is not None)
    for commitment in plan.commitments:
        yield fact("commitment", commitment_text(commitment), commitment.evidence, commitment.doubt is not None)


def _passages(result: Result, facts: tuple[SampledFact, ...]) -> Iterator[SampledPassage]:
    by_block: dict[str, list[SampledFact]] = {}
    for fact in facts:
        by_block.setdefault(fact.evidence.block, []).append(fact)
    for block in result.document.blocks:
        if _is_read(block):
            found = by_block.get(block.id, [])
            counts = Counter(fact.kind for fact in found)
            lines = tuple(f"{KINDS[fact.kind]}：{fact.text}" for fact in found)
            header = result.plan.plan
            found_here = {kind: counts[kind] for kind in KINDS}
            key = f"{header.id}#{block.id}"
            yield SampledPassage(key, header.id, header.genre, block.id, block.text, found_here, lines)


def _is_read(block: Block) -> bool:
    return block.kind != "furniture" and bool(block.text.strip())
