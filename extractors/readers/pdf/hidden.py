"""Text of a PDF page that no viewer shows: written without ink, white on white, or on a layer that is switched off."""

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.readers.page.model import Box, CharSpan, covers
from extractors.readers.pdf.calls import colour_of, count_marks, fields, mark_of, name_of_mark, render_mode_of
from extractors.readers.pdf.drawn import Drawn, boxes_of_objects, fill_colour, is_filled
from extractors.readers.pdf.frame import PageFrame

NO_INK = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
WHITE = 250
"""Of 255: red, green and blue from which a colour is not seen on paper."""
LENGTH_OF_OC = len("OC\0".encode("utf-16-le"))
"""Bytes of the name of the mark of a layer, as pdfium gives it."""
Layers = Callable[[], frozenset[str]]
"""Returns the names of the layers that are switched off; called once a page has text on layers."""


class ReadSpan(NamedTuple):
    """A span, the place of its first character among those of the page, and the text object that drew it."""

    span: CharSpan
    start: int
    drawn: int
    """Its address; 0 where there is none."""


def hidden_spans(
    drawn: Drawn, textpage: int, spans: Sequence[ReadSpan], frame: PageFrame, layers: Layers
) -> Iterator[int]:
    """Yield the indexes of spans that the page does not show.

    Text without ink over a picture is the recognised text of a scan, and shown by the picture.
    """
    areas: list[Box] | None = None
    items = [each.drawn for each in spans]
    looked = zip(map(count_marks, items), map(render_mode_of, items), _are_white(textpage, spans), strict=True)
    for index, (marks, mode, is_white) in enumerate(looked):
        # nearly all text is on no layer, and has ink, and is not white
        if not (marks or mode in NO_INK or is_white) or not items[index]:
            continue
        if marks and (layer := _layer(items[index], marks)):
            if layer in layers():
                yield index
        elif mode in NO_INK or is_white:
            areas = list(_areas(drawn, frame)) if areas is None else areas  # read once: a page may have thousands
            if not any(covers(area, spans[index].span) for area in areas):
                yield index


def _layer(item: int, marks: int) -> str:
    """Return the name of the layer of a text object with so many marks; empty for one that is on no layer."""
    length = ctypes.c_ulong()
    for number in range(marks):
        address = mark_of(item, number)
        # tagged documents mark each text as part of a paragraph: the length of the name tells
        name_of_mark(address, None, 0, ctypes.addressof(length))
        if length.value != LENGTH_OF_OC:
            continue
        mark = ctypes.cast(address, pdfium.FPDF_PAGEOBJECTMARK)
        if _string(lambda *room, mark=mark: pdfium.FPDFPageObjMark_GetName(mark, *room)) == "OC":
            return _string(lambda *room, mark=mark: pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *room))
    return ""


def _string(read: Callable[..., object]) -> str:
    room, length = (ctypes.c_ushort * 200)(), ctypes.c_ulong()
    read(room, ctypes.sizeof(room), ctypes.byref(length))
    return bytes(room)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _are_white(textpage: int, spans: Sequence[ReadSpan]) -> list[bool]:
    """Return for each span whether its first character is filled with white, or with nothing at all."""
    colours = np.zeros((len(spans), 4), np.uint32)
    starts = [each.start for each in spans]
    known = np.fromiter(map(colour_of, repeat(textpage), starts, *fields(colours)), np.bool_, len(spans))
    white: list[bool] = (known & ((colours[:, 3] == 0) | (colours[:, :3].min(axis=1) >= WHITE))).tolist()
    return white


def _areas(drawn: Drawn, frame: PageFrame) -> Iterator[Box]:
    """Yield where pictures, shades and coloured areas are: they may show the text over them, or make it seen."""
    place = frame.place()
    others = [(drawn.objects[number], drawn.kinds[number]) for number in drawn.others]
    shown = [item for item, kind in others if kind != pdfium.FPDF_PAGEOBJ_PATH or _is_coloured(item)]
    yield from (in_order(place(*box)) for box in boxes_of_objects(shown))


def in_order(edges: Box) -> Box:
    """Return a box with its left and upper edge first, however the page is turned."""
    x0, y0, x1, y1 = edges
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_coloured(path: int) -> bool:
    """Return whether a path is filled, and with another colour than white."""
    return is_filled(path) and min((fill_colour(path) or (0,))[:3]) < WHITE


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
