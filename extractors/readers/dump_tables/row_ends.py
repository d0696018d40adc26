"""Rows that may end before the last line of their units: it may be the beginning of the next row's name."""

from collections.abc import Iterator, Sequence

from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import TableRegion, text_of
from extractors.readers.table_decoder.judge import columns_of
from extractors.units.names import is_complete, opens

_NAMED = frozenset({"indicator", "title", "content"})
_LIST = "、"


def rows_with_open_ends(lines: Sequence[TextLine], region: TableRegion) -> frozenset[int]:
    """Return the rows whose units end in a line that begins no name, below a whole one, and those after them.

    县水务局⏎社区食堂覆 above 盖率 is such an end. No row number stands between the rows of such a table.
    """
    kinds = [column.kind for column in columns_of(lines, region)]
    if kinds[-1] != "role" or kinds[0] not in _NAMED:
        return frozenset()
    return frozenset(row for at in _open_ends(lines, region) for row in (at, at + 1) if row < region.rows)


def _open_ends(lines: Sequence[TextLine], region: TableRegion) -> Iterator[int]:
    for cell in region.cells:
        if cell.row < region.header_rows or cell.column < region.columns - 1 or len(cell.pieces) < 2:
            continue
        before, last = text_of(lines, cell.pieces[:-1]), text_of(lines, cell.pieces[-1:])
        if is_complete(before.split(_LIST)[-1]) and not last.startswith(_LIST) and not opens(last):
            yield cell.row
