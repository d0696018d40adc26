"""A logistic regression with an L2 penalty, by Newton's method; the order of the data does not matter."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.links.features import CandidatePairs, PairEvidence, candidates
from pipeline.compare.links.model import LinkModel
from pipeline.compare.wording.worded import worded
from tests.fit.links.pairs import NONE, THEME, PlanPair

Vector = NDArray[np.float64]
PENALTY = 1.0
ROUNDS = 60
THEME_WEIGHT = 0.5
"""A pair that shares the theme only counts half: readers disagree about such pairs."""


class Sample(NamedTuple):
    """The judged candidates of one pair of plans."""

    pair: PlanPair
    found: CandidatePairs
    grades: Sequence[int | None]
    """Of each candidate; None if nobody judged it."""
    weight: float = 1.0
    """How much each of its candidates counts."""


def sample_of(pair: PlanPair, weight: float = 1.0) -> Sample:
    """Compute the candidates of a pair of plans."""
    found = candidates(worded(pair.old), worded(pair.new))
    places = zip(found.old.tolist(), found.new.tolist(), strict=True)
    return Sample(
        pair, found, [pair.grades.get((pair.old[one].id, pair.new[other].id)) for one, other in places], weight
    )


def fit(samples: Sequence[Sample], firm: float, possible: float) -> LinkModel:
    """Return the model that fits the judged candidates of all samples."""
    rows, wanted, weights = [], [], []
    for sample in samples:
        for row, grade in zip(np.column_stack(sample.found.features), sample.grades, strict=True):
            if grade is not None:
                rows.append(row)
                wanted.append(float(grade != NONE))
                weights.append(sample.weight * (THEME_WEIGHT if grade == THEME else 1.0))
    matrix = np.array(rows, dtype=np.float64)
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    solved = _newton((matrix - mean) / spread, np.array(wanted), np.array(weights))
    slopes = solved[1:] / spread
    return LinkModel(
        round(float(solved[0] - slopes @ mean), 3),
        PairEvidence(*(round(float(slope), 3) for slope in slopes)),
        firm,
        possible,
    )


def _newton(matrix: Vector, wanted: Vector, weights: Vector) -> Vector:
    design = np.column_stack([np.ones(len(matrix)), matrix])
    penalty = np.eye(design.shape[1]) * PENALTY
    penalty[0, 0] = 0  # the bias is not shrunk
    solved = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-design @ solved))
        slope = design.T @ (weights * (wanted - chance)) - penalty @ solved
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        solved = solved + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return solved
