"""Read an image file (PNG, JPEG, TIFF …) as scanned pages."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import UnreadableError
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.limits import Limits
from extractors.readers.base.progress import report_page
from extractors.readers.page.blocks import build_blocks
from extractors.readers.page.layout import lay_out
from extractors.readers.page.model import Ink, PageLayout
from extractors.readers.scan import read as scans
from extractors.readers.scan.agreement import settle_by_document
from extractors.readers.scan.plausible import weigh_recognition
from extractors.readers.scan.read import INSTALL, SCALE, smaller
from extractors.readers.scan.turned import recognise_upright, turned_page
from schemas import Document, Page, Remark, Source

PAGE_HEIGHT = 842.0
"""Points: an image of a page is taken for one of A4 height, turned where it is wider than high."""
LONGEST = int(PAGE_HEIGHT * SCALE)
"""Pixels of the longer side of an image that is recognised."""
DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def read_image(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an image file, one page a frame; needs the extra ``ocr``."""
    if not scans.can_read():
        reason = "reading images needs the extra ocr, which is not installed"
        raise UnreadableError(path.name, reason, f"run {INSTALL}")
    layouts: list[PageLayout] = []
    pages: list[Page] = []
    remarks: list[Remark] = []
    for number, frame in enumerate(image_frames(path, data, limits), 1):
        ink, weighed = weigh_recognition(_ink(frame, number))
        remarks += weighed
        layouts.append(lay_out(ink, layouts[-1] if layouts else None))
        pages.append(Page(number=number, width=ink.width, height=ink.height, how="ocr", reason=ink.reason))
        report_page(number, number)
    blocks, settled = settle_by_document(build_blocks(layouts))
    remarks += settled
    if not blocks:
        raise UnreadableError(path.name, "no text was recognised in the image", "scan it again at 200 dpi or more")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="image",
        length=printed_length(block.text for block in blocks),
        blocks=blocks,
        pages=tuple(pages),
        remarks=tuple(remarks),
    )


def image_frames(path: Path, data: bytes, limits: Limits) -> Iterator[Any]:
    """Yield the frames of an image file one at a time; UnreadableError at one that is damaged or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is the one that counts
            for frame, count in _frames(data):
                if frame.width * frame.height > limits.pixels or count > limits.pages:
                    raise UnreadableError(path.name, "the image is too large", "raise the limit if you trust it")
                # Frames are large: 400 black-and-white pages of 600 KB are 14 GB in three colours.
                page = ImageOps.exif_transpose(smaller(frame, LONGEST)).convert("RGB")
                if count == 1 or frame.format == "TIFF":
                    frame.close()  # frees up to 400 MB before recognition needs as much
                yield page
    except DAMAGED as error:
        raise UnreadableError(
            path.name, f"the image is damaged ({type(error).__name__})", "scan or download it again"
        ) from error


def _frames(data: bytes) -> Iterator[tuple[Any, int]]:
    """Yield the frames of an image file and how many there are: of TIFF each opened anew, for it keeps the last in memory."""
    with Image.open(io.BytesIO(data)) as file:
        count = getattr(file, "n_frames", 1)
        if count == 1 or file.format != "TIFF":
            yield from ((frame, count) for frame in ImageSequence.Iterator(file))
            return
    for number in range(count):
        with Image.open(io.BytesIO(data)) as file:
            file.seek(number)
            yield file, count


def _ink(image: Any, number: int) -> Ink:
    import numpy as np

    factor = LONGEST / max(image.width, image.height)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    spans, horizontal, vertical, turn = recognise_upright(np.asarray(image.resize(size)), SCALE)
    width, height = size if turn % 180 == 0 else size[::-1]
    return Ink(
        number, width / SCALE, height / SCALE, tuple(spans), (), tuple(horizontal), tuple(vertical),
        sum(len(span.text) for span in spans), (), "ocr", turned_page(turn),
    )  # fmt: skip
