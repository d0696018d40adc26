"""A cell as readers see it: its text and its place in the grid."""

from typing import NamedTuple

from schemas import Run, Segment


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
    runs: tuple[Run, ...] = ()
    segments: tuple[Segment, ...] = ()
    path: str = ""
    header: bool = False
    """True if the source marks it as a header cell."""
