"""What rules enclose: stretches of slots without a rule between them, cut into rectangles."""

from collections.abc import Iterator


def regions(
    rows: int, columns: int, above: list[list[bool]], left: list[list[bool]]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (row, column, row span, column span) of what the rules enclose, in reading order.

    What is open above or below is no cell; a side that is open between two rules is one that the design leaves away.
    What is no rectangle is cut into rectangles from top to bottom.
    """
    seen = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            if above[row][column] and above[row + 1][column] and left[row][column] and left[row][column + 1]:
                yield row, column, 1, 1  # as nearly all are
                continue
            slots, closed = _flood(row, column, rows, columns, above, left, seen)
            if closed:
                yield from _rectangles(slots)


def _flood(
    row: int,
    column: int,
    rows: int,
    columns: int,
    above: list[list[bool]],
    left: list[list[bool]],
    seen: list[list[bool]],
) -> tuple[set[tuple[int, int]], bool]:
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


def _rectangles(slots: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    while slots:
        row, column = min(slots)
        wide = 1
        while (row, column + wide) in slots:
            wide += 1
        high = 1
        while all((row + high, column + c) in slots for c in range(wide)) and not (
            (row + high, column - 1) in slots or (row + high, column + wide) in slots
        ):
            high += 1
        slots -= {(row + r, column + c) for r in range(high) for c in range(wide)}
        yield row, column, high, wide
