"""Rows of answers that are too many for the memory, in a temporary database of SQLite, which also sorts them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from marshal import dumps, loads
from typing import Any, overload

from pipeline.tables.default_rows import Row

Key = Callable[[Row], Sequence[object]]
"""Returns what rows are sorted by; the values of a place in it are of one type, or None."""
_NUMBERS = count()


def temporary_base() -> sqlite3.Connection:
    """Return a database in a temporary file, which is gone when the connection is closed."""
    base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; BEGIN;")
    return base


class RowFile(Sequence[Row]):
    """Rows in the order in which they were added; those of a sorted file are in the order of their keys."""

    def __init__(self, base: sqlite3.Connection, order: str = "") -> None:
        """Begin without rows; ``order`` is SQL over the columns k0, k1 … of a sorted file."""
        self._base, self._table = base, f"rows{next(_NUMBERS)}"
        self._keys = order.count("IS NULL")
        self._order = f"{order}rowid"
        self._number = 0
        keys = "".join(f"k{at}, " for at in range(self._keys))
        base.execute(f"CREATE TABLE {self._table} ({keys}data BLOB)")

    def extend(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        self._insert((dumps(row),) for row in rows)

    def sorted_rows(self, key: Key, descending: Sequence[bool]) -> "RowFile":
        """Return the rows sorted, None last in both directions; rows of equal keys keep their order."""
        order = "".join(f"k{at} IS NULL, k{at} {'DESC' if down else 'ASC'}, " for at, down in enumerate(descending))
        found = RowFile(self._base, order)
        found._insert((*map(_key_value, key(row)), dumps(row)) for row in self)
        return found

    def replace(self, rows: Iterable[Row]) -> None:
        """Take other rows instead, which may be made from the present ones."""
        other = RowFile(self._base)
        other.extend(rows)
        self.clear()
        self._table, self._order, self._keys, self._number = other._table, other._order, other._keys, other._number

    def clear(self) -> None:
        """Give the room on the disk back; there are no rows then."""
        self._base.execute(f"DROP TABLE {self._table}")
        self._number = 0

    def _insert(self, values: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * (self._keys + 1))
        self._number += self._base.executemany(f"INSERT INTO {self._table} VALUES ({marks})", values).rowcount

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Row]:
        yield from self._read("")

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            places = range(*at.indices(len(self)))
            rows = tuple(self._read(f" LIMIT {places.stop} OFFSET {places.start}")) if places.step == 1 else None
            return tuple(self[place] for place in places) if rows is None else rows[: len(places)]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return next(self._read(f" LIMIT 1 OFFSET {at % len(self)}"))

    def _read(self, limits: str) -> Iterator[Row]:
        rows: Iterator[tuple[Any, ...]] = self._base.execute(
            f"SELECT data FROM {self._table} ORDER BY {self._order}{limits}"
        )
        return (loads(data) for (data,) in rows)


def _key_value(value: object) -> object:
    """Return a text as its bytes: they are in the order of its characters, also where SQLite could not store the text."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
