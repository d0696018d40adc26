"""Costs that no cell of a kind that begins at a place is below: evidence that its first characters rule out is left out.

The nearer they are to the costs themselves, the fewer cells are rated.
"""

from collections.abc import Mapping

from extractors.language.worded_values import BEGINS_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.costs import COSTS, least_cost
from extractors.readers.table_decoder.fits import VERBS

_DASHES = frozenset("-—–－/／─无")


class LeastCosts:
    """Those of one text, under the costs of this moment; ``openers``: see ``Candidates``."""

    def __init__(self, text: str, openers: Mapping[str, float]) -> None:
        self._text, self._openers = text, openers
        self._known: dict[tuple[str, ...], float] = {}

    def at(self, start: int, kind: str) -> float:
        """Return a cost that no cell of the kind that begins at ``start`` is below."""
        if kind == "category":
            heads = p.HEADING.match(self._text, start) is not None
            return self._of_text(kind, () if heads else ("category.heading",))
        if kind == "indicator":
            part = p.PART_OF.match(self._text, start) is not None
            return self._of_text(kind, () if part else ("indicator.part",))
        if kind == "title":
            return self._of_text(kind, () if self._text[start : start + 2] in VERBS else ("title.verb",))
        if kind in ("content", "plan"):
            opener = self._openers.get(self._text[start : start + 2], 0.0) if kind == "content" else 0.0
            text = self._of_text("content", ("content.opener", "content.empty"))
            return min(text + min(COSTS["content.opener"] * opener, 0.0), COSTS["content.empty"])
        if kind == "value":
            return self._of_value(start)
        return self._without(kind)

    def _of_text(self, kind: str, absent: tuple[str, ...]) -> float:
        """Return the least cost of a text that is surely one of words, without some evidence."""
        words = f"{kind}.text"
        return self._without(kind, words, *absent) + COSTS[words]

    def _of_value(self, start: int) -> float:
        """Return the least cost of a value: a dash, a figure with what is printed around it, or words."""
        least = min(COSTS["value.wrong"], COSTS["value.measure"])
        gains = (
            min(COSTS["value.tiny"], 0.0) + min(COSTS["value.ends-in-digit"], 0.0) + min(COSTS["value.sentence"], 0.0)
        )
        if BEGINS_VALUE.match(self._text, start):
            gains += min(COSTS["value.known-word"], 0.0) + min(COSTS["value.whole-words"], 0.0)
        least = min(least, min(COSTS["value.words"], COSTS["value.many-words"], COSTS["value.text"]) + gains)
        if self._text[start] in _DASHES:
            least = min(least, COSTS["value.dash"])
        if p.VALUE.match(self._text, start):
            own = min(COSTS["value.worded"], 0.0) + min(COSTS["value.own-measure"], 0.0)
            least = min(least, COSTS["value.number"] + own, COSTS["value.qualified"])
        return least

    def _without(self, kind: str, *absent: str) -> float:
        key = (kind, *absent)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = least_cost(kind, absent)
        return known
