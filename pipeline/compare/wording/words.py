"""Split Chinese text into words with a private jieba tokenizer; names of units and indicators are not split."""

import re
import sys
from collections.abc import Iterable
from functools import lru_cache

from pipeline.compare.wording.likeliest_words import likeliest_words

_CLAUSE = re.compile(r"[^，。；、]+|[，。；、]")
"""A word never reaches over one of these signs, so clauses are split one by one."""


def split_words(text: str) -> list[str]:
    """Split text into words; joined they are the text again."""
    return [word for clause in _CLAUSE.findall(text) for word in _split_clause(clause)]


# a plan repeats clauses of its predecessor, and a title the text it opens: two plans of 2,000 tasks have 30,000 clauses
@lru_cache(maxsize=32768)
def _split_clause(clause: str) -> tuple[str, ...]:
    # without the hidden Markov model: it makes words of its own from unknown letters, differently in each context
    return tuple(sys.intern(word) for word in likeliest_words(clause))


class KeptNames:
    """Names that are not split. Words are joined no further than a name can go on."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name for name in names if len(name) > 1}
        self._beginnings = {name[:end] for name in self._names for end in range(1, len(name))}

    def join(self, words: Iterable[str]) -> list[str]:
        """Join neighbouring words that are one of the names: 区 科委 → 区科委. Joined the words are the same text."""
        pieces, found = list(words), []
        at = 0
        while at < len(pieces):
            end, text, best = at + 1, pieces[at], at + 1
            while text in self._beginnings and end < len(pieces):
                text += pieces[end]
                end += 1
                if text in self._names:
                    best = end
            found.append("".join(pieces[at:best]))
            at = best
        return found
