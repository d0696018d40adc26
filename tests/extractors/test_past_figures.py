"""Figures that have been reached are no commitments, whatever stands beside them; beside a target they are listed as unread."""

from pathlib import Path

import pytest

from extractors.commitments.sentence import commitment_numbers
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至6月底，已完成改渠35公里，占年度任务的70%。", []),
        ("1—6月，全县新建鱼塘45处，完成年度任务的60%。", []),
        ("上半年，全区完成技改投资12亿元，新增网点15个。", []),
        ("今年以来，累计清理航道12公里，更换航标80座。", []),
        ("全市新建灯塔35座，完成率70%；改造码头8座，完成率90%。", []),
        ("新建灯塔32座，圆满完成目标任务。", []),
        ("经督查，甲区完成改厕1200户，未达到时序进度。", []),
        ("新建鱼市6处，其中4处已投入使用。", [("鱼市", 6)]),
        ("已开工安置房3000套，建成1200套，力争年底建成2000套。", [("安置房", 2000)]),
        ("完成了32个渔村整治，治理率达到65%，力争年内达到80%。", [("治理率", 80)]),
        ("到2027年，在已建成5个渔港基础上，再创建10个。", [("渔港", 10)]),
        ("目前已建成冷库20万立方米，到年底建成40万立方米。", [("冷库", 40)]),
        ("全年计划新建灯塔8座，现已建成5座。", [("灯塔", 8)]),
        ("全年目标任务为新建灯塔50座，截至8月底建成31座，完成率62%。", [("灯塔", 50)]),
        ("上半年完成造林2万亩，下半年计划完成造林3万亩。", [("造林", 3)]),
        ("上半年完成造林2万亩，下半年完成造林3万亩。", [("造林", 2), ("造林", 3)]),
        ("6月底前完成造林2万亩，占年度任务的60%。", [("造林", 2)]),
        ("巡航任务完成率100%，整改率达到95%以上。", [("巡航任务完成率", 100), ("整改率", 95)]),
        ("上半年我局共受理投诉3200件，办结3100件。", []),
        ("现有鱼市26家、泊位3400个，到2027年泊位增加到4000个。", [("泊位", 4000)]),
        ("前期已摸排渔船420艘，2026年更新渔船180艘。", [("渔船", 180)]),
        ("优良率由38%提高到了41%，力争2027年达到43%。", [("优良率", 43)]),
        ("到2027年，创建渔村5个，欠进度项目全部完成，打造精品线路2条。", [("渔村", 5), ("精品线路", 2)]),
        ("全年计划投资20亿元，1—7月已完成11亿元，投资完成率55%。", [("投资", 20)]),
        ("城区已建成鱼市20处，新建码头5座。", [("码头", 5)]),
        ("计划疏浚航道300公里（截至6月底疏浚90公里），新建灯塔5座。", [("航道", 300), ("灯塔", 5)]),
    ],
)
def test_figures_that_have_been_reached(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(number.what, number.value) for number in commitment_numbers(text)] == expected


REPORT = """青岚市{title}
一、总体进展
1.渔港建设。新建渔港12座，改造码头45座。
2.水产养殖。完成改塘30处，力争年底完成40处。
二、{next}
1.新建渔港20座。
"""


@pytest.mark.parametrize("title", ["关于上半年重点工作督查情况的通报", "渔业局2026年工作总结", "民生实事进展情况"])
def test_a_report_commits_to_what_is_to_come(tmp_path: Path, title: str) -> None:
    plan = plan_of(tmp_path, REPORT.format(title=title, next="下一步工作"))
    assert [number.value for number in plan.commitments] == [40, 20]


def test_a_plan_commits_to_all(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, REPORT.format(title="渔业发展工作方案", next="加强建设"))
    assert [number.value for number in plan.commitments] == [12, 45, 30, 40, 20]


def test_what_is_done_is_listed_beside_a_target(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市渔业发展工作方案\n一、主要任务\n1.已建成渔港3座，力争年底建成渔港5座。\n2.近年来已建成灯塔6座。\n",
    )
    assert [number.value for number in plan.commitments] == [5]
    assert [found.evidence.quote for found in plan.coverage.passages] == ["1.已建成渔港3座"]
