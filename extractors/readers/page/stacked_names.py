"""Cells of several names beside cells of several numbers, where nobody sees which line ends a name and which only wraps."""

from collections import defaultdict
from collections.abc import Sequence

from extractors.readers.base.grid_cell import GridCell
from extractors.readers.page.model import TableCell
from extractors.readers.page.unruled.evidence import VALUE


def undecided_names(printed: Sequence[TableCell], cells: Sequence[GridCell]) -> set[int]:
    """Return the places of cells of names of which a category may be the first, or may not be.

    ``cells``: the same cells with their lines joined. As many names as numbers are names without a category, unless other
    rows of the table begin with one: then a line that fills its cell may be the end of a name too.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        if cell.row_span == 1:
            rows[cell.row].append(index)
    led, even = False, set[int]()
    for indexes in rows.values():
        counts = [_numbers(cells[index]) for index in indexes]
        count = max(counts, default=0)
        names = next(
            (i for i, own in zip(indexes, counts, strict=True) if not own and len(printed[i].lines) >= count), -1
        )
        if count < 2 or names < 0 or counts.count(count) < 2:
            continue
        shown = cells[names].text.count("\n") + 1
        led = led or shown == count + 1
        if shown == count and len(printed[names].lines) > count:
            even.add(names)
    return even if led else set()


def _numbers(cell: GridCell) -> int:
    """Return how many numbers a cell has, one a line; 0 if it has anything else."""
    lines = cell.text.split("\n")
    return len(lines) if all(VALUE.fullmatch(line) for line in lines) else 0
