"""Rows on the disk until their sheet is written: sheets come one after the other, plans bring rows for all of them."""

import pickle
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Items in a temporary file, in the order in which they were added. A context manager: the file ends with it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._file = TemporaryFile()  # noqa: SIM115  (closed by __exit__)
        self._groups = 0
        self._items = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the file."""
        self._file.close()

    def add(self, items: Iterable[T]) -> None:
        """Store the items of a plan; only before the first is read."""
        group = tuple(items)
        if group:  # together, so that what the rows of a plan have in common is stored once
            pickle.dump(group, self._file, pickle.HIGHEST_PROTOCOL)
            self._groups += 1
            self._items += len(group)

    def __len__(self) -> int:
        return self._items

    def __iter__(self) -> Iterator[T]:
        at = 0
        for _ in range(self._groups):
            self._file.seek(at)  # another may be going through them too
            group = pickle.load(self._file)
            at = self._file.tell()
            yield from group
