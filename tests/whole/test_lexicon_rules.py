"""Take rules out of the lexicon: the facts that vanish with them are announced as unread or doubtful.

This is what keeps the account independent: what the extractors do not know must not be passed over because the account
does not know it either. A task that is still read as a heading counts as read.
"""

import random
from pathlib import Path

import pytest

from tests.support.generated_plans import generate_plan
from tests.support.mutated_lexicon import Fact, Found, extract_without, rules
from tests.support.paths import DOCUMENTS

pytestmark = pytest.mark.slow

SEED = 20
RULES = 24
FILES = 2
"""Files that are read without a rule, at most: each takes about a second."""
LEAST = 0.98
"""Share of the vanished facts that are announced."""


def test_facts_that_vanish_with_a_rule_are_announced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [DOCUMENTS / "minhang-2023.txt", DOCUMENTS / "minhang-2025.txt"]
    for seed in range(3):
        files.append(tmp_path / f"generated-{seed}.txt")
        files[-1].write_text(generate_plan(SEED + seed), encoding="utf-8")
    known = {file: rules(file.read_text(encoding="utf-8")) for file in files}
    every = list(dict.fromkeys(rule for found in known.values() for rule in found))
    draw, jobs = random.Random(SEED), []
    for rule in draw.sample(every, RULES):
        changed = [file for file in files if rule in known[file]]  # the others are read as before
        jobs.append((rule, draw.sample(changed, min(len(changed), FILES))))
    first, *others = extract_without([(None, files), *jobs])
    whole = dict(zip(files, first, strict=True))
    vanished = silent = 0
    lines = []
    for (rule, changed), left in zip(jobs, others, strict=True):
        pairs = [(whole[file], after) for file, after in zip(changed, left, strict=True)]
        gone = [(fact, after) for before, after in pairs for fact in _vanished(before, after)]
        unsaid = sum(not _is_announced(fact, after) for fact, after in gone)
        vanished, silent = vanished + len(gone), silent + unsaid
        lines.append(f"{rule.lexicon} {rule.word}: {len(gone)} vanished, {unsaid} in silence")
    share = 1 - silent / max(vanished, 1)
    with capsys.disabled():
        print(f"\n{vanished} facts vanished with {RULES} rules, {share:.2%} of them announced")  # noqa: T201
    assert vanished > 100
    assert share >= LEAST, "\n".join(lines)


def _vanished(before: Found, left: Found) -> list[Fact]:
    keys = {fact.key for fact in left.facts}
    # A table row that repeats a number of the text adds no commitment, unless the row is known to detail the text's task:
    # a row that loses its task loses no number that is not said elsewhere.
    numbers = {fact.key[:-1] for fact in left.facts if fact.key[0] == "commitment"}
    return [fact for fact in before.facts if fact.key not in keys and fact.key[:-1] not in numbers]


def _is_announced(fact: Fact, left: Found) -> bool:
    return any(start < right and begin < end for start, end in fact.spans for begin, right in left.announced)
