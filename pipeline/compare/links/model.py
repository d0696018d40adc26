"""The chance that a candidate is a link, by a logistic model whose weights are data: link_model.yml, written by ``make fit``."""

from functools import cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.compare.links.features import PairEvidence

FILE = "link_model.yml"


class LinkModel(NamedTuple):
    """The weights in the order of the features of a pair, and the chances that divide links.

    ``firm``: from this chance on a task goes on there. ``possible``: from this chance on a pair is shown as a
    possibility; a task without such a pair has no counterpart.
    """

    bias: float
    weights: PairEvidence
    firm: float
    possible: float

    def chance(self, features: PairEvidence) -> float:
        """Return the probability (0 to 1) that a person who reads both tasks says that the one goes on in the other."""
        total = self.bias + sum(map(mul, self.weights, features))
        return 1 / (1 + exp(-total))


@cache
def link_model() -> LinkModel:
    """Return the fitted model."""
    found = read_packaged_yaml(Path(__file__).with_name(FILE))
    return LinkModel(found["bias"], PairEvidence(**found["weights"]), found["firm"], found["possible"])
