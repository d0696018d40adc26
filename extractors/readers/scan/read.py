"""Pictures that hold text: scanned pages, and tables that were pasted as a picture."""

import math
from importlib.util import find_spec
from typing import Any

from extractors.readers.base.limits import Limits
from extractors.readers.base.progress import report_page
from extractors.readers.page.model import Box, CharSpan, Ink, Ruling
from extractors.readers.scan import cache as scan_cache
from schemas import Remark

FEW = 12
"""Characters: a picture with no more text over it is not read by its text layer."""
EDGE = 0.1
"""Share of the page's height in which heads and feet are printed over a picture."""
WHOLE = 0.8
"""Share of a page from which on a picture is the page: a scan, which may lie upside down or on its side."""
SCALE = 3.0
"""Pixels a point: 216 dpi."""
MOST_PIXELS = 10_000_000
"""Pixels of a page that is recognised: A3 at 216 dpi has 9,000,000. Larger pages are rendered with fewer dots."""
COARSE = 2.0
"""Pixels a point, 144 dpi, below which small print is hardly legible."""
INSTALL = "pip install rapidocr onnxruntime"
"""What the extra ``ocr`` installs; opencv comes with it."""


def blank_pictures(ink: Ink) -> tuple[Box, ...]:
    """Return the page's large pictures that no text layer covers."""
    found = []
    lower = (1 - EDGE) * ink.height
    for box in ink.images:
        left, top, right, bottom = box
        over = sum(
            len(span.text)
            for span in ink.spans
            if left <= span.edges[0] <= right and max(top, EDGE * ink.height) <= span.top <= min(bottom, lower)
        )
        if over <= FEW:
            found.append(box)
    return tuple(found)


def can_read() -> bool:
    """Return whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_pictures(
    document: Any, index: int, ink: Ink, pictures: tuple[Box, ...], limits: Limits
) -> tuple[Ink, Remark | None]:
    """Add what is printed in the pictures to the page; without the extra a remark says what to install."""
    if not can_read():
        return ink, picture_not_read(ink)
    if ink.width * ink.height * SCALE * SCALE > limits.pixels:
        reason = f"its picture has more than {limits.pixels:,} pixels"
        return ink, page_not_read(ink.page, "图像过大", reason)
    scale = scale_of(ink.width, ink.height)
    image = _render(document, index, scale).copy()
    for span in ink.spans:  # paint over what the text layer has, so that it is not recognised again
        top, left = int(span.top * scale) - 2, int(span.edges[0] * scale) - 2
        image[max(top, 0) : int(span.bottom * scale) + 2, max(left, 0) : int(span.edges[-1] * scale) + 2] = 255
    if not ink.spans and len(pictures) == 1 and _area(pictures[0]) > WHOLE * ink.width * ink.height:
        from extractors.readers.scan.turned import read_page_picture

        report_page(index + 1, len(document))
        return read_page_picture(ink, image, scale), _coarse_remark(ink.page, scale) if scale < COARSE else None
    for box in pictures:
        left, top, right, bottom = (int(value * scale) for value in box)
        spans, horizontal, vertical = recognise(image[top:bottom, left:right], scale)
        ink = _add_reading(ink, spans, horizontal, vertical, left / scale, top / scale)
    report_page(index + 1, len(document))
    return ink._replace(how="ocr"), _coarse_remark(ink.page, scale) if scale < COARSE else None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def scale_of(width: float, height: float) -> float:
    """Return the pixels a point with which a page of this size in points is recognised."""
    return min(SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1)))


def _render(document: Any, index: int, scale: float) -> Any:
    return document[index].render(scale=scale).to_numpy()[:, :, :3]


def _coarse_remark(page: int, scale: float) -> Remark:
    dots = round(72 * scale)
    return Remark(
        code="page-doubtful",
        zh=f"第{page}页的识别结果可疑：页面过大，只按每英寸{dots}点识别，小字可能有误，请对照原件。",
        en=f"Page {page} is doubtful: it is large and was recognised at {dots} dpi, so compare small print with the page.",
        page=page,
    )


def ruled_picture(document: Any, index: int, ink: Ink, limits: Limits) -> Ink:
    """Add the rules that are printed in a picture under a text layer: scans that were recognised before they came."""
    whole = [box for box in ink.images if (box[2] - box[0]) * (box[3] - box[1]) > 0.5 * ink.width * ink.height]
    if not whole or ink.horizontal or ink.vertical or not can_read():
        return ink
    if ink.width * ink.height * SCALE * SCALE > limits.pixels:
        return ink
    from extractors.readers.scan.image import rules

    scale = scale_of(ink.width, ink.height)
    horizontal, vertical = rules(_render(document, index, scale), scale)
    return ink._replace(horizontal=tuple(horizontal), vertical=tuple(vertical))


def recognise(image: Any, scale: float) -> tuple[list[CharSpan], list[Ruling], list[Ruling]]:
    """Return spans and rules of an image in points; an image that was read before is not read again."""
    name = scan_cache.key(image, scale)
    kept = scan_cache.load(name)
    if kept is not None:
        return kept
    from extractors.readers.scan.image import read_image

    reading = read_image(image, scale)
    found = list(reading.spans), list(reading.horizontal), list(reading.vertical)
    scan_cache.save(name, *found)
    return found


def read_picture(ink: Ink, box: Box, picture: Any, limits: Limits) -> Ink:
    """Add what is printed in a picture (of PIL) that fills a box of the page; ``ValueError`` if it is too large."""
    left, top, right, bottom = box
    scale = scale_of(right - left, bottom - top)
    size = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
    if max(size[0] * size[1], picture.width * picture.height) > limits.pixels:
        raise ValueError(f"its picture has more than {limits.pixels:,} pixels")
    import numpy as np

    found = recognise(np.asarray(smaller(picture, max(size)).convert("RGB").resize(size)), scale)
    return _add_reading(ink, *found, left, top)._replace(how="ocr")


def smaller(picture: Any, longest: int) -> Any:
    """Return a picture (of PIL) as it is, or one of a half to a third of its size if it is much larger than needed.

    ``longest``: pixels of its longer side that are needed. In three colours 100,000,000 pixels take 400 MB.
    """
    times = int(max(picture.width, picture.height) / (1.5 * longest))
    if times < 2 or picture.mode.startswith("I;"):  # 16 bits a pixel, which cannot be averaged
        return picture
    if picture.format == "JPEG":  # is decoded so much smaller
        picture.draft(None, (picture.width // times, picture.height // times))
        return picture
    direct = {"1": "L", "P": "RGB", "PA": "RGB"}.get(picture.mode, picture.mode)  # others have no colours between two
    return (picture.convert(direct) if direct != picture.mode else picture).reduce(times)


def _add_reading(
    ink: Ink, spans: list[CharSpan], horizontal: list[Ruling], vertical: list[Ruling], left: float, top: float
) -> Ink:
    moved = tuple(
        span._replace(edges=tuple(round(x + left, 2) for x in span.edges), top=span.top + top, bottom=span.bottom + top)
        for span in spans
    )
    return ink._replace(
        spans=ink.spans + moved,
        horizontal=ink.horizontal + tuple(Ruling(r.at + top, r.start + left, r.end + left) for r in horizontal),
        vertical=ink.vertical + tuple(Ruling(r.at + left, r.start + top, r.end + top) for r in vertical),
        characters=ink.characters + sum(len(span.text) for span in spans),
    )


def picture_not_read(ink: Ink) -> Remark:
    """Return the remark that a page contains a picture that was not read, and what to install."""
    scan = sum(len(span.text) for span in ink.spans) <= FEW
    zh = "它是扫描件" if scan else "它有可能含文字的图片"
    en = "it is a scan" if scan else "it holds a picture that may hold text"
    return page_not_read(ink.page, f"{zh}；如需识别，请运行 {INSTALL}", f"{en}; to have it read, run {INSTALL}")


def no_text_layer(page: int, zh: str, en: str) -> Remark:
    """Return the remark that the characters of a page say nothing, why, and what to install to have it recognised."""
    return page_not_read(page, f"{zh}；如需识别，请运行 {INSTALL}", f"{en}; to have it recognised, run {INSTALL}")


def page_not_read(page: int, zh: str, en: str) -> Remark:
    """Return the remark that a page was not read, and why."""
    return Remark(
        code="page-not-read", zh=f"第{page}页未能读取：{zh}。", en=f"Page {page} was not read: {en}.", page=page
    )


def attachment_remark(name: str) -> Remark:
    """Return the remark that an attached file was not read."""
    zh = f"文件内附有“{name}”，未读取；请另行提供。"
    return Remark(
        code="part-not-read", zh=zh, en=f"“{name}” is attached inside the file and was not read: give it as a file."
    )
