"""Printed lines as chunks of text with clear space between them: what may be the cells of a row."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.lines import LATIN, printed_rows
from extractors.readers.page.model import CharSpan

APART = 0.55
"""Em of clear space between two chunks, at least: more than a blank between words."""
FLAT = 0.4
"""Share of its neighbour's size below which a character's size is not that of its font."""


class Chunk(NamedTuple):
    """Text that is printed on one line without a gap."""

    spans: tuple[CharSpan, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """The chunk's characters without blanks."""
        return "".join(span.text for span in self.spans)

    @property
    def size(self) -> float:
        """Font size in points."""
        return max(self.spans, key=lambda span: len(span.text)).size

    @property
    def middle(self) -> float:
        """Y of the chunk's middle."""
        return (self.top + self.bottom) / 2


class Printed(NamedTuple):
    """A printed line."""

    chunks: tuple[Chunk, ...]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Left edge of the first chunk."""
        return self.chunks[0].left

    @property
    def right(self) -> float:
        """Right edge of the last chunk."""
        return max(chunk.right for chunk in self.chunks)

    @property
    def size(self) -> float:
        """Font size of the longest chunk."""
        return max(self.chunks, key=lambda chunk: len(chunk.text)).size

    @property
    def single(self) -> bool:
        """Whether all its texts are single Han characters, which some fonts draw at another size."""
        return all(len(chunk.text) == 1 and "\u4e00" <= chunk.text <= "\u9fff" for chunk in self.chunks)

    @property
    def middle(self) -> float:
        """Y of the line's middle."""
        return (self.top + self.bottom) / 2


def printed_lines(spans: Iterable[CharSpan]) -> list[Printed]:
    """Return the printed lines of spans, from top to bottom."""
    return lines_of_rows(printed_rows(spans))


def lines_of_rows(rows: Iterable[Sequence[CharSpan]]) -> list[Printed]:
    """Return the printed lines of rows of spans, from top to bottom."""
    found = []
    for row in rows:
        chunks = tuple(_chunks(row))
        found.append(Printed(chunks, min(c.top for c in chunks), max(c.bottom for c in chunks)))
    return sorted(found, key=lambda line: line.middle)


def make_chunk(spans: Sequence[CharSpan]) -> Chunk:
    """Return the chunk that spans of one printed line make."""
    if len(spans) == 1:
        span = spans[0]
        return Chunk((span,), span.edges[0], span.edges[-1], span.top, span.bottom)
    return Chunk(
        tuple(spans),
        min(span.edges[0] for span in spans),
        max(span.edges[-1] for span in spans),
        min(span.top for span in spans),
        max(span.bottom for span in spans),
    )


def cut_chunk(chunk: Chunk, x: float, slack: float) -> tuple[Chunk, Chunk] | None:
    """Cut a chunk before the character that begins at ``x``; None if none does, or if it is inside a Latin word."""
    for number, span in enumerate(chunk.spans):
        for index, edge in enumerate(span.edges[:-1]):
            if abs(edge - x) > slack or (number == 0 and index == 0):
                continue
            if index and LATIN.fullmatch(span.text[index - 1]) and LATIN.fullmatch(span.text[index]):
                return None
            first = [*chunk.spans[:number], *_part(span, 0, index)]
            return make_chunk(first), make_chunk([*_part(span, index, len(span.text)), *chunk.spans[number + 1 :]])
    return None


def _part(span: CharSpan, start: int, end: int) -> list[CharSpan]:
    if start == end:
        return []
    return [span._replace(text=span.text[start:end], edges=span.edges[start : end + 1])]


def _text_size(before: CharSpan, span: CharSpan) -> float:
    """Return the font size of the smaller of two neighbours; a dash, which has no height, does not count."""
    small, large = sorted((before.size, span.size))
    return small if small > FLAT * large else large


def _chunks(row: Sequence[CharSpan]) -> list[Chunk]:
    groups = [[row[0]]]
    for before, span in pairwise(row):
        if span.edges[0] - before.edges[-1] < APART * max(_text_size(before, span), 1.0):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [make_chunk(group) for group in groups]
