"""How alike tasks of two plans are: character n-grams, words and shared passages, all as sparse matrices."""

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from pipeline.compare.wording.texts import TaskText
from pipeline.compare.wording.words import split_words

Floats = NDArray[np.float64]
COMMON = 0.25
"""An n-gram in more than this share of the tasks is ignored (in small plans: in more than six tasks)."""
PASSAGE = 4
"""Length of the n-grams that count as a shared passage."""
HALF = 7.0
"""Weight of shared passages at which they count for half of SHARE."""
SHARE = 0.5
"""Highest score that shared passages alone can give."""
TITLE = 2
"""How many more times the words of a title count."""
CHUNK = 128
"""Rows of the old plan that are scored at a time, so that memory does not grow with the product of both plans."""
_RUN = re.compile(r"[^\W_]+")


class TaskPair(NamedTuple):
    """Places of two tasks in their plans, and how alike they are (0 to 1)."""

    old: int
    new: int
    score: float


def likenesses(old: Sequence[TaskText], new: Sequence[TaskText], least: float) -> Iterator[TaskPair]:
    """Yield the pairs with at least this score, by place. Both orders of the plans give the same scores.

    The score combines three likenesses as if they were independent probabilities, 1 − (1−a)(1−b)(1−c): the cosine of
    character bigrams and trigrams, the cosine of words (title words count more), and shared passages, of which rare
    ones weigh more.
    """
    if not old or not new:
        return
    grams = _Sides(old, new, lambda text: _ngrams(text.text, (2, 3)))
    words = _Sides(old, new, _words)
    runs = _Sides(old, new, lambda text: _ngrams(text.text, (PASSAGE,)))
    grams_old, grams_new = grams.cosines()
    words_old, words_new = words.cosines()
    runs_old, runs_new = runs.rarities()
    for start in range(0, len(old), CHUNK):
        rows = slice(start, start + CHUNK)
        shared = _dense(runs_old[rows] @ runs_new.T)
        # rounding may lift a cosine above 1, hence the clip
        unlike = (1 - _dense(grams_old[rows] @ grams_new.T)) * (1 - _dense(words_old[rows] @ words_new.T))
        score = 1 - np.clip(unlike, 0, 1) * (1 - SHARE * shared / (shared + HALF))
        for row, column in zip(*np.nonzero(score >= least), strict=True):
            yield TaskPair(start + int(row), int(column), float(score[row, column]))


def _dense(matrix: sparse.csr_array) -> Floats:
    return np.asarray(matrix.toarray(), dtype=np.float64)


class _Sides:
    """Counts of features in the tasks of both plans, over one vocabulary."""

    def __init__(
        self, old: Sequence[TaskText], new: Sequence[TaskText], features: Callable[[TaskText], list[str]]
    ) -> None:
        vocabulary: dict[str, int] = {}
        indices = array("q")
        ends = [0]
        for text in (*old, *new):
            indices.extend(vocabulary.setdefault(feature, len(vocabulary)) for feature in features(text))
            ends.append(len(indices))
        shape = (len(old) + len(new), len(vocabulary))
        counts = sparse.csr_array((np.ones(len(indices)), np.array(indices, dtype=np.int64), ends), shape=shape)
        counts.sum_duplicates()
        self._counts = counts
        self._split = len(old)

    def cosines(self) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Return unit rows of (1 + log tf) · idf, without the features that are too common."""
        weights = self._counts.copy()
        tasks = weights.shape[0]
        frequency = np.bincount(weights.indices, minlength=weights.shape[1])
        idf = np.log((1 + tasks) / np.maximum(frequency, 1))
        idf[frequency > max(6, COMMON * tasks)] = 0
        weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
        weights.eliminate_zeros()
        norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
        norms[norms == 0] = 1  # a task of common features only: its row stays zero, and is not divided by zero
        weights = sparse.csr_array(sparse.diags_array(1 / norms) @ weights)
        return weights[: self._split], weights[self._split :]

    def rarities(self) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Return rows whose product weighs each shared feature by how few tasks of each plan have it."""
        sides = []
        for side in (self._counts[: self._split], self._counts[self._split :]):
            frequency = np.bincount(side.indices, minlength=side.shape[1])
            weights = side.copy()
            weights.data = 1 / np.sqrt(frequency[weights.indices])
            sides.append(weights)
        return sides[0], sides[1]


def _ngrams(text: str, lengths: tuple[int, ...]) -> list[str]:
    """Return the n-grams of letters; punctuation separates them."""
    runs = _RUN.findall(text)
    return [run[at : at + n] for run in runs for n in lengths for at in range(len(run) - n + 1)]


def _words(text: TaskText) -> list[str]:
    words = [word for word in split_words(text.text) if len(word) > 1 and word[0].isalnum()]
    title = [word for word in split_words(text.title) if len(word) > 1 and word[0].isalnum()]
    return words + title * TITLE
