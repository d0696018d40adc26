"""The closing section of a plan (组织实施, 工作要求) where it is prose without items, and so no task."""

from extractors.language.whitespace import without_blanks
from pipeline.compare.wording.texts import TaskText
from schemas import Document, Plan

LEAST = 30
"""Letters of prose that make a section worth comparing; less is a signature or a date."""
MOST_BLOCKS = 12
"""Blocks of prose at most; what goes on longer is an annex."""


def closing_texts(plan: Plan, document: Document) -> tuple[TaskText, ...]:
    """Return the sections after the last task that consist of prose, as texts to compare tasks with.

    In one year's plan 工作要求 is a paragraph, in the next it is a list of safeguards: they are no facts of one kind, but
    a safeguard that such a paragraph contains is not new.
    """
    places = {block.id: place for place, block in enumerate(document.blocks)}
    last = max((places[task.evidence.block] for task in plan.tasks if task.origin == "body"), default=-1)
    blocks_of_facts = [*(h.evidence.block for h in plan.headings), *(t.evidence.block for t in plan.tasks)]
    starts = [places[block] for block in blocks_of_facts]
    found = []
    for heading in plan.headings:
        start = places[heading.evidence.block]
        if last < 0 or start < last:
            continue
        end = min((place for place in starts if place > start), default=start + MOST_BLOCKS)
        blocks = [block for block in document.blocks[start:end] if block.kind == "paragraph"]
        head = without_blanks(heading.marker + heading.title)
        prose = without_blanks("".join(block.text for block in blocks)).removeprefix(head)
        if len(prose) >= LEAST:
            found.append(
                TaskText(heading.id, heading.marker, "safeguard", "", prose, heading.evidence, heading.id, prose=True)
            )
    return tuple(found)
