"""Change one printed number of the founding plan at a time: the audit says so where it is bound by others, and only there."""

from functools import cache

import pytest

from extractors import extract
from pipeline.audit import audit
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

FILE = ROOT / "corpus" / "documents" / "minhang-2025.txt"
GREATER = 1.3
"""Far beyond what rounding of the table's numbers leaves open."""


def findings(path):
    ((plan, document),) = extract(path, "minhang-2025")
    return plan, {(f.code, f.verdict, f.message.zh): f for f in (*plan.findings, *audit(plan, document))}


@cache
def original():
    return findings(FILE)


def cells(bound):
    """Return the numbers of the indicator tables: those under a total or growth rate, or those that stand alone."""
    plan, _ = original()
    tables = {i.table for i in plan.indicators if i.total}
    return [
        (indicator.name, value)
        for indicator in plan.indicators
        for value in indicator.values
        if value.value is not None and (indicator.table in tables) is bound
    ]


def changed(value, tmp_path):
    """Write the file with the number greater by a third and return the new findings."""
    text = FILE.read_text(encoding="utf-8-sig")
    start, end = value.evidence.raw[0]
    digits = value.raw.rstrip("%左右 ")
    places = len(digits.partition(".")[2])
    assert text[start:end].startswith(digits)
    other = f"{value.value * GREATER:.{places}f}"
    path = tmp_path / FILE.name
    path.write_text(text[:start] + other + text[start + len(digits) :], encoding="utf-8")
    _, found = findings(path)
    return [finding for said, finding in found.items() if said not in original()[1]], (start, other)


@pytest.mark.parametrize("cell", cells(bound=True), ids=lambda c: f"{c[0]} {c[1].year} {c[1].raw}")
def test_a_bound_number_that_is_changed_is_cited(cell, tmp_path):
    new, (start, other) = changed(cell[1], tmp_path)
    sides = [side for finding in new for side in finding.sides if side.raw and side.raw[0][0] == start]
    assert any(side.quote.startswith(other) for side in sides)


@pytest.mark.parametrize("cell", cells(bound=False), ids=lambda c: f"{c[0]} {c[1].year} {c[1].raw}")
def test_a_number_that_stands_alone_can_be_any(cell, tmp_path):
    new, _ = changed(cell[1], tmp_path)
    assert [finding.message.zh for finding in new] == []
