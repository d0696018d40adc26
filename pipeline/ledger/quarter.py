"""A quarter of a year, written 2024Q3."""

import re
from datetime import date
from typing import NamedTuple

from pipeline.errors import InputError
from schemas import Message

_WRITTEN = re.compile(r"((?:19|20)\d\d)Q([1-4])")
_NUMBERS = "一二三四"
_LAST_DAYS = ((3, 31), (6, 30), (9, 30), (12, 31))


class Quarter(NamedTuple):
    """A quarter; quarters sort by time."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return the form used by commands and file names: 2024Q3."""
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        """Return 2024年第三季度."""
        return f"{self.year}年第{_NUMBERS[self.number - 1]}季度"

    @property
    def message(self) -> Message:
        """Return 2024年第三季度, and 2024Q3 for English sentences."""
        return Message(zh=self.label, en=str(self))

    @property
    def first_day(self) -> str:
        """Return the first day in ISO form."""
        return date(self.year, 3 * self.number - 2, 1).isoformat()

    @property
    def last_day(self) -> str:
        """Return the last day in ISO form."""
        return date(self.year, *_LAST_DAYS[self.number - 1]).isoformat()

    @property
    def before(self) -> "Quarter":
        """Return the quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def parse_quarter(text: str) -> Quarter:
    """Parse 2024Q3; InputError for anything else."""
    found = _WRITTEN.fullmatch(text.strip().upper())
    if not found:
        raise InputError(text, "not a quarter", "write it as 2024Q3")
    return Quarter(int(found[1]), int(found[2]))
