"""What a PDF holds beside the text of its pages, or has lost: notes and entries of forms, damaged streams, form programs."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.pdf.damaged_streams import damaged_streams
from extractors.readers.pdf.streams import PdfBytes
from schemas import Remark

KINDS = {
    pdfium.FPDF_ANNOT_FREETEXT: ("文字批注", "Note on the page"),
    pdfium.FPDF_ANNOT_WIDGET: ("表单填写内容", "Entry of a form"),
    pdfium.FPDF_ANNOT_TEXT: ("批注", "Comment"),
    pdfium.FPDF_ANNOT_STAMP: ("图章", "Stamp"),
}
"""Annotations whose text a page shows, or that comment on it."""
MOST = 200
"""Annotations of a page that are looked at: a page has a handful."""
XFA = lazy_pattern(rb"/XFA\s")
FEWEST = 400
"""Characters of the pages of a form that only a program shows: they say to use another program."""


def annotations(page: Any, number: int) -> Iterator[Remark]:
    """Yield a remark for each kind of annotation with a text of its own on an open page, which is ``number`` of the document."""
    texts: dict[tuple[str, str], list[str]] = {}
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = KINDS.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        text = next(filter(None, (_string(annotation, key) for key in (b"Contents", b"V"))), "") if kind else ""
        if kind and text:
            texts.setdefault(kind, []).append(text)
        pdfium.FPDFPage_CloseAnnot(annotation)
    for (zh, en), found in texts.items():
        yield from passages_not_read(zh, en, found, number)


def _string(annotation: Any, key: bytes) -> str:
    """Return a text of an annotation, blanks aside; empty for what holds no Chinese, such as the state of a button."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    text = without_blanks(bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace"))
    return text if any(char > "\u2e80" for char in text) else ""


def lost_parts(pdf: PdfBytes, characters: int) -> Iterator[Remark]:
    """Yield a remark for streams that are damaged, and for a form that only its own program shows.

    ``characters``: what was read of all pages.
    """
    count = damaged_streams(pdf)
    if count:
        yield Remark(
            code="part-not-read",
            zh=f"文件有{count}处数据损坏，其中的文字未读取或有误；请重新下载。",
            en=f"{count} parts of the file are damaged: text in them was not read or is wrong; download it again.",
        )
    if XFA.search(pdf.data) and characters < FEWEST:
        zh, en = (
            "文件是动态表单（XFA），其内容未读取；请打印为PDF。",
            "The file is a dynamic form (XFA), which was not read; print it to a PDF.",
        )
        yield Remark(code="part-not-read", zh=zh, en=en)
