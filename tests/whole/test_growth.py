"""Extraction takes time in proportion to the size of a document, whatever it repeats.

Calls are counted, which no load of the machine changes; processor time is held to a wide margin, for loops that are written
in C, and measured again where it is over. ``GANGMU_GROWTH=all`` goes up to 100,000 characters; ``python -m
tests.bench.growth`` measures the time alone and holds it to 1.2.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.growth import SHAPES
from tests.support.growth import measure as measured
from tests.support.growth.measure import growth

pytestmark = pytest.mark.slow

SIZES = (10_000, 100_000) if os.environ.get("GANGMU_GROWTH") == "all" else (1_500, 15_000)
MOST_CALLS = 1.2
MOST_SECONDS = 1.5
ROUNDS = 4
REFUSED = {"HTML nested tables", "HTML nested lists"}
"""Shapes that are nested too deep to be read."""


@pytest.mark.parametrize("name", SHAPES)
def test_cost_is_in_proportion_to_size(name: str, tmp_path: Path) -> None:
    for _ in range(ROUNDS):
        found = growth(SHAPES[name], SIZES, tmp_path)
        assert found.large.refused == (name in REFUSED)
        assert found.of_calls <= MOST_CALLS
        if found.of_seconds <= MOST_SECONDS:
            return
    raise AssertionError(f"time grows with the {found.of_seconds:.2f}th power of the size, {ROUNDS} times of {ROUNDS}")


@pytest.mark.parametrize(
    ("step", "seen"),
    [
        (lambda text, line: any(line is other for other in text.splitlines()), "of_calls"),
        (lambda text, line: (line + "?") * 99 in text * 99, "of_seconds"),
    ],
    ids=["in Python", "in C"],
)
def test_a_loop_in_a_loop_is_seen(
    step: Callable[[str, str], bool], seen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extract(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            step(text, line)

    monkeypatch.setattr(measured, "extract", extract)
    found = growth(SHAPES["numbered lines"], SIZES, tmp_path)
    assert getattr(found, seen) > 1.6
