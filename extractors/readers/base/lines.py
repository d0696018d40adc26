"""Lines of a text dump, each with its place in the decoded file, and what programs write in front of every line."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from re import Match, Pattern
from typing import NamedTuple

from extractors.language.full_width import with_wide_punctuation
from extractors.language.patterns import lazy_pattern

BREAK = lazy_pattern(r"\r\n|[\n\r\v\u2028\u2029\x85]")
"""What ends a line of a text file."""

LINE = lazy_pattern(r"[^\r\n]+")
QUOTE = lazy_pattern(r"[ \t]*(?:>[ \t]?)+")
NUMBER = lazy_pattern(r"[ \t]*(?:\[(?P<square>\d{1,5})\]|[Ll]?(?P<plain>\d{1,5})[ \t]*(?:[:：|│]|→|\t))[ \t]?")
FEWEST = 5
"""Lines from which what all begin with is no chance."""
BLANKS = 4
"""Blank lines between two numbered ones at most."""


class TextLine(NamedTuple):
    """One non-blank line, white space at both ends removed."""

    text: str
    raw: int
    """Place of ``text[0]`` in the decoded file, in code points."""
    blanks: int
    """Blank lines before it."""
    page_start: bool
    """The dump marks a new page here (form feed, or a single blank at the start of the line)."""
    indented: bool = False
    """The line begins with two blanks or more, as the first line of a paragraph does."""
    tabs: int = 0
    """Tabs before the text: the empty cells that a table row begins with."""
    tabs_after: int = 0
    """Tabs behind the text: the empty cells that a table row ends with."""
    indent: int = 0
    """White space before the text, in half em."""


def with_wide_signs(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines with their Chinese punctuation in full width (see ``with_wide_punctuation``)."""
    wide = ((line, with_wide_punctuation(line.text)) for line in lines)
    return tuple(line if text == line.text else line._replace(text=text) for line, text in wide)


def line_prefixes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of quotation marks or counting numbers that every line of a text begins with; none if one has none."""
    for pattern in (QUOTE, NUMBER):
        found = _at_every_line(text, pattern)
        if len(found) >= FEWEST and (pattern is QUOTE or _count_up(found)):
            yield from (match.span() for match in found)
            return


def _at_every_line(text: str, pattern: Pattern[str]) -> list[Match[str]]:
    """Return what all lines begin with, blank ones aside; nothing if one does not."""
    found: list[Match[str]] = []
    for line in LINE.finditer(text):
        if line[0].isspace():
            continue
        match = pattern.match(text, *line.span())
        if match is None:  # mostly at the first line
            return []
        found.append(match)
    return found


def _count_up(found: Sequence[Match[str]]) -> bool:
    """Return whether the numbers count the lines, blank ones too."""
    numbers = [int(match["square"] or match["plain"]) for match in found]
    return all(1 <= after - before <= BLANKS for before, after in pairwise(numbers))
