"""Count n-grams of letters as numbers, not strings: a plan has hundreds of thousands of them."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd multiplier that spreads letters over 64 bits, of which 32 are used: two n-grams hardly ever share a number."""

PLANE = 0x10000
"""Characters whose kind stands in a table; others are rare."""


def ngram_codes(texts: Sequence[str], lengths: Sequence[int]) -> tuple[Codes, NDArray[np.int64]]:
    """Return the n-grams of all texts as numbers, and where the n-grams of each text end.

    An n-gram consists of letters and digits; punctuation separates them.
    """
    most = sum(max(0, len(text) - length + 1) for text in texts for length in lengths)
    codes, ends = np.empty(most, np.uint32), [0]
    for text in texts:
        part = _of_text(text, lengths)
        codes[ends[-1] : ends[-1] + len(part)] = part
        ends.append(ends[-1] + len(part))
    return codes[: ends[-1]], np.array(ends, dtype=np.int64)


def _of_text(text: str, lengths: Sequence[int]) -> Codes:
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    inside = _alphanumeric(text, letters)
    parts = []
    for length in lengths:
        count = len(text) - length + 1
        if count <= 0:
            continue
        codes = np.full(count, length, dtype=np.uint64)
        whole = np.ones(count, dtype=bool)
        for at in range(length):
            codes = (codes ^ letters[at : at + count]) * _MIX
            codes ^= codes >> np.uint64(29)
            whole &= inside[at : at + count]
        parts.append((codes[whole] >> np.uint64(32)).astype(np.uint32))
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _alphanumeric(text: str, letters: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if len(letters) and letters.max() < PLANE:
        return _table()[letters]
    return np.fromiter((char.isalnum() for char in text), dtype=bool, count=len(text))


@cache
def _table() -> NDArray[np.bool_]:
    return np.fromiter((chr(code).isalnum() for code in range(PLANE)), dtype=bool, count=PLANE)
