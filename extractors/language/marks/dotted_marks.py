"""Numbers of subsections printed right before their titles, 1.1编制目的, told from decimals by the sequence they form."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

_DOTTED = lazy_pattern(r"(?P<n>[1-9]\d?)[.．](?P<rest>[1-9]\d?)[ \u3000]?(?=[\u4e00-\u9fff“《])")
_CHAPTER = lazy_pattern(r"(?P<n>[1-9]\d?)[ \u3000]?(?=[\u4e00-\u9fff“《])")
FEWEST = 3
"""Numbers that show a sequence."""


class DottedNumber(NamedTuple):
    """A number before a title: 2.1 has chapter 2 and ordinal 1; that of a chapter itself has ordinal 0."""

    place: int
    """Of its text in the sequence."""
    chapter: int
    ordinal: int
    end: int


def dotted_numbers(texts: Sequence[str]) -> tuple[DottedNumber, ...]:
    """Return the numbers of subsections, and of the chapters above them, where all of them count on: 1.1, 1.2, 2.1 …

    None where one is out of the sequence: 1.5公里 and 2.3亿元 are decimals.
    """
    found = [
        DottedNumber(index, int(match["n"]), int(match["rest"]), match.end())
        for index, text in enumerate(texts)
        if (match := _DOTTED.match(text))
    ]
    if len(found) < FEWEST or found[0].ordinal != 1 or not all(_counts_on(*pair) for pair in pairwise(found)):
        return ()
    return tuple(sorted((*found, *_chapters(texts, found))))


def _counts_on(one: DottedNumber, other: DottedNumber) -> bool:
    return (other.chapter, other.ordinal) in ((one.chapter, one.ordinal + 1), (one.chapter + 1, 1))


def _chapters(texts: Sequence[str], found: Sequence[DottedNumber]) -> Iterator[DottedNumber]:
    """Yield the chapter right above each first subsection, where its number has no dot: 2组织体系 above 2.1指挥机构."""
    before = -1
    for number in found:
        for index in range(number.place - 1, before, -1) if number.ordinal == 1 else ():
            match = _CHAPTER.match(texts[index])
            if match and int(match["n"]) == number.chapter:
                yield DottedNumber(index, number.chapter, 0, match.end())
                break
        before = number.place
