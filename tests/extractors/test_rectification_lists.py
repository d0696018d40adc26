"""Lists of problems and how they are put right: what an entry is called, and keys of its head that hold for all below."""

from pathlib import Path

from tests.support.text_plans import plan_of

TEXT = """东河县督察反馈问题整改清单
一、督察反馈问题：部分小水电站未落实生态流量。
责任单位：县水利局
责任人：县水利局局长
整改时限：2026年10月底前
1.加装监控设施。
2.建立巡查台账。
责任人：县水利局副局长
二、存在问题：河道采砂监管不严。
责任单位：县水利局、县公安局
"""


def test_what_an_entry_is_called_is_no_title(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, TEXT)
    assert [heading.title for heading in plan.headings] == ["部分小水电站未落实生态流量"]
    assert plan.tasks[-1].title == "河道采砂监管不严"


def test_keys_of_a_heading_hold_for_the_tasks_below_it(tmp_path: Path) -> None:
    one, two, other = plan_of(tmp_path, TEXT).tasks
    assert [(extra.key, extra.value, extra.evidence.rule) for extra in one.extras] == [
        ("责任人", "县水利局局长", "heading.extra")
    ]
    assert [extra.value for extra in two.extras] == ["县水利局副局长"]
    assert not other.extras and one.deadline is not None and one.deadline.text == "2026年10月底前"


def test_rates_of_a_hundred_thousand(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青河县卫生健康规划（2026—2030年）\n一、主要目标\n（一）孕产妇死亡率控制在8/10万以下，肺结核发病率不高于28.5／10万。\n（二）毛入学率达到并保持在93%以上。\n",
    )
    found = [(entry.what, entry.value, entry.measure, entry.bound) for entry in plan.commitments]
    assert found == [
        ("孕产妇死亡率", 8.0, "/10万", "at_most"),
        ("肺结核发病率", 28.5, "／10万", "at_most"),
        ("毛入学率", 93.0, "%", "at_least"),
    ]


def test_an_amount_of_one_year_is_no_yearly_one(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青河县种草方案\n一、主要任务\n（一）种草。年均种草5万亩，其中2026年4万亩、2027年6万亩。（县林业局）\n",
    )
    assert [(entry.value, entry.year, entry.period) for entry in plan.commitments] == [
        (5.0, None, "年均"),
        (4.0, 2026, None),
        (6.0, 2027, None),
    ]


def test_a_number_behind_a_list_mark_is_no_part_of_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青河县儿童规划（2026—2030年）\n一、目标\n1.入托率达到30%。\n2.3岁以下婴幼儿建档率达到95%，体检率达到92%。\n3.毛入园率达到96%。\n",
    )
    assert [(entry.what, entry.value) for entry in plan.commitments] == [
        ("入托率", 30.0),
        ("3岁以下婴幼儿建档率", 95.0),
        ("体检率", 92.0),
        ("毛入园率", 96.0),
    ]
    assert plan.coverage is not None  # 2.3岁 is no figure, because items 1 and 3 are beside it
    assert not plan.coverage.passages
