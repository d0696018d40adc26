"""Extract files with one rule of the lexicon taken out: what is still found, and what is announced.

Run as a program: the vocabulary is compiled while the extractors are imported, so each rule needs a process of its own.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.paths import ROOT

Span = tuple[int, int]


class Rule(NamedTuple):
    """A rule of ``<lexicon>.yml``: ``word`` of the entry at ``place``; for a column, a header word that it knows."""

    lexicon: str
    place: int
    word: str


class Fact(NamedTuple):
    """A fact and its places in the decoded file. ``key`` is what makes it the same fact after another extraction."""

    key: tuple[Any, ...]
    spans: tuple[Span, ...]


class Found(NamedTuple):
    """What an extraction says of a file: its facts, and the places that it announces as unread or doubtful."""

    facts: tuple[Fact, ...]
    announced: tuple[Span, ...]


def rules(text: str) -> list[Rule]:
    """Return the role words, measures, header words and numbering styles that occur in a text."""
    from extractors.language.marks.styles import pattern_of
    from extractors.lexicon import entries

    found = [
        Rule("roles", place, word)
        for place, entry in enumerate(entries("roles"))
        if entry["kind"] in ("word", "deadline", "with")
        for word in entry["words"]
        if word in text
    ]
    found += [
        Rule("measures", place, entry["name"])
        for place, entry in enumerate(entries("measures"))
        if re.search(rf"\d[万亿]?{re.escape(entry['name'])}", text)
    ]
    lines = {line.strip() for line in re.split(r"[\n\t]", text)}
    found += [
        Rule("columns", place, word)
        for place, entry in enumerate(entries("columns"))
        for word in sorted(lines)
        if "pattern" in entry and len(word) <= 12 and re.fullmatch(entry["pattern"], word)
    ]
    found += [
        Rule("numbering", place, entry["style"])
        for place, entry in enumerate(entries("numbering"))
        if re.search(rf"^[ 　]*(?:{pattern_of(entry)})", text, re.M)
    ]
    return found


def extract_without(jobs: Sequence[tuple[Rule | None, Sequence[Path]]]) -> list[list[Found]]:
    """Extract the files of each job with its rule taken out."""
    command = [sys.executable, "-m", __name__]
    given = json.dumps([(rule, [str(file) for file in files]) for rule, files in jobs])
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, input=given)
    assert done.returncode == 0, done.stderr
    return [[_found(*file) for file in json.loads(line)] for line in done.stdout.splitlines()]


def _found(facts: Sequence[Any], announced: Sequence[Any]) -> Found:
    return Found(
        tuple(Fact(tuple(key), tuple((a, b) for a, b in spans)) for key, spans in facts),
        tuple((a, b) for a, b in announced),
    )


def _without(rule: Rule, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    left = [dict(entry) for entry in entries]
    entry = left[rule.place]
    if rule.lexicon == "roles":
        entry["words"] = [word for word in entry["words"] if word != rule.word]
    elif rule.lexicon == "columns":
        entry["pattern"] = f"(?!{re.escape(rule.word)}$)(?:{entry['pattern']})"
    else:
        del left[rule.place]
    return left


def facts_of(plan: Any) -> Iterator[Fact]:
    for heading in plan.headings:
        yield _fact(heading.evidence, "entry")
    for task in plan.tasks:
        yield _fact(task.evidence, "entry")
        if task.deadline:
            yield _fact(task.deadline.evidence, "deadline")
    for duty in plan.responsibilities:
        if not duty.inherited:
            yield _fact(duty.evidence, "responsibility", duty.role)
    for indicator in plan.indicators:
        for value in indicator.values:
            yield _fact(value.evidence, "value", value.value, value.year, value.kind)
    for commitment in plan.commitments:
        yield _fact(commitment.evidence, "commitment", commitment.value, commitment.measure)


def _fact(evidence: Any, *key: Any) -> Fact:
    return Fact((*key, evidence.raw[0][0]), tuple(evidence.raw))


def announced_spans(plan: Any) -> Iterator[Span]:
    for passage in plan.coverage.passages:
        yield from passage.evidence.raw
    for finding in plan.findings:
        for side in finding.sides:
            yield from side.raw
    for fact in (*plan.tasks, *plan.indicators, *plan.responsibilities, *plan.commitments):
        if fact.doubt:
            yield from fact.evidence.raw


def _main() -> None:
    for rule, files in json.load(sys.stdin):
        child = rule and os.fork()
        if child:
            if os.waitpid(child, 0)[1]:
                sys.exit(1)
            continue
        if rule:
            _forget_vocabulary()
        _extract(Rule(*rule) if rule else None, files)
        sys.stdout.flush()
        if rule:
            os._exit(0)  # no compiled expression of a changed lexicon is saved


def _forget_vocabulary() -> None:
    """Let the modules of the extractors be imported again; expressions that no rule changes stay compiled."""
    for name in list(sys.modules):
        if name.partition(".")[0] == "extractors" and name != "extractors.language.compiled_patterns":
            del sys.modules[name]


def _extract(rule: Rule | None, files: Sequence[str]) -> None:
    import extractors.lexicon as lexicon

    if rule:
        whole = lexicon.entries
        lexicon.entries = lambda name: _without(rule, whole(name)) if name == rule.lexicon else whole(name)  # type: ignore[assignment]
    from extractors import extract

    found = []
    for file in files:
        plans = [plan for plan, _ in extract(Path(file))]
        facts = [fact for plan in plans for fact in facts_of(plan)]
        found.append((facts, [span for plan in plans for span in announced_spans(plan)]))
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    _main()
