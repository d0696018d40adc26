"""While a file is read Python searches for garbage rarely, and then as often as before."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.garbage import RARELY, rare_garbage_collection
from extractors.readers import read_document


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("usual", "during"),
    [((500, 7, 9), (RARELY, 7, 9)), ((2 * RARELY, 5, 5), (2 * RARELY, 5, 5)), ((0, 10, 10), (0, 10, 10))],
    ids=["often", "more rarely already", "never"],
)
def test_the_last_reading_to_end_restores_what_was_before_the_first(
    usual: tuple[int, int, int], during: tuple[int, int, int]
) -> None:
    gc.set_threshold(*usual)
    first, second = rare_garbage_collection(), rare_garbage_collection()
    with first:
        second.__enter__()
        assert gc.get_threshold() == during
    assert gc.get_threshold() == during  # the second goes on, as in another thread
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_a_file_that_cannot_be_read_restores_it_too(tmp_path: Path) -> None:
    gc.set_threshold(600, 10, 10)
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableError):
        read_document(path)
    assert gc.get_threshold() == (600, 10, 10)
