"""Any schema, layout and seed that can be drawn: facts of generated tables are found, and nothing is said that they do not state."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.bench.relatives.browser_prints import STYLES
from tests.bench.relatives.run import LAYOUTS, SCHEMAS, compare

SAFE = ("tabs", "lines", "semicolons", "lined-up", "docx", "xlsx", "html", "pdf", "ofd")
"""Layouts in which a careful reader is never in doubt."""
SCANS = ("scan150", "scan300")
"""Seconds a page: only ``python -m tests.bench.relatives.run`` reads them."""
SEEDS = st.integers(0, 10_000)


def facts(schema: str, layout: str, seed: int) -> tuple[int, int, int]:
    """Return how many facts a generated file states, how many were found in it, and how many of these it states."""
    with TemporaryDirectory() as folder:
        want, have = compare(schema, layout, seed, Path(folder))
    return len(want), len(have), len(want & have)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.sampled_from(sorted(SCHEMAS)), st.sampled_from(SAFE), SEEDS)
def test_tables_with_clear_cells_are_read(schema: str, layout: str, seed: int) -> None:
    wanted, found, right = facts(schema, layout, seed)
    assert right == found
    assert right >= 0.9 * wanted


@pytest.mark.slow
@settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.sampled_from(sorted(SCHEMAS)), st.sampled_from(sorted({*LAYOUTS} - {*SCANS} - {*STYLES})), SEEDS)
def test_any_damage_leaves_more_facts_right_than_wrong(schema: str, layout: str, seed: int) -> None:
    _, found, right = facts(schema, layout, seed)
    assert 2 * right >= found
