"""Signs in the rows of a table that say what the units of its header do: ★ under 市教育局."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.tables.mark_legends import Meaning
from extractors.tables.marks import legend_of, marked_units
from extractors.tables.role_cells import RoleCell
from extractors.tables.rows import Row
from schemas import Block

NEAR = 3
"""Paragraphs before and behind a table in which its signs may be explained."""
LONGEST = 160
"""Characters of such a paragraph, at most."""


def legend_beside(body: Sequence[Block], place: int) -> Mapping[str, Meaning]:
    """Return what the signs of the table ``body[place]`` stand for, which it or a paragraph beside it says; empty if none does."""
    return legend_of(body[place], _around(body, place))


def _around(body: Sequence[Block], place: int) -> Iterator[str]:
    """Yield the texts of paragraphs behind a table and before it, the nearest first, up to another table."""
    for blocks in (body[place + 1 : place + 1 + NEAR], body[max(place - NEAR, 0) : place][::-1]):
        for block in blocks:
            if block.table is not None:
                break
            if len(block.text) <= LONGEST:
                yield block.text


def marked_cells(block: Block, row: Row, legend: Mapping[str, Meaning], subject: str) -> Iterator[RoleCell]:
    """Yield the cells of the header whose units signs name for a row."""
    for unit, mark, meaning in marked_units(block, row, legend):
        yield RoleCell(subject, meaning.label, meaning.role, block, unit.start, unit.end, (mark.start, mark.end))
