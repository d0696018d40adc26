"""What is known of a number in a sentence: its clause, and the commitment that it is read as."""

import re
from typing import NamedTuple

from extractors.commitments.words import CLAUSE_BOUNDARY, Change
from extractors.language.boundaries import after_last
from schemas.indicator import Bound


class CommitmentNumber(NamedTuple):
    """A number with a measure and what it counts; ``start`` and ``end`` in the text it was read from."""

    what: str
    value: float
    upper: float | None
    measure: str
    bound: Bound
    change: Change | None
    year: int | None
    period: str | None
    start: int
    end: int
    """End of the number with its measure and bound."""
    stop: int
    """End of the counted noun where it follows the number; else equal to ``end``."""
    year_unclear: bool = False
    """Several years are printed, and nothing says which of them the number has."""


class NumberInClause(NamedTuple):
    """A number with its measure in its clause."""

    match: re.Match[str]
    clause: int
    """Where the clause begins: after the last boundary, year or number."""
    start: int
    """The same, or the year before it."""
    after: int
    """Where ``rest`` begins."""
    before: str
    rest: str
    """The rest of the clause, up to the next number."""
    kind: str
    after_years: bool = False
    """Several years and 分别 stand before it: 2026年、2027年分别新建5所."""


def start_of_clause(text: str, earliest: int, place: int, boundary: str = CLAUSE_BOUNDARY) -> int:
    """Return where the clause around a place begins: after the last character of ``boundary``, but not before ``earliest``."""
    return after_last(boundary, text, earliest, place)


_SCALES = "万亿千百十"


def same_measure(one: str, other: str) -> bool:
    """Return whether two measures count the same, whatever their scale: 1.2万人, 4000人."""
    return one.lstrip(_SCALES) == other.lstrip(_SCALES)
