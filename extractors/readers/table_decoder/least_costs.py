"""Costs that no cell of a kind that begins at a place is below: what its first characters rule out is left out.

The nearer they are to the costs themselves, the fewer cells are rated.
"""

from collections.abc import Mapping

from extractors.language.values import BEGINS_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import VERBS
from extractors.readers.table_decoder.costs import COSTS, least_cost

_DASHES = frozenset("-—–－/／─无")


class LeastCosts:
    """Those of one text, under the costs of this moment; ``openers``: see ``Candidates``."""

    def __init__(self, text: str, openers: Mapping[str, float]) -> None:
        self._text, self._openers = text, openers
        self._known: dict[tuple[str, ...], float] = {}

    def at(self, start: int, kind: str) -> float:
        """Return a cost that no cell of the kind that begins at ``start`` is below."""
        if kind == "category":
            return self._words(kind) if p.HEADING.match(self._text, start) else self._words(kind, "category.heading")
        if kind == "indicator":
            return self._words(kind) if p.PART_OF.match(self._text, start) else self._words(kind, "indicator.part")
        if kind == "title":
            return self._words(kind) if self._text[start : start + 2] in VERBS else self._words(kind, "title.verb")
        if kind in ("content", "plan"):
            opener = self._openers.get(self._text[start : start + 2], 0.0) if kind == "content" else 0.0
            text = self._words("content", "content.opener", "content.empty")
            return min(text + min(COSTS["content.opener"] * opener, 0.0), COSTS["content.empty"])
        return self._value(start) if kind == "value" else self._without(kind)

    def _words(self, kind: str, *absent: str) -> float:
        """Return the least cost of a text that is surely one of words, without some evidence."""
        return self._without(kind, f"{kind}.text", *absent) + COSTS[f"{kind}.text"]

    def _value(self, start: int) -> float:
        """Return the least cost of a value: a dash, a figure with what is printed around it, or words."""
        words = ["value.tiny", "value.ends-in-digit", "value.sentence"]
        if BEGINS_VALUE.match(self._text, start):
            words += ["value.known-word", "value.whole-words"]
        least = min(COSTS["value.words"], COSTS["value.many-words"], COSTS["value.text"]) + _gains(*words)
        least = min(least, COSTS["value.wrong"], COSTS["value.measure"])
        if self._text[start] in _DASHES:
            least = min(least, COSTS["value.dash"])
        if p.VALUE.match(self._text, start):
            number = COSTS["value.number"] + _gains("value.worded", "value.own-measure")
            least = min(least, number, COSTS["value.qualified"])
        return least

    def _without(self, *key: str) -> float:
        known = self._known.get(key)
        if known is None:
            kind, *absent = key
            known = self._known[key] = least_cost(kind, absent)
        return known


def _gains(*names: str) -> float:
    return sum(min(COSTS[name], 0.0) for name in names)
