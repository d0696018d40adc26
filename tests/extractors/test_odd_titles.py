"""Titles in the first row of a table, of reports, and documents that speak of a plan and assign nothing."""

from pathlib import Path

import docx
import pytest

from extractors import extract
from tests.support.text_plans import plan_of

TITLE = "青岚县古桥修缮重点任务分工方案"


@pytest.mark.parametrize("above", [(), ("附件2",)])
def test_a_title_over_all_columns_of_the_first_table(tmp_path: Path, above: tuple[str, ...]) -> None:
    made = docx.Document()
    for text in above:
        made.add_paragraph(text)
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = TITLE
    for row, texts in enumerate((("序号", "重点任务", "牵头单位"), ("1", "修缮古桥", "县文旅局")), 1):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    path = tmp_path / "plan.docx"
    made.save(str(path))
    plan, _ = extract(path)[0]
    assert (plan.plan.title, plan.plan.genre) == (TITLE, "方案")
    assert [row.name for row in plan.responsibilities] == ["县文旅局"]


def test_a_first_row_that_is_no_title_gives_none(tmp_path: Path) -> None:
    page = "<table><tr><td colspan='2'>单位：万元</td></tr><tr><td>任务</td><td>牵头单位</td></tr><tr><td>修桥</td><td>县文旅局</td></tr></table>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    assert extract(path)[0][0].plan.title == ""


@pytest.mark.parametrize("below", ["报告内容\n\n一、目标任务", "报告内容\n\n目标任务", "目标任务"])
def test_a_report_is_called_by_its_first_line_not_by_a_heading(tmp_path: Path, below: str) -> None:
    plan = plan_of(tmp_path, f"青岚县古桥修缮工作情况报告\n\n{below}\n\n到2028年，修缮古桥12座。\n")
    assert (plan.plan.title, plan.plan.genre) == ("青岚县古桥修缮工作情况报告", "报告")


def test_a_title_whose_first_line_ends_in_the_noun_of_a_report_goes_on(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, "青岚县贯彻落实政府工作报告\n\n重点任务分工方案\n\n为落实报告，制定本方案。\n\n一、修缮古桥\n"
    )
    assert plan.plan.title == "青岚县贯彻落实政府工作报告重点任务分工方案"


def test_who_drafted_a_plan_is_not_responsible_for_it(tmp_path: Path) -> None:
    text = (
        "《青岚县古桥修缮工作方案》起草说明\n\n一、起草过程（县文旅局负责，县司法局配合）\n\n"
        "1.县文旅局会同县财政局开展调研。（责任单位：县文旅局）\n\n二、主要内容\n\n方案共三部分。\n"
    )
    plan = plan_of(tmp_path, text)
    assert (plan.tasks, plan.responsibilities) == ((), ())
    assert [finding.code for finding in plan.findings].count("explains-a-plan") == 1


def test_opinions_on_a_draft_assign_nothing(tmp_path: Path) -> None:
    text = (
        "关于《青岚县古桥修缮工作方案》公开征求意见情况的反馈\n\n共收到意见2条。\n\n一、建议增加巡查频次。采纳。\n\n"
        "二、建议由县交通局牵头。未采纳。\n"
    )
    plan = plan_of(tmp_path, text)
    assert (plan.tasks, plan.responsibilities) == ((), ())


@pytest.mark.parametrize("sign", ["📄 ", "✅", "⭐️"])
def test_a_picture_before_a_title_is_no_part_of_it(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(f"# {sign}{TITLE}\n\n## 一、修缮古桥\n\n（一）加固桥墩。（县文旅局负责）\n", encoding="utf-8")
    assert extract(path)[0][0].plan.title == TITLE


@pytest.mark.parametrize("label", ["附件2\n", "附件：\n", "附件2 ", ""])
def test_an_annex_of_its_own_file_has_the_title_above_its_table(label: str, tmp_path: Path) -> None:
    path = tmp_path / "annex.txt"
    rows = "序号\t任务\t责任单位\t完成时限\n1\t巡护林区\t县林业局\t9月底前\n2\t补植苗木\t县林业局\t6月底前\n"
    path.write_text(f"{label}砚湖县2027年护林重点任务分工表\n{rows}", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert plan.plan.title == "砚湖县2027年护林重点任务分工表"
    assert [task.deadline and task.deadline.on for task in plan.tasks] == ["2027-09-30", "2027-06-30"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("砚湖县数字乡村建设规划（2026—2028年）指", "标体系表"), "砚湖县数字乡村建设规划（2026—2028年）指标体系表"),
        (("第二季度", "砚湖县重点任务分工表"), "第二季度砚湖县重点任务分工表"),
        (("填表说明：按月填报", "砚湖县重点任务分工表"), ""),
    ],
)
def test_a_title_of_two_lines_above_a_table(lines: tuple[str, ...], title: str, tmp_path: Path) -> None:
    rows = "<tr><td>任务</td><td>责任单位</td></tr><tr><td>巡护林区</td><td>县林业局</td></tr>"
    path = tmp_path / "plan.html"
    text = "".join(f"<p>{line}</p>" for line in lines)
    path.write_text(f"<html><body>{text}<table>{rows}</table></body></html>", encoding="utf-8")
    assert extract(path)[0][0].plan.title == title


def test_a_title_over_three_lines_that_names_a_report(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县人民政府办公室\n关于印发2027年《政府工作报告》\n重点任务责任分工的通知\n各乡镇人民政府，县政府各部门：\n"
        "现将《2027年政府工作报告重点任务责任分工》印发给你们，请认真落实。\n青岚县人民政府办公室\n2027年2月8日\n",
    )
    assert plan.plan.title == "青岚县人民政府办公室关于印发2027年《政府工作报告》重点任务责任分工的通知"
    assert plan.plan.genre == "通知"


def test_the_title_of_a_notice_ends_before_that_of_its_plan(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "“党政信息公开” 中共青岚县委办公室 青岚县人民政府办公室印发《青岚县打响“青岚服务”品牌加快建设“水上青岚”三年行动计划（2027—2029年）》的通知\n"
        "青岚县打响“青岚服务”品牌\n加快建设“水上青岚”三年行动计划\n（2027—2029年）\n为打响品牌，制定本计划。\n一、主要任务\n"
        "1.修建码头3座。（县交通局）\n2.疏浚河道8公里。（县水利局）\n",
    )
    assert plan.plan.title == "青岚县打响“青岚服务”品牌加快建设“水上青岚”三年行动计划（2027—2029年）"
    assert plan.plan.issuers == ("中共青岚县委办公室", "青岚县人民政府办公室")
