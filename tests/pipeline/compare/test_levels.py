"""A plan of a lower level takes up what a higher level set: detected, counterparts of units, nothing said of values."""

import pytest

from pipeline.compare import compare
from pipeline.compare.levels import kinship_of
from pipeline.tables.comparison_rows import comparison_rows
from schemas import Commitment, Deadline
from tests.support.compare import result

ROAD = "改造东河大桥。完成桥面铺装和照明更新，打通青石路断头路。"
ROAD_BELOW = "改造东河大桥西引桥。完成桥面铺装，打通青石路断头路。"


def of_place(found, place, issuers, title=""):
    header = found.plan.plan.model_copy(update={"place": place, "issuers": issuers, "title": title or place})
    return found._replace(plan=found.plan.model_copy(update={"plan": header}))


def pair(**below):
    above = result("old", (ROAD,), ((1, "市交通局", "lead"),), (("公交线路", "条", ((2025, "target", 90),)),))
    own = result("new", (ROAD_BELOW,), ((1, "区交通局", "lead"),), (("公交线路", "条", ((2025, "target", 12),)),))
    return of_place(above, "云江市", ("云江市人民政府",)), of_place(own, **below)


@pytest.mark.parametrize(
    ("place", "issuers", "kinship"),
    [
        ("云溪区", ("云江市云溪区人民政府",), "handing_down"),
        ("云江市", ("云江市人民政府",), "succession"),
        ("白沙市", ("白沙市人民政府",), "succession"),
        ("云溪区", (), "succession"),
    ],
)
def test_levels_are_read_from_places(place, issuers, kinship):
    old, new = pair(place=place, issuers=issuers)
    assert kinship_of(old.plan, new.plan) == kinship


def test_of_two_levels_units_have_counterparts_and_values_are_not_compared():
    old, new = pair(place="云溪区", issuers=("云江市云溪区人民政府",))
    found = compare(old, new)
    assert [(row.state, row.name) for row in found.units] == [("stayed", "区交通局")]
    (row,) = found.indicators
    assert (row.state, row.target, row.statements, row.years) == ("continued", None, (), ())
    assert "level" in {caveat.code for caveat in found.caveats}
    assert not {said.code for said in found.summary} & {"units-new", "units-not-seen"}
    as_if_later = compare(old, new, kinship="succession")
    assert {row.state for row in as_if_later.units} == {"appeared", "vanished"}


def test_a_possible_rename_is_stated_and_counted_nowhere():
    old = result("old", (ROAD,), ((1, "区交通运输局", "lead"),))
    new = result("new", (ROAD_BELOW,), ((1, "区交通运输管理委", "lead"),))
    found = compare(old, new)
    assert [said.code for said in found.summary if "unit" in said.code] == ["unit-succession"]


TASKS = {
    "another number": (("断头路", 3, "条"), ("断头路", 1, "条"), [("number", "改")]),
    "the same number": (("断头路", 3, "条"), ("断头路", 3, "条"), []),
    "the same in another measure": (("铺装", 3, "万平方米"), ("铺装", 30000, "平方米"), []),
    "a number of its own": (None, ("照明", 40, "盏"), [("number", None)]),
}


def with_commitment(found, said):
    what, value, measure = said or ("", 0, "")
    task = found.plan.tasks[0]
    made = Commitment(id="c", subject=task.id, what=what, value=value, measure=measure, evidence=quote_of(found))
    return found._replace(plan=found.plan.model_copy(update={"commitments": (made,) if said else ()}))


def quote_of(found):
    block = found.document.blocks[0]
    return block.evidence(0, 1, "fixture")


@pytest.mark.parametrize(("above", "below", "wanted"), TASKS.values(), ids=TASKS)
def test_numbers_that_a_lower_level_adds(above, below, wanted):
    old, new = pair(place="云溪区", issuers=("云江市云溪区人民政府",))
    found = compare(with_commitment(old, above), with_commitment(new, below))
    assert [(one.kind, one.above and one.above.quote) for one in found.details] == wanted
    assert compare(old, new, kinship="succession").details == ()


def test_units_and_days_that_a_lower_level_adds():
    old = result("old", (ROAD,), ((1, "市人力资源社会保障局", "lead"),))
    new = result(
        "new", (ROAD_BELOW,), ((1, "区人社局", "lead"), (1, "区城管局", "support"), (1, "区城管局", "support"))
    )
    day = Deadline(text="2026年6月底前", on="2026-06-30", evidence=quote_of(new))
    tasks = tuple(task.model_copy(update={"deadline": day}) for task in new.plan.tasks)
    new = new._replace(plan=new.plan.model_copy(update={"tasks": tasks}))
    found = compare(old, new, kinship="handing_down")
    assert [(one.kind, one.text) for one in found.details] == [("deadline", "2026年6月底前"), ("unit", "区城管局")]
    (said,) = (one for one in found.summary if one.code == "details-added")
    assert "1项作了细化：写明数字0处、时限1处、单位1个" in said.zh
    rows = [row for name, row in comparison_rows([found]) if name == "added_details"]
    assert [(row["kind"], row["new"], row["old_quote"]) for row in rows][1] == ("unit", "new/task/1", None)
