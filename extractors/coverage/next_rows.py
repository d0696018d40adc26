"""Rows after a recovered table that go on with its numbers: （三） after the group （二）, 5 after the row 4."""

import re
from typing import NamedTuple

from extractors.coverage.cell_shapes import GROUP
from extractors.language.numerals import ONE_TO_TEN, chinese_number
from extractors.language.patterns import lazy_pattern
from extractors.tables.columns import columns_of
from schemas import Block

FURTHEST = 5
"""Rows that may be missing between the last row of a table and one after it."""
ROW_NUMBER = lazy_pattern(r"\s*(\d{1,3})\s*")
INNER_NUMBER = lazy_pattern(r"(?:^|(?<=[\u4e00-\u9fff。]))\s*(\d{1,3})(?=\s*(?:$|[\u4e00-\u9fff]{4}))")
"""A row's number at the beginning of a paragraph or between two words."""


class LastMarks(NamedTuple):
    """The number of the last row and the mark of the last group of a table; 0 where none is printed."""

    row: int
    group: int


def last_marks(block: Block) -> LastMarks:
    """Return the marks with which the rows of a table end."""
    assert block.table is not None
    columns = columns_of(block)
    rows, groups = [0], [0]
    for cell in sorted(block.table.cells, key=lambda cell: cell.row):
        text = block.text[cell.start : cell.end]
        number = ROW_NUMBER.fullmatch(text)
        if number and columns[cell.column].kind == "number":
            rows.append(int(number.group(1)))
        if cell.row >= block.table.header_rows:
            groups.append(_group(text))
    return LastMarks(rows[-1], max(groups))


def next_row(text: str, last: LastMarks) -> LastMarks | None:
    """Return the marks after a paragraph that goes on with them; None where it does not."""
    if last.group and _group(text) == last.group + 1:
        return last._replace(group=last.group + 1)
    numbers = [int(match.group(1)) for match in INNER_NUMBER.finditer(text)]
    following = [number for number in numbers if last.row < number <= last.row + FURTHEST]
    return last._replace(row=following[-1]) if last.row and following else None


def _group(text: str) -> int:
    mark = GROUP.match(text)
    return (chinese_number(re.sub(rf"[^{ONE_TO_TEN}]", "", mark.group())) or 0) if mark else 0
