"""Text in the boxes of a grid."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from extractors.readers.page.lines import group_lines
from extractors.readers.page.model import CharSpan, PageTable, PrintedLine, RuledGrid, TableCell
from extractors.readers.page.ruled.grid import dense

PADDING = 6.0
"""Points: no table was seen that keeps its text further from the rule."""


def texts_inside(grid: RuledGrid, spans: Iterable[CharSpan]) -> tuple[dict[int, list[CharSpan]], list[CharSpan]]:
    """Return the spans of each box, cut where they cross a border, and the spans outside."""
    slots = {
        (box.row + r, box.column + c): index
        for index, box in enumerate(grid.boxes)
        for r in range(box.row_span)
        for c in range(box.column_span)
    }
    found: dict[int, list[CharSpan]] = defaultdict(list)
    rest: list[CharSpan] = []
    top, bottom, left, right = grid.rows[0], grid.rows[-1], grid.columns[0], grid.columns[-1]
    for span in spans:
        middle = (span.top + span.bottom) / 2
        if not (top < middle < bottom) or span.edges[-1] < left or span.edges[0] > right:
            rest.append(span)
            continue
        row = bisect_right(grid.rows, middle) - 1
        for index, piece in _pieces(span, row, grid.columns, slots):
            if index is None:
                rest.append(piece)
            else:
                found[index].append(piece)
    return found, rest


def _pieces(
    span: CharSpan, row: int, columns: Sequence[float], slots: dict[tuple[int, int], int]
) -> list[tuple[int | None, CharSpan]]:
    edges = span.edges
    column = bisect_right(columns, (edges[0] + edges[1]) / 2) - 1
    first = slots.get((row, column))
    # the middle of the last character is in the same column mostly, or in another one of the same cell
    if bisect_right(columns, (edges[-2] + edges[-1]) / 2) - 1 == column or (
        first == _slot(edges, len(span.text) - 1, row, columns, slots)
    ):
        return [(first, span)]
    pieces: list[tuple[int | None, CharSpan]] = []
    start, current = 0, first
    for index in range(1, len(span.text) + 1):
        slot = _slot(span.edges, index, row, columns, slots) if index < len(span.text) else -1
        if slot != current:
            part = span._replace(text=span.text[start:index], edges=span.edges[start : index + 1])
            pieces.append((current, part))
            start, current = index, slot
    return pieces


def _slot(
    edges: Sequence[float], index: int, row: int, columns: Sequence[float], slots: dict[tuple[int, int], int]
) -> int | None:
    middle = (edges[index] + edges[index + 1]) / 2
    return slots.get((row, bisect_right(columns, middle) - 1))


def _padding(gaps: list[float]) -> float:
    """Return the usual smallest distance between text and rule; single overflowing lines do not count."""
    return min(max(sorted(gaps)[len(gaps) // 20], 0.0), PADDING)


def _gaps(grid: RuledGrid, filled: Container[int]) -> set[int]:
    """Return the rows in which no text begins while cells from above reach through them: gaps between borders."""
    beginning: dict[int, list[int]] = defaultdict(list)
    for index, box in enumerate(grid.boxes):
        beginning[box.row].append(index)
    width = len(grid.columns) - 1
    return {
        row
        for row, indexes in beginning.items()
        if not any(index in filled for index in indexes) and sum(grid.boxes[i].column_span for i in indexes) < width
    }


def _slits(grid: RuledGrid, lines: dict[int, list[PrintedLine]]) -> set[int]:
    """Return the columns without text that are too narrow for a character: the space between two rules."""
    size = min((line.size for part in lines.values() for line in part), default=0.0)
    narrow = {index for index, (left, right) in enumerate(pairwise(grid.columns)) if right - left < size}
    return narrow - {grid.boxes[index].column for index in lines}


def boxed_table(
    grid: RuledGrid, inside: dict[int, list[CharSpan]], page: int, filled_columns: int = 2
) -> PageTable | None:
    """Return the table with the lines of its cells; None if it holds text in fewer columns than ``filled_columns``."""
    lines = {index: group_lines(spans, page) for index, spans in inside.items()}
    gaps = _gaps(grid, lines.keys())
    slits = _slits(grid, lines)
    kept = [
        index for index, box in enumerate(grid.boxes)
        if index in lines or not (box.row in gaps or (box.column in slits and box.column_span == 1))
    ]  # fmt: skip
    slim = dense(grid._replace(boxes=tuple(grid.boxes[index] for index in kept)))
    if slim is None or len({grid.boxes[index].column for index in lines}) < filled_columns:
        return None
    on_left = [line.left - grid.boxes[index].left for index, part in lines.items() for line in part]
    on_right = [grid.boxes[index].right - line.right for index, part in lines.items() for line in part]
    before, behind = _padding(on_left), _padding(on_right)
    cells = tuple(
        TableCell(
            box.row, box.column, box.row_span, box.column_span, tuple(lines.get(index, ())),
            box.right - box.left - before - behind, box.right - behind, box.several,
        )
        for index, box in zip(kept, slim.boxes, strict=True)
    )  # fmt: skip
    return PageTable(
        page, slim.rows[0], slim.rows[-1], slim.columns, len(slim.rows) - 1, cells, slim.open_top, slim.open_bottom
    )
