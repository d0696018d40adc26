"""What the parts of the PDF reader hand to each other: ink on a page, in points from the page's top left corner."""

from typing import NamedTuple


class CharSpan(NamedTuple):
    """Neighbouring characters of one printed line, without blanks."""

    text: str
    edges: tuple[float, ...]
    """Left edge of each character, and the right edge of the last."""
    top: float
    bottom: float
    size: float
    """Font size in points: the width of a wide character where there is one."""
    confidence: float | None = None


class PrintedLine(NamedTuple):
    """A printed line: spans side by side, blanks between them kept where they mean something."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float
    page: int
    confidence: float | None = None
    region: int = 0
    """0: the whole width of the page; 1 and 2: the left and the right of two columns; from 3 on boxes beside the text."""

    @property
    def left(self) -> float:
        """Left edge of the first character."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Right edge of the last character."""
        return self.edges[-1]


class Ruling(NamedTuple):
    """A straight line along an axis: ``at`` is y of a horizontal one, x of a vertical one."""

    at: float
    start: float
    end: float


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def covers(box: Box, span: CharSpan) -> bool:
    """Return whether the middle of a span is inside a box."""
    x, y = (span.edges[0] + span.edges[-1]) / 2, (span.top + span.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


class Ink(NamedTuple):
    """Everything a page shows, as far as text and tables go."""

    page: int
    width: float
    height: float
    spans: tuple[CharSpan, ...]
    sideways: tuple[CharSpan, ...]
    """Spans that do not run in the page's reading direction: vertical page marks, slanted watermarks."""
    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    characters: int
    """Characters that pdfium counts on the page, blanks aside."""
    images: tuple[Box, ...]
    """Pictures large enough to hold text: left, top, right, bottom."""
    how: str = "text"
    reason: str = ""
    fills: tuple[Box, ...] = ()
    """Areas filled with a colour that is not white: shaded rows and cells, frames around text."""
    unseen: tuple[str, ...] = ()
    """Texts of the page that it does not show; they are in no span."""
    struck: tuple[str, ...] = ()
    """Texts that a line strikes out; they are in no span."""


class GridBox(NamedTuple):
    """The area of a cell between rulings, in points, before any text is assigned to it."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    top: float
    right: float
    bottom: float
    several: bool = False
    """It may hold the cells of several rows, but nothing says where one ends."""


class RuledGrid(NamedTuple):
    """A ruled grid on one page."""

    boxes: tuple[GridBox, ...]
    rows: tuple[float, ...]
    """y of the row borders."""
    columns: tuple[float, ...]
    """x of the column borders."""
    open_top: frozenset[int] = frozenset()
    """Columns that no rule closes above: the page cuts their cells here."""
    open_bottom: frozenset[int] = frozenset()


class TableCell(NamedTuple):
    """The printed lines in one cell of a page, before they are joined to a ``GridCell``.

    Tables over page breaks are joined in this form, and the widths show where a line of text ends and where it runs on.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[PrintedLine, ...]
    room: float
    """Width that a line of the cell may fill."""
    limit: float
    """x that a line of the cell may reach."""
    several: bool = False
    """See ``GridBox``."""


class PageTable(NamedTuple):
    """A table, or the part of one that stands on a page."""

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()
    how: str = "ruled"


class PageLayout(NamedTuple):
    """A page's lines and tables in reading order."""

    page: int
    width: float
    height: float
    items: tuple[PrintedLine | PageTable, ...]
    sideways: tuple[PrintedLine, ...]
