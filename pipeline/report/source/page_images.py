"""Render pages of PDF files and scans as small images, once: later builds copy them from the previous report."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.atomic import replace_bytes
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.marked_passages import marked_passages

FOLDER = "scans"
FORM = 5
"""Increase it when rendering changes, so that images of an older report are not reused."""
SUFFIXES = (".png", ".webp")
MOST = 60
"""Maximum number of pages per document: the first that facts quote."""

Drawn = Mapping[int, str]
"""Number of a page and the address of its picture from the report's root."""


def draw_pages(book: IndexedPlan, source: Path | None, draft: Path, held: Path) -> dict[int, str]:
    """Render the pages that facts of a plan quote into ``draft``, reusing images of the previous report ``held``.

    ``source`` is the original file; without it, or if it has no pages, there are no images.
    """
    wanted = quoted_pages(book)[:MOST]
    if source is None or not wanted:
        return {}
    sha256 = book.document.source.sha256
    folder = f"{FOLDER}/{sha256[:16]}-{FORM}"
    names = {number: _former(held, draft, f"{folder}/{number}") for number in wanted}
    missing = [number for number, name in names.items() if not name]
    if missing:
        from pipeline.report.source.page_render import packed, page_pictures  # loads PDFium and Pillow

        for number, picture in page_pictures(source, sha256, book.document.format, missing):
            suffix, data = packed(picture)
            names[number] = f"{folder}/{number}{suffix}"
            _write(draft / names[number], data)
    return {number: name for number, name in names.items() if name}


def quoted_pages(book: IndexedPlan) -> list[int]:
    """Return the numbers of the pages that facts quote."""
    return sorted({box[0] for fact in marked_passages(book) for box in fact.evidence.boxes})


def _former(held: Path, draft: Path, stem: str) -> str:
    """Return the name of an image that the draft has, or copy it from the previous report; empty if neither has it."""
    for name in (f"{stem}{suffix}" for suffix in SUFFIXES):
        place = draft / name
        if not place.is_file() and (held / name).is_file():
            _write(place, (held / name).read_bytes())
        if place.is_file():
            return name
    return ""


def _write(place: Path, data: bytes) -> None:
    """Write an image atomically, because another process may be writing it for another plan of the same file."""
    replace_bytes(place, data, shared=True)
