"""Split values that a dump ran together: 158180 under two years is 158 and 180, for values of a row are of like size."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.language.numerals import printed_number
from extractors.language.patterns import lazy_pattern

_NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_VALUE = lazy_pattern(
    rf"""
    (?:[≥≧≤≦><＞＜=约]|下降|增长|提高|降低|累计)?              # ≥1075  下降13.5
    [〔\[]?                                                   # [35]
    (?P<number>{_NUMBER})                                     # 9200  12.5
    (?:[∶:：—–~～-]{_NUMBER})?                                # 1∶1.5  3—5
    [〕\]]?
    (?:％|%|‰|个百分点)?                                      # 85%
    (?:左右|以上|以下|以内)?                                  # 85%以上
    | [—–－/／-]                                              # — in an empty cell
    """,
    re.VERBOSE,
)
ZONE = lazy_pattern(
    r"[\d.,≥≧≤≦><＞＜=约∶:：—–~～\-－/／〔〕\[\]%％‰]|左右|以上|以下|以内|下降|增长|提高|降低|累计|个百分点"
)
"""What values are made of."""
_DASHES = "—–－/／-"
_DASH = 1.0
_LEAST = 0.05
"""Smaller values count as this one when sizes are compared."""
_DECIMALS = (0.0, 0.0, 0.1, 0.8, 1.2)
"""What 0, 1, 2 … decimals cost."""
_DOUBT = 0.4
"""A second reading that costs so little more is told to the reader."""
_AT_GAP = 2.0


class Split(NamedTuple):
    """The best split, and the second where it is nearly as good."""

    spans: tuple[tuple[int, int], ...]
    cost: float
    other: tuple[str, ...]
    """Values of a second reading; empty if the first is clearly better."""


def split_values(text: str, count: int, gaps: frozenset[int]) -> Split | None:
    """Split a text into ``count`` values; None if it cannot be split so. ``gaps``: where white space stood."""
    if not text or len(text) > 60:
        return None
    found = sorted((_cost(text, spans, gaps), spans) for spans in _splits(text, 0, count))
    if not found:
        return None
    cost, spans = found[0]
    second = found[1] if len(found) > 1 and found[1][0] - cost < _DOUBT else None
    other = tuple(text[left:right] for left, right in second[1]) if second else ()
    return Split(spans, cost, other)


@lru_cache(maxsize=4096)
def _value(text: str) -> float | None:
    """Return the size of a value, 0.0 for a dash; None if the text is no value."""
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    return printed_number(match["number"]) if match["number"] else 0.0


def _splits(text: str, start: int, count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    if count == 1:
        if _value(text[start:]) is not None:
            yield ((start, len(text)),)
        return
    for end in range(start + 1, len(text) - count + 2):
        if _value(text[start:end]) is not None:
            for rest in _splits(text, end, count - 1):
                yield ((start, end), *rest)


def _cost(text: str, spans: tuple[tuple[int, int], ...], gaps: frozenset[int]) -> float:
    """Sum how far neighbouring values differ in size (in doublings), and how odd their decimals are."""
    values = [text[left:right] for left, right in spans]
    sizes = [None if value in _DASHES else _value(value) or 0.0 for value in values]
    cost = 0.0
    for left, right in pairwise(sizes):
        if left is None or right is None:
            cost += _DASH
        else:
            cost += abs(math.log2(max(left, _LEAST) / max(right, _LEAST)))
    for value in values:
        decimals = re.search(r"\.(\d+)", value)
        cost += _DECIMALS[min(len(decimals[1]), 4)] if decimals else 0.0
    inner = {left for left, _ in spans[1:]}
    return cost - _AT_GAP * len(inner & gaps)


def zones(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places from which on everything up to ``end`` can be values, the last first."""
    parts = [match.start() for match in ZONE.finditer(text, start, end)]
    reach = end
    for at in reversed(parts):
        match = ZONE.match(text, at)
        if match is None or match.end() != reach:
            return
        reach = at
        yield at
