"""Listeners hear of pages; without one nothing happens."""

from extractors.readers.base.progress import listening, report_page


def test_a_listener_hears_of_pages_within_its_block() -> None:
    told: list[tuple[int, int]] = []
    report_page(1, 3)
    with listening(lambda done, pages: told.append((done, pages))):
        report_page(2, 3)
    report_page(3, 3)
    assert told == [(2, 3)]
