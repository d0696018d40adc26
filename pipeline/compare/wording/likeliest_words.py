"""The likeliest words of texts by jieba's dictionary: what jieba.cut(text, HMM=False) gives, for many texts at once."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.wording.ngrams import PLANE, pieces_of
from pipeline.compare.wording.word_tree import LETTER, Floats, Integers, word_tree

_LOOKED_UP = re.compile(r"[一-鿕a-zA-Z0-9+#&._%\-]+")
"""What jieba looks up in its dictionary; other signs it takes one by one."""
_LATIN = re.compile(r"[a-zA-Z0-9]+")
_SIGN, _WORD, _SINGLE = 0, 1, 2
"""Kinds of characters: those that are no part of words, those that are, and of these letters and digits that stay together."""
_NO_LETTER = (1 << LETTER) - 1
PIECE = 1 << 15
"""Characters that are split at a time, so that memory does not grow with the texts."""


def likeliest_words(texts: Sequence[str]) -> Iterator[list[str]]:
    """Split texts into the words whose frequencies have the highest product; Latin letters and digits stay together."""
    for _, piece in pieces_of(texts, PIECE):
        yield from _split(piece)


def _split(texts: Sequence[str]) -> Iterator[list[str]]:
    joined = "\0".join([*texts, ""])  # the sign after each text keeps words from reaching over its end
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    kinds = _kinds()[np.minimum(letters, PLANE)]
    chances = _chances(letters, kinds)
    starts = _starts(kinds, _ends(kinds, chances))
    starts[1:] &= (letters[1:] != ord("\n")) | (letters[:-1] != ord("\r"))  # one sign to jieba
    places = np.flatnonzero(starts)
    words = [joined[one:other] for one, other in pairwise([*places.tolist(), len(joined)])]
    closing = np.cumsum([len(text) + 1 for text in texts]) - 1
    ends = np.searchsorted(places, closing).tolist()
    return (words[one + 1 : other] for one, other in pairwise([-1, *ends]))


@cache
def _kinds() -> NDArray[np.int8]:
    """Return the kind of each character; the last stands for all beyond the first plane."""
    kinds = np.zeros(PLANE + 1, np.int8)
    plane = "".join(map(chr, range(PLANE)))
    for kind, pattern in ((_WORD, _LOOKED_UP), (_SINGLE, _LATIN)):
        for run in pattern.finditer(plane):
            kinds[slice(*run.span())] = kind
    return kinds


def _chances(letters: Integers, kinds: NDArray[np.int8]) -> Floats:
    """Return the chance of the word of n + 1 letters that begins at each place, by n and place."""
    tree = word_tree()
    inside = np.append(np.where(kinds == _SIGN, _NO_LETTER, letters), [_NO_LETTER] * len(tree.keys))
    starts = np.flatnonzero(kinds)
    before = np.zeros(len(starts), np.int64)
    levels: list[Floats] = []
    while len(starts) and len(levels) < len(tree.keys):
        length = len(levels) + 1
        before, there = tree.places(length, before, inside[starts + length - 1])
        starts, before = starts[there], before[there]
        level = np.full(len(letters), -np.inf)
        level[starts] = tree.chances[length - 1][before]
        levels.append(level)
    chances = np.array(levels or [np.full(len(letters), -np.inf)])
    chances[0, np.isneginf(chances).all(axis=0)] = tree.least
    return chances


def _ends(kinds: NDArray[np.int8], chances: Floats) -> Integers:
    """Return for each place where the word ends that begins the likeliest words from there to the next sign."""
    longest, size = chances.shape
    signs = np.flatnonzero(kinds == _SIGN)  # the last character is one
    places = np.flatnonzero(kinds)
    left = signs[np.searchsorted(signs, places)] - places
    order = places[np.argsort(left, kind="stable")]
    best = np.zeros(size + longest)
    ends = np.arange(1, size + 1)
    lengths = np.arange(longest, 0, -1)[:, None]  # of equal ones the longest
    chances = chances[::-1]
    for start, end in pairwise([0, *np.cumsum(np.bincount(left)[1:]).tolist()]):
        some = order[start:end]
        found = chances[:, some] + best[some + lengths]
        at = found.argmax(axis=0)
        best[some] = found[at, np.arange(len(some))]
        ends[some] += longest - 1 - at
    return ends


def _starts(kinds: NDArray[np.int8], ends: Integers) -> NDArray[np.bool_]:
    """Return at which places words begin."""
    starts: NDArray[np.bool_] = kinds == _SIGN
    starts[1:] |= starts[:-1]
    starts[0] = True
    some = np.flatnonzero(starts)
    while len(some := ends[some]):
        some = some[some < len(starts)]
        some = some[~starts[some]]
        starts[some] = True
    single = starts & (kinds == _SINGLE) & (ends == np.arange(1, len(ends) + 1))
    starts[1:] &= ~(single[1:] & single[:-1])
    return starts
