"""What the evidence in a table costs, as fitted on generated tables (costs.yml): negative where it speaks for a reading."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path

from extractors.language.values import BEGINS_VALUE
from extractors.packaged_yaml import read_packaged_yaml
from extractors.readers.table_decoder import patterns as p
from extractors.readers.table_decoder.cell_texts import VERBS

Evidence = tuple[str, float]
"""Name of a cost, and how often or how much of it there is."""

COSTS: dict[str, float] = read_packaged_yaml(Path(__file__).with_name("costs.yml"))
"""One number for each kind of evidence."""


def total(evidence: Iterable[Evidence], cost: float = 0.0) -> float:
    """Return what the evidence costs together, added to ``cost``."""
    for name, amount in evidence:  # not sum(): from Python 3.12 on it rounds floats in another way
        cost += COSTS[name] * amount
    return cost


_AMOUNTS = {"role.more-units": 4.0, "role.seen": 2.0, "content.opener": 1.3}
"""The largest amounts of evidence that may be there more than once."""
_VALUES = ("value.dash", "value.number", "value.qualified")
"""A cell is one of these at most."""
_DASHES = frozenset("-—–－/／─无")
_PREFIXES = {"person": "free", "note": "free", "other": "free", "plan": "content"}
"""Kinds whose evidence has the name of another kind."""


def least_cost(kind: str, absent: Container[str] = ()) -> float:
    """Return a cost that no cell of the kind is below: of all evidence that speaks for it, and none against it.

    ``absent``: evidence that there is none of, or that is counted elsewhere.
    """
    gains = {name: COSTS[name] * _AMOUNTS.get(name, 1.0) for name in _names_of(kind) if name not in absent}
    best_value = min((gains.pop(name) for name in _VALUES if name in gains), default=0.0)
    return sum(min(gain, 0.0) for gain in gains.values()) + min(best_value, 0.0)


@cache
def _names_of(kind: str) -> tuple[str, ...]:
    prefixes = (f"{kind}.", f"{_PREFIXES.get(kind, kind)}.")
    return tuple(name for name in COSTS if name.startswith(prefixes))


class LeastCosts:
    """Costs that no cell that begins at a place of a text is below: what its first characters rule out is left out.

    The nearer they are to the costs themselves, the fewer cells are rated. They hold under the costs of this moment;
    ``openers``: see ``Candidates``.
    """

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
