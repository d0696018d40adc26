"""Rows whose cells hold several indicators, one a line."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.language.values import read_value
from extractors.language.whitespace import without_blanks
from extractors.tables.printed_indicators import CellText, PrintedIndicator


class _Stack(NamedTuple):
    """The lines of a row whose cells hold several indicators; where ``led``, the first name is their category."""

    names: tuple[CellText, ...]
    height: int
    """Number of indicators."""
    led: bool


def _stack(row: PrintedIndicator) -> _Stack | None:
    names = _lines(row.name)
    values = [_lines(passage) for _, passage in row.values]
    counts = {len(lines) for lines in values if lines}
    if len(names) < 2 or len(counts) != 1 or any(_is_words(line.text) for lines in values for line in lines):
        return None
    count = counts.pop()
    if len(names) not in (count, count + 1) or len(_lines_of(row.measure)) not in (0, count):
        return None
    return _Stack(names, count, len(names) > count)


def unstacked_rows(rows: tuple[PrintedIndicator, ...]) -> Iterator[PrintedIndicator]:
    """Take rows apart whose cells hold several indicators, one a line; the first line may be their category.

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
        measures = _lines_of(row.measure)
        category = without_blanks(stack.names[0].text).rstrip("*＊") if stack.led else row.category
        for index, name in enumerate(stack.names[stack.led :]):
            yield row._replace(
                marker=row.marker if index == 0 else None,
                name=name,
                measure=measures[index] if measures else row.measure,
                category=category,
                values=tuple((column, _lines(passage)[index]) for column, passage in row.values if passage.text),
            )


def _pairs_nothing(row: PrintedIndicator) -> bool:
    """Return whether two cells or more hold as many numbers each, one a line, for which there are not as many names."""
    values = [_lines(passage) for _, passage in row.values if passage.text]
    counts = {len(lines) for lines in values}
    numbers = all((value := read_value(line.text)) and value.value is not None for lines in values for line in lines)
    return len(values) > 1 and len(counts) == 1 and max(counts) > 1 and numbers


def _lines(passage: CellText) -> tuple[CellText, ...]:
    lines, at = [], passage.start
    for line in passage.text.split("\n"):
        if text := line.strip():
            start = at + line.index(text)
            lines.append(CellText(start, start + len(text), text))
        at += len(line) + 1
    return tuple(lines)


def _lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _is_words(text: str) -> bool:
    value = read_value(text)
    return value is not None and value.value is None
