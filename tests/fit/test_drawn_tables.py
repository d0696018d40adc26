"""Any schema, layout and damage that can be drawn: the decoder puts every character into one cell at most, and reads nearly all cells of easy ones."""

import random

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from extractors.readers.dump.read import split_lines
from extractors.readers.dump_tables.find import find_tables
from tests.fit.damage import LAYOUTS, PrintedPlan, printed_plan
from tests.fit.tables import SCHEMAS

SAFE = ("one_a_line", "one_a_paragraph", "row_blocks", "row_lines")
"""Layouts in which a careful reader is never in doubt."""


@st.composite
def plans(draw: st.DrawFn, layouts: tuple[str, ...] = tuple(LAYOUTS)) -> PrintedPlan:
    """Draw a table, and print it in a plan."""
    rng = random.Random(draw(st.integers(0, 10_000)))
    table = SCHEMAS[draw(st.sampled_from(sorted(SCHEMAS)))](rng)
    return printed_plan(table, draw(st.sampled_from(layouts)), rng)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
@given(plans())
def test_no_character_is_in_two_cells(plan: PrintedPlan) -> None:
    lines, _ = split_lines(plan.text)
    for region in find_tables(lines):
        places = [(line, at) for cell in region.cells for line, left, right in cell.pieces for at in range(left, right)]
        assert len(places) == len(set(places))


def share_right(plan: PrintedPlan) -> float:
    """Return the share of the printed texts that are a cell of a table."""
    lines, _ = split_lines(plan.text)
    cells = {
        "".join("".join(lines[line].text[left:right].split()) for line, left, right in cell.pieces)
        for region in find_tables(lines)
        for cell in region.cells
    }
    printed = [text for row in plan.table.rows for text in row if text]
    return sum(text in cells for text in printed) / len(printed)


@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
@given(plans(SAFE))
def test_cells_on_lines_of_their_own_are_read(plan: PrintedPlan) -> None:
    assume(len(plan.table.head) > 2)  # two words alone are no header: prose has them too
    assert share_right(plan) >= 0.9
