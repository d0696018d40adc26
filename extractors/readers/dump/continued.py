"""Captions printed again where a table goes on: set aside like page numbers, so that no row takes them in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine

_AGAIN = lazy_pattern(r"(.{2,60}?)[（(](?:续|续上?表|接上[页表])\d{0,2}[）)]")
_LEAST = 4
"""Characters that the caption and the line above the table have in common."""


def split_continued(lines: Sequence[TextLine]) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """Split lines into (lines of the text, captions printed again above the rest of their table).

    任务分工表（续） is one only where a line above ends in 任务分工表; the line after it begins a page.
    """
    kept: list[TextLine] = []
    again: list[TextLine] = []
    printed: defaultdict[str, set[str]] = defaultdict(set)  # by their last characters, so that few are compared
    opens_page = False
    for line in lines:
        text = without_blanks(line.text)
        match = _AGAIN.fullmatch(text)
        if match and _is_printed(match[1], printed):
            again.append(line)
            opens_page = True
            continue
        kept.append(line._replace(page_start=True) if opens_page else line)
        printed[text[-_LEAST:]].add(text)
        opens_page = False
    return tuple(kept), tuple(again)


def is_continued_caption(text: str) -> bool:
    """Return whether a line has the form of a caption printed again: 任务分工表（续）."""
    return _AGAIN.fullmatch(without_blanks(text)) is not None


def _is_printed(caption: str, printed: Mapping[str, Set[str]]) -> bool:
    """Return whether a line above is the caption, or ends in it behind the number of an annex."""
    alike = printed.get(caption[-_LEAST:], frozenset())
    return caption in alike or (len(caption) >= _LEAST and any(text.endswith(caption) for text in alike))
