"""Agreement between coders: percent, Cohen's κ, Krippendorff's α for nominal data, with bootstrap intervals.

κ: Cohen 1960, for two coders; of more than two, the mean over all pairs (Light 1971). α: Krippendorff 2011, "Computing
Krippendorff's Alpha-Reliability"; it takes any number of coders and facts that some coders left out.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pipeline.coding.ratings import Rating, Ratings
from pipeline.corpus.codebook import variables

DRAWS = 1000
Labels = Mapping[str, str]
"""What each coder said of one fact, as one word."""


class Estimate(NamedTuple):
    """A figure with its interval; None where it is not defined, as κ and α are if everybody always said the same."""

    value: float | None
    low: float | None
    high: float | None

    def text(self, digits: int) -> str:
        """Return figure and interval with so many decimals; — where it is not defined."""
        if self.value is None:
            return "—"
        interval = "" if self.low is None or self.high is None else f" [{self.low:.{digits}f}, {self.high:.{digits}f}]"
        return f"{self.value:.{digits}f}{interval}"


class Agreement(NamedTuple):
    """Agreement over the facts that two or more coders coded. ``scope``: ``variable``, ``code`` or ``plan``."""

    scope: str
    about: str
    facts: int
    coders: int
    percent: Estimate
    kappa: Estimate
    alpha: Estimate

    @property
    def estimates(self) -> tuple[Estimate, Estimate, Estimate]:
        """Return percent, κ and α."""
        return self.percent, self.kappa, self.alpha


def agreement(scope: str, about: str, rated: Sequence[Labels], level: float = 0.95, seed: int = 1) -> Agreement:
    """Return the figures; facts are drawn with replacement for the intervals, and equal seeds give equal intervals."""
    rated = [labels for labels in rated if len(labels) > 1]
    coders = sorted({coder for labels in rated for coder in labels})
    words = sorted({word for labels in rated for word in labels.values()})
    table = np.full((len(rated), len(coders)), -1)
    for row, labels in enumerate(rated):
        for coder, word in labels.items():
            table[row, coders.index(coder)] = words.index(word)
    weights = np.ones((1, len(rated)))
    if rated:
        drawn = np.random.default_rng(seed).multinomial(len(rated), np.full(len(rated), 1 / len(rated)), DRAWS)
        weights = np.vstack([weights, drawn])
    figures = (
        _percent(table, weights, len(words)),
        _kappa(table, weights, len(words)),
        _alpha(table, weights, len(words)),
    )
    return Agreement(scope, about, len(rated), len(coders), *(_interval(found, level) for found in figures))


def _interval(found: np.ndarray, level: float) -> Estimate:
    """Return the first figure, which is that of all facts, and the percentiles of those of the draws."""
    if not found.size or np.isnan(found[0]):
        return Estimate(None, None, None)
    drawn = found[1:][~np.isnan(found[1:])]  # a draw in which everybody always said the same has no κ and no α
    if not drawn.size:
        return Estimate(float(found[0]), None, None)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(float(found[0]), float(low), float(high))


def _counts(table: np.ndarray, words: int) -> np.ndarray:
    """Return how many coders said each word of each fact."""
    return np.stack([(table == word).sum(axis=1) for word in range(words)], axis=1) if words else np.zeros(table.shape)


def _percent(table: np.ndarray, weights: np.ndarray, words: int) -> np.ndarray:
    """Return the share of pairs of coders who said the same, each fact counting once."""
    counts = _counts(table, words)
    said = counts.sum(axis=1)
    same = (counts * (counts - 1)).sum(axis=1) / np.maximum(said * (said - 1), 1)
    return _quotient(weights @ same, weights.sum(axis=1))


def _alpha(table: np.ndarray, weights: np.ndarray, words: int) -> np.ndarray:
    counts = _counts(table, words)
    said = counts.sum(axis=1)
    observed = weights @ ((said**2 - (counts**2).sum(axis=1)) / np.maximum(said - 1, 1))
    totals = weights @ counts
    whole = totals.sum(axis=1)
    expected = (whole**2 - (totals**2).sum(axis=1)) / np.maximum(whole - 1, 1)
    return 1 - _quotient(observed, expected)


def _kappa(table: np.ndarray, weights: np.ndarray, words: int) -> np.ndarray:
    """Return the mean of the κ of all pairs of coders who coded a fact together."""
    found = []
    for one, other in combinations(range(table.shape[1]), 2):
        both = (table[:, one] >= 0) & (table[:, other] >= 0)
        if not both.any():
            continue
        own = weights[:, both]
        first, second = (table[both, place][:, None] == np.arange(words) for place in (one, other))
        whole = own.sum(axis=1)
        same = _quotient(own @ (table[both, one] == table[both, other]), whole)
        chance = _quotient(((own @ first) * (own @ second)).sum(axis=1), whole**2)
        found.append(_quotient(same - chance, 1 - chance))
    return np.mean(found, axis=0) if found else np.full(len(weights), np.nan)


def _quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return the quotient; NaN where the divisor is zero, rounding errors aside."""
    zero = np.abs(below) < 1e-12
    return np.where(zero, np.nan, above / np.where(zero, 1, below))


def labels_of(rating: Rating, code: str | None = None) -> dict[str, str]:
    """Return what each coder said as one word: the codes, or whether the code was chosen."""
    if code is None:
        return {coder: "+".join(codes) for coder, codes in rating.said.items()}
    return {coder: str(code in codes) for coder, codes in rating.said.items()}


def agreements(found: Ratings, level: float = 0.95, seed: int = 1) -> tuple[Agreement, ...]:
    """Return the agreement on each variable, each of its codes, and each variable within each plan."""
    rows: list[Agreement] = []
    for variable, entries in variables(found.codebook).items():
        own = [rating for rating in found.ratings if rating.variable == variable]
        rows.append(agreement("variable", variable, [labels_of(one) for one in own], level, seed))
        for entry in entries:
            fit = [one for one in own if one.fact.kind in entry.applies_to]
            labels = [labels_of(one, entry.code) for one in fit]
            rows.append(agreement("code", f"{variable}: {entry.name}", labels, level, seed))
        plans = dict.fromkeys(one.fact.plan for one in own)
        for plan in plans if len(plans) > 1 else ():
            labels = [labels_of(one) for one in own if one.fact.plan == plan]
            rows.append(agreement("plan", f"{variable}: {plan}", labels, level, seed))
    return tuple(rows)
