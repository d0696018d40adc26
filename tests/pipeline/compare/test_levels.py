"""A plan of a lower level takes up what a higher level set: detected, counterparts of units, nothing said of values."""

import pytest

from pipeline.compare import compare
from pipeline.compare.levels import kinship_of
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
