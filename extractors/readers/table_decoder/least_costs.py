"""Costs that no cell of a kind that begins at a place is below: what its characters rule out is left out, what they show is added.

The nearer they are to the costs themselves, the fewer cells are rated.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from extractors.language.worded_values import BEGINS_VALUE
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.costs import COSTS, least_cost
from extractors.readers.table_decoder.fits import VERBS

_DASHES = frozenset("-—–－/／─无")
_FAR = 80
"""Characters behind the beginning of a cell that are looked at."""
_SOME_WORDS, _MANY_WORDS = 12, 30
"""Characters that a value in words has at most, by what it costs."""

Step = tuple[int, float]
"""A cell that ends at a place or behind it costs so much more."""


class LeastCosts(NamedTuple):
    """What cells of one kind that begin at one place cost at least."""

    least: float
    """All of them."""
    places: tuple[int, ...]
    rises: tuple[float, ...]
    """What those cost more that end before the first of the places, before the second, …, behind the last."""

    def rise(self, end: int) -> float:
        """Return how much more than all of them those cost at least that end there."""
        return self.rises[bisect_right(self.places, end)]


def _least_costs(least: float, *steps: Step) -> LeastCosts:
    found = sorted(step for step in steps if step[1] > 0.0)
    rises = accumulate((cost for _, cost in found), initial=0.0)
    return LeastCosts(least, tuple(place for place, _ in found), tuple(rises))


class LeastCostsOf:
    """Those of one text, under the costs of this moment; ``openers``: see ``Candidates``."""

    def __init__(self, text: str, openers: Mapping[str, float]) -> None:
        self._text, self._openers = text, openers
        self._known: dict[tuple[str, ...], float] = {}

    def at(self, start: int, kind: str) -> LeastCosts:
        """Return what cells of the kind that begin at ``start`` cost at least."""
        if kind == "category":
            heads = p.HEADING.match(self._text, start) is not None
            least = self._of_text(kind, () if heads else ("category.heading",))
            return _least_costs(least, *self._inside(start, kind), *self._figures(start, COSTS["category.digits"]))
        if kind == "indicator":
            part = p.PART_OF.match(self._text, start) is not None
            least = self._of_text(kind, () if part else ("indicator.part",))
            figure = min(COSTS["indicator.few-digits"], COSTS["indicator.digits"])
            return _least_costs(least, *self._inside(start, kind), *self._figures(start, figure))
        if kind == "title":
            least = self._of_text(kind, () if self._text[start : start + 2] in VERBS else ("title.verb",))
            return _least_costs(least, *self._inside(start, kind))
        if kind in ("content", "plan"):
            opener = self._openers.get(self._text[start : start + 2], 0.0) if kind == "content" else 0.0
            text = self._of_text("content", ("content.opener", "content.empty"))
            return _least_costs(min(text + min(COSTS["content.opener"] * opener, 0.0), COSTS["content.empty"]))
        if kind == "value":
            return self._of_value(start)
        return _least_costs(self._without(kind))

    def _of_text(self, kind: str, absent: tuple[str, ...]) -> float:
        """Return the least cost of a text that is surely one of words, without some evidence."""
        words = f"{kind}.text"
        return self._without(kind, words, *absent) + COSTS[words]

    def _inside(self, start: int, kind: str) -> Iterator[Step]:
        """Yield the first end of a sentence and the first attribute, which no name has."""
        far = start + _FAR
        if stop := p.STOP.search(self._text, start, far):
            yield stop.end(), COSTS[f"{kind}.stop"]
        if attribute := p.ATTRIBUTE.search(self._text, start, far):
            yield attribute.end(), COSTS[f"{kind}.figure"]

    def _figures(self, start: int, cost: float) -> Iterator[Step]:
        """Yield the figures, which names and headings hardly have."""
        return ((match.start() + 1, cost) for match in p.DIGITS.finditer(self._text, start, start + _FAR))

    def _of_value(self, start: int) -> LeastCosts:
        """Return the least costs of values: a dash, a figure with what is printed around it, or words."""
        gains = sum(min(COSTS[f"value.{name}"], 0.0) for name in ("tiny", "ends-in-digit", "sentence"))
        if BEGINS_VALUE.match(self._text, start):
            gains += min(COSTS["value.known-word"], 0.0) + min(COSTS["value.whole-words"], 0.0)
        text = min(COSTS["value.text"] + gains, COSTS["value.wrong"], COSTS["value.measure"])
        many = min(COSTS["value.many-words"] + gains, text)
        least = min(COSTS["value.words"] + gains, many)
        steps = [(start + _SOME_WORDS + 1, many - least), (start + _MANY_WORDS + 1, text - many)]
        if self._text[start] in _DASHES:
            least, steps = min(least, COSTS["value.dash"]), []
        if p.VALUE.match(self._text, start):
            own = min(COSTS["value.worded"], 0.0) + min(COSTS["value.own-measure"], 0.0)
            least, steps = min(least, COSTS["value.number"] + own, COSTS["value.qualified"]), []
        return _least_costs(least, *steps)

    def _without(self, kind: str, *absent: str) -> float:
        key = (kind, *absent)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = least_cost(kind, absent)
        return known
