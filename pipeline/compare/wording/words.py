"""Split Chinese text into words with a private jieba tokenizer; names of units and indicators are not split."""

import re
import sys
from collections.abc import Iterable
from itertools import chain

from pipeline.compare.wording.likeliest_words import likeliest_words

_CLAUSE = re.compile(r"[^，。；、]+|[，。；、]")
"""A word never reaches over one of these signs, so clauses are split one by one."""
# a plan repeats clauses of its predecessor, and a title the text it opens: two plans of 2,000 tasks have 30,000 clauses
KEPT = 32768
_kept: dict[str, tuple[str, ...]] = {}


def split_words(text: str) -> list[str]:
    """Split text into words; joined they are the text again."""
    return split_all((text,))[0]


def split_all(texts: Iterable[str]) -> list[list[str]]:
    """Split many texts into words: in bulk, a fraction of the work that it is one by one."""
    clauses = [_CLAUSE.findall(text) for text in texts]
    known = _known_clauses(dict.fromkeys(chain.from_iterable(clauses)))
    return [list(chain.from_iterable(map(known.__getitem__, some))) for some in clauses]


def _known_clauses(clauses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of clauses, and keep those that are new, in place of all others where they are too many."""
    known = {clause: _kept.get(clause, ()) for clause in clauses}
    new = [clause for clause, words in known.items() if not words]
    if len(_kept) + len(new) > KEPT:
        _kept.clear()
    for number, (clause, words) in enumerate(zip(new, likeliest_words(new), strict=True)):
        known[clause] = tuple(map(sys.intern, words))
        if number < KEPT:
            _kept[clause] = known[clause]
    return known


class KeptNames:
    """Names that are not split. Words are joined no further than a name can go on."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name for name in names if len(name) > 1}
        self._beginnings = {name[:end] for name in self._names for end in range(1, len(name))}

    def join(self, words: Iterable[str]) -> list[str]:
        """Join neighbouring words that are one of the names: 区 科委 → 区科委. Joined the words are the same text."""
        pieces = list(words)
        if self._beginnings.isdisjoint(pieces):
            return pieces
        found: list[str] = []
        at = 0
        while at < len(pieces):
            end, text, best = at + 1, pieces[at], at + 1
            while text in self._beginnings and end < len(pieces):
                text += pieces[end]
                end += 1
                if text in self._names:
                    best = end
            found.append("".join(pieces[at:best]) if best > at + 1 else pieces[at])
            at = best
        return found
