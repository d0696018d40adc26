"""A source file as blocks in reading order, each with its map back to the source."""

from bisect import bisect_right
from itertools import takewhile
from operator import attrgetter, itemgetter
from typing import Any, Literal

from schemas.base import Message, Model
from schemas.evidence import Box, Evidence

BlockKind = Literal["paragraph", "table", "furniture"]
"""Furniture: page numbers, running heads, repeated table headers; no facts are extracted from it."""

Segment = tuple[int, int, int]
"""(start in the block's text, length, start in the decoded file): characters copied one for one."""
_START = itemgetter(0)


class Run(Model):
    """Characters of a block on one line of one page."""

    start: int
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    """x of the left edge of each character, and of the right edge of the last: one more than there are characters."""
    confidence: float | None = None


class PathSpan(Model):
    """Characters of a block that come from one element of a structured file."""

    start: int
    end: int
    path: str


class Cell(Model):
    """A table cell: its position in the grid and its passage in the block's text."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    start: int
    end: int


class Table(Model):
    """The grid of a table block. ``block.text`` contains the texts of the cells, with tabs between cells and line feeds between rows.

    A merged cell is stored once, at its top left position, with its spans; the first ``header_rows`` rows are the header.
    """

    rows: int
    columns: int
    header_rows: int
    cells: tuple[Cell, ...]
    caption: str | None = None
    """The caption's text; its evidence is the paragraph block before the table."""
    caption_block: str | None = None
    close_rows: tuple[int, ...] = ()
    """Rows that could be read in another way nearly as well; what they state carries ``doubt``."""
    how: str
    """How the grid was found: ``ruled``, ``tabs``, ``flattened``, ``run-together``, ``markup`` …"""


class Block(Model):
    """A paragraph, a table or a piece of page furniture."""

    id: str
    kind: BlockKind
    text: str
    page: int | None = None
    segments: tuple[Segment, ...] = ()
    runs: tuple[Run, ...] = ()
    paths: tuple[PathSpan, ...] = ()
    table: Table | None = None
    level: int | None = None
    """Heading level from the style of the source (Word style, HTML h1–h6, font size); None if it has none."""
    size: float | None = None
    """Font size in points, if known."""
    why: str = ""
    """For furniture: the rule that recognised it, e.g. ``page-number``."""

    def evidence(self, start: int, end: int, rule: str = "") -> Evidence:
        """Return the evidence for ``text[start:end]``, with all positions that the block has for it."""
        return Evidence.model_validate(self.evidence_fields(start, end, rule))

    def evidence_fields(self, start: int, end: int, rule: str = "") -> dict[str, Any]:
        """Return the same as plain values, of which many are made into evidence at once in a third of the time."""
        runs = self._runs(start, end)
        return {
            "block": self.id,
            "start": start,
            "end": end,
            "quote": self.text[start:end],
            "raw": self.raw(start, end),
            "page": runs[0].page if runs else self.page,
            "boxes": _boxes(runs, start, end),
            "path": self._path(start),
            "rule": rule,
            "confidence": min((r.confidence for r in runs if r.confidence is not None), default=None) if runs else None,
        }

    def raw(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the pieces of the decoded file for ``text[start:end]``, in the order of the text, adjacent ones merged."""
        segments = self.segments
        first = max(bisect_right(segments, start, key=_START) - 1, 0) if len(segments) > 1 else 0
        if segments:
            at, length, raw = segments[first]
            if at <= start < end <= at + length:  # nearly always it is one piece
                return ((raw + start - at, raw + end - at),)
        pieces: list[tuple[int, int]] = []
        for place in range(first, len(segments)):
            at, length, raw = segments[place]
            if at >= end:
                break
            left, right = max(start, at), min(end, at + length)
            if left < right:
                piece = (raw + left - at, raw + right - at)
                if pieces and pieces[-1][1] == piece[0]:
                    pieces[-1] = (pieces[-1][0], piece[1])
                else:
                    pieces.append(piece)
        return tuple(pieces)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return one box for each line of ``text[start:end]``."""
        return _boxes(self._runs(start, end), start, end)

    def _path(self, place: int) -> str | None:
        """Return the path of the character there; None if the source has none."""
        if not self.paths:
            return None
        at = bisect_right(self.paths, place, key=attrgetter("start")) - 1
        return self.paths[at].path if at >= 0 and place < self.paths[at].end else None

    def _runs(self, start: int, end: int) -> tuple[Run, ...]:
        if not self.runs:  # a source without pages
            return ()
        # Found by halving: a table of thousands of rows has a run or path for each cell, and is asked for each fact.
        first = max(bisect_right(self.runs, start, key=attrgetter("start")) - 1, 0)
        following = (self.runs[place] for place in range(first, len(self.runs)))
        runs = takewhile(lambda run: run.start < end, following)
        return tuple(run for run in runs if start < run.start + len(run.edges) - 1)


def _boxes(runs: tuple[Run, ...], start: int, end: int) -> tuple[Box, ...]:
    boxes = []
    for run in runs:
        left, right = max(start, run.start) - run.start, min(end - run.start, len(run.edges) - 1)
        boxes.append((run.page, run.edges[left], run.top, run.edges[right], run.bottom))
    return tuple(boxes)


class Page(Model):
    """Size of a page in points and how it was read (``text``, ``ocr``, ``failed``)."""

    number: int
    width: float
    height: float
    how: str = "text"
    reason: str = ""


class Remark(Message):
    """Something that the reader reports: it becomes a finding of every plan of the document."""

    code: str
    """A code of docs/findings.md, e.g. ``page-not-read``."""
    page: int | None = None
    block: str | None = None
    row: int | None = None
    """The row of the block's table; None: the whole block."""


class Source(Model):
    """The source file."""

    file: str
    """Original file name, without folders."""
    sha256: str


class Document(Model):
    """The result of reading a file: the only input of the extractors."""

    source: Source
    format: str
    """``text``, ``markdown``, ``html``, ``pdf``, ``docx``, ``xlsx``, ``ofd`` …"""
    encoding: str | None = None
    length: int
    """Characters of the decoded source, without white space; coverage is measured in shares of it."""
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def block(self, id: str) -> Block:
        """Return the block with this id; KeyError if there is none."""
        for block in self.blocks:
            if block.id == id:
                return block
        raise KeyError(id)
