"""Totals and growth rates against their cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import columns, growth
from pipeline.audit.numbers import half_unit, interval_of, plain
from tests.support.audit import indicator_table

YEARS = ((2024, "baseline"), (2030, "target"), (None, "growth_rate"))


def sums(*rows):
    plan, document = indicator_table(((2030, "target"),), rows)
    return [(f.verdict, f.message.zh) for f in columns.check(plan, document)]


def rates(*rows, columns=YEARS, measure="亿元"):
    plan, document = indicator_table(columns, rows, measure)
    return [(f.verdict, f.message.zh) for f in growth.check(plan, document)]


@pytest.mark.parametrize(
    ("rows", "verdict", "says"),
    [
        ([("甲", "30"), ("乙", "12"), ("合计", "42")], "agrees", "相加为42"),
        ([("甲", "30"), ("乙", "12"), ("合计", "43")], "rounding", "相差1"),
        ([("甲", "30"), ("乙", "12"), ("合计", "47")], "unexplained", "相差5"),
        ([("甲", "30"), ("乙", "50左右"), ("合计", "84")], "approximate", "含约数"),
        ([("甲", "30.25"), ("乙", "12.25"), ("合计", "42.6")], "unexplained", "相差0.1"),
        ([("甲", "30"), ("乙", "12"), ("丙", "逐步形成规模"), ("合计", "44.5")], "scope", "余2.5"),
        ([("甲", "30"), ("乙", "12"), ("丙", "逐步形成规模"), ("合计", "40")], "unexplained", "相差2"),
    ],
)
def test_a_total_is_graded(rows, verdict, says):
    ((found, message),) = sums(*rows)
    assert (found, says in message) == (verdict, True), message


def test_a_total_above_its_rows_sums_what_follows():
    assert [verdict for verdict, _ in sums(("合计", "42"), ("甲", "30"), ("乙", "12"))] == ["agrees"]


def test_rows_that_break_another_down_are_not_summed_twice():
    assert [v for v, _ in sums(("甲", "30"), ("其中：甲一", "20"), ("乙", "12"), ("合计", "42"))] == ["agrees"]


def test_a_total_of_one_row_says_nothing():
    assert sums(("甲", "30"), ("合计", "42")) == []


@pytest.mark.parametrize(
    ("row", "verdict", "says"),
    [
        (("甲", "100", "200", "12.2%"), "agrees", "12.25%"),
        (("甲", "51", "101", "12.00%"), "rounding", "12.06%"),
        (("甲", "423.28", "899", "12.9%"), "unexplained", "13.38%"),
        (("地区生产总值", "1000", "1500", "5%"), "scope", "可比价"),
        (("甲", "50左右", "100左右", "10%"), "approximate", "含约数"),
    ],
)
def test_a_growth_rate_is_graded(row, verdict, says):
    ((found, message),) = rates(row)
    assert (found, says in message) == (verdict, True), message


def test_growth_of_a_share_may_be_stated_in_points():
    assert [verdict for verdict, _ in rates(("城镇化率", "60", "66", "1"), measure="%")] == ["agrees"]


def test_the_pair_of_years_that_fits_best_is_quoted():
    columns = ((2024, "baseline"), (2030, "target"), (2035, "target"), (None, "growth_rate"))
    ((verdict, message),) = rates(("甲", "100", "110", "177.2", "10%"), columns=columns)
    assert verdict == "agrees" and "2030年110至2035年177.2" in message


@pytest.mark.parametrize(
    ("raw", "half"), [("70", 0.5), ("423.28", 0.005), ("12.00%", 0.005), ("1,024", 0.5), ("约", 0.5)]
)
def test_half_of_the_last_printed_place(raw, half):
    assert half_unit(raw) == pytest.approx(half)


def test_about_widens_to_half_of_the_last_digit_that_is_not_zero():
    assert interval_of(50, "50左右", "about") == (45, 55)
    assert interval_of(52, "52左右", "about") == (51.5, 52.5)


@given(st.floats(0, 1e6, allow_nan=False), st.integers(0, 3))
def test_a_number_lies_in_what_its_print_may_stand_for(value, places):
    raw = f"{value:.{places}f}"
    assert interval_of(float(raw), raw).holds(value)


@given(st.integers(0, 10**6))
def test_plain_numbers_read_back(value):
    assert float(plain(value / 100)) == pytest.approx(value / 100)


@given(st.lists(st.integers(1, 900), min_size=2, max_size=6), st.integers(0, 5), st.integers(40, 4000))
def test_a_changed_cell_under_a_total_is_cited_and_no_other_column(parts, which, change):
    """One cell of a total that agrees, changed beyond rounding, gives one new finding that cites the cell."""
    which %= len(parts)
    rows = [(f"行{n}", str(value), str(n + 1)) for n, value in enumerate(parts)]
    rows.append(("合计", str(sum(parts)), "-"))
    grid = ((2030, "target"), (2035, "target"))
    before, document = indicator_table(grid, rows)
    assert [f.verdict for f in columns.check(before, document)] == ["agrees"]
    rows[which] = (rows[which][0], str(parts[which] + change), rows[which][2])
    after, document = indicator_table(grid, rows)
    (found,) = columns.check(after, document)
    assert found.verdict == "unexplained"
    cited = {(side.start, side.end) for side in found.sides}
    cells = [indicator.values for indicator in after.indicators]
    assert (cells[which][0].evidence.start, cells[which][0].evidence.end) in cited
    assert not cited & {(v[1].evidence.start, v[1].evidence.end) for v in cells[:-1]}


def test_a_sum_of_all_years_in_the_column_of_growth_is_no_rate():
    plan, document = indicator_table(YEARS, [("甲", "60", "75", "15"), ("乙", "100", "200", "12.2%")], "亩")
    first = plan.indicators[0]
    values = (*first.values[:2], first.values[2].model_copy(update={"cumulative": True}))
    plan = plan.model_copy(update={"indicators": (first.model_copy(update={"values": values}), *plan.indicators[1:])})
    assert [finding.subjects for finding in growth.check(plan, document)] == [(plan.indicators[1].id,)]
