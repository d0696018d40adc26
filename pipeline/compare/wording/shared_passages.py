"""Find passages that two tasks share, with the evidence of both."""

from collections.abc import Iterator

from extractors.language.whitespace import squeeze_block
from pipeline.compare.wording.texts import TaskText
from schemas import Document, Evidence
from schemas.comparison import SharedPassage

LEAST = 4
MOST = 3
"""Most passages shown for a pair, longest first."""
FOLLOWING = 40
"""Blocks after the task's first one in which its text may continue."""


def shared_passages(
    old: TaskText, new: TaskText, old_document: Document, new_document: Document
) -> tuple[SharedPassage, ...]:
    """Return the longest passages of letters that both tasks have, each with its place in both documents."""
    found: list[SharedPassage] = []
    for text in sorted(set(_common(old.text, new.text)), key=lambda text: (-len(text), text)):
        here, there = _place(text, old, old_document), _place(text, new, new_document)
        if here and there and not any(text in passage.text for passage in found):
            found.append(SharedPassage(text=text, old=here, new=there))
        if len(found) == MOST:
            break
    return tuple(found)


def _common(one: str, other: str) -> Iterator[str]:
    """Yield the passages that cannot be made longer at their end, from each place of the first text on."""
    start = 0
    while start + LEAST <= len(one):
        end = start + LEAST
        if not one[start:end].isalnum() or one[start:end] not in other:
            start += 1
            continue
        while end < len(one) and one[end].isalnum() and one[start : end + 1] in other:
            end += 1
        yield one[start:end]
        start = end - LEAST + 2  # the next passage may overlap this one, but must reach past its end


def _place(text: str, task: TaskText, document: Document) -> Evidence | None:
    """Find a passage in the task's block, else in those that follow it; None if it runs across the end of a block."""
    ids = [block.id for block in document.blocks]
    first = ids.index(task.evidence.block)
    for number, block in enumerate(document.blocks[first : first + FOLLOWING]):
        squeezed = squeeze_block(block)
        begin = len("".join(block.text[: task.evidence.start].split())) if number == 0 else 0
        at = squeezed.text.find(text, begin)
        if at >= 0:
            return squeezed.evidence(at, at + len(text), "compare.shared")
    return None
