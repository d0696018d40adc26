"""Render pages of PDF files and scans as small images, once: later builds copy them from the previous report."""

import io
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import UnreadableError
from pipeline.atomic import replace_bytes
from pipeline.store.write import digest
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.marked_passages import marked_passages

FOLDER = "scans"
FORM = 1
"""Increase it when rendering changes, so that images of an older report are not reused."""
WIDTH = 1000
"""Pixels: enough to read a 10 point font, at about 100 KB per page."""
QUALITY = 50
MOST = 60
"""Maximum number of pages per document: the first that facts quote."""
DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)

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
    names = {number: f"{folder}/{number}.webp" for number in wanted}
    missing = [number for number, name in names.items() if not _copy_former(held / name, draft / name)]
    for number, picture in _pictures(source, sha256, book.document.format, missing):
        _write(draft / names[number], _small(picture))
    return {number: name for number, name in names.items() if (draft / name).is_file()}


def quoted_pages(book: IndexedPlan) -> list[int]:
    """Return the numbers of the pages that facts quote."""
    return sorted({box[0] for fact in marked_passages(book) for box in fact.evidence.boxes})


def _copy_former(held: Path, place: Path) -> bool:
    """Copy an image of the previous report, if there is one; return whether the image exists now."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.is_file() and held.is_file():
        _write(place, held.read_bytes())
    return place.is_file()


def _write(place: Path, data: bytes) -> None:
    """Write an image atomically, because another process may be writing it for another plan of the same file."""
    replace_bytes(place, data, shared=True)


def _pictures(path: Path, sha256: str, format: str, wanted: list[int]) -> Iterator[tuple[int, Any]]:
    """Yield (number, image) of pages; nothing if the file has changed since it was read, or is damaged."""
    try:
        if not wanted or digest(path) != sha256:
            return
        yield from _of_pdf(path, wanted) if format == "pdf" else _of_image(path, wanted) if format == "image" else ()
    except (UnreadableError, pypdfium2.PdfiumError, *DAMAGED):
        return  # the report is complete without page images


def _of_pdf(path: Path, wanted: list[int]) -> Iterator[tuple[int, Any]]:
    document = pypdfium2.PdfDocument(path)
    try:
        for number in wanted:
            page = document[number - 1]
            yield number, page.render(scale=WIDTH / page.get_width()).to_pil()
            page.close()
    finally:
        document.close()


def _of_image(path: Path, wanted: list[int]) -> Iterator[tuple[int, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the reader has checked its own limit
        with Image.open(path) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if number in wanted:
                    yield number, ImageOps.exif_transpose(frame)


def _small(picture: Any) -> bytes:
    height = max(1, round(WIDTH * picture.height / picture.width))
    buffer = io.BytesIO()
    fit = picture.convert("RGB")
    if fit.size != (WIDTH, height):
        fit = fit.resize((WIDTH, height), Image.Resampling.LANCZOS)
    fit.save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()
