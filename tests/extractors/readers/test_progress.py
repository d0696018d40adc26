"""Listeners hear of pages; without one nothing happens."""

from extractors.readers.base.progress import listening, tell


def test_a_listener_hears_of_pages_within_its_block() -> None:
    told: list[tuple[int, int]] = []
    tell(1, 3)
    with listening(lambda done, pages: told.append((done, pages))):
        tell(2, 3)
    tell(3, 3)
    assert told == [(2, 3)]
