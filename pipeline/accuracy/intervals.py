"""Confidence intervals of proportions."""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Proportion(NamedTuple):
    """A share with its interval; all three are None if nothing was judged."""

    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def interval(self) -> str | None:
        """Return the share and its interval with three decimals; None if nothing was judged."""
        if self.share is None or self.low is None or self.high is None:
            return None
        return f"{self.share:.3f} [{self.low:.3f}, {self.high:.3f}]"


def wilson(hits: int, of: int, level: float = 0.95) -> Proportion:
    """Return the share of hits with its Wilson score interval (Wilson 1927), without continuity correction."""
    if of == 0:
        return Proportion(hits, of, None, None, None)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Proportion(hits, of, share, max(0.0, centre - half), min(1.0, centre + half))
