"""Cells of a table that a converter of web pages printed one a line, each closed by a bar: 序号 |, 责任单位 |."""

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cuts import Cuts, cut_out

_CLOSED = lazy_pattern(r"(?m)^[^\n|｜]*[^\s|｜](?P<bar>[ \t\u3000]*[|｜])[ \t]*$")
_ONLY_BARS = lazy_pattern(r"(?m)^[ \t]*(?P<bar>[|｜]+)[ \t]*$")
_LEAST = 8
"""Lines closed by a bar that are cells; a row with bars between its cells has several."""


def drop_closing_bars(text: str) -> tuple[str, Cuts]:
    """Leave out the bars that close a cell each, so that the cells are lines as in other dumps; and lines of bars alone."""
    closed = [match.span("bar") for match in _CLOSED.finditer(text)] if "|" in text or "｜" in text else []
    if len(closed) < _LEAST:
        return text, Cuts()
    return cut_out(text, sorted([*closed, *(match.span("bar") for match in _ONLY_BARS.finditer(text))]))
