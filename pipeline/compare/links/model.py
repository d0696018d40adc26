"""The chance that a candidate is a link, by a logistic model whose weights are data: link_model.yml, written by ``make fit``."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.compare.links.features import Floats, PairEvidence

FILE = "link_model.yml"


class LinkModel(NamedTuple):
    """The weights in the order of the features of a pair, and the chances that divide links.

    ``firm``: from this chance on a task goes on there. ``possible``: from this chance on a pair is shown as a
    possibility; a task without such a pair has no counterpart.
    """

    bias: float
    weights: PairEvidence[float]
    firm: float
    possible: float

    def chances(self, features: PairEvidence[Floats]) -> Floats:
        """Return for each pair the probability (0 to 1) that a person who reads both tasks says that one goes on in the other."""
        total = np.full(len(features.likeness), self.bias)
        for weight, feature in zip(self.weights, features, strict=True):
            total += weight * feature
        chances: Floats = 1 / (1 + np.exp(-total))
        return chances


@cache
def link_model() -> LinkModel:
    """Return the fitted model."""
    found = read_packaged_yaml(Path(__file__).with_name(FILE))
    return LinkModel(found["bias"], PairEvidence(**found["weights"]), found["firm"], found["possible"])
