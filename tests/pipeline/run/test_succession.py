"""Which plans are proposed as predecessor: related, earlier and alike, and no others."""

import pytest

from pipeline.run.succession import can_follow
from schemas import Plan
from tests.support import plans as fixture

PLAN = fixture.plan(fixture.document())


def plan(title: str, place: str | None, issuer: str, year: int | None = None, day: str | None = None) -> Plan:
    period = PLAN.plan.period.model_copy(update={"start": year, "end": None})
    fields = {"title": title, "place": place, "issuers": (issuer,), "period": period, "issued_on": day}
    return PLAN.model_copy(update={"plan": PLAN.plan.model_copy(update=fields)})


LATER = plan("青川县夜间经济三年行动计划（2024—2026年）", "青川县", "青川县人民政府", 2024)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (plan("青川县夜间经济三年行动计划（2021-2023年）", "青川县", "青川县人民政府", 2021), True),
        (plan("夜间经济行动计划", "云山市青川县", "青川县商务局", 2021), True),
        (plan("夜间经济三年行动方案", None, "青川县人民政府", 2021), True),
        (plan("青川县夜间经济三年行动计划（2027—2029年）", "青川县", "青川县人民政府", 2027), False),
        (plan("青川县夜间经济三年行动计划（2024—2026年）", "青川县", "青川县人民政府", 2024, "2024-05-01"), True),
        (plan("青川县夜间经济三年行动计划（2021—2023年）", "白水县", "白水县人民政府", 2021), False),
        (plan("青川县水污染防治工作方案", "青川县", "青川县人民政府", 2021), False),
    ],
)
def test_what_a_plan_can_follow(earlier: Plan, expected: bool) -> None:
    assert can_follow(LATER.plan, earlier.plan) is expected
