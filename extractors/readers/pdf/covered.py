"""Text of a PDF page that no viewer shows because an area was painted over it, or because it is outside the area to draw in."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.readers.page.model import Box, CharSpan, covers
from extractors.readers.pdf.chars import PageFrame, Place
from extractors.readers.pdf.hidden import in_order, is_filled

CORNERS = (4, 5, 6)
"""Points of the path of a rectangle, closed or not."""
SMALLEST = 5
"""Points: what is thinner is a rule, and covers no text."""
BAND = 50
"""Points of height of the page's bands in which painted areas are looked up."""
SLACK = 0.25
"""Share of a span's height that may stand out of the area that covers it."""


class Painted(NamedTuple):
    """An area that was filled, and its place in the order in which the page is drawn."""

    order: int
    box: Box


def covered_spans(
    page: Any, textpage: Any, spans: Sequence[CharSpan], starts: Sequence[int], frame: PageFrame
) -> Iterator[int]:
    """Yield the indexes of spans that were painted over with a filled rectangle, or are outside their clipping path.

    Pictures are not looked at: text below the picture of a page is its recognised text, and seals show what is below.
    """
    place = frame.place()
    order, painted = _drawing_order(page, place)

    def band(y: float) -> int:
        return int(min(max(y, 0.0), frame.height) // BAND)

    # a sheet may fill thousands of cells one by one: only those at the height of a span are compared with it
    at_height: dict[int, list[Painted]] = defaultdict(list)
    for area in painted:
        for height in range(band(area.box[1]), band(area.box[3]) + 1):
            at_height[height].append(area)
    for index, (span, start) in enumerate(zip(spans, starts, strict=True)):
        drawn = pdfium.FPDFText_GetTextObject(textpage, start)
        number = order.get(_address(drawn), -1) if drawn else -1
        if number < 0:
            continue  # inside a form, whose objects have an order of their own
        areas = at_height.get(band((span.top + span.bottom) / 2), ())
        if any(area.order > number and _hides(area.box, span) for area in areas) or _is_clipped(drawn, span, place):
            yield index


def _drawing_order(page: Any, place: Place) -> tuple[dict[int, int], list[Painted]]:
    """Return the place of each text object in the order of drawing, and the rectangles that are painted after one."""
    order: dict[int, int] = {}
    painted: list[Painted] = []
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    object_at, kind_of, bounds = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType, pdfium.FPDFPageObj_GetBounds
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = object_at(page, number)
        kind = kind_of(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            order[_address(drawn)] = number
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and order:
            bounds(drawn, *pointers)
            x0, y0, x1, y1 = (edge.value for edge in edges)
            if min(x1 - x0, y1 - y0) >= SMALLEST and _is_opaque_rectangle(drawn):
                painted.append(Painted(number, in_order(place(x0, y0, x1, y1))))
    return order, painted


def _address(drawn: Any) -> int:
    return ctypes.addressof(drawn.contents)


def _is_opaque_rectangle(drawn: Any) -> bool:
    is_rectangle = pdfium.FPDFPath_CountSegments(drawn) in CORNERS
    return is_filled(drawn) and is_rectangle and not pdfium.FPDFPageObj_HasTransparency(drawn)


def _hides(box: Box, span: CharSpan) -> bool:
    slack = SLACK * (span.bottom - span.top)
    across = box[0] - slack <= span.edges[0] and span.edges[-1] <= box[2] + slack
    return covers(box, span) and across and box[1] <= span.top + slack and span.bottom - slack <= box[3]


def _is_clipped(drawn: Any, span: CharSpan, place: Place) -> bool:
    """Return whether no part of a span is inside the area that its clipping paths leave."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    for number in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        points = list(_points(clip, number))
        if len(points) < 2:
            continue
        xs, ys = zip(*points, strict=True)
        left, top, right, bottom = in_order(place(min(xs), min(ys), max(xs), max(ys)))
        if span.edges[-1] <= left or right <= span.edges[0] or span.bottom <= top or bottom <= span.top:
            return True
    return False


def _points(clip: Any, number: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    at = ctypes.byref(x), ctypes.byref(y)
    for segment in range(pdfium.FPDFClipPath_CountPathSegments(clip, number)):
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, number, segment), *at):
            yield x.value, y.value
