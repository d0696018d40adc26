"""Find n-grams of letters as numbers, not strings: a plan has hundreds of thousands of them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
"""Something that a text has, once for each time that it has it: 32 bits say what it is, the lower 32 bits which text."""
TEXT = np.uint64(32)
"""Bits for the number of the text."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd multiplier that spreads letters over 64 bits, of which 32 are used: two n-grams hardly ever share a number."""

PLANE = 0x10000
"""Characters whose kind stands in a table; others are rare."""
PIECE = 1 << 16
"""Characters that are looked at together, so that memory does not grow with the texts."""


class NgramPlaces(NamedTuple):
    """N-grams in the order of the texts, each as a number, with its place in its text, and the number of that."""

    codes: NDArray[np.uint64]
    places: NDArray[np.int64]
    numbers: NDArray[np.int64]


def ngram_keys(texts: Sequence[str], lengths: Sequence[int]) -> Keys:
    """Return the n-grams of these lengths in all texts, which are numbered from 0.

    An n-gram consists of letters and digits; punctuation separates them.
    """
    pieces = (_of_piece(first, piece, length) for first, piece in pieces_of(texts, PIECE) for length in lengths)
    keys = [piece.codes << TEXT | piece.numbers.astype(np.uint64) for piece in pieces]
    return np.concatenate(keys) if keys else np.zeros(0, np.uint64)


def ngram_places(texts: Sequence[str], length: int) -> NgramPlaces:
    """Return the n-grams of one length with their places."""
    none = NgramPlaces(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    pieces = [_of_piece(first, piece, length) for first, piece in pieces_of(texts, PIECE)]
    return NgramPlaces(*(np.concatenate(column) for column in zip(none, *pieces, strict=True)))


def pieces_of(texts: Sequence[str], most: int) -> Iterator[tuple[int, list[str]]]:
    """Yield texts that have about so many characters together, with the number of the first."""
    piece: list[str] = []
    size = 0
    for number, text in enumerate(texts):
        piece.append(text)
        size += len(text)
        if size >= most or number == len(texts) - 1:
            yield number - len(piece) + 1, piece
            piece, size = [], 0


def _of_piece(first: int, texts: Sequence[str], length: int) -> NgramPlaces:
    joined = "\n".join(texts)  # no n-gram reaches over what is no letter
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    inside = _alphanumeric(joined, letters)
    count = max(0, len(letters) - length + 1)
    codes = np.full(count, length, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for at in range(length):
        codes = (codes ^ letters[at : at + count]) * _MIX
        codes ^= codes >> np.uint64(29)
        whole &= inside[at : at + count]
    places = np.flatnonzero(whole)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    numbers = np.searchsorted(starts, places, side="right") - 1
    return NgramPlaces(codes[places] >> TEXT, places - starts[numbers], numbers + first)


def _alphanumeric(text: str, letters: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if len(letters) and letters.max() < PLANE:
        return _table()[letters]
    return np.fromiter((char.isalnum() for char in text), dtype=bool, count=len(text))


@cache
def _table() -> NDArray[np.bool_]:
    return np.fromiter((chr(code).isalnum() for code in range(PLANE)), dtype=bool, count=PLANE)
