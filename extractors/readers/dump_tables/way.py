"""Ways through a flattened table, as its reader keeps them: one for each column that the last token may stand in."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Mode = Literal["row", "cell", "on"]
"""The token begins a row (and a cell), begins a cell, or goes on with one."""


class TokenStep(NamedTuple):
    """Where a token went."""

    column: int
    mode: Mode


class PathReading(NamedTuple):
    """The tokens of the table, which are the first of those given, and what the reading costs."""

    steps: tuple[TokenStep, ...]
    cost: float


class Way(NamedTuple):
    """The cheapest way to have arrived in a column."""

    cost: float
    column: int
    """-1 before the first token."""
    mode: Mode
    previous: "Way | None"
    number: int
    """Of the last numbered row; 0 before the first."""
    at: int
    """The token; -1 before the first."""
    cut: tuple[int, ...] | None
    """Of the row's cells: the last token on the page before, where the row was cut, -1 if there is none; None if it was not cut."""
    tails: tuple[str, ...]
    """Of the row's cells in role columns: the name at their end."""
    began: float
    """What the rows before this one cost."""


Arrivals = list[tuple[float, Way, Mode] | None]
"""For each column what the cheapest way to it costs, that way, and how it gets there."""


def offer(best: Arrivals, column: int, cost: float, way: Way, mode: Mode) -> None:
    """Note a way to a column if it is cheaper than the one known."""
    known = best[column]
    if known is None or cost < known[0]:
        best[column] = (cost, way, mode)


def cells_on_page(way: Way, count: int) -> list[int]:
    """Return the last token of each of the row's cells on this page, -1 if there is none; ``count``: columns."""
    found = [-1] * count
    step: Way | None = way
    while step is not None and step.cut is way.cut and step.column >= 0:
        if step.column < count and found[step.column] < 0:
            found[step.column] = step.at
        step = None if step.mode == "row" else step.previous
    return found


def cells(way: Way, count: int) -> tuple[int, ...]:
    """Return the same, on whatever page the cells stand."""
    last = cells_on_page(way, count)
    if way.cut is None:
        return tuple(last)
    return tuple(now if now >= 0 else then for now, then in zip(last, way.cut, strict=True))


def steps(way: Way) -> Iterator[TokenStep]:
    """Yield the steps of a way from the last to the first."""
    at: Way | None = way
    while at is not None and at.previous is not None:
        yield TokenStep(at.column, at.mode)
        at = at.previous
