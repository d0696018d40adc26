"""The characters next to a quote in the source file, whatever cell or paragraph they were put into."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from extractors.language.full_width import DIGITS
from extractors.language.patterns import lazy_pattern
from schemas import Block
from schemas.evidence import Evidence

NUMBER_CHARACTERS = DIGITS | {".", "．"}
MARK_ENDS = (".", "．")
YEAR = lazy_pattern(r"(?:19|20)\d\d\s?(?:[-—–~～至到]\s?20\d\d\s?)?年")
SIGNS = frozenset("≥≤＞＜><≧≦")


def touches(left: Evidence, right: Evidence) -> bool:
    """Return whether one quote ends in the decoded file where the other begins; no if one has no place in it."""
    return bool(left.raw and right.raw) and left.raw[-1][1] == right.raw[0][0]


class SourceCharacters:
    """Characters of text sources by their place in the decoded file; of other sources, those of the block itself."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = {block.id: block for block in blocks}
        segments = (
            (raw, block.text[start : start + length]) for block in blocks for start, length, raw in block.segments
        )
        self._segments = sorted(segments, key=itemgetter(0))
        self._starts = [raw for raw, _ in self._segments]

    def _at(self, place: int) -> str:
        """Return the character there; empty if it is in no block."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return ""
        raw, text = self._segments[index]
        return text[place - raw : place - raw + 1]

    def before(self, evidence: Evidence) -> str:
        """Return the character before a quote; empty if there is none, or a break."""
        if evidence.raw:
            return self._at(evidence.raw[0][0] - 1)
        return self._in_block(evidence, evidence.start - 1)

    def after(self, evidence: Evidence, count: int = 1) -> str:
        """Return up to ``count`` characters after a quote, ending at a break."""
        if not evidence.raw:
            return "".join(self._in_block(evidence, evidence.end + step) for step in range(count))
        place, found = evidence.raw[-1][1], ""
        while len(found) < count and (character := self._at(place)):
            found += character
            place += 1
        return found

    def _in_block(self, evidence: Evidence, place: int) -> str:
        block = self._blocks.get(evidence.block)
        return block.text[place] if block and 0 <= place < len(block.text) else ""

    def cuts_before(self, evidence: Evidence) -> bool:
        """Return whether the quote begins inside a number: after a digit, a point or the number's sign."""
        first, before = evidence.quote[:1], self.before(evidence)
        if before in MARK_ENDS and YEAR.match(evidence.quote):
            return False  # 3.2026年新建公园5个: the point ends a list mark
        return first in NUMBER_CHARACTERS and bool(before) and (before in NUMBER_CHARACTERS or before in SIGNS)

    def cuts_after(self, evidence: Evidence) -> bool:
        """Return whether the quote ends inside a number: a digit or a point with digits follows its last digit."""
        last, after = evidence.quote[-1:], self.after(evidence, 2)
        if last not in NUMBER_CHARACTERS or not after:
            return False
        return after[0] in DIGITS or (after[0] in NUMBER_CHARACTERS and after[1:] in DIGITS and len(after) == 2)
