"""What the evidence in a table costs, as fitted on generated tables (costs.yml): negative where it speaks for a reading."""

from collections.abc import Container, Iterable
from functools import cache
from pathlib import Path

from extractors.packaged_yaml import read_packaged_yaml

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
