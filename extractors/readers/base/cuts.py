"""Places of a text from which something was left out, so that what is read of it is still found in the file."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas import Block, Segment


class Cuts(NamedTuple):
    """What was left out of a text: ``places`` in the text that remains, in order, each with what was left out before."""

    places: tuple[int, ...] = ()
    before: tuple[int, ...] = (0,)
    """Characters left out up to the first, second … place, one more than there are places."""

    def restore(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return the blocks of the text that remains with their places in the text as it was."""
        if not self.places:
            return tuple(blocks)
        return tuple(
            block.model_copy(update={"segments": tuple(part for one in block.segments for part in self._parts(*one))})
            for block in blocks
        )

    def _parts(self, at: int, size: int, raw: int) -> list[Segment]:
        """Split a segment at the cuts inside it."""
        first = bisect_right(self.places, raw)
        ends = [raw, *self.places[first : bisect_left(self.places, raw + size)], raw + size]
        return [
            (at + left - raw, right - left, left + self.before[first + number])
            for number, (left, right) in enumerate(pairwise(ends))
        ]


def cut_out(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, Cuts]:
    """Return the text without these stretches (in order, none inside another), and where they were."""
    pieces: list[str] = []
    places: list[int] = []
    before = [0]
    at = length = 0
    for start, end in spans:
        pieces.append(text[at:start])
        length += start - at
        places.append(length)
        before.append(before[-1] + end - start)
        at = end
    return "".join([*pieces, text[at:]]), Cuts(tuple(places), tuple(before))
