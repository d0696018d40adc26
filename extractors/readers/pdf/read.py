"""Read a PDF: the ink of each page, then headers, tables and paragraphs across pages."""

import hashlib
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from extractors.errors import UnreadableError
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.limits import Clock, Limits
from extractors.readers.page.blocks import build_blocks
from extractors.readers.page.layout import lay_out
from extractors.readers.page.legible import GARBLED, is_garbled, printed_text, text_left_out
from extractors.readers.page.model import Ink, PageLayout
from extractors.readers.page.struck_out import without_struck_text
from extractors.readers.page.unread_reasons import reason_in_chinese
from extractors.readers.pdf.calls import pdfium_alone
from extractors.readers.pdf.forms import drawn_bytes
from extractors.readers.pdf.hidden import layers_of
from extractors.readers.pdf.ink import PageError, open_page, read_ink
from extractors.readers.pdf.not_read import annotations, lost_parts
from extractors.readers.pdf.outlines import opened_for_text
from extractors.readers.pdf.second_reading import second_reading
from extractors.readers.pdf.streams import PdfBytes, check_streams
from extractors.readers.scan.agreement import settle_by_document
from extractors.readers.scan.plausible import weigh_recognition
from extractors.readers.scan.read import (
    FEW,
    attachment_remark,
    blank_pictures,
    no_text_layer,
    page_not_read,
    read_pictures,
    ruled_picture,
)
from schemas import Document, Page, Remark, Source

OUTLINES = 20
"""Drawn shapes on a page without text from which on they are characters drawn as outlines."""


@pdfium_alone()
def read_pdf(path: Path, data: bytes, limits: Limits) -> Document:
    """Read a PDF file. A page that fails is named by a remark and leaves the others."""
    pdf = PdfBytes(data)
    check_streams(path.name, pdf, limits)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _open_error(path, data, error) from error
    try:
        with opened_for_text(pdf, document) as texts:
            layouts, pages, remarks = _read_pages(pdf, document, texts, limits)
        remarks += _attachments(document)
    finally:
        document.close()
    blocks, settled = settle_by_document(build_blocks(layouts))
    remarks += settled
    remarks += lost_parts(pdf, printed_length(block.text for block in blocks))
    if not any(block.kind != "furniture" for block in blocks):
        reason = remarks[0].en.rstrip(".") if remarks else "it contains no text"
        raise UnreadableError(path.name, f"nothing of it can be read: {reason}", "provide the original file")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="pdf",
        length=printed_length(block.text for block in blocks),
        blocks=blocks,
        pages=tuple(pages),
        remarks=tuple(remarks),
    )


def _open_error(path: Path, data: bytes, error: pypdfium2.PdfiumError) -> UnreadableError:
    # pdfium may give the error of a file that was opened before
    if b"/Encrypt" in data and any(word in str(error).lower() for word in ("password", "security")):
        return UnreadableError(path.name, "the PDF is encrypted", "open it with its password and save it without one")
    return UnreadableError(path.name, "the PDF is damaged", "download it again, or print it to a new PDF")


def _read_pages(
    pdf: PdfBytes, document: pypdfium2.PdfDocument, texts: pypdfium2.PdfDocument, limits: Limits
) -> tuple[list[PageLayout], list[Page], list[Remark]]:
    """Read all pages: their text and rules from ``texts``, and pictures of them from ``document``."""
    layouts: list[PageLayout] = []
    pages: list[Page] = []
    remarks: list[Remark] = []
    clock = Clock(limits.seconds)
    layers = layers_of(pdf.data)
    drawn, left = drawn_bytes(pdf, limits.page_content), limits.file_content
    for index in range(len(document)):
        try:
            # The remaining pages are listed as failed, so that none is lost silently.
            if index >= limits.pages or clock.is_over():
                raise PageError("the limit of pages or time for one file is reached")
            size = next(drawn, 0)
            if size > limits.page_content:
                raise PageError(f"it expands to more than {limits.page_content:,} bytes of drawing commands")
            left -= size
            if left < 0:
                raise PageError(f"the pages expand to more than {limits.file_content:,} bytes of drawing commands")
            with open_page(texts.raw, index) as page:
                ink = read_ink(page, index, limits, layers)
                notes = list(annotations(page, ink.page))
            if ink.reason.startswith("unmapped"):
                ink = second_reading(pdf.data, ink)
            ink = without_struck_text(ink)
            cause = _cause_of_no_text(document, index, ink)
            pictures = ((0.0, 0.0, ink.width, ink.height),) if cause else blank_pictures(ink)
            if pictures:
                ink, remark = read_pictures(document, index, ink._replace(spans=()) if cause else ink, pictures, limits)
                remarks += [no_text_layer(ink.page, *cause) if cause else remark] if remark else []
                ink, weighed = weigh_recognition(ink)
                remarks += weighed
            elif ink.images:
                ink = ruled_picture(document, index, ink, limits)
        except PageError as error:
            pages.append(Page(number=index + 1, width=0, height=0, how="failed", reason=str(error)))
            remarks.append(page_not_read(index + 1, reason_in_chinese(str(error)), str(error)))
            continue
        remarks += notes
        remarks += text_left_out(ink)
        layouts.append(lay_out(ink, layouts[-1] if layouts else None))
        pages.append(Page(number=ink.page, width=ink.width, height=ink.height, how=ink.how, reason=ink.reason))
    return layouts, pages, remarks


def _cause_of_no_text(document: pypdfium2.PdfDocument, index: int, ink: Ink) -> tuple[str, str] | None:
    """Return in both languages why a page shows text that its characters do not say; None if they do."""
    if is_garbled(printed_text(ink)):
        return GARBLED
    if ink.characters <= FEW and not ink.images:
        objects = sum(item.type == FPDF_PAGEOBJ_PATH for item in document[index].get_objects(max_depth=4))
        if objects >= OUTLINES:
            return "文字以轮廓线绘成", "its text is drawn as outlines"
    return None


def _attachments(document: pypdfium2.PdfDocument) -> list[Remark]:
    names = [document.get_attachment(index).get_name() for index in range(min(document.count_attachments(), 50))]
    return [attachment_remark(name) for name in names]
