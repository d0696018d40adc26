"""Characters of a page from pdfium, gathered into spans in the page's reading direction.

pdfium reads embedded CMaps that pdfminer loses, and draws no Python object for a character: that is where the time goes.
It also drops the second of two glyphs that are printed over each other to look bold.
"""

import ctypes
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.readers.page.lines import RAISED, may_be_numbers
from extractors.readers.page.model import CharSpan
from extractors.readers.pdf.frame import PageFrame
from extractors.readers.pdf.runs import (
    CERTAIN,
    LARGER,
    LATIN_SIZE,
    LEAST_LIFT,
    OVERLAP,
    SHADOW,
    SHARED,
    SMALLER,
    Run,
    Text,
    rounded,
)
from extractors.readers.pdf.text_layer import boxes_of, page_characters

GAP = 0.4
"""Em: a wider gap ends a span; a character of another font may be printed into it later."""
TWICE = 0.3
"""Em: the same character again so near is the shadow of a bold one."""
FLAT = 0.4
"""Times its width: the box of a character that is so low is that of its stroke."""
TALL = 1.5
"""Times the height of the text beside it from which the box of a sign says nothing of its line."""


class Counts(NamedTuple):
    """Characters of a page, blanks aside, and how many of them have no Unicode value."""

    characters: int
    unmapped: int


class OpenSpan:
    """A span to which runs are added."""

    __slots__ = ("_is_sized", "_last", "_size", "_text", "bottom", "runs", "top")

    def __init__(self, text: Text, run: Run) -> None:
        self._text = text
        self.runs = [run]
        self._last = run
        self.top, self.bottom = run.top, run.bottom
        self._is_sized = False
        self._measure(run)

    def _measure(self, run: Run) -> None:
        if not self._is_sized:
            self._is_sized = run.wide < run.wide_behind
            # Latin letters and digits only: there is no square character to measure
            self._size = self._text.widths[run.wide] if self._is_sized else LATIN_SIZE * run.high

    def is_shadowed_by(self, run: Run) -> bool:
        """Return whether a run is the last character again: programs print it twice, slightly shifted, to make it bold."""
        last, size = self._last, self._size
        return (
            self._text.text[run.first] == self._text.text[last.behind - 1]
            and abs(run.left - last.last_left) < min(TWICE * size, SHADOW * (last.right - last.last_left))
            and abs(run.upper - self.top) < TWICE * size
        )

    def goes_on_in(self, run: Run) -> bool:
        """Return whether a run is in the same line, close by, in type of the same size."""
        last, size, text = self._last, self._size, self._text.text
        return (
            run.first not in self._text.parted
            and -OVERLAP * size <= run.left - last.right <= GAP * size
            and (run.is_level or _continues(self.top, self.bottom, last.high, run.upper, run.lower))
            and not (
                run.is_latin
                and run.place > last.last_place + 1
                and _are_words(text[last.behind - 1], text[run.first], (run.left - last.right) / size)
            )
        )

    def add(self, run: Run) -> None:
        """Let the span go on in a run."""
        self.runs.append(run)
        self._last = run
        self.top, self.bottom = min(self.top, run.top), max(self.bottom, run.bottom)
        self._measure(run)

    @property
    def right(self) -> float:
        """Right edge of its last character."""
        return self._last.right


def _are_words(left: str, right: str, gap: float) -> bool:
    """Return whether a blank between two characters parts words or numbers; ``gap`` is in em."""
    return (left.isalpha() and right.isalpha()) or may_be_numbers(left, right, gap)


def close(text: Text, gathered: Sequence[OpenSpan]) -> list[CharSpan]:
    """Return spans as they are now."""
    ends = rounded(np.array([(span.right, span.top, span.bottom) for span in gathered])).tolist()
    spans = []
    letters, lefts, widths = text.text, text.edges, text.widths
    for span, (right, top, bottom) in zip(gathered, ends, strict=True):
        first, *others = span.runs
        characters, edges = letters[first.first : first.behind], lefts[first.first : first.behind]
        wide = widths[first.wide : first.wide_behind]
        for run in others:
            characters += letters[run.first : run.behind]
            edges += lefts[run.first : run.behind]
            wide += widths[run.wide : run.wide_behind]
        wide.sort()
        size = round(wide[len(wide) // 2], 1) if wide else 0.0
        edges.append(right)
        spans.append(CharSpan(characters, tuple(edges), top, bottom, size))
    return spans


def read_spans(textpage: int, count: int, frame: PageFrame) -> tuple[list[CharSpan], list[int], Counts]:
    """Return the page's spans in pdfium's order, and the index of each one's first character."""
    characters = page_characters(textpage, count)
    if not len(characters.codes):
        return [], [], Counts(0, characters.unmapped)
    text = Text(characters, boxes_of(textpage, characters.indexes, frame.place()))
    gathered = list(gather(text, text.runs()))
    spans, starts = close(text, gathered), [span.runs[0].place for span in gathered]
    _level_bullets(textpage, spans, starts, frame)
    level_strokes(spans)
    return _fill_missing_sizes(spans), starts, Counts(len(characters.codes), characters.unmapped)


def gather(text: Text, runs: Iterable[Run]) -> Iterator[OpenSpan]:
    """Yield the spans of a text, without the shadows of its characters; its runs may be as short as one wants."""
    last = yield from _go_on(text, None, runs)
    if last:
        yield last


def _go_on(text: Text, span: OpenSpan | None, runs: Iterable[Run]) -> Generator[OpenSpan, None, OpenSpan | None]:
    """Go on with runs behind an open span: yield the spans that end, and return the one that is open at last."""
    for run in runs:
        if span and span.is_shadowed_by(run):
            continue
        joined = span if span and span.goes_on_in(run) else None
        if not _is_certain(run, joined):
            span = yield from _go_on(text, span, text.singly(run.first, run.behind))
        elif joined:
            joined.add(run)
        else:
            if span:
                yield span
            span = OpenSpan(text, run)
    return span


def _is_certain(run: Run, span: OpenSpan | None) -> bool:
    """Return whether no character of a run can be a raised or a lowered one in a span to which the run is added."""
    top, bottom = (min(run.top, span.top), max(run.bottom, span.bottom)) if span else (run.top, run.bottom)
    return bottom < run.lowest or RAISED[1] * (bottom - top) < CERTAIN * run.shortest


def _continues(top: float, bottom: float, high: float, y0: float, y1: float) -> bool:
    """Return whether a character stands in the line of a span, in type of its size; ``high``: of the character before."""
    return (
        min(bottom, y1) - max(top, y0) >= SHARED * min(high, y1 - y0)
        and SMALLER * high <= y1 - y0 <= LARGER * high
        and not _is_shifted(bottom - top, bottom, y1 - y0, y1)
    )


def _is_shifted(high: float, low: float, higher: float, lower: float) -> bool:
    """Return whether one of two neighbours, given by height and lower end, is smaller and raised: 管网¹."""
    if high > higher:
        return higher <= RAISED[1] * high and low - lower >= LEAST_LIFT * high
    return high <= RAISED[1] * higher and lower - low >= LEAST_LIFT * higher


def _level_bullets(textpage: int, spans: list[CharSpan], starts: list[int], frame: PageFrame) -> None:
    """Give a sign the height of the text after it on the same baseline: symbol fonts have boxes of three lines."""
    for index, (span, after) in enumerate(pairwise(spans)):
        if len(span.text) > 1 or span.text.isalnum():
            continue
        height = after.bottom - after.top
        if span.bottom - span.top <= TALL * height or after.edges[0] < span.edges[0]:
            continue
        if abs(_baseline(textpage, starts[index], frame) - _baseline(textpage, starts[index + 1], frame)) < height / 4:
            spans[index] = span._replace(top=after.top, bottom=after.bottom, size=after.size)


def level_strokes(spans: list[CharSpan]) -> None:
    """Give a character that is one flat stroke the height of the text beside it: some fonts have no other box for 一.

    Between lines as close as those of a table it would stand in a line of the cell beside it.
    """
    for index, span in enumerate(spans):
        if len(span.text) > 1 or span.bottom - span.top > FLAT * (span.edges[-1] - span.edges[0]):
            continue
        for left, right in pairwise(spans[max(index - 1, 0) : index + 2]):
            other = left if right is span else right
            near = abs(right.edges[0] - left.edges[-1]) <= GAP * span.size
            if near and other.top < (span.top + span.bottom) / 2 < other.bottom:
                spans[index] = span._replace(top=other.top, bottom=other.bottom, size=other.size)
                break


def _baseline(textpage: int, index: int, frame: PageFrame) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE), index, ctypes.byref(x), ctypes.byref(y))
    return frame.place()(x.value, y.value, x.value, y.value)[1]


def _fill_missing_sizes(spans: list[CharSpan]) -> list[CharSpan]:
    """Give spans without wide characters the size that the others of the page have at their height."""
    if all(span.size for span in spans):
        return spans
    ratios = sorted(span.size / (span.bottom - span.top) for span in spans if span.size and span.bottom > span.top)
    ratio = ratios[len(ratios) // 2] if ratios else 0.8
    return [span if span.size else CharSpan(*span[:4], round(ratio * (span.bottom - span.top), 1)) for span in spans]
