"""Find passages that two tasks share, with the evidence of both."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from extractors.language.whitespace import SqueezedBlock, squeeze_block, without_blanks
from pipeline.compare.wording.ngrams import ngram_places
from pipeline.compare.wording.texts import TaskText
from schemas import Document, Evidence
from schemas.comparison import SharedPassage

LEAST = 4
MOST = 3
"""Most passages shown for a pair, longest first."""
FOLLOWING = 40
"""Blocks after the task's first one in which its text may continue."""
CLASSES = 2048
"""Classes into which n-grams are put, to see at a glance which ones another text cannot have."""


class PassagePlaces:
    """Finds passages of tasks in a document. Each block is squeezed once, and each passage of a task looked for once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._numbers = {block.id: number for number, block in enumerate(document.blocks)}
        self._squeezed: dict[int, SqueezedBlock] = {}
        self._starts: dict[str, tuple[int, int]] = {}
        self._found: dict[str, dict[str, Evidence | None]] = {}

    def find(self, text: str, task: TaskText) -> Evidence | None:
        """Find a passage in the task's block, else in those that follow it; None if it runs across the end of a block."""
        found = self._found.setdefault(task.id, {})
        if text not in found:
            found[text] = self._find(text, task)
        return found[text]

    def _find(self, text: str, task: TaskText) -> Evidence | None:
        first, begin = self._start(task)
        for number in range(first, min(first + FOLLOWING, len(self._blocks))):
            squeezed = self._squeeze(number)
            at = squeezed.text.find(text, begin if number == first else 0)
            if at >= 0:
                return squeezed.evidence(at, at + len(text), "compare.shared")
        return None

    def _start(self, task: TaskText) -> tuple[int, int]:
        """Return the block in which a task begins, and after how many of its letters."""
        known = self._starts.get(task.id)
        if known is None:
            number = self._numbers[task.evidence.block]
            letters = without_blanks(self._blocks[number].text[: task.evidence.start])
            known = self._starts[task.id] = number, len(letters)
        return known

    def _squeeze(self, number: int) -> SqueezedBlock:
        known = self._squeezed.get(number)
        if known is None:
            known = self._squeezed[number] = squeeze_block(self._blocks[number])
        return known


def shared_passages(
    pairs: Sequence[tuple[TaskText, TaskText]], old: PassagePlaces, new: PassagePlaces
) -> Iterator[tuple[SharedPassage, ...]]:
    """Yield for each pair the longest passages of letters that both tasks have, each with its place in both documents.

    ``pairs``: those of one older task one after the other.
    """
    beginnings = _Beginnings([one.text for one, _ in pairs], [other.text for _, other in pairs])
    for _, some in groupby(pairs, key=lambda pair: pair[0].id):
        group = list(some)
        found = beginnings.of(group[0][0].text, [other.text for _, other in group])
        for (one, other), possible in zip(group, found, strict=True):
            yield _longest(one, other, set(_common(one.text, other.text, possible)), (old, new))


def _longest(
    one: TaskText, other: TaskText, common: set[str], places: tuple[PassagePlaces, PassagePlaces]
) -> tuple[SharedPassage, ...]:
    found: list[SharedPassage] = []
    for text in sorted(common, key=lambda text: (-len(text), text)):
        if any(text in passage.text for passage in found):
            continue
        here = places[0].find(text, one)
        there = places[1].find(text, other) if here else None
        if here and there:
            found.append(SharedPassage(text=text, old=here, new=there))
        if len(found) == MOST:
            break
    return tuple(found)


class _Beginnings:
    """Where in a text passages may begin that another text has too: nearly all other places are ruled out in bulk."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._numbers = [{text: number for number, text in enumerate(dict.fromkeys(texts))} for texts in (old, new)]
        here, there = (ngram_places(list(numbers), LEAST) for numbers in self._numbers)
        self._classes, self._places = here.codes % CLASSES, here.places
        self._ends = np.searchsorted(here.numbers, np.arange(len(self._numbers[0]) + 1)).tolist()
        self._has = np.zeros((len(self._numbers[1]), CLASSES), dtype=bool)
        self._has[there.numbers, there.codes % CLASSES] = True

    def of(self, text: str, others: Sequence[str]) -> Iterator[list[int]]:
        """Yield for each of the other texts the places, in order; at every place that is left out there is no passage."""
        number = self._numbers[0][text]
        part = slice(self._ends[number], self._ends[number + 1])
        rows = np.array([self._numbers[1][other] for other in others])
        pairs, at = np.nonzero(self._has[rows[:, None], self._classes[part]])
        places = self._places[part][at].tolist()
        ends = np.searchsorted(pairs, np.arange(len(others) + 1)).tolist()
        return (places[start:end] for start, end in pairwise(ends))


def _common(one: str, other: str, beginnings: Sequence[int]) -> Iterator[str]:
    """Yield the passages that cannot be made longer at their end, from each place of the first text on.

    A passage goes on for as long as further ones begin in it, at one letter after the other.
    """
    next_start = 0
    for at, start in enumerate(beginnings):
        if start < next_start:
            continue
        last = at
        while last + 1 < len(beginnings) and beginnings[last + 1] == beginnings[last] + 1:
            last += 1
        end = furthest = beginnings[last] + LEAST
        if one[start:end] not in other:
            end = start + LEAST
            if one[start:end] not in other:
                continue
            while end < furthest and one[start : end + 1] in other:
                end += 1
        yield one[start:end]
        next_start = end - LEAST + 2  # the next passage may overlap this one, but must reach past its end
