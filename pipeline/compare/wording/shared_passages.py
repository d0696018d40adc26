"""Find passages that two tasks share, with the evidence of both."""

from collections.abc import Iterator

from extractors.language.whitespace import SqueezedBlock, squeeze_block
from pipeline.compare.wording.texts import TaskText
from schemas import Document, Evidence
from schemas.comparison import SharedPassage

LEAST = 4
MOST = 3
"""Most passages shown for a pair, longest first."""
FOLLOWING = 40
"""Blocks after the task's first one in which its text may continue."""


class PassagePlaces:
    """Finds passages of tasks in a document. Each block is squeezed once, and each passage of a task looked for once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._numbers = {block.id: number for number, block in enumerate(document.blocks)}
        self._squeezed: dict[int, SqueezedBlock] = {}
        self._found: dict[tuple[str, str], Evidence | None] = {}

    def find(self, text: str, task: TaskText) -> Evidence | None:
        """Find a passage in the task's block, else in those that follow it; None if it runs across the end of a block."""
        key = task.id, text
        if key not in self._found:
            self._found[key] = self._find(text, task)
        return self._found[key]

    def _find(self, text: str, task: TaskText) -> Evidence | None:
        first = self._numbers[task.evidence.block]
        for number in range(first, min(first + FOLLOWING, len(self._blocks))):
            squeezed = self._squeeze(number)
            begin = len("".join(squeezed.block.text[: task.evidence.start].split())) if number == first else 0
            at = squeezed.text.find(text, begin)
            if at >= 0:
                return squeezed.evidence(at, at + len(text), "compare.shared")
        return None

    def _squeeze(self, number: int) -> SqueezedBlock:
        known = self._squeezed.get(number)
        if known is None:
            known = self._squeezed[number] = squeeze_block(self._blocks[number])
        return known


def shared_passages(
    old: TaskText, new: TaskText, old_places: PassagePlaces, new_places: PassagePlaces
) -> tuple[SharedPassage, ...]:
    """Return the longest passages of letters that both tasks have, each with its place in both documents."""
    found: list[SharedPassage] = []
    for text in sorted(set(_common(old.text, new.text)), key=lambda text: (-len(text), text)):
        if any(text in passage.text for passage in found):
            continue
        here = old_places.find(text, old)
        there = new_places.find(text, new) if here else None
        if here and there:
            found.append(SharedPassage(text=text, old=here, new=there))
        if len(found) == MOST:
            break
    return tuple(found)


def _common(one: str, other: str) -> Iterator[str]:
    """Yield the passages that cannot be made longer at their end, from each place of the first text on."""
    start = 0
    while start + LEAST <= len(one):
        end = start + LEAST
        if one[start:end] not in other or not one[start:end].isalnum():
            start += 1
            continue
        while end < len(one) and one[end].isalnum() and one[start : end + 1] in other:
            end += 1
        yield one[start:end]
        start = end - LEAST + 2  # the next passage may overlap this one, but must reach past its end
