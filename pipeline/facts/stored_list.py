"""Rows of the store as a sequence, read as they are asked for."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class StoredList(Sequence[T], Generic[T]):
    """The rows of a SELECT, of which only those are read that are asked for."""

    def __init__(
        self, facts: sqlite3.Connection, select: str, make: Callable[..., T], parameters: Sequence[object] = ()
    ) -> None:
        """Take the SELECT of the rows in their order, and a function that makes an item of the cells of a row."""
        self._facts, self._select, self._make, self._parameters = facts, select, make, parameters

    def __len__(self) -> int:
        (number,) = self._facts.execute(f"SELECT count(*) FROM ({self._select})", self._parameters).fetchone()
        return int(number)

    def __iter__(self) -> Iterator[T]:
        return self._read("")

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, int):
            first = at if at >= 0 else len(self) + at
            found = self[first : first + 1] if first >= 0 else ()
            if not found:
                raise IndexError(at)
            return found[0]
        first, stop = at.start or 0, at.stop
        if at.step not in (None, 1) or first < 0 or (stop is not None and stop < 0):
            return tuple(self)[at]
        count = -1 if stop is None else max(0, stop - first)
        return tuple(self._read(f" LIMIT {count} OFFSET {first}"))

    def _read(self, limits: str) -> Iterator[T]:
        rows: Iterator[tuple[Any, ...]] = self._facts.execute(self._select + limits, self._parameters)
        return (self._make(*row) for row in rows)
