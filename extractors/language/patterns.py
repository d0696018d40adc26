"""Regular expressions that are compiled at their first use, because a short document needs only half of them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, AnyStr, Generic, cast

from extractors.language.compiled_patterns import saved_patterns


class _LazyPattern(Generic[AnyStr]):
    """Compiles ``pattern`` at the first attribute access and then has the methods of the compiled expression."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = saved_patterns.compile(self.pattern, self.flags)
        # Instance attributes are found before __getattr__ is called, so later calls have no overhead.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def alternatives(words: Iterable[str], between: str = "") -> str:
    """Return a pattern that matches any of the words, trying longer ones first.

    ``between`` is a pattern that is allowed between two characters of a word, such as white space in justified lines.
    The caller puts the pattern in a group; without words it is empty.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(between.join(map(re.escape, word)) for word in longest_first)


def any_pattern(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Return an expression that matches wherever one of these does, tried once in place of each of them.

    Its only groups are one for each pattern, so that ``lastindex`` tells which one matched, from 1 on. None of them may
    refer to a group of its own. ValueError: their flags differ.
    """
    listed = tuple(patterns)
    flags = {found.flags & ~re.UNICODE for found in listed}  # compiled ones of text have that one in any case
    if len(flags) > 1:
        raise ValueError("expected patterns with the same flags")
    end = "\n)" if any(flag & re.X for flag in flags) else ")"  # behind a comment
    alike = (re.sub(r"\(\?P<\w+>", "(?:", found.pattern) for found in listed)
    return lazy_pattern("|".join(f"({pattern}{end}" for pattern in alike), *flags)


def finditer_with(word: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """Return the matches of a pattern, each of which holds the ``word``: that is found many times faster, and mostly not there."""
    return pattern.finditer(text) if word.search(text) else ()


def finditer_from(
    first: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern each of which begins with what ``first`` finds: one of a few characters.

    A pattern that begins with an option, a repetition or a look-behind is tried at every character, which takes many
    times longer. No match may be empty.
    """
    end = len(text) if end is None else end
    behind = start
    for opening in first.finditer(text, start, end):
        if opening.start() >= behind and (match := pattern.match(text, opening.start(), end)):
            behind = match.end()
            yield match


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression with the methods of ``re.compile(pattern, flags)`` that is compiled at its first use.

    ``re.error`` is raised at the first use, not here.
    """
    return cast(re.Pattern[AnyStr], _LazyPattern(pattern, flags))
