"""What rules enclose: stretches of slots without a rule between them, cut into rectangles."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Slots = set[tuple[int, int]]
"""Rows and columns between neighbouring borders."""
Rectangle = tuple[int, int, int, int]
"""Row, column, row span, column span."""
Ruled = Sequence[Sequence[bool]]


class Enclosed(NamedTuple):
    """What rules enclose, in the two ways to cut it into rectangles; most is one rectangle in both."""

    by_rows: tuple[Rectangle, ...]
    by_columns: tuple[Rectangle, ...]


def regions(rows: int, columns: int, above: Ruled, left: Ruled) -> Iterator[Enclosed]:
    """Yield what the rules enclose, in reading order.

    What is open above or below is no cell; a side that is open between two rules is one that the design leaves away.
    """
    seen = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            if above[row][column] and above[row + 1][column] and left[row][column] and left[row][column + 1]:
                one = ((row, column, 1, 1),)
                yield Enclosed(one, one)  # as nearly all are
                continue
            slots, closed = _flood(row, column, rows, columns, above, left, seen)
            if closed:
                yield _enclosed(slots, above, left)


def _flood(
    row: int, column: int, rows: int, columns: int, above: Ruled, left: Ruled, seen: list[list[bool]]
) -> tuple[Slots, bool]:
    slots = {(row, column)}
    stack = [(row, column)]
    seen[row][column] = True
    closed = True
    while stack:
        r, c = stack.pop()
        for ruled, next_r, next_c in (
            (above[r][c], r - 1, c), (above[r + 1][c], r + 1, c), (left[r][c], r, c - 1), (left[r][c + 1], r, c + 1),
        ):  # fmt: skip
            if ruled:
                continue
            if not 0 <= next_r < rows:
                closed = False
            elif 0 <= next_c < columns and not seen[next_r][next_c]:
                seen[next_r][next_c] = True
                slots.add((next_r, next_c))
                stack.append((next_r, next_c))
    return slots, closed


def _enclosed(slots: Slots, above: Ruled, left: Ruled) -> Enclosed:
    """Cut what rules enclose where a rule ends at its edge or inside it: each way goes on with the rules of one direction."""
    below = {(r, c) for r, c in slots if (r + 1, c) in slots and above[r + 1][c]}
    behind = {(r, c) for r, c in slots if (r, c + 1) in slots and left[r][c + 1]}
    rows, columns = {r for r, _ in slots}, {c for _, c in slots}
    if not below and not behind and len(slots) == len(rows) * len(columns):
        whole = ((min(rows), min(columns), len(rows), len(columns)),)
        return Enclosed(whole, whole)
    by_rows = _strips(slots, below, behind)
    turned = _strips(_turn(slots), _turn(behind), _turn(below))
    return Enclosed(tuple(by_rows), tuple((r, c, rs, cs) for c, r, cs, rs in turned))


def _turn(slots: Slots) -> Slots:
    return {(column, row) for row, column in slots}


def _strips(slots: Slots, below: Slots, behind: Slots) -> Iterator[Rectangle]:
    """Yield the rectangles of rows that are alike; ``below`` and ``behind``: the slots that a rule parts from the next."""
    rows = range(min(slots)[0], max(slots)[0] + 1)
    first = rows.start
    for row in rows:
        columns, parted = _columns(slots, row), _columns(behind, row)
        goes_on = columns == _columns(slots, row + 1) and parted == _columns(behind, row + 1)
        if _columns(below, row) or not goes_on:
            yield from _runs(columns, parted, first, row + 1 - first)
            first = row + 1


def _columns(slots: Slots, row: int) -> list[int]:
    return sorted(column for place, column in slots if place == row)


def _runs(columns: Sequence[int], behind: Sequence[int], row: int, high: int) -> Iterator[Rectangle]:
    """Yield the columns side by side between which no rule stands."""
    first: int | None = None
    for column in columns:
        first = column if first is None else first
        if column in behind or column + 1 not in columns:
            yield row, first, high, column + 1 - first
            first = None
