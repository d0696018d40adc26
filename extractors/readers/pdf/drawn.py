"""The objects that a page draws, each asked for once: text, paths, pictures, shades and forms, in the order of drawing."""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.readers.page.model import Box
from extractors.readers.pdf.calls import (
    address_of,
    bounds_of,
    draw_mode_of,
    fields,
    inner_object_at,
    kind_of,
    object_at,
    object_colour_of,
    outline_colour_of,
)


class Drawn(NamedTuple):
    """The objects of a page or form, those of forms in it aside, in the order of drawing."""

    objects: list[int]
    """The address of each."""
    kinds: list[int]
    others: list[int]
    """The places of what is no text in that order: mostly a few of hundreds."""
    paths: dict[int, Box]
    """The place of each path in that order, and (left, bottom, right, top) of it in the space of the page or form."""


def drawn_objects(page: Any) -> Drawn:
    """Return the objects of an open page."""
    return _drawn(object_at, address_of(page), pdfium.FPDFPage_CountObjects(page))


def objects_of_form(form: int) -> Drawn:
    """Return the objects of a form, given by its address."""
    return _drawn(inner_object_at, form, pdfium.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT)))


def _drawn(get: Callable[..., int], holder: int, count: int) -> Drawn:
    objects = list(map(get, repeat(holder), range(count)))
    kinds = list(map(kind_of, objects))
    others = [place for place, kind in enumerate(kinds) if kind != pdfium.FPDF_PAGEOBJ_TEXT]
    paths = [place for place in others if kinds[place] == pdfium.FPDF_PAGEOBJ_PATH]
    boxes = boxes_of_objects([objects[place] for place in paths])
    return Drawn(objects, kinds, others, dict(zip(paths, boxes, strict=True)))


def boxes_of_objects(objects: Sequence[int]) -> list[Box]:
    """Return (left, bottom, right, top) of each object, given by its address, in the space of its page or form."""
    edges = np.zeros((len(objects), 4), np.float32)
    deque(map(bounds_of, objects, *fields(edges)), maxlen=0)
    return [(left, bottom, right, top) for left, bottom, right, top in edges.tolist()]


def may_show_colours(page: Any, least: int) -> bool:
    """Return whether an open page may show a colour whose red, green and blue differ by ``least`` or more, of 255.

    It does not if it shows text and paths in plain shades of grey only. Of pictures, shades, forms and notes nothing is known.
    """
    drawn = drawn_objects(page)
    if len(drawn.paths) < len(drawn.others):
        return True
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind != pdfium.FPDF_ANNOT_LINK:
            return True
    for ask in (object_colour_of, outline_colour_of):
        colours = np.zeros((len(drawn.objects), 4), np.uint32)
        if not all(map(ask, drawn.objects, *fields(colours))):
            return True  # a pattern
        if (np.ptp(colours[:, :3], axis=1) >= least).any():
            return True
    return False


def is_filled(path: int) -> bool:
    """Return whether a path is filled, with whatever colour."""
    return bool(_draw_mode(path)[0] != pdfium.FPDF_FILLMODE_NONE)


def is_stroked(path: int) -> bool:
    """Return whether a path has an outline."""
    return bool(_draw_mode(path)[1])


def _draw_mode(path: int) -> tuple[int, int]:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    draw_mode_of(path, ctypes.addressof(mode), ctypes.addressof(stroke))
    return mode.value, stroke.value


def fill_colour(path: int) -> tuple[int, int, int, int] | None:
    """Return red, green, blue and alpha (0 to 255) of what fills a path; None where it is no plain colour."""
    colour = (ctypes.c_uint * 4)()
    first, size = ctypes.addressof(colour), ctypes.sizeof(ctypes.c_uint)
    if not object_colour_of(path, *range(first, first + 4 * size, size)):
        return None
    red, green, blue, alpha = colour
    return red, green, blue, alpha
