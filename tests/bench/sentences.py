"""Plans of any size whose tasks are made of sentences of real plans, and the plans that follow them."""

import random
import re
from collections.abc import Sequence

from extractors import extract
from pipeline.compare.wording.texts import texts
from tests.bench.corpus import source_files

_SENTENCE = re.compile(r"[^。；\n]{8,120}[。；]")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_VERBS = (
    ("推进", "加快推进"),
    ("完善", "健全"),
    ("加强", "强化"),
    ("建设", "打造"),
    ("开展", "深入开展"),
    ("提升", "提高"),
)
MOST = 3
"""Sentences of a task at most."""


def plans_of_sentences(size: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Return the tasks of a plan, and those of the next: other numbers and verbs, another order, a fifth of them new."""
    chance = random.Random(seed)
    plans = [plan for file in source_files() for plan, _ in extract(file)]
    known = sorted({found for plan in plans for task in texts(plan) for found in _SENTENCE.findall(task.text)})
    old = [_task(known, chance) for _ in range(size)]
    new = [_task(known, chance) if place % 5 == 0 else _varied(task, chance) for place, task in enumerate(old)]
    chance.shuffle(new)
    return old, new


def _task(known: Sequence[str], chance: random.Random) -> str:
    some = chance.sample(known, chance.randint(1, MOST))
    return _varied("".join(sentence.rstrip("；。") + "。" for sentence in some), chance)


def _varied(task: str, chance: random.Random) -> str:
    task = _NUMBER.sub(lambda found: str(max(1, int(found[0]) + chance.randint(-3, 9))), task)
    for verb, other in chance.sample(_VERBS, 2):
        task = task.replace(verb, other, 1)
    return task
