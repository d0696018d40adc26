"""What the evidence in a table costs, as fitted on generated tables (costs.yml): negative where it speaks for a reading."""

from collections.abc import Iterable
from importlib.resources import files

import yaml

Evidence = tuple[str, float]
"""Name of a cost, and how often or how much of it there is."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COSTS: dict[str, float] = dict(
    yaml.load(files(__package__).joinpath("costs.yml").read_text(encoding="utf-8"), Loader=_LOADER)
)
"""One number for each kind of evidence."""


def total(evidence: Iterable[Evidence], cost: float = 0.0) -> float:
    """Return what the evidence costs together, added to ``cost``."""
    for name, amount in evidence:  # not sum(): from Python 3.12 on it rounds floats in another way
        cost += COSTS[name] * amount
    return cost
