"""Draw pages of PDF files and scans, and pack the pictures: black on white as PNG, all others as WebP."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import UnreadableError
from extractors.readers.pdf.calls import pdfium_alone
from extractors.readers.pdf.drawn import may_show_colours
from pipeline.store.write import digest

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
DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def page_pictures(path: Path, sha256: str, format: str, wanted: list[int]) -> Iterator[tuple[int, Any]]:
    """Yield (number, picture) of pages; nothing if the file has changed since it was read, or is damaged."""
    try:
        if digest(path) != sha256:
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


def packed(picture: Any) -> tuple[str, bytes]:
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
