"""What programs write in front of every line of a text: quotation marks of mails, numbers of lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from re import Match

from extractors.language.patterns import lazy_pattern

LINE = lazy_pattern(r"[^\r\n]*\S[^\r\n]*")
QUOTE = lazy_pattern(r"[ \t]*(?:>[ \t]?)+")
NUMBER = lazy_pattern(r"[ \t]*(?:\[(?P<square>\d{1,5})\]|[Ll]?(?P<plain>\d{1,5})[ \t]*(?:[:：|│]|→|\t))[ \t]?")
FEWEST = 5
"""Lines from which what all begin with is no chance."""
BLANKS = 4
"""Blank lines between two numbered ones at most."""


def line_prefixes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of quotation marks or counting numbers that every line of a text begins with; none if one has none."""
    lines = [found.span() for found in LINE.finditer(text)]
    for pattern in (QUOTE, NUMBER):
        found = [match for start, end in lines if (match := pattern.match(text, start, end))]
        if len(found) == len(lines) >= FEWEST and (pattern is QUOTE or _count_up(found)):
            yield from (match.span() for match in found)
            return


def _count_up(found: Sequence[Match[str]]) -> bool:
    """Return whether the numbers count the lines, blank ones too."""
    numbers = [int(match["square"] or match["plain"]) for match in found]
    return all(1 <= after - before <= BLANKS for before, after in pairwise(numbers))
