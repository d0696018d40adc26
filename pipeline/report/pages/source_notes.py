"""The numbered source notes of the print edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.links import block_id
from schemas import Block

LONGEST = 60
"""Characters of a passage in a note: page and paragraph lead to the rest."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    plan: str
    """Name of the plan; empty if all notes are of one."""
    page: int | None
    block: int
    """Number of the paragraph or table in the document, from 1."""
    quote: str


class SourceNotes:
    """Numbers the passages in the order in which the page names them, each once."""

    def __init__(self, books: Iterable[IndexedPlan]) -> None:
        """Take the plans with the documents that the passages are in."""
        listed = tuple(books)
        self._pages = frozenset(book.page("source") for book in listed)
        self._blocks: dict[tuple[str, str], tuple[str, int, Block]] = {
            (book.page("source"), block_id(block.id)): (book.name if len(listed) > 1 else "", at, block)
            for book in listed
            for at, block in enumerate(book.document.blocks, 1)
        }
        self._numbers: dict[str, int] = {}
        self.notes: list[SourceNote] = []

    def has(self, href: str) -> bool:
        """Return whether an address is that of a passage, not of a fact or a page."""
        return href.partition("#")[0] in self._pages

    def number(self, href: str) -> int:
        """Return the number of the passage at an address of a source page."""
        if href not in self._numbers:
            page, _, passage = href.partition("#")
            id, start, end = unquote(passage).rsplit("-", 2)
            plan, at, block = self._blocks[page, id]
            quote = " ".join(block.text[int(start) : int(end)].split())
            cut = f"{quote[:LONGEST]}…" if len(quote) > LONGEST else quote
            self.notes.append(SourceNote(plan, block.page, at, cut))
            self._numbers[href] = len(self.notes)
        return self._numbers[href]
