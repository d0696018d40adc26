"""Text of a PDF page that no viewer shows because an area was painted over it, or because it is outside the area to draw in."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from extractors.readers.page.model import Box, CharSpan, covers
from extractors.readers.pdf.calls import (
    clip_of,
    clip_segment_of,
    count_clip_segments,
    count_clips,
    count_segments,
    has_transparency,
    point_of,
)
from extractors.readers.pdf.drawn import Drawn, is_filled
from extractors.readers.pdf.frame import PageFrame, Place
from extractors.readers.pdf.hidden import ReadSpan, in_order

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


def covered_spans(drawn: Drawn, spans: Sequence[ReadSpan], frame: PageFrame) -> Iterator[int]:
    """Yield the indexes of spans that were painted over with a filled rectangle, or are outside their clipping path.

    Pictures are not looked at: text below the picture of a page is its recognised text, and seals show what is below.
    """
    place = frame.place()
    painted = list(_painted(drawn, place))
    clips = list(map(count_clips, map(clip_of, [each.drawn for each in spans])))  # -1 where there is none
    if not painted and max(clips, default=0) < 1:
        return
    order = {item: number for number, item in enumerate(drawn.objects) if drawn.kinds[number] == FPDF_PAGEOBJ_TEXT}
    highest = frame.height

    def band(y: float) -> int:
        return int(min(max(y, 0.0), highest) // BAND)

    # a sheet may fill thousands of cells one by one: only those at the height of a span are compared with it
    at_height: dict[int, list[Painted]] = defaultdict(list)
    for area in painted:
        for height in range(band(area.box[1]), band(area.box[3]) + 1):
            at_height[height].append(area)
    for index, (span, _, item) in enumerate(spans):
        number = order.get(item, -1)
        if number < 0:
            continue  # inside a form, whose objects have an order of their own
        areas = at_height.get(band((span.top + span.bottom) / 2), ()) if painted else ()
        if any(area.order > number and _hides(area.box, span) for area in areas) or (
            clips[index] > 0 and _is_clipped(item, clips[index], span, place)
        ):
            yield index


def _painted(drawn: Drawn, place: Place) -> Iterator[Painted]:
    """Yield the rectangles that are painted after the first text."""
    first = drawn.kinds.index(FPDF_PAGEOBJ_TEXT) if FPDF_PAGEOBJ_TEXT in drawn.kinds else len(drawn.kinds)
    for number, (x0, y0, x1, y1) in drawn.paths.items():
        if number > first and min(x1 - x0, y1 - y0) >= SMALLEST and _is_opaque_rectangle(drawn.objects[number]):
            yield Painted(number, in_order(place(x0, y0, x1, y1)))


def _is_opaque_rectangle(path: int) -> bool:
    return is_filled(path) and count_segments(path) in CORNERS and not has_transparency(path)


def _hides(box: Box, span: CharSpan) -> bool:
    slack = SLACK * (span.bottom - span.top)
    across = box[0] - slack <= span.edges[0] and span.edges[-1] <= box[2] + slack
    return covers(box, span) and across and box[1] <= span.top + slack and span.bottom - slack <= box[3]


def _is_clipped(item: int, count: int, span: CharSpan, place: Place) -> bool:
    """Return whether no part of a span is inside the area that its clipping paths, so many, leave."""
    clip = clip_of(item)
    for number in range(count):
        xs, ys = _points(clip, number)
        if len(xs) < 2:
            continue
        left, top, right, bottom = in_order(place(min(xs), min(ys), max(xs), max(ys)))
        if span.edges[-1] <= left or right <= span.edges[0] or span.bottom <= top or bottom <= span.top:
            return True
    return False


def _points(clip: int, number: int) -> tuple[list[float], list[float]]:
    """Return x and y of the points of a clipping path."""
    count = count_clip_segments(clip, number)
    room = (ctypes.c_float * (2 * max(count, 0)))()
    at, size = ctypes.addressof(room), ctypes.sizeof(ctypes.c_float)
    segments = map(clip_segment_of, repeat(clip), repeat(number), range(count))
    found = map(
        point_of,
        segments,
        range(at, at + 2 * size * count, 2 * size),
        range(at + size, at + 2 * size * count, 2 * size),
    )
    if all(found):
        return room[::2], room[1::2]
    return [], []
