"""Find passages that two tasks share, with the evidence of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise

import numpy as np
from pydantic import TypeAdapter

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


PassagePlace = tuple[int, int, int]
"""Where a passage is in a document: the number of its block, and from where to where in its text."""


class PassagePlaces:
    """Finds passages of tasks in a document. Each block is squeezed once, and each passage made into evidence once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._numbers = {block.id: number for number, block in enumerate(document.blocks)}
        self._squeezed: dict[int, SqueezedBlock] = {}
        self._starts: dict[str, tuple[int, int]] = {}
        self._evidence: dict[PassagePlace, Evidence] = {}

    def find(self, text: str, task: TaskText) -> PassagePlace | None:
        """Find a passage in the task's block, else in those that follow it; None if it runs across the end of a block."""
        first, begin = self._starts.get(task.id) or self._start(task)
        for number in range(first, min(first + FOLLOWING, len(self._blocks))):
            squeezed = self._squeezed.get(number) or self._squeeze(number)
            at = squeezed.text.find(text, begin if number == first else 0)
            if at >= 0:
                return number, squeezed.places[at], squeezed.places[at + len(text) - 1] + 1
        return None

    def evidence(self, places: Iterable[PassagePlace]) -> Mapping[PassagePlace, Evidence]:
        """Return the evidence of these places, and of all that were asked for before."""
        new = [place for place in dict.fromkeys(places) if place not in self._evidence]
        fields = [self._blocks[number].evidence_fields(start, end, "compare.shared") for number, start, end in new]
        self._evidence.update(zip(new, _evidence().validate_python(fields), strict=True))
        return self._evidence

    def _start(self, task: TaskText) -> tuple[int, int]:
        """Return the block in which a task begins, and after how many of its letters."""
        number = self._numbers[task.evidence.block]
        letters = without_blanks(self._blocks[number].text[: task.evidence.start])
        self._starts[task.id] = number, len(letters)
        return self._starts[task.id]

    def _squeeze(self, number: int) -> SqueezedBlock:
        self._squeezed[number] = squeeze_block(self._blocks[number])
        return self._squeezed[number]


def shared_passages(
    pairs: Sequence[tuple[TaskText, TaskText]], old: PassagePlaces, new: PassagePlaces
) -> Iterator[tuple[SharedPassage, ...]]:
    """Yield for each pair the longest passages of letters that both tasks have, each with its place in both documents.

    ``pairs``: those of one older task one after the other.
    """
    beginnings = _Beginnings([one.text for one, _ in pairs], [other.text for _, other in pairs])
    for _, some in groupby(pairs, key=lambda pair: pair[0].id):
        group = list(some)
        possible = beginnings.of(group[0][0].text, [other.text for _, other in group])
        shown = [
            _longest(one, other, set(_common(one.text, other.text, places)), (old, new))
            for (one, other), places in zip(group, possible, strict=True)
        ]
        here = old.evidence(place for passages in shown for _, place, _ in passages)
        there = new.evidence(place for passages in shown for _, _, place in passages)
        yield from _passages().validate_python(
            [[{"text": text, "old": here[one], "new": there[other]} for text, one, other in some] for some in shown]
        )


# made one by one, evidence and passages would be most of a comparison of tasks with many links
@cache
def _evidence() -> TypeAdapter[list[Evidence]]:
    return TypeAdapter(list[Evidence])


@cache
def _passages() -> TypeAdapter[list[tuple[SharedPassage, ...]]]:
    return TypeAdapter(list[tuple[SharedPassage, ...]])


def _longest(
    one: TaskText, other: TaskText, common: set[str], places: tuple[PassagePlaces, PassagePlaces]
) -> list[tuple[str, PassagePlace, PassagePlace]]:
    """Return the passages that are shown, with their places."""
    found: list[tuple[str, PassagePlace, PassagePlace]] = []
    for text in sorted(sorted(common), key=len, reverse=True):
        if any(text in passage for passage, _, _ in found):
            continue
        here = places[0].find(text, one)
        there = places[1].find(text, other) if here else None
        if here and there:
            found.append((text, here, there))
        if len(found) == MOST:
            break
    return found


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
