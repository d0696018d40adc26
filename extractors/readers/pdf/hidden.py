"""Text of a PDF page that no viewer shows: written without ink, white on white, or on a layer that is switched off."""

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.page.model import Box, CharSpan, covers
from extractors.readers.pdf.chars import PageFrame, Place

NO_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
WHITE = 250
"""Of 255: red, green and blue from which a colour is not seen on paper."""
Layers = Callable[[], frozenset[str]]
"""Returns the names of the layers that are switched off; called once a page has text on layers."""


def hidden_spans(
    page: Any, textpage: Any, spans: Sequence[CharSpan], starts: Sequence[int], frame: PageFrame, layers: Layers
) -> Iterator[int]:
    """Yield the indexes of spans that the page does not show.

    Text without ink over a picture is the recognised text of a scan, and shown by the picture.
    """
    areas: list[Box] | None = None
    for index, (span, start) in enumerate(zip(spans, starts, strict=True)):
        drawn = pdfium.FPDFText_GetTextObject(textpage, start)
        if not drawn:
            continue
        if layer := _layer(drawn):
            if layer in layers():
                yield index
            continue
        without_ink = pdfium.FPDFTextObj_GetTextRenderMode(drawn) in NO_INK
        if without_ink or _is_white(textpage, start):
            areas = list(_areas(page, frame)) if areas is None else areas  # read once: a page may have thousands
            if not any(covers(area, span) for area in areas):
                yield index


def _layer(drawn: Any) -> str:
    """Return the name of the layer of a text object; empty for one that is on no layer."""
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        if _string(lambda *room, mark=mark: pdfium.FPDFPageObjMark_GetName(mark, *room)) == "OC":
            return _string(lambda *room, mark=mark: pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *room))
    return ""


def _string(read: Callable[..., object]) -> str:
    room, length = (ctypes.c_ushort * 200)(), ctypes.c_ulong()
    read(room, ctypes.sizeof(room), ctypes.byref(length))
    return bytes(room)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _is_white(textpage: Any, index: int) -> bool:
    """Return whether a character is filled with white, or with nothing at all."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(textpage, index, *map(ctypes.byref, colour)):
        return False
    red, green, blue, alpha = (each.value for each in colour)
    return alpha == 0 or min(red, green, blue) >= WHITE


def _areas(page: Any, frame: PageFrame) -> Iterator[Box]:
    """Yield where pictures, shades and coloured areas are: they may show the text over them, or make it seen."""
    place = frame.place()
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT or (kind == pdfium.FPDF_PAGEOBJ_PATH and not _is_coloured(drawn)):
            continue
        yield _bounds(drawn, place)


def _bounds(drawn: Any, place: Place) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges))
    return in_order(place(*(each.value for each in edges)))


def in_order(edges: Box) -> Box:
    """Return a box with its left and upper edge first, however the page is turned."""
    x0, y0, x1, y1 = edges
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_coloured(drawn: Any) -> bool:
    """Return whether a path is filled, and with another colour than white."""
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(drawn, *map(ctypes.byref, colour))
    return is_filled(drawn) and min(each.value for each in colour[:3]) < WHITE


def is_filled(drawn: Any) -> bool:
    """Return whether a path is filled, with whatever colour."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(mode), ctypes.byref(stroke))
    return bool(mode.value != pdfium.FPDF_FILLMODE_NONE)


def layers_of(data: bytes) -> Layers:
    """Return a function that reads, once, which layers of a file are switched off when it is opened."""
    return cache(lambda: frozenset(_switched_off(data)))


def _switched_off(data: bytes) -> Iterator[str]:
    import pdfplumber
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            stated = resolve1(document.doc.catalog.get("OCProperties")) or {}
            usual = resolve1(stated.get("D")) or {}
            off = resolve1(usual.get("OFF")) or []
            if str(getattr(resolve1(usual.get("BaseState")), "name", "")) == "OFF":
                on = {each.objid for each in resolve1(usual.get("ON")) or []}
                off = [each for each in resolve1(stated.get("OCGs")) or [] if each.objid not in on]
            yield from [decode_text(resolve1(resolve1(each)["Name"])) for each in off]
    # A damaged file raises errors of every kind; all its layers are read then.
    except Exception:  # noqa: BLE001
        return
