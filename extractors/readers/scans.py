"""Pictures that hold text: scanned pages, and tables that were pasted as a picture."""

from typing import Any

from extractors.readers.limits import Limits
from extractors.readers.pdf_model import Box, Ink
from schemas import Remark

FEW = 12
"""Characters: a picture with no more text over it is not read by its text layer."""
EDGE = 0.1
"""Share of the page's height in which heads and feet are printed over a picture."""


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


def read_pictures(
    document: Any, index: int, ink: Ink, pictures: tuple[Box, ...], limits: Limits
) -> tuple[Ink, Remark | None]:
    """Add what is printed in the pictures to the page; without the extra a remark says what to install."""
    return ink, missing(ink)


def missing(ink: Ink) -> Remark:
    """Say that a page holds a picture that was not read, and what would read it."""
    scan = sum(len(span.text) for span in ink.spans) <= FEW
    zh = "是扫描件" if scan else "有含文字的图片"
    en = "is a scan" if scan else "holds a picture that may hold text"
    return Remark(
        code="page-not-read",
        zh=f'第{ink.page}页{zh}，未能读取；如需识别，请安装：pip install "gangmu[ocr]"。',
        en=f'Page {ink.page} {en} and was not read; to have it read: pip install "gangmu[ocr]".',
        page=ink.page,
    )
