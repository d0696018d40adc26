"""The passages of a plan that checks read: tasks' own texts, plan items, and the prose between them, each once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.by_identity import kept_by_identity
from extractors.language.whitespace import SqueezedBlock, squeeze_block
from schemas import Document, Evidence, Heading, Plan, Task


class TextPassage(NamedTuple):
    """Text free of white space with the way back to its block. ``subjects``: the task it belongs to; else the plan."""

    squeezed: SqueezedBlock
    text: str
    offset: int
    subjects: tuple[str, ...]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Quote the printed characters behind ``text[start:end]``."""
        return self.squeezed.evidence(self.offset + start, self.offset + end, rule)


@kept_by_identity(1)  # eight checks in turn ask for the passages of one plan
def text_passages(plan: Plan, document: Document) -> tuple[TextPassage, ...]:
    """Return paragraphs whole and tables cell by cell, in reading order, without furniture."""
    return tuple(_passages(plan, document))


def _passages(plan: Plan, document: Document) -> Iterator[TextPassage]:
    owners = _owners(plan)
    for block in document.blocks[_first(plan, document) :]:
        if block.kind == "furniture":
            continue
        squeezed = squeeze_block(block)
        spans = [(cell.start, cell.end) for cell in block.table.cells] if block.table else [(0, len(block.text))]
        for start, end in spans:
            first, last = bisect_left(squeezed.places, start), bisect_left(squeezed.places, end)
            if first < last:
                owner = next((id for id, at in owners.get(block.id, ()) if start <= at < end), None)
                yield TextPassage(squeezed, squeezed.text[first:last], first, (owner,) if owner else ())


def passages_of_facts(
    plan: Plan, document: Document, facts: Iterable[Heading | Task]
) -> Iterator[tuple[TextPassage, str]]:
    """Yield the paragraphs of facts with the fact's id: its own, and those below it up to the next fact."""
    owners = {fact.evidence.block: fact.id for fact in facts}
    tables = {block.id for block in document.blocks if block.table}
    owner = ""
    for place in text_passages(plan, document):
        owner = next(iter(place.subjects), owners.get(place.squeezed.block.id, owner))
        if owner and place.squeezed.block.id not in tables:
            yield place, owner


def _first(plan: Plan, document: Document) -> int:
    """Return the place of the plan's own first block: the notice that carries several plans is read for the first one."""
    title = plan.notice.plan_title
    if plan.plan.bundle in (None, plan.plan.id) or title is None:
        return 0
    return next((n for n, block in enumerate(document.blocks) if block.id == title.evidence.block), 0)


def _owners(plan: Plan) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for task in plan.tasks:
        for evidence in (task.evidence, *(item.evidence for item in task.plan_items)):
            found.setdefault(evidence.block, []).append((task.id, evidence.start))
    return found
