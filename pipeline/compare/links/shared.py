"""What the two tasks of a pair have in common: units, names, and words of their titles, weighed by how few tasks have it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.compare.wording.likeness import Likenesses, Places
from pipeline.compare.wording.worded import WordedTasks

Floats = NDArray[np.float64]
PAIRS = 8192
"""Pairs that are looked up at a time, so that memory does not grow with the pairs."""
MOST_UNITS = 2.0
"""Highest weight of shared units: a few rare ones in common say all that units can say."""


def shared_units(one: WordedTasks, other: WordedTasks, near: Likenesses) -> Floats:
    """Return for each pair the weight of the fields of work of which both tasks name a unit."""
    sides = [[task.trades for task in side.tasks] for side in (one, other)]
    return np.minimum(MOST_UNITS, _shared(sides[0], sides[1], 0, near))


def shared_names(one: WordedTasks, other: WordedTasks, near: Likenesses) -> Floats:
    """Return for each pair the weight of the names that both have."""
    # “两区”, “证照分离”: a project that only two tasks name is one project, whatever else they say of it
    return np.minimum(1.0, _shared(one.names, other.names, 1, near))


def shared_titles(one: WordedTasks, other: WordedTasks, near: Likenesses) -> Floats:
    """Return for each pair the larger share of a title's words, by rarity, that is found in the other task."""
    columns = _columns(chain(*one.titles, *other.titles))
    titles = [_having(side.titles, columns) for side in (one, other)]
    texts = [_having(side.words, columns) for side in (one, other)]
    frequency = texts[0].sum(axis=0) + texts[1].sum(axis=0)
    rarity = np.log((1 + len(one.tasks) + len(other.tasks)) / np.maximum(frequency, 1))
    rarity[frequency == 0] = 0
    for title in titles:
        title.data *= rarity[title.indices]
    wholes = [title.sum(axis=1) for title in titles]
    there = _at_pairs(titles[0], texts[1], near.old, near.new), wholes[0][near.old]
    back = _at_pairs(titles[1], texts[0], near.new, near.old), wholes[1][near.new]
    shares = [np.divide(found, whole, out=np.zeros_like(found), where=whole > 0) for found, whole in (there, back)]
    largest: Floats = np.maximum(*shares)
    return largest


def _shared(one: Sequence[Collection[str]], other: Sequence[Collection[str]], less: int, near: Likenesses) -> Floats:
    """Return for each pair the sum of what both have, each counted by how few tasks have it; of those ``less`` are left out."""
    columns = _columns(set().union(*one) & set().union(*other))
    here, there = _having(one, columns), _having(other, columns)
    here.data /= (here.sum(axis=0) + there.sum(axis=0) - less)[here.indices]
    return _at_pairs(here, there, near.old, near.new)


def _columns(words: Iterable[str]) -> Mapping[str, int]:
    return {word: column for column, word in enumerate(sorted(set(words)))}


def _having(rows: Sequence[Collection[str]], columns: Mapping[str, int]) -> sparse.csr_array:
    """Return 1 for what a row has of the columns."""
    codes = np.fromiter(map(columns.get, chain.from_iterable(rows), repeat(-1)), np.int64)
    width = max(1, len(columns))
    places = np.repeat(np.arange(len(rows)) * width, list(map(len, rows))) + codes
    places = np.unique(places[codes >= 0])
    ends = np.searchsorted(places, np.arange(len(rows) + 1) * width)
    return sparse.csr_array((np.ones(len(places)), places % width, ends), shape=(len(rows), width))


def _at_pairs(one: sparse.csr_array, other: sparse.csr_array, old: Places, new: Places) -> Floats:
    """Return for each pair the product of its rows: entries of ``one`` are looked up in ``other``, pair by pair."""
    width = other.shape[1]
    known = np.repeat(np.arange(other.shape[0]) * width, np.diff(other.indptr)) + other.indices
    found = np.zeros(len(old))
    sizes = np.diff(one.indptr)
    for start in range(0, len(old) if len(known) else 0, PAIRS):
        here, there = old[start : start + PAIRS], new[start : start + PAIRS]
        lengths = sizes[here]
        pairs = np.repeat(np.arange(len(here)), lengths)
        entries = np.arange(len(pairs)) + np.repeat(one.indptr[here] - np.cumsum(lengths) + lengths, lengths)
        wanted = there[pairs] * width + one.indices[entries]
        places = np.searchsorted(known, wanted)
        places[places == len(known)] = 0
        shared = known[places] == wanted
        products = one.data[entries[shared]] * other.data[places[shared]]
        found[start : start + PAIRS] = np.bincount(pairs[shared], weights=products, minlength=len(here))
    return found
