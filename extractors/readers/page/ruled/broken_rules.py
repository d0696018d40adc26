"""Cells between which a part of a rule is missing: their texts tell which rule goes on."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.readers.page.model import CharSpan, GridBox
from extractors.readers.page.ruled.regions import Enclosed, Rectangle

ASIDE = 0.5
"""Characters by which the middle of a text may be beside that of its cell, where the text is centred."""
OVER = 0.25
"""Share of its size by which a text may reach over a border."""


class Borders(NamedTuple):
    """Y and x of the borders of a grid."""

    rows: Sequence[float]
    columns: Sequence[float]

    def box(self, part: Rectangle, several: bool = False) -> GridBox:
        """Return a part of the grid with its edges."""
        row, column, high, wide = part
        left, right = self.columns[column], self.columns[column + wide]
        return GridBox(row, column, high, wide, left, self.rows[row], right, self.rows[row + high], several)


def cells_of(enclosed: Enclosed, borders: Borders, spans: Sequence[CharSpan]) -> list[GridBox]:
    """Return the cells of what rules enclose; where the texts allow either way to cut it, or neither, they may be several.

    Designs draw the right border of a merged category beside its first row only, and enclose with it all cells beside it:
    there the columns go on, in which each text has its place. Where a sum stands below two columns, the row goes on.
    """
    rows = [borders.box(part) for part in enclosed.by_rows]
    if len(rows) == 1 or not spans:
        return rows
    columns = [borders.box(part) for part in enclosed.by_columns]
    texts = [span for span in spans if any(_reaches(span, box) for box in rows)]
    faults_of_rows = _faults(rows, texts) + sum(_has_columns(box, columns, texts) for box in rows)
    faults_of_columns = _faults(columns, texts)
    if faults_of_rows < faults_of_columns:
        return rows
    doubtful = faults_of_rows == faults_of_columns
    return [box._replace(several=doubtful) for box in columns]


def _faults(boxes: Sequence[GridBox], texts: Sequence[CharSpan]) -> int:
    """Return how many boxes are empty, and how many texts run through a border."""
    reached = [[index for index, box in enumerate(boxes) if _reaches(text, box)] for text in texts]
    filled = {index for found in reached for index in found}
    return len(boxes) - len(filled) + sum(len(found) > 1 for found in reached)


def _reaches(text: CharSpan, box: GridBox) -> bool:
    """Return whether a text is in a box, with more than its edge."""
    x, y = OVER * text.size, OVER * (text.bottom - text.top)
    beside = text.edges[0] + x < box.right and text.edges[-1] - x > box.left
    return beside and text.top + y < box.bottom and text.bottom - y > box.top


def _has_columns(box: GridBox, columns: Sequence[GridBox], texts: Sequence[CharSpan]) -> bool:
    """Return whether the texts of a box over several columns stand in these columns: in two, or in one after the first."""
    inner = {column.right for column in columns if box.left < column.right < box.right}
    own = [text for text in texts if _reaches(text, box)]
    if not inner or not own:
        return False
    left, right = min(text.edges[0] for text in own), max(text.edges[-1] for text in own)
    if abs(left + right - box.left - box.right) <= 2 * ASIDE * own[0].size:
        return len({sum(text.edges[0] > x for x in inner) for text in own}) > 1
    return any(text.edges[0] > x for text in own for x in inner)
