"""Recognise documents about a plan that assign nothing themselves: interpretations, drafting notes, news."""

from collections.abc import Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, entries
from schemas import Block

FIRST = 6
"""Blocks within which such a document says what it is."""
BEGINNING = 150
"""Characters of a block that are looked at: a plan may speak of its own interpretation further on."""
_EXPLAINS = lazy_pattern(any_of("notice", "explains"))
_PICTURED = lazy_pattern(rf"[【“]?(?:{any_of('notice', 'pictured')})")
"""A plan as a picture says so above it; plans speak of such pictures further on."""


def explains_a_plan(genre: str, blocks: Sequence[Block]) -> bool:
    """Return whether a document of this genre, or with these first blocks, is about a plan."""
    if any(entry["noun"] == genre and entry.get("explains") for entry in entries("genres")):
        return True
    printed = [without_blanks(block.text) for block in blocks if block.kind == "paragraph"][:FIRST]
    return any(_EXPLAINS.search(text[:BEGINNING]) or _PICTURED.match(text) for text in printed)
