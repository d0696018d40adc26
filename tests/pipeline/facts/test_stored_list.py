"""Rows that are read as they are asked for are indexed and cut as a list of them is."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.facts.stored_list import StoredList

NUMBERS = list(range(7))
PLACES = [None, 0, 2, 7, 9, -1, -3]


@pytest.fixture
def stored() -> Iterator[StoredList[int]]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE numbers (number INTEGER)")
    base.executemany("INSERT INTO numbers VALUES (?)", ((number,) for number in NUMBERS))
    yield StoredList(base, "SELECT number FROM numbers WHERE number < ? ORDER BY number", int, [len(NUMBERS)])
    base.close()


@pytest.mark.parametrize("start", PLACES)
@pytest.mark.parametrize("stop", PLACES)
@pytest.mark.parametrize("step", [None, 1, 2, -1])
def test_slices_are_those_of_a_list(
    stored: StoredList[int], start: int | None, stop: int | None, step: int | None
) -> None:
    assert list(stored[start:stop:step]) == NUMBERS[start:stop:step]


def test_items_and_length_are_those_of_a_list(stored: StoredList[int]) -> None:
    assert list(stored) == NUMBERS and len(stored) == len(NUMBERS)
    assert [stored[at] for at in (0, 6, -1, -7)] == [0, 6, 6, 0]
    for at in (7, -8):
        with pytest.raises(IndexError):
            stored[at]
