"""Straight rules of a page from pdfium's path objects: strokes, thin rectangles, and the sides of stroked rectangles."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extractors.readers.page.model import Box, Ruling
from extractors.readers.page.ruled.dots import MARK, dotted_rulings
from extractors.readers.pdf.calls import closes, count_segments, point_of, segment_kind_of, segment_of
from extractors.readers.pdf.drawn import Drawn, boxes_of_objects, fill_colour, is_stroked, objects_of_form
from extractors.readers.pdf.frame import PageFrame

THIN = 3.0
"""Points: a path no thicker is a rule."""
SHORT = 3.0
"""Points: a shorter rule borders nothing."""
LARGE = 0.1
"""Share of the page from which a picture may hold a table or a text: seals and logos are smaller."""
PATHS = 40_000
"""Path objects of one page; drawings have more, tables never: a page of dotted borders has some 10,000."""
WHITE = 250
"""A colour from here on in all three parts is the paper's."""
DEPTH = 4
"""Forms within forms."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Drawings(NamedTuple):
    """What a page shows besides text, in the frame of the read page."""

    horizontal: list[Ruling]
    vertical: list[Ruling]
    images: list[Box]
    """Pictures large enough to hold text."""
    fills: list[Box]
    """Areas filled with a colour that is not white."""


def read_rulings(drawn: Drawn, frame: PageFrame) -> Drawings:
    """Return the page's rules, large pictures and filled areas."""
    place = frame.place()
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    images: list[Box] = []
    fills: list[Box] = []
    marks: list[Box] = []
    for kind, bounds in _page_objects(drawn):
        x0, top, x1, bottom = place(*bounds)
        if kind == "image":
            box = (max(x0, 0.0), max(top, 0.0), min(x1, frame.width), min(bottom, frame.height))
            if max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) >= LARGE * frame.width * frame.height:
                images.append(box)
            continue
        if kind == "fill":
            fills.append((x0, top, x1, bottom))
        if kind != "rule":
            continue
        width, height = x1 - x0, bottom - top
        if min(width, height) <= THIN and max(width, height) <= MARK:
            marks.append((x0, top, x1, bottom))
        if height <= THIN and width >= SHORT and width > height:
            horizontal.append(Ruling((top + bottom) / 2, x0, x1))
        elif width <= THIN and height >= SHORT:
            vertical.append(Ruling((x0 + x1) / 2, top, bottom))
    across, down = dotted_rulings(marks)
    return Drawings(horizontal + across, vertical + down, images, fills)


def _page_objects(drawn: Drawn) -> Iterator[tuple[str, Box]]:
    """Yield ("image", "rule" or "fill", box in user space), forms opened."""
    forms: list[tuple[int, Matrix, int]] = []
    opened, matrix, depth = drawn, IDENTITY, 0
    paths = 0
    while True:
        for place in opened.others:
            item, kind = opened.objects[place], opened.kinds[place]
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                paths += 1
                if paths > PATHS:
                    return  # a drawing, whose lines are not the rules of a table
                for name, box in _path_boxes(item, opened.paths[place]):
                    yield name, _transform(matrix, box)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEPTH:
                forms.append((item, _multiply(_matrix(item), matrix), depth + 1))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                yield "image", _transform(matrix, boxes_of_objects([item])[0])
        if not forms:
            return
        form, matrix, depth = forms.pop()
        opened = objects_of_form(form)


def _path_boxes(item: int, box: Box) -> Iterator[tuple[str, Box]]:
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        yield "rule", box
        return
    segments, stroked = count_segments(item), is_stroked(item)
    # Four corners and a closing point without an outline: a coloured area, or white paint over something.
    if segments <= 5 and not stroked:
        if not _is_white(item):
            yield "fill", box
        return
    yield from _subpath_boxes(item, segments, stroked)


def _is_white(item: int) -> bool:
    colour = fill_colour(item)
    return colour is not None and (min(colour[:3]) >= WHITE or colour[3] < 255 - WHITE)


def _subpath_boxes(item: int, count: int, stroked: bool) -> Iterator[tuple[str, Box]]:
    """Yield the straight pieces of a path, and each filled thin part of it as one rule."""
    matrix = _matrix(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    at = ctypes.addressof(x), ctypes.addressof(y)
    part: list[tuple[float, float]] = []
    for index in range(count + 1):  # one more than there are segments, to yield the last part too
        segment = segment_of(item, index) if index < count else None
        kind = segment_kind_of(segment) if segment else pdfium.FPDF_SEGMENT_MOVETO
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _subpath_box(part, stroked)
            part = []
        if segment:
            point_of(segment, *at)
            a, b, c, d, e, f = matrix
            part.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if closes(segment):
                part.append(part[0])


def _subpath_box(points: list[tuple[float, float]], stroked: bool) -> Iterator[tuple[str, Box]]:
    if len(points) < 2:
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if not stroked:
        yield "rule" if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN else "fill", box
        return
    for (x0, y0), (x1, y1) in pairwise(points):  # sloping lines are not rules
        if abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1:
            yield "rule", (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _matrix(item: int) -> Matrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), ctypes.byref(raw))
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _transform(matrix: Matrix, box: Box) -> Box:
    if matrix == IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
