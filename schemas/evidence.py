"""The position of a fact in its source."""

from schemas.base import Model

Box = tuple[int, float, float, float, float]
"""Page (from 1), then x0, top, x1, bottom in PDF points from the page's top left corner."""


class Evidence(Model):
    """A quoted passage of one block.

    Law: ``block.text[start:end] == quote``, and the raw pieces joined are the quote too,
    white space and character normalisation (see docs/design.md) aside.
    """

    block: str
    """Id of the block in document.json."""
    start: int
    end: int
    quote: str
    raw: tuple[tuple[int, int], ...] = ()
    """[start, end) in code points of the decoded file; empty if the source is not a text file."""
    page: int | None = None
    """First page of the passage, from 1; None if the source has no pages."""
    boxes: tuple[Box, ...] = ()
    """One box per line of the passage; empty if the source has no geometry."""
    path: str | None = None
    """Place in a structured source (DOCX paragraph, XLSX cell, HTML element); None for other sources."""
    rule: str = ""
    """The rule that read the fact, e.g. ``clause.label``."""
    confidence: float | None = None
    """Lowest recognition confidence of the characters (0–1); None if it was not read by text recognition."""
