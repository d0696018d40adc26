"""Passages that two tasks of the text share word for word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.audit.catalogue import finding
from pipeline.audit.passages import shorten
from pipeline.audit.sentences import passages_of_facts
from pipeline.views.duties import highest_tasks
from schemas import Document, Evidence, Finding, Heading, Plan, Task

SHORTEST = 30
"""Characters of a sentence that is not printed twice by habit (按职责分工负责、抓好落实)."""
MOST = 5
"""Repeats from which on the document, or a chapter of it, is printed twice; that is no slip of a task."""
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")


class _Sentence(NamedTuple):
    """A sentence of a task, without its last mark."""

    text: str
    subject: str
    evidence: Evidence


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield passage-repeated for each sentence of two tasks; tables repeat what the text says and are left out."""
    family = highest_tasks(plan)
    first: dict[str, _Sentence] = {}
    found: dict[tuple[str, str], tuple[Evidence, Evidence]] = {}
    facts: list[Heading | Task] = [*plan.headings, *plan.tasks]
    for sentence in _sentences(plan, document, facts):
        before = first.setdefault(sentence.text, sentence)
        if family.get(before.subject, before.subject) != family.get(sentence.subject, sentence.subject):
            found.setdefault((before.subject, sentence.subject), (before.evidence, sentence.evidence))
    titles = {fact.id: shorten(fact.title, 16) for fact in facts}
    # One finding for two tasks, however many sentences they share.
    for (one, other), sides in found.items() if len(found) <= MOST else ():
        words = {"one": titles[one], "other": titles[other], "text": shorten(sides[0].quote)}
        yield finding("passage-repeated", "unexplained", sides, (one, other), **words)


def _sentences(plan: Plan, document: Document, facts: Sequence[Heading | Task]) -> Iterator[_Sentence]:
    """Yield the long sentences below ``facts`` that name no unit: one body may answer for several tasks in the same words."""
    named: dict[str, list[int]] = defaultdict(list)
    for duty in plan.responsibilities:
        named[duty.evidence.block].append(duty.evidence.start)
    for place, owner in passages_of_facts(plan, document, facts):
        for sentence in _SENTENCE.finditer(place.text):
            text = sentence.group().rstrip("。；！？")
            if len(text) < SHORTEST:
                continue
            at = place.evidence(*sentence.span(), "passage-repeated")
            if not any(at.start <= start < at.end for start in named[at.block]):
                yield _Sentence(text, owner, at)
