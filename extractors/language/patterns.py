"""Regular expressions that compile at their first use: a short document needs half of them."""

import re
from collections.abc import Iterable
from typing import Any, AnyStr, Generic, cast


class _LazyPattern(Generic[AnyStr]):
    """Compile ``pattern`` at the first attribute access, then act as the compiled expression at no cost per call."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def alternatives(words: Iterable[str], between: str = "") -> str:
    """Return a pattern that matches any of the words, the longest of those that begin at one place first.

    ``between`` is a pattern that may stand between two characters of a word, as white space does in justified lines.
    The pattern is to be put in a group; no words give an empty one.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(between.join(map(re.escape, word)) for word in longest_first)


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression with the methods and ``pattern`` of ``re.compile(pattern, flags)``, compiled at its first use.

    Errors: ``re.error`` at the first use, not here.
    """
    return cast(re.Pattern[AnyStr], _LazyPattern(pattern, flags))
