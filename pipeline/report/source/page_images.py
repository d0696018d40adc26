"""Render pages of PDF files and scans as small images, once: later builds copy them from the previous report."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import UnreadableError
from extractors.readers.pdf.calls import pdfium_alone
from extractors.readers.pdf.drawn import may_show_colours
from pipeline.atomic import replace_bytes
from pipeline.store.write import digest
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.marked_passages import marked_passages

FOLDER = "scans"
FORM = 5
"""Increase it when rendering changes, so that images of an older report are not reused."""
WIDTH = 1000
"""Pixels: enough to read a 10 point font, at about 90 KB per page."""
QUALITY = 50
COLOURED = 24
"""Difference of two colours, of 255, from which a page is not grey."""
LOOKED_AT = 3
"""One of so many rows of pixels is looked at for colour: letters are higher than that."""
HEAVY = 200_000
"""Bytes of a PNG from which a grey page is a photograph rather than print: as WebP it is smaller. Print is smaller, sharper
and faster as PNG in 16 shades."""
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
            # One byte a pixel where there is no colour; else four, in which PDFium draws faster than in three.
            grey = not may_show_colours(page.raw, COLOURED)
            yield number, page.render(scale=WIDTH / page.get_width(), grayscale=grey, prefer_bgrx=not grey)
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
    """Return the suffix and the content of an image, WIDTH wide, of a picture of PIL or a bitmap of PDFium."""
    drawn = isinstance(picture, pypdfium2.PdfBitmap)
    pixels = picture.to_numpy() if drawn else numpy.asarray(_fit(picture))
    grey = _grey_print(pixels)
    if grey:
        return ".png", grey
    buffer = io.BytesIO()
    (_fit(picture.to_pil()) if drawn else Image.fromarray(pixels)).save(buffer, "WEBP", quality=QUALITY, method=0)
    return ".webp", buffer.getvalue()


def _fit(picture: Any) -> Any:
    """Return the picture in colours, WIDTH wide."""
    fit = picture if picture.mode == "RGB" else picture.convert("RGB")
    if abs(fit.width - WIDTH) <= 1:  # not for the one pixel by which PDFium rounds up
        return fit
    height = max(1, round(WIDTH * picture.height / picture.width))
    return fit.resize((WIDTH, height), Image.Resampling.LANCZOS)


def _grey_print(pixels: Any) -> bytes | None:
    """Return a page in black on white as PNG; None if it has colours or is a photograph.

    ``pixels`` is an array of bytes (height, width) of greys, or (height, width, at least three colours), green the second
    of them.
    """
    if pixels.ndim > 2:
        first, green, third = (pixels[::LOOKED_AT, :, colour] for colour in range(3))
        least = numpy.minimum(numpy.minimum(first, green), third)
        if (numpy.maximum(numpy.maximum(first, green), third) - least).max() >= COLOURED:
            return None
        pixels = pixels[:, :, 1]
    page = _png(pixels)
    return page if len(page) < HEAVY else None


def _png(grey: Any) -> bytes:
    """Return an array of bytes (height, width) as PNG in 16 shades of grey (ISO/IEC 15948).

    Pillow takes twice as long for the same.
    """
    height, width = grey.shape
    rows = numpy.zeros((height, 1 + (width + 1) // 2), numpy.uint8)  # each begins with 0: its bytes are as they are
    even = numpy.zeros((height, width + width % 2), numpy.uint8)
    even[:, :width] = grey
    pairs = even.view("<u2")  # the first of two pixels is the lower byte
    rows[:, 1:] = pairs & 0xF0 | pairs >> 12
    packer = zlib.compressobj(1, strategy=zlib.Z_RLE)  # print is runs of white
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", packer.compress(rows.data) + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in parts
    )
