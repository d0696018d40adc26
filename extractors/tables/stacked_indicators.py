"""Rows whose cells hold several indicators, one a line, or side by side where a narrow column runs the lines together."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.measures import MEASURE
from extractors.language.patterns import lazy_pattern
from extractors.language.values import holds_two_numbers, read_value
from extractors.language.whitespace import without_blanks
from extractors.tables.printed_indicators import CellText, PrintedIndicator

_LINE = lazy_pattern(r"[^\s](?:[^\n]*[^\s])?")
_WORD = lazy_pattern(r"\S+")
_NAME = lazy_pattern(r"[^\s*＊]+(?:\s+[（(][^（）()]*[）)])*[*＊]*")
"""What blanks part, or the mark of a note at its end; a unit of measure in brackets is part of it."""
_MEASURES = lazy_pattern(MEASURE)


class _Stack(NamedTuple):
    """The lines of a row whose cells hold several indicators; where ``led``, the first name is their category."""

    names: tuple[CellText, ...]
    values: tuple[tuple[CellText, ...], ...]
    """The numbers of each value cell; none of an empty one."""
    measures: tuple[str, ...]
    """None where the row names one for all, or has no such cell."""
    height: int
    """Number of indicators."""

    @property
    def led(self) -> bool:
        return len(self.names) > self.height


def _stack(row: PrintedIndicator) -> _Stack | None:
    several = _measure_count(row.measure)
    values = tuple(_numbers(passage, several) for _, passage in row.values)
    counts = {len(lines) for lines in values if lines}
    if len(counts) != 1 or any(_is_words(line.text) for lines in values for line in lines):
        return None
    count = counts.pop()
    names = _parts(row.name, count)
    if not all(any(map(str.isalpha, name.text)) for name in names):
        return None
    measures = _measures(row.measure, count)
    if len(names) < 2 or len(names) not in (count, count + 1) or len(measures) not in (0, count):
        return None
    return _Stack(names, values, measures, count)


def unstacked_rows(rows: tuple[PrintedIndicator, ...]) -> Iterator[PrintedIndicator]:
    """Take rows apart whose cells hold several indicators, one a line or side by side; the first name may be their category.

    Two name lines beside one value are a category only where other rows of the table are stacked so;
    elsewhere they are one wrapped name. A row with several numbers a cell that belong to no name is left out, unread.
    """
    stacks = [_stack(row) for row in rows]
    leads = any(stack.led and stack.height > 1 for stack in stacks if stack)
    for row, stack in zip(rows, stacks, strict=True):
        if stack is None or (stack.height == 1 and not leads):
            if not _pairs_nothing(row):
                yield row
            continue
        category = without_blanks(stack.names[0].text).rstrip("*＊") if stack.led else row.category
        for index, name in enumerate(stack.names[stack.led :]):
            yield row._replace(
                marker=row.marker if index == 0 else None,
                name=name,
                measure=stack.measures[index] if stack.measures else row.measure,
                category=category,
                values=tuple(
                    (column, numbers[index])
                    for (column, _), numbers in zip(row.values, stack.values, strict=True)
                    if numbers
                ),
            )


def _pairs_nothing(row: PrintedIndicator) -> bool:
    """Return whether a cell holds two numbers side by side, or two cells as many each, for which there are not as many names."""
    if any(holds_two_numbers(passage.text) and len(_numbers(passage)) > 1 for _, passage in row.values):
        return True
    values = [_numbers(passage) for _, passage in row.values if passage.text]
    counts = {len(lines) for lines in values}
    numbers = all((value := read_value(line.text)) and value.value is not None for lines in values for line in lines)
    return len(values) > 1 and len(counts) == 1 and max(counts) > 1 and numbers


def _numbers(passage: CellText, several: int = 0) -> tuple[CellText, ...]:
    """Return the numbers of a cell, if it holds nothing else; else its lines.

    12 345 may be one number in groups, or two: it is as many as there are units of measure, ``several``.
    """
    words = _split(passage, _WORD)
    apart = len(words) == several or _is_words(passage.text)
    return (
        words if len(words) > 1 and apart and all(_is_number(word.text) for word in words) else _split(passage, _LINE)
    )


def _parts(passage: CellText, count: int) -> tuple[CellText, ...]:
    """Return the lines of a cell; what blanks part, where that makes as many names as there are numbers, or one more."""
    lines = _split(passage, _LINE)
    parted = count < 2 or (len(lines) > 1 and len(lines) in (count, count + 1))  # one value: the blank is in a name
    words = () if parted else _split(passage, _NAME)
    return words if len(words) in (count, count + 1) else lines


def _measure_count(text: str | None) -> int:
    """Return how many units of measure a cell holds, one a line or run together; 1 or 0 if it may be one."""
    lines, each = _split(CellText(0, 0, text or ""), _LINE), _MEASURES.findall(text or "")
    return len(lines) if len(lines) > 1 else len(_measures(text, len(each))) if len(each) > 1 else 0


def _measures(text: str | None, count: int) -> tuple[str, ...]:
    """Return the units of measure of a cell, one a line or run together: 万人%%."""
    found = tuple(line.text for line in _split(CellText(0, 0, text or ""), _LINE))
    if len(found) == count:
        return found
    each = tuple(_MEASURES.findall(text or ""))
    several = len(set(each)) < len(each) or "%" in each  # 亿吨公里 is one, whatever it is made of
    return each if several and len(each) == count and "".join(each) == without_blanks(text or "") else found


def _split(passage: CellText, part: re.Pattern[str]) -> tuple[CellText, ...]:
    found = part.finditer(passage.text)
    return tuple(CellText(passage.start + m.start(), passage.start + m.end(), m[0]) for m in found)


def _is_number(text: str) -> bool:
    value = read_value(text)
    return value is not None and value.value is not None


def _is_words(text: str) -> bool:
    value = read_value(text)
    return value is not None and value.value is None
