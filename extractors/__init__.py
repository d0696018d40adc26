"""Extract facts from source files, each with the passage that it comes from."""

from pathlib import Path
from typing import TYPE_CHECKING

from extractors.garbage import rare_garbage_collection

if TYPE_CHECKING:  # importing the models takes much of the start-up time, and --help does not need them
    from schemas import Document, Plan

__all__ = ["extract", "extract_document"]


@rare_garbage_collection()
def extract(path: Path, plan_id: str | None = None) -> "tuple[tuple[Plan, Document], ...]":
    """Read a file and extract its plans, with the ids ``plan_id``, ``plan_id--2``, ….

    Without ``plan_id`` the file's stem is taken. Raises UnreadableError if the file cannot be read at all.
    """
    from extractors.readers import read_document

    return extract_document(read_document(path), plan_id or path.stem)


@rare_garbage_collection()
def extract_document(document: "Document", plan_id: str) -> "tuple[tuple[Plan, Document], ...]":
    """Extract the plans of a Document."""
    from extractors.plan import plans

    return plans(document, plan_id)
