"""Rows and columns that the rules of a grid leave open: rules around the header only, or one box around many rows."""

from collections.abc import Sequence

from extractors.readers.page.model import GridBox, RuledGrid
from extractors.readers.page.open_boxes.open_regions import Inside, OpenRegion
from extractors.readers.page.open_boxes.tall_boxes import may_hold_several, tall_boxes
from extractors.readers.page.open_boxes.wide_boxes import wide_boxes
from extractors.readers.page.unruled.merged import Place


def with_open_rows(grid: RuledGrid, inside: Inside) -> RuledGrid:
    """Return the grid with boxes for the rows and columns that only the text shows; ``inside`` are the spans of each box.

    A last row that may be several, but shows no borders between them, is marked as such.
    """
    by_row: dict[int, list[OpenRegion]] = {}
    for opened in (*wide_boxes(grid, inside), *tall_boxes(grid, inside)):
        by_row.setdefault(grid.boxes[min(opened.boxes)].row, []).append(opened)
    body = len(grid.rows) - 2
    if body not in by_row and may_hold_several(grid, inside):
        boxes = (box._replace(several=True) if box.row == body else box for box in grid.boxes)
        grid = grid._replace(boxes=tuple(boxes))
    for row in sorted(by_row, reverse=True):  # from the end: the rows before keep their numbers
        if len({len(opened.inner) for opened in by_row[row]}) == 1:
            grid = _expand_row(grid, row, by_row[row])
    return grid


def _expand_row(grid: RuledGrid, row: int, opened: Sequence[OpenRegion]) -> RuledGrid:
    """Put the rows of ``opened`` in the place of one row of the grid."""
    inner = opened[0].inner
    ys = (*grid.rows[: row + 1], *inner, *grid.rows[row + 1 :])
    replaced = {index for part in opened for index in part.boxes}
    boxes = []
    for index, box in enumerate(grid.boxes):
        if index in replaced:
            continue
        if box.row <= row < box.row + box.row_span:
            box = box._replace(row_span=box.row_span + len(inner))
        elif box.row > row:
            box = box._replace(row=box.row + len(inner))
        boxes.append(box)
    for part in opened:
        boxes += [_box(place, row, part.first, ys, grid.columns) for place in part.places]
    boxes.sort(key=lambda box: (box.row, box.column))
    return grid._replace(boxes=tuple(boxes), rows=ys)


def _box(place: Place, row: int, column: int, ys: Sequence[float], xs: Sequence[float]) -> GridBox:
    top, left = row + place.row, column + place.column
    return GridBox(
        top, left, place.row_span, place.column_span,
        xs[left], ys[top], xs[left + place.column_span], ys[top + place.row_span],
    )  # fmt: skip
