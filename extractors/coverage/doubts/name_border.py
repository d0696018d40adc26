"""Digits before a name that touch its own: 91.5|3岁以下儿童系统管理率, where only one border leaves a number and a name."""

from collections.abc import Iterator

from extractors.coverage.doubts.number_split import NUMBER, alike
from extractors.language.counted_names import AFTER_NUMBER, COUNTED_NAME
from extractors.language.patterns import lazy_pattern

_LAST_DIGITS = lazy_pattern(r"\d[\d.]*$")
_FIRST_DIGITS = lazy_pattern(r"\d+")
LONE_LETTER = lazy_pattern(r"[A-Z](?![A-Za-z])")
"""A name that begins with one letter may have lost its digit: 5G, 3A."""


def is_only_border(value: str, name: str, beside: str | None) -> bool:
    """Return whether a value can only end where the name after it begins.

    ``beside``: a value of the same row, which the value is like in form and size; None if the row has no other.
    """
    left, right = _LAST_DIGITS.search(value), _FIRST_DIGITS.match(name)
    if left is None or right is None:
        return False
    borders = list(_borders(left.group(), name, beside))
    return borders == [len(left.group())]


def _borders(number: str, name: str, beside: str | None) -> Iterator[int]:
    """Yield where the first name may begin in the characters of both."""
    text = number + name
    last = next(at for at in range(len(number), len(text) + 1) if not text[at : at + 1].isdigit())
    for at in range(1, last + 1):
        rest = text[at:]
        is_name = COUNTED_NAME.match(rest) if at < last else not (AFTER_NUMBER.match(rest) or LONE_LETTER.match(rest))
        if is_name and NUMBER.fullmatch(text[:at]) and (beside is None or alike((beside, text[:at]))):
            yield at
