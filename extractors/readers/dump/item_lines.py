"""Lines of a dump that open an item by a mark that only its list shows to be one: 2.5G基站, A.改造校舍, 1.1编制目的."""

from collections.abc import Callable, Sequence

from extractors.language.marks.list_marks import counted_marks, dotted_marks, lettered_marks
from extractors.language.patterns import lazy_pattern

_TITLE_ALONE = lazy_pattern(r"[\u4e00-\u9fff]{2,10}")
"""A short line without a stop above the first item of a list titles it: 主要目标."""


def item_lines(texts: Sequence[str], may_open: Callable[[int], bool]) -> set[int]:
    """Return the indexes of these lines. ``may_open``: whether the line before another is complete."""
    found = {
        index
        for index, mark in (counted_marks(texts) | lettered_marks(texts)).items()
        if index and (may_open(index) or (mark.ordinal == 1 and _TITLE_ALONE.fullmatch(texts[index - 1])))
    }
    return found | set(dotted_marks(texts))
