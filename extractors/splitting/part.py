"""One plan of a document: what every step of extraction reads."""

from typing import NamedTuple

from schemas import Block, Document


class Part(NamedTuple):
    """One plan of a document: the carrier's blocks (all plans of a bundle share them) and its own, in reading order."""

    document: Document
    plan_id: str
    carrier: tuple[Block, ...]
    body: tuple[Block, ...]
    bundle: str | None = None
    """Id of the first plan of the same file; None if the file holds one."""
