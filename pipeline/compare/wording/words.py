"""Split Chinese text into words with a private jieba tokenizer; names of units and indicators are not split."""

import re
import sys
from collections.abc import Iterable
from functools import lru_cache

from extractors.language.dictionary import tokenizer

_CLAUSE = re.compile(r"[^，。；、]+|[，。；、]")
"""A word never reaches over one of these signs, so clauses are split one by one."""


def split_words(text: str) -> list[str]:
    """Split text into words; joined they are the text again."""
    return [word for clause in _CLAUSE.findall(text) for word in _split_clause(clause)]


# a plan repeats clauses of its predecessor, and a title the text it opens; of 2,000 tasks more clauses are not worth
# their memory
@lru_cache(maxsize=4096)
def _split_clause(clause: str) -> tuple[str, ...]:
    # without the hidden Markov model: it makes words of its own from unknown letters, differently in each context
    return tuple(sys.intern(word) for word in tokenizer().cut(clause, HMM=False))


def keep_names(words: Iterable[str], names: Iterable[str]) -> list[str]:
    """Join neighbouring words that are one of the names: 区 科委 → 区科委. Joined the words are the same text."""
    known = {name for name in names if len(name) > 1}
    longest = max(map(len, known), default=0)
    pieces, found = list(words), []
    at = 0
    while at < len(pieces):
        end, text, best = at + 1, pieces[at], at + 1
        while end < len(pieces) and len(text) < longest:
            text += pieces[end]
            end += 1
            if text in known:
                best = end
        found.append("".join(pieces[at:best]))
        at = best
    return found
