"""The costs of the decoder are complete, what is fitted is what the decoder adds up, and easy tables are read whole."""

import pytest
import yaml

from extractors.readers.table_decoder.costs import COSTS
from tests.fit import run
from tests.fit.evidence import cost_of, evidence_of
from tests.fit.judge import Calibration, RowMargin, calibrate, log_loss, outcome
from tests.fit.learn import FIXED, attempts
from tests.fit.sample import Sample, samples

EASY = frozenset({"one_a_line", "one_a_paragraph", "row_blocks", "row_lines", "over_pages"})


@pytest.fixture(scope="module")
def sample() -> list[Sample]:
    return list(samples(14, 77))


def test_the_evidence_adds_up_to_what_the_decoder_pays(sample: list[Sample]) -> None:
    tables = [one.table for one in sample if one.table is not None]
    for table in tables[::3]:
        for attempt in attempts(table):
            if not attempt.states:
                continue
            evidence = evidence_of(table, attempt.candidates, attempt.states, attempt.weights)
            assert set(evidence) <= set(COSTS)
            assert cost_of(evidence) == pytest.approx(attempt.states[-1].cost + attempt.after)


def test_easy_layouts_are_read_whole(sample: list[Sample]) -> None:
    read = outcome(one for one in sample if one.layout in EASY)
    assert read.whole == read.tables > 5


def test_hard_layouts_are_read_for_the_most_part(sample: list[Sample]) -> None:
    read = outcome(one for one in sample if one.layout not in EASY)
    assert min(read.precision, read.recall) > 0.9


def test_a_calibration_finds_the_chances_that_rows_were_drawn_with() -> None:
    rows = [RowMargin(0.0, at % 2 == 0) for at in range(40)] + [RowMargin(3.0, at % 20 != 0) for at in range(40)]
    found = calibrate(rows)
    assert found.chance(0.0) == pytest.approx(0.5, abs=0.02)
    assert found.chance(3.0) == pytest.approx(0.95, abs=0.02)
    assert log_loss(rows, found) < log_loss(rows, Calibration(0.0, 0.1))
    assert found.margin(0.9) == pytest.approx(2.2, abs=0.2)


def test_the_costs_in_use_are_those_of_the_last_fit() -> None:
    """After a change of what the fit depends on, ``make fit`` is run again."""
    head = run.FILE.read_text(encoding="utf-8")
    assert f"Digest of the inputs: {run.digest_of_inputs()}." in head
    start = yaml.safe_load(run.START.read_text(encoding="utf-8"))
    assert list(COSTS) == sorted(start)
    assert {name: COSTS[name] for name in FIXED} == {name: start[name] for name in FIXED}


def test_costs_go_no_further_from_their_start_than_the_tables_show() -> None:
    assert run.smallest_of_the_best({0.0: 80, 0.5: 84, 1.0: 85}, 100) == 0.5  # one standard error of 85 is 3.6
    assert run.smallest_of_the_best({0.0: 84, 0.5: 70, 1.0: 85}, 100) == 0.0
    assert run.between({"a": 1.0, "b": -2.0}, {"a": 2.0, "b": -2.0}, 0.25) == {"a": 1.25, "b": -2.0}
