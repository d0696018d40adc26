"""Render pages of PDF files and scans as small images, once: later builds copy them from the previous report."""

import io
import warnings
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import UnreadableError
from extractors.readers.pdf.calls import pdfium_alone
from pipeline.atomic import replace_bytes
from pipeline.store.write import digest
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.marked_passages import marked_passages

FOLDER = "scans"
FORM = 3
"""Increase it when rendering changes, so that images of an older report are not reused."""
WIDTH = 1000
"""Pixels: enough to read a 10 point font, at about 90 KB per page."""
QUALITY = 50
GREYS = 16
"""Shades of grey in a page without colour: as PNG, print is smaller in them than as WebP, sharper, and four times as fast."""
COLOURED = 24
"""Difference of two colours, of 255, from which a page is not grey."""
HEAVY = 200_000
"""Bytes from which a grey page is a photograph rather than print, and smaller as WebP."""
SUFFIXES = (".png", ".webp")
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
    names = {number: _former(held, draft, f"{folder}/{number}") for number in wanted}
    missing = [number for number, name in names.items() if not name]
    for number, picture in _pictures(source, sha256, book.document.format, missing):
        suffix, data = _small(picture)
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


def _pictures(path: Path, sha256: str, format: str, wanted: list[int]) -> Iterator[tuple[int, Any]]:
    """Yield (number, image) of pages; nothing if the file has changed since it was read, or is damaged."""
    try:
        if not wanted or digest(path) != sha256:
            return
        if format == "pdf":
            with pdfium_alone():  # the pages of a served report are drawn by the threads of their readers
                yield from _of_pdf(path, wanted)
        elif format == "image":
            yield from _of_image(path, wanted)
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


def _small(picture: Any) -> tuple[str, bytes]:
    """Return the suffix and the content of an image of this picture, WIDTH wide."""
    fit = picture if picture.mode == "RGB" else picture.convert("RGB")
    if abs(fit.width - WIDTH) > 1:  # not for the one pixel by which PDFium rounds up
        height = max(1, round(WIDTH * picture.height / picture.width))
        fit = fit.resize((WIDTH, height), Image.Resampling.LANCZOS)
    grey = _grey_print(fit)
    if grey:
        return ".png", grey
    buffer = io.BytesIO()
    fit.save(buffer, "WEBP", quality=QUALITY, method=0)
    return ".webp", buffer.getvalue()


def _grey_print(picture: Any) -> bytes | None:
    """Return a page in black on white as PNG; None if it has colours or is a photograph."""
    red, green, blue = picture.split()
    for other in (green, blue):
        if any(ImageChops.difference(red, other).histogram()[COLOURED:]):
            return None
    step = 255 // (GREYS - 1)
    shades = green.point([(value + step // 2) // step for value in range(256)])
    page = Image.frombytes("P", shades.size, shades.tobytes())
    page.putpalette([value for shade in range(GREYS) for value in 3 * [shade * step]])
    buffer = io.BytesIO()
    page.save(buffer, "PNG", bits=4, compress_level=1, compress_type=zlib.Z_RLE)  # print is runs of white
    return buffer.getvalue() if buffer.tell() < HEAVY else None
