"""What a section of the outline is for, known by its title."""

import re
from functools import cache
from typing import Literal

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import entries

Section = Literal["task", "safeguard", "context"]


_MARKS = lazy_pattern(r"[\s。：:]")


@cache
def _sections() -> tuple[tuple[re.Pattern[str], Section], ...]:
    return tuple((lazy_pattern(entry["pattern"]), entry["section"]) for entry in entries("sections"))


def section_of(title: str) -> Section | None:
    """Tell what a section is by its title; None if the title does not say."""
    bare = _MARKS.sub("", title)
    return next((section for pattern, section in _sections() if pattern.search(bare)), None)
