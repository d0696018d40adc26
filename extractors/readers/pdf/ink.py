"""Read the ink of a page with pdfium; with plain pdfplumber where pdfium is not sure of the characters."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.base.limits import Limits
from extractors.readers.page.model import CharSpan, Ink
from extractors.readers.pdf.calls import address_of, angle_of, text_object_of
from extractors.readers.pdf.covered import covered_spans
from extractors.readers.pdf.drawn import drawn_objects
from extractors.readers.pdf.frame import PageFrame, is_slanted, text_turn, turn_of
from extractors.readers.pdf.hidden import Layers, ReadSpan, hidden_spans
from extractors.readers.pdf.rulings import read_rulings
from extractors.readers.pdf.spans import read_spans

UNMAPPED = 0.02
"""Share of characters without Unicode value from which pdfium is not sure of a page."""


class PageError(Exception):
    """A page that cannot be read; the reader reports it and goes on with the next."""


@contextmanager
def open_page(document: Any, index: int) -> Iterator[Any]:
    """Load page ``index`` (from 0) of an open pdfium document and close it at the end; PageError where it cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise PageError("pdfium cannot load it")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def read_ink(page: Any, index: int, limits: Limits, layers: Layers = frozenset) -> Ink:
    """Read an open page, ``index`` of its document; ``layers`` returns the names of those switched off."""
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        raise PageError("pdfium finds no text layer")
    try:
        return _read(page, textpage, index, limits, layers)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _read(page: Any, textpage: Any, index: int, limits: Limits, layers: Layers) -> Ink:
    count = pdfium.FPDFText_CountChars(textpage)
    if count > limits.page_chars:
        raise PageError(f"it has {count:,} characters, the limit is {limits.page_chars:,}")
    text = address_of(textpage)
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    stated = pdfium.FPDFPage_GetRotation(page) * 90
    turn = text_turn(text, count)
    frame = PageFrame(rect.left, rect.bottom, rect.right, rect.top, stated if turn is None else turn)
    spans, starts, (characters, unmapped) = read_spans(text, count, frame)
    items = map(text_object_of, repeat(text), starts)
    read = [ReadSpan(span, start, item or 0) for span, start, item in zip(spans, starts, items, strict=True)]
    drawn = drawn_objects(page)
    hidden = frozenset((*hidden_spans(drawn, text, read, frame, layers), *covered_spans(drawn, read, frame)))
    if 2 * sum(len(spans[place].text) for place in hidden) > characters:
        hidden = frozenset()  # the text behind a drawing of itself: characters as outlines
    unseen = tuple(spans[place].text for place in sorted(hidden))
    seen = [each for place, each in enumerate(read) if place not in hidden] if hidden else read
    outside = _outside(seen, frame)
    shown = [each for each in seen if each.start not in outside] if outside else seen
    unseen += ("".join(each.span.text for each in seen if each.start in outside) if outside else "",)
    upright, sideways = _split_by_direction(text, shown, frame)
    rules = read_rulings(drawn, frame)
    reason = ""
    if turn is not None and turn != stated:
        reason = (
            f"turned: the text runs at {(stated - turn) % 360} degrees; sizes and boxes are those of the turned page"
        )
    if unmapped > UNMAPPED * max(characters, 1):
        reason = f"unmapped: {unmapped} of {characters} characters have no Unicode value"
    return Ink(
        index + 1, frame.width, frame.height, tuple(upright), tuple(sideways), tuple(rules.horizontal),
        tuple(rules.vertical), characters, tuple(rules.images), "text", reason, tuple(rules.fills), unseen,
    )  # fmt: skip


def _outside(spans: Sequence[ReadSpan], frame: PageFrame) -> set[int]:
    """Return the starts of spans that are outside the page: a crop box hides them, or damage moved them there."""
    width, height = frame.width, frame.height
    return {
        start
        for (_, edges, top, bottom, *_), start, _ in spans
        if edges[-1] < 0 or edges[0] > width or bottom < 0 or top > height
    }


def _split_by_direction(
    textpage: int, spans: Sequence[ReadSpan], frame: PageFrame
) -> tuple[list[CharSpan], list[CharSpan]]:
    """Separate text across the reading direction (vertical page marks) and slanted text from the rest.

    Upright characters below each other, as in narrow cells, stay what they are: the angle decides.
    """
    upright: list[CharSpan] = []
    sideways: list[CharSpan] = []
    slanted: list[CharSpan] = []
    stack: list[CharSpan] = []
    angles = list(map(angle_of, repeat(textpage), [each.start for each in spans]))
    if frame.turn == 0 and not any(angles):
        return [each.span for each in spans], []
    for (span, _, _), angle in zip(spans, angles, strict=True):
        if is_slanted(angle):
            slanted.append(span)  # a watermark across the page: each of its characters begins a line
            continue
        # The characters of sideways text are below each other, so each is a span by itself.
        if len(span.text) <= 2 and turn_of(angle) != frame.turn:
            stack.append(span)
            continue
        if stack:
            sideways.append(_join_stack(stack))
            stack = []
        upright.append(span)
    sideways += [_join_stack(found) for found in (stack, slanted) if found]
    return upright, sideways


def _join_stack(stack: list[CharSpan]) -> CharSpan:
    text = "".join(span.text for span in stack)
    left, right = min(s.edges[0] for s in stack), max(s.edges[-1] for s in stack)
    step = (right - left) / len(text)
    edges = tuple(round(left + step * i, 2) for i in range(len(text) + 1))
    return CharSpan(text, edges, min(s.top for s in stack), max(s.bottom for s in stack), stack[0].size)
