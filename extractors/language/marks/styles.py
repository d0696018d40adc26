"""The styles of list marks in lexicon/numbering.yml, compiled."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extractors.language.patterns import alternatives, any_pattern, lazy_pattern
from extractors.lexicon import entries

MarkStyle = tuple[str, int, re.Pattern[str]]
"""The name of a style, its rank, and what its marks look like."""


@cache
def mark_styles() -> tuple[MarkStyle, ...]:
    """Return the styles in the order in which they are tried."""
    return tuple((entry["style"], entry["rank"], lazy_pattern(pattern_of(entry))) for entry in entries("numbering"))


def pattern_of(entry: Mapping[str, Any]) -> str:
    """Return the expression of a style of marks in lexicon/numbering.yml."""
    return str(entry["pattern"]).replace("{words}", alternatives(entry.get("words", ())))


@cache
def any_mark() -> tuple[re.Pattern[str], tuple[MarkStyle, ...]]:
    """Return one expression for the marks that do not begin with a word, and their styles in the order of its groups."""
    styles = tuple(style for style in mark_styles() if style not in worded_marks()[1])
    return any_pattern(pattern for _, _, pattern in styles), styles


@cache
def worded_marks() -> tuple[re.Pattern[str], tuple[MarkStyle, ...]]:
    """Return what marks that begin with a word begin with (任务1：, 【重点任务1】), and their styles."""
    worded = {entry["style"]: entry["words"] for entry in entries("numbering") if "words" in entry}
    words = alternatives(word for of_style in worded.values() for word in of_style)
    return lazy_pattern(rf"[【〔\[［]?[一-鿿]{{0,2}}(?:{words})"), tuple(s for s in mark_styles() if s[0] in worded)
