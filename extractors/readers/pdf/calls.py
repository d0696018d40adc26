"""The functions of pdfium that are called for each character, object or point, with handles as plain addresses.

pypdfium2 checks each argument and makes a typed pointer of each result; without that, a call takes half the time.

pdfium has one state for a whole process: two threads that use it at once end the process.
"""

import ctypes
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import numpy.typing as npt
import pypdfium2.raw as pdfium


def address_of(handle: Any) -> int:
    """Return the address that a handle of pypdfium2 points to."""
    return ctypes.cast(handle, c_void_p).value or 0


def _plain(function: Any, result: type, *arguments: type) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


text_of = _plain(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
# of a text page and the index of a character
unicode_of = _plain(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
angle_of = _plain(pdfium.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
text_object_of = _plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
box_of = _plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
colour_of = _plain(pdfium.FPDFText_GetFillColor, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)

# of a page or form, and of its objects
object_at = _plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
inner_object_at = _plain(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
kind_of = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
render_mode_of = _plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
count_marks = _plain(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
mark_of = _plain(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
name_of_mark = _plain(pdfium.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)

has_transparency = _plain(pdfium.FPDFPageObj_HasTransparency, c_int, c_void_p)
object_colour_of = _plain(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
outline_colour_of = _plain(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)

# of a path or clipping path, and of its points
draw_mode_of = _plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
count_segments = _plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
segment_of = _plain(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
clip_of = _plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
count_clips = _plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
count_clip_segments = _plain(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
clip_segment_of = _plain(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
point_of = _plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
segment_kind_of = _plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
closes = _plain(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


class _Turn:
    lock = threading.RLock()


def _renew() -> None:
    """Give a copied process a lock of its own: the thread that held the old one was not copied."""
    _Turn.lock = threading.RLock()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_renew)


def fields(rows: npt.NDArray[Any]) -> list[range]:
    """Return for each of the four columns of an array the addresses of its numbers, a row each."""
    first, size = rows.ctypes.data, rows.itemsize
    return [range(first + place * size, first + rows.nbytes, 4 * size) for place in range(4)]


@contextmanager
def pdfium_alone() -> Iterator[None]:
    """Let no other thread use pdfium until the block ends."""
    with _Turn.lock:
        yield
