"""Boxes of a grid that hold the cells of many rows: what their lines say of it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise

from extractors.language.values import WORDED_VALUE, holds_two_numbers, read_value
from extractors.readers.page.lines import make_line, printed_rows
from extractors.readers.page.model import CharSpan
from extractors.readers.page.unruled.evidence import VALUE

LIST = 3
"""Lines of numbers in one box, at least, that are the cells of rows."""
LEVEL = 2.0
"""Points by which the lines of one row may differ in two boxes."""
COUNTED = 2
"""Row numbers in one box, at least: a page may end with few rows."""
FILLED = 0.5
"""Share of the height of a row that the text of a box has from its first line to its last, where it holds many rows."""
DIGITS = 3
"""Digits of a row number, at most."""

Box = Sequence[CharSpan]
"""The text of a box of the grid."""
Lists = Sequence[list[float]]
"""Y of the lines of boxes that hold figures."""


def counting_box(boxes: Sequence[Box]) -> int | None:
    """Return which of the boxes counts rows, each number by one higher than that above it; None if none does.

    Below the last number may stand one line more: that of a row of sums.
    """
    for index, spans in enumerate(boxes):
        if not spans[0].text.isdecimal() or sum(len(span.text) for span in spans) > DIGITS * len(spans):
            continue
        texts = ["".join(span.text for span in row) for row in printed_rows(spans)]
        if not texts[-1].isdecimal():
            texts.pop()
        if len(texts) < COUNTED or not all(text.isdecimal() and len(text) <= DIGITS for text in texts):
            continue
        if all(int(below) == int(above) + 1 for above, below in pairwise(texts)):
            return index
    return None


def figure_lists(boxes: Sequence[Box]) -> Lists:
    """Return y of the lines of each box that holds a list of figures."""
    return [heights for spans in boxes if (heights := _numbers(spans))]


def numbers_beside(boxes: Sequence[Box], lists: Lists) -> bool:
    """Return whether two boxes or more, of these from the left, hold lists of figures, line beside line."""
    return len(lists) > 1 and _level(lists) and not _names_run_past(boxes, lists)


def figure_lines(boxes: Sequence[Box], lists: Lists) -> set[int]:
    """Return how many lines the lists of figures have; empty if there is none, or a figure does not stand beside its name."""
    return set(map(len, lists)) if lists and not _names_run_past(boxes, lists) else set()


def texts_fill_height(boxes: Sequence[Box], height: float) -> bool:
    """Return whether the text of each box, but for the first, goes from its top to its bottom: that of a single row seldom does."""
    extents = (max(span.bottom for span in spans) - min(span.top for span in spans) for spans in boxes[1:])
    return all(extent >= FILLED * height for extent in extents)


def _numbers(spans: Box) -> list[float]:
    """Return y of the lines where most of them are numbers; empty if they are not."""
    if sum(not "\u4e00" <= span.text[:1] <= "\u9fff" for span in spans) < LIST:
        return []  # words: they are no part of numbers
    rows = printed_rows(spans)
    if len(rows) < LIST:
        return []
    others = (row for row in rows if not _is_value(make_line(row, 0).text))
    if any(islice(others, len(rows) // 4, None)):
        return []  # more than a quarter: the rest need not be looked at
    return [_middle(row) for row in rows]


def _is_value(text: str) -> bool:
    if holds_two_numbers(text):
        return False  # several lines of one cell, run together
    if VALUE.fullmatch(text) or WORDED_VALUE.fullmatch(text):
        return True
    value = read_value(text)
    return value is not None and value.value is not None


def _middle(row: Sequence[CharSpan]) -> float:
    return (row[0].top + row[0].bottom) / 2


def _level(lists: Lists) -> bool:
    """Return whether the lines of all boxes stand at the heights of the longest list."""
    longest = max(lists, key=len)

    def near(height: float) -> bool:
        place = bisect_left(longest, height - LEVEL)
        return place < len(longest) and longest[place] <= height + LEVEL

    return all(near(height) for heights in lists for height in heights)


def _names_run_past(boxes: Sequence[Box], lists: Lists) -> bool:
    """Return whether the first box of words, from the left, has more lines than the numbers, which leave no line free.

    Then a line of numbers does not stand beside its name: the names wrap, or a category stands above them.
    """
    numbers = max(lists, key=len)
    heights = [[_middle(row) for row in printed_rows(spans)] for spans in boxes]
    names = next((lines for lines in heights if len(lines) >= len(numbers) and lines not in lists), numbers)
    if len(names) == len(numbers):
        return False
    pitch = (names[-1] - names[0]) / (len(names) - 1)
    return numbers[-1] - numbers[0] < pitch * (len(numbers) - 0.5)
