"""What a PDF holds beside the text of its pages, or has lost: notes and entries of forms, damaged streams, form programs."""

import base64
import ctypes
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.pdf.streams import CHUNK, streams
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
NO_TEXT = lazy_pattern(rb"/Image\b|/FontFile|/Length[123]\b|/ICCBased|/Metadata|/XRef\b|/N\s+\d")
"""In the dictionary of a stream that draws no text: pictures, fonts, profiles, tables of objects."""
FILTERS = lazy_pattern(rb"/Filter\s*\[?\s*((?:/\w+\s*)+)\]?\s*(?=[/>])")
IN_LETTERS = {b"ASCII85Decode": "85", b"A85": "85", b"ASCIIHexDecode": "16", b"AHx": "16"}
DEFLATED = (b"FlateDecode", b"Fl")
MOST_LETTERS = 5_000_000
"""Bytes of a stream in letters that is decoded to look for damage; one with more holds no page of text."""
XFA = lazy_pattern(rb"/XFA\s")
FEWEST = 400
"""Characters of the pages of a form that only a program shows: they say to use another program."""


def annotations(document: Any, index: int) -> Iterator[Remark]:
    """Yield a remark for each kind of annotation with a text of its own on page ``index`` of an open pdfium document."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return
    texts: dict[tuple[str, str], list[str]] = {}
    try:
        for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            kind = KINDS.get(pdfium.FPDFAnnot_GetSubtype(annotation))
            text = next(filter(None, (_string(annotation, key) for key in (b"Contents", b"V"))), "") if kind else ""
            if kind and text:
                texts.setdefault(kind, []).append(text)
            pdfium.FPDFPage_CloseAnnot(annotation)
    finally:
        pdfium.FPDF_ClosePage(page)
    for (zh, en), found in texts.items():
        yield from passages_not_read(zh, en, found, index + 1)


def _string(annotation: Any, key: bytes) -> str:
    """Return a text of an annotation, blanks aside; empty for what holds no Chinese, such as the state of a button."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    text = without_blanks(bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace"))
    return text if any(char > "\u2e80" for char in text) else ""


def lost_parts(data: bytes, characters: int) -> Iterator[Remark]:
    """Yield a remark for streams that are damaged, and for a form that only its own program shows.

    ``characters``: what was read of all pages.
    """
    count = 0 if b"/Encrypt" in data else sum(_is_damaged(*stream) for stream in _drawing_streams(data))
    if count:
        yield Remark(
            code="part-not-read",
            zh=f"文件有{count}处数据损坏，其中的文字未读取或有误；请重新下载。",
            en=f"{count} parts of the file are damaged: text in them was not read or is wrong; download it again.",
        )
    if XFA.search(data) and characters < FEWEST:
        zh, en = (
            "文件是动态表单（XFA），其内容未读取；请打印为PDF。",
            "The file is a dynamic form (XFA), which was not read; print it to a PDF.",
        )
        yield Remark(code="part-not-read", zh=zh, en=en)


def _drawing_streams(data: bytes) -> Iterator[tuple[bytes, Sequence[bytes]]]:
    """Yield the streams that may draw text (contents of pages, and forms), and the names of their filters."""
    for stated, start, end in streams(data):
        filters = FILTERS.search(stated)
        if filters and not NO_TEXT.search(stated):
            yield data[start:end], filters[1].replace(b"/", b" ").split()


def _is_damaged(packed: bytes, filters: Sequence[bytes]) -> bool:
    """Return whether a stream is no letters of its alphabet, or its deflated content is cut or changed."""
    for name in filters:
        if name in DEFLATED:
            return _is_cut_or_changed(packed)
        if name not in IN_LETTERS or len(packed) > MOST_LETTERS:
            return False
        try:
            packed = _from_letters(packed, IN_LETTERS[name])
        except ValueError:
            return True
    return False


def _from_letters(packed: bytes, kind: str) -> bytes:
    """Return the bytes of a stream in letters, up to the sign that ends it; ValueError for a letter of no alphabet."""
    if kind == "85":
        return base64.a85decode(packed.partition(b"~>")[0])
    digits = b"".join(packed.partition(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _is_cut_or_changed(packed: bytes) -> bool:
    """Return whether a deflated stream is damaged; some programs only leave out its check sum."""
    for bits, body in ((zlib.MAX_WBITS, packed), (-zlib.MAX_WBITS, packed[2:])):
        inflater = zlib.decompressobj(bits)
        try:
            while body and not inflater.eof:
                inflater.decompress(body, CHUNK)
                body = inflater.unconsumed_tail
        except zlib.error:
            return True
        if inflater.eof:
            return False
    return True
