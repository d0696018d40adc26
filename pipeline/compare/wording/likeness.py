"""How alike tasks of two plans are: character n-grams, words and shared passages, all as sparse matrices."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.compare.wording.ngrams import TEXT, Keys
from pipeline.compare.wording.worded import WordedTasks

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
COMMON = 0.25
"""An n-gram in more than this share of the tasks is ignored (in small plans: in more than six tasks)."""
HALF = 7.0
"""Weight of shared passages at which they count for half of SHARE."""
SHARE = 0.5
"""Highest score that shared passages alone can give."""
TITLE = 2
"""How many more times the words of a title count."""
CHUNK = 128
"""Rows of the old plan that are scored at a time, so that memory does not grow with the product of both plans."""
MOST = 24
"""Pairs of one task of the older plan that are looked at further: even a regrouped task goes on in fewer."""


class Likenesses(NamedTuple):
    """The pairs that are alike at all, by place in their plans, and the best likenesses of each task.

    ``first`` and ``second`` are the two highest likenesses of a task with any task of the other plan (0 if there is
    none), ``nearest`` is the place of the first.
    """

    old: Places
    new: Places
    score: Floats
    first: tuple[Floats, Floats]
    second: tuple[Floats, Floats]
    nearest: tuple[Places, Places]


def likenesses(
    old: WordedTasks,
    new: WordedTasks,
    least: float,
) -> Likenesses:
    """Return the pairs with at least this likeness (0 to 1), by place. Both orders of the plans give the same scores.

    The score combines three likenesses as if they were independent probabilities, 1 − (1−a)(1−b)(1−c): the cosine of
    character bigrams and trigrams, the cosine of words (those of titles count more), and shared passages, of
    which rare ones weigh more.
    """
    split = len(old.tasks)
    tasks = split + len(new.tasks)
    grams_old, grams_new = _cosines(_counts(_together(old.grams, new.grams, split), tasks), split)
    words = _word_keys([*old.words, *new.words], [*old.titles, *new.titles])
    words_old, words_new = _cosines(_counts(words, tasks), split)
    runs_old, runs_new = _rarities(_counts(_together(old.runs, new.runs, split), tasks), split)
    grams_new, words_new, runs_new = (side.T.tocsr() for side in (grams_new, words_new, runs_new))
    best = _Best(split, len(new.tasks))
    pairs: list[tuple[Places, Places, Floats]] = []
    for start in range(0, split, CHUNK):
        rows = slice(start, start + CHUNK)
        score = (grams_old[rows] @ grams_new).toarray()
        np.subtract(1, score, out=score)
        score *= 1 - (words_old[rows] @ words_new).toarray()
        np.clip(score, 0, 1, out=score)  # rounding may lift a cosine above 1
        shared = (runs_old[rows] @ runs_new).toarray()
        score *= 1 - SHARE * (shared / (shared + HALF))
        np.subtract(1, score, out=score)
        best.add(start, score)
        pairs.append(_pairs(start, score, least))
    none = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    columns = [np.concatenate(column) for column in zip(none, *pairs, strict=True)]
    return Likenesses(columns[0], columns[1], columns[2], best.first, best.second, best.nearest)


def _pairs(start: int, score: Floats, least: float) -> tuple[Places, Places, Floats]:
    """Return the places and scores of the pairs of some rows, at most MOST a row."""
    if score.shape[1] > MOST:
        floor = np.partition(score, -MOST, axis=1)[:, -MOST]
        rows, columns = np.nonzero(score >= np.maximum(floor, least)[:, None])
    else:
        rows, columns = np.nonzero(score >= least)
    return rows + start, columns, score[rows, columns]


class _Best:
    """The two highest scores of each row and column, from blocks of rows."""

    def __init__(self, rows: int, columns: int) -> None:
        self.first = np.zeros(rows, np.float32), np.zeros(columns, np.float32)
        self.second = np.zeros(rows, np.float32), np.zeros(columns, np.float32)
        self.nearest = np.zeros(rows, np.int64), np.zeros(columns, np.int64)

    def add(self, start: int, score: Floats) -> None:
        """Add the scores of some rows, the first of which has this place."""
        rows = slice(start, start + len(score))
        self.nearest[0][rows] = score.argmax(axis=1)
        self.first[0][rows] = score.max(axis=1)
        if score.shape[1] > 1:
            self.second[0][rows] = np.partition(score, -2, axis=1)[:, -2]
        places, highest = score.argmax(axis=0), score.max(axis=0)
        self.nearest[1][:] = np.where(highest > self.first[1], places + start, self.nearest[1])
        known = np.vstack([self.first[1], self.second[1], score])
        two = np.partition(known, -2, axis=0)[-2:]
        self.second[1][:], self.first[1][:] = two


def _together(old: Keys, new: Keys, split: int) -> Keys:
    """Return what the tasks of both plans have, those of the newer plan numbered on."""
    return np.concatenate((old, new + np.uint64(split)))


def _word_keys(words: Sequence[list[str]], titles: Sequence[list[str]]) -> Keys:
    """Return the words of all tasks, those of titles TITLE times more."""
    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)  # a word gets the next number when first seen
    rows = [(*row, *title * TITLE) for row, title in zip(words, titles, strict=True)]
    codes = np.fromiter(map(vocabulary.__getitem__, chain.from_iterable(rows)), np.uint64)
    return codes << TEXT | np.repeat(np.arange(len(rows), dtype=np.uint64), list(map(len, rows)))


def _counts(keys: Keys, tasks: int) -> sparse.csr_array:
    """Count what tasks have, one row a task. What one task alone has, links nothing; it counts for the length of the row."""
    keys.sort()
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    first = np.append(np.flatnonzero(new), len(keys))
    counts = np.empty(len(first) - 1, np.float32)
    np.subtract(first[1:], first[:-1], out=counts, casting="unsafe")
    keys = keys[new]
    del new, first  # whole copies would be the peak of memory
    rows = keys.astype(np.uint32).view(np.int32)
    keys >>= TEXT
    starts = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    ends = np.concatenate(([0], starts, [len(keys)]))[: len(keys) + 1].astype(np.int32)
    return sparse.csc_array((counts, rows, ends), shape=(tasks, len(ends) - 1)).tocsr()


def _cosines(counts: sparse.csr_array, split: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return unit rows of (1 + log tf) · idf, without the features that are too common."""
    tasks = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + tasks) / np.maximum(frequency, 1)).astype(np.float32)
    idf[frequency > max(6, COMMON * tasks)] = 0
    data = counts.data
    for start in range(0, tasks, CHUNK):  # in place and in pieces: whole copies would be the peak of memory
        ends = counts.indptr[start : start + CHUNK + 1]
        lengths, part = np.diff(ends), data[ends[0] : ends[-1]]
        np.log(part, out=part)
        part += 1
        part *= idf[counts.indices[ends[0] : ends[-1]]]
        row = np.repeat(np.arange(len(lengths)), lengths)
        norms = np.sqrt(np.bincount(row, weights=part * part, minlength=len(lengths))).astype(np.float32)
        norms[norms == 0] = 1  # a task of common features only: its row stays zero, and is not divided by zero
        part /= norms[row]
    return _sides(counts, data, frequency, split)


def _rarities(counts: sparse.csr_array, split: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return rows whose product weighs each shared feature by how few tasks of each plan have it."""
    end = counts.indptr[split]
    data = counts.data
    for side in (slice(0, end), slice(end, None)):
        frequency = np.bincount(counts.indices[side], minlength=counts.shape[1])
        data[side] /= np.sqrt(frequency[counts.indices[side]])
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    return _sides(counts, data, frequency, split)


def _sides(
    counts: sparse.csr_array, data: Floats, frequency: NDArray[np.int64], split: int
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the rows of both plans with these weights; what one task alone has cannot be shared and is left out."""
    data[(frequency < 2)[counts.indices]] = 0
    weights = sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)
    weights.eliminate_zeros()
    return weights[:split], weights[split:]
