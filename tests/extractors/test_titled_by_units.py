"""Units that are titles: of paragraphs that state their duty, of headings above their tasks."""

from pathlib import Path

from schemas import Plan
from tests.support.text_plans import plan_of


def duties(plan: Plan) -> list[tuple[str, str, str]]:
    titles = {task.id: task.title for task in plan.tasks}
    return [(titles[row.subject], row.role, row.name) for row in plan.responsibilities if row.subject in titles]


def test_paragraphs_without_marks_that_open_with_units(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县防汛工作职责分工\n县水利局：负责水情监测，检查水库12座。\n县应急局：负责组织协调，储备物资。\n县住建局、县城管局：负责城区排涝。\n",
    )
    assert duties(plan) == [
        ("县水利局", "responsible", "县水利局"), ("县应急局", "responsible", "县应急局"),
        ("县住建局、县城管局", "responsible", "县住建局"), ("县住建局、县城管局", "responsible", "县城管局"),
    ]  # fmt: skip


def test_one_such_paragraph_is_no_list(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, "青岚县防汛工作通报\n县水利局：请于三日内报送检查情况并说明原因。\n一、总体情况\n全县汛情平稳。\n"
    )
    assert [task.title for task in plan.tasks] == []


def test_headings_that_are_units_and_nothing_else(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县教育局重点工作分工\n一、基础教育科\n1.创建优质均衡县。\n2.开展课后服务。\n二、计划财务科\n1.改造校舍6所。\n",
    )
    assert duties(plan) == [
        ("创建优质均衡县", "responsible", "基础教育科"), ("开展课后服务", "responsible", "基础教育科"),
        ("改造校舍6所", "responsible", "计划财务科"),
    ]  # fmt: skip
    assert all(row.inherited for row in plan.responsibilities if "task" in row.subject)


def test_headings_of_units_and_of_their_clauses_beside_each_other(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, "青岚县重点工作\n一、县工信局牵头事项\n1.新增企业10家。\n二、县商务局\n1.举办消费节3场。\n"
    )
    assert duties(plan) == [("新增企业10家", "lead", "县工信局"), ("举办消费节3场", "responsible", "县商务局")]


def test_a_heading_of_a_subject_makes_no_office_of_the_one_beside_it(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "青岚县图书馆建设方案\n一、阅览室\n1.新增座位80个。\n二、藏书建设\n1.新购图书2万册。\n")
    assert duties(plan) == []


def test_lines_of_units_above_lists_that_begin_again(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚区防灾减灾职责清单\n区应急管理局\n1.统筹全区救灾工作；\n2.组织灾害信息报送。\n区自然资源局\n1.开展地质灾害监测预警；\n区气象局\n1.提供气象预报服务。\n",
    )
    assert [heading.title for heading in plan.headings] == ["区应急管理局", "区自然资源局", "区气象局"]
    assert duties(plan) == [
        ("统筹全区救灾工作", "responsible", "区应急管理局"), ("组织灾害信息报送", "responsible", "区应急管理局"),
        ("开展地质灾害监测预警", "responsible", "区自然资源局"), ("提供气象预报服务", "responsible", "区气象局"),
    ]  # fmt: skip


def test_one_line_of_a_unit_above_a_list_is_no_heading(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "青岚区工作要点\n区水利局\n1.疏浚河道，清理淤泥。\n2.加固堤防，排查险段。\n")
    assert duties(plan) == []
