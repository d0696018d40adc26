"""A cell as readers see it: its text and its place in the grid."""

from typing import NamedTuple

from schemas import Run, Segment


class PlacedText(NamedTuple):
    """Characters of a cell's text that are printed on one line of one page: what becomes a ``Run`` of a block."""

    start: int
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    confidence: float | None

    def run(self, before: int = 0) -> Run:
        """Return the run of a block in which so many characters are before the text."""
        return Run(
            start=before + self.start, page=self.page, top=self.top, bottom=self.bottom, edges=self.edges,
            confidence=self.confidence,
        )  # fmt: skip


class GridCell(NamedTuple):
    """A cell's text and its position in the grid: what every reader passes to ``table_block``, which makes it a ``Cell``.

    Runs and segments count from the start of the cell's own text. Readers whose cells are not text yet have types for
    that: ``RegionCell`` for stretches of source lines, ``TableCell`` for lines printed on a page, ``GridBox`` for the
    area between rulings.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    runs: tuple[PlacedText, ...] = ()
    segments: tuple[Segment, ...] = ()
    path: str = ""
    header: bool = False
    """True if the source marks it as a header cell."""
