"""What became of each number that the older plan commits to: measures, spellings, scope, prose and tables."""

import pytest

from pipeline.compare import compare
from pipeline.compare.conversion import factor
from pipeline.compare.names import plain_name, relation, split_increase
from pipeline.tables.comparison_rows import comparison_rows
from schemas import Commitment
from tests.support.compare import result


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("万美元", "亿美元", 1e-4),
        ("公顷", "万亩", 15e-4),
        ("平方公里", "公顷", 100.0),
        ("家", "个", 1.0),
        ("万平方米", "万m²", 1.0),
        ("吨", "万吨", 1e-4),
        ("万元/亩", "元/亩", 1e4),
        (None, "家", 1.0),
        ("亿元", "亿美元", None),
        ("人", "人次", None),
        ("%", "家", None),
    ],
)
def test_conversion_of_measures(one, other, times):
    found = factor(one, other)
    assert found == pytest.approx(times) if times is not None else found is None


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("规上渔业企业", "规模以上渔业企业数", "equal"),
        ("苗圃面积", "苗圃总面积", "equal"),
        ("游船接待人次", "游船接待量", "equal"),
        ("果品外销额", "果品外销总额", "equal"),
        ("渔港停泊", "渔港内停泊", "variant"),
        ("冷链车位", "冷藏车位", "respelled"),
        ("生态苗圃", "苗圃面积", "other"),
        ("生态养殖场", "养殖场", "narrower"),
        ("市级龙头渔企", "省级龙头渔企", "other"),
        ("每万人渔船数", "每千人渔船数", "other"),
    ],
)
def test_relations_of_names(one, other, how):
    assert relation(plain_name(one), plain_name(other)) == how


def test_what_is_added_is_told_from_the_whole():
    assert split_increase("新增供应公寓规模") == ("公寓", True)
    assert split_increase("公寓数量") == ("公寓", False)


def verdict(old, new):
    """Return the verdicts on the numbers of one indicator in each plan."""
    found = compare(result("old", indicators=(old,)), result("new", indicators=(new,))).verdicts
    return [(said.verdict, said.reason, said.difference) for said in found]


TARGET = ("水产出口额", "万美元", ((2025, "target", 800),))


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (("水产出口总额", "亿美元", ((2025, "baseline", 0.09),)), ("reached", "", 100)),
        (("水产出口总额", "亿美元", ((2025, "actual", 0.07),)), ("missed", "", -100)),
        (("水产出口总额", "亿美元", ((2030, "target", 0.2),)), ("changed", "", 1200)),
        (("水产出口额", "万美元", ((2025, "target", 800),)), ("kept", "", 0)),
        (("水产出口额", "吨", ((2025, "actual", 700),)), ("not_comparable", "measure", None)),
        (("远洋水产出口额", "万美元", ((2025, "actual", 300),)), ("not_comparable", "scope", None)),
        (("公路里程", "公里", ((2025, "actual", 300),)), ("not_mentioned", "", None)),
    ],
)
def test_verdicts(new, wanted):
    (found,) = verdict(TARGET, new)
    assert found == (wanted[0], wanted[1], pytest.approx(wanted[2]) if wanted[2] is not None else None)


def test_less_is_better_where_the_target_lies_below_the_base():
    old = ("每亩用水", "立方米", ((2020, "baseline", 500), (2025, "target", 420)))
    assert verdict(old, ("每亩用水", "立方米", ((2025, "actual", 410),)))[0][0] == "reached"
    assert verdict(old, ("每亩用水", "立方米", ((2025, "actual", 430),)))[0][0] == "missed"


def promising(what, value, measure, **more):
    plan = result("old", ("修建公寓。",))
    said = Commitment(
        id="old/commitment/1",
        subject="old/task/1",
        what=what,
        value=value,
        measure=measure,
        evidence=plan.plan.tasks[0].evidence,
        **more,
    )
    return plan._replace(plan=plan.plan.model_copy(update={"commitments": (said,)}))


def test_a_number_in_prose_meets_a_table():
    old = promising("公寓", 4000, "套", change="increase", year=2025)
    new = result("new", indicators=(("新增供应公寓数量", "套", ((2025, "baseline", 4200), (2030, "target", 2500))),))
    found = compare(old, new)
    (said,) = found.verdicts
    assert (said.verdict, said.difference, {side.plan for side in said.sides}) == ("reached", 200, {"old", "new"})
    assert [row.state for row in found.indicators] == ["in_prose"]
    assert "indicators-new" not in {one.code for one in found.summary}


@pytest.mark.parametrize(
    ("bound", "reported", "wanted"),
    [("about", 3950, "reached"), ("about", 3800, "missed"), ("at_most", 4100, "missed"), ("at_most", 3900, "reached")],
)
def test_bounds(bound, reported, wanted):
    old = promising("公寓", 4000, "套", year=2025, bound=bound)
    new = result("new", indicators=(("公寓数量", "套", ((2025, "actual", reported),)),))
    assert [said.verdict for said in compare(old, new).verdicts] == [wanted]


def test_what_is_added_is_not_compared_with_the_whole():
    old = promising("公寓", 400, "套", change="increase", year=2025)
    new = result("new", indicators=(("公寓数量", "套", ((2025, "actual", 9000),)),))
    (said,) = compare(old, new).verdicts
    assert (said.verdict, said.reason) == ("not_comparable", "increase")


def test_a_sentence_answers_the_whole_and_what_is_added_each_by_its_own_number():
    aims = (("果业从业人员", "人", ((2025, "target", 6000),)), ("新增果业从业人员", "人", ((2025, "target", 1000),)))
    new = result("new", ("总结。2025年，果业从业人员达到5800人。2025年，新增果业从业人员1200人。",), years=(2026, 2030))
    found = compare(result("old", indicators=aims), new, kinship="succession").verdicts
    assert [(said.verdict, said.difference) for said in found] == [("missed", -200), ("reached", 200)]


def test_links_and_verdicts_are_rows_of_tables():
    old = result("old", ("修建公寓。在东河边修建公寓楼。",), indicators=(TARGET,))
    new = result(
        "new", ("修建公寓。在东河边修建公寓。",), indicators=(("水产出口额", "万美元", ((2025, "actual", 700),)),)
    )
    rows = dict(comparison_rows([compare(old, new)]))
    assert (rows["task_links"]["old"], rows["task_links"]["new"]) == ("old/task/1", "new/task/1")
    assert rows["task_links"]["probability"] > 0.5
    assert (rows["verdicts"]["verdict"], rows["verdicts"]["difference"]) == ("missed", -100)


def test_against_a_text_without_indicators_none_is_called_new():
    new = result("new", indicators=(TARGET,))
    codes = {said.code for said in compare(result("old", ("修建公寓。",)), new).summary}
    assert not codes & {"indicators-new", "indicators-not-seen"}
