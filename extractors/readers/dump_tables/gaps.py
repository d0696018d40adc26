"""Where white space was in a text that was joined, and which figures it separates."""

from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.dump_tables.run_together_values import Split

_DIGITS = lazy_pattern(r"\d+")


class Gaps(NamedTuple):
    """Places of the joined text that followed white space."""

    places: frozenset[int]
    blanks: frozenset[int]
    """Those inside a line. Where a line ends a figure may go on: a dump that was folded at a number of characters cuts figures."""

    def are_broken_by(self, text: str, start: int, end: int, split: Split) -> bool:
        """Return whether a split of ``text[start:end]`` cuts or joins figures otherwise than its blanks, if there are any."""
        inside = {at for at in range(start, end + 1) if at in self.blanks}
        if not inside:
            return False
        cuts = {start + left for left, _ in split.spans} | {end}
        between_figures = (
            at for at in range(max(start, 1), min(end + 1, len(text))) if text[at - 1 : at + 1].isdigit()
        )
        return any((at in cuts) != (at in inside) for at in between_figures if at in inside or at not in self.places)

    def cut_figure(self, text: str, end: int) -> bool:
        """Return whether a row's number behind ``end`` would be the last digits of a figure that a line ends with: 8412⏎2公路里程."""
        digits = _DIGITS.match(text, end)
        if digits is None or end in self.places or not text[end - 1].isdigit():
            return False
        return not self.places.isdisjoint(range(end + 1, digits.end() + 1))
