"""Heads of notices as sites print them: fields without colons, titles in brackets, titles on two lines, names in the sentence before."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Notice, Plan
from tests.support.text_plans import plan_of

BODY = "一、加强管护\n1.疏浚河道3条。（责任单位：县水利局）\n"


def read(folder: Path, text: str) -> tuple[Plan, Notice]:
    plan = plan_of(folder, text)
    assert plan.notice is not None
    return plan, plan.notice


def test_fields_with_blanks_for_colons(tmp_path: Path) -> None:
    plan, _ = read(
        tmp_path,
        "文      号 青政办〔2025〕1号 信息分类: 综合政务\n"
        "发布机构 青岚区人民政府办公室 有 效 性 有效\n"
        "标     题 区人民政府办公室关于印发青岚区河道管护工作方案的通知\n\n"
        "区人民政府办公室关于印发青岚区河道管护工作方案的通知\n\n"
        "各街道办事处,区政府各部门:\n\n现将《青岚区河道管护工作方案》印发给你们。\n\n"
        f"青岚区河道管护工作方案\n{BODY}",
    )
    assert plan.plan.issuers == ("青岚区人民政府办公室",)
    assert plan.plan.number == "青政办〔2025〕1号"
    assert plan.plan.title == "青岚区河道管护工作方案"
    assert plan.plan.place == "青岚区"


def test_two_fields_on_a_line_below_a_long_title(tmp_path: Path) -> None:
    title = "县人民政府办公室关于印发2024年县《政府工作报告》确定的重点工作责任分解方案和2024年市《政府工作报告》涉及青岚事项责任分解方案的通知"
    plan, notice = read(
        tmp_path,
        f"{title}\n索引号 : 0110/2024-0767 文       号 : 青政办发〔2024〕1号\n"
        "主题分类: 政务督查 发文单位: 青岚县人民政府办公室\n有效性: 有效 发文日期: 2024年02月22日\n"
        f"各镇人民政府,县政府各部门:\n现将有关事项通知如下。\n{BODY}",
    )
    assert notice.title is not None and notice.title.value == title
    assert (plan.plan.number, plan.plan.issuers) == ("青政办发〔2024〕1号", ("青岚县人民政府办公室",))


def test_a_title_in_brackets_behind_its_number(tmp_path: Path) -> None:
    plan, notice = read(
        tmp_path,
        "青政办〔2019〕1号《青岚市人民政府办公厅关于印发河道管护方案的通知》\n\n"
        "浏览量:          时间:2020-02-16 04:20:51\n\n\n青政办〔2019〕1号\n\n"
        f"各区人民政府,市人民政府各部门:\n\n《河道管护方案》已经市人民政府同意,现印发给你们。\n\n河道管护方案\n\n{BODY}",
    )
    assert notice.title is not None and notice.title.value == "青岚市人民政府办公厅关于印发河道管护方案的通知"
    assert plan.plan.issuers == ("青岚市人民政府办公厅",)
    assert plan.plan.issued_on is None


def test_the_last_word_of_a_title_on_a_line_of_its_own(tmp_path: Path) -> None:
    _, notice = read(
        tmp_path,
        "青安发〔2016〕17号\n\n关于印发安全生产“十三五”规划的\n\n通    知\n\n各镇街,区直各有关部门:\n\n"
        "《青岚区安全生产“十三五”规划》已经区政府同意,现印发给你们。\n\n青岚区安委会\n\n2016年12月30日\n\n"
        f"青岚区安全生产“十三五”规划\n{BODY}",
    )
    assert notice.title is not None and notice.title.value == "关于印发安全生产“十三五”规划的通知"
    assert [entry.value for entry in notice.addressees] == ["各镇街", "区直各有关部门"]


@pytest.mark.parametrize(
    "sentence",
    [
        "《青岚市河道条例立法工作计划》已经2021年2月23日市人大常委会主任会议通过并经市委批准。现印发你们,请遵照执行。",
        "经市政府同意,现将《青岚市河道条例立法工作计划》印发给你们,请认真组织实施。",
    ],
)
def test_the_name_of_the_plan_in_the_sentence_that_issues_it_or_before(tmp_path: Path, sentence: str) -> None:
    plan, _ = read(
        tmp_path,
        f"市人民政府,市人大常委会各工作机构:\n{sentence}\n青岚市人民代表大会常务委员会\n2021年3月8日\n"
        f"青岚市河道条例立法工作计划\n为了做好工作,制定本计划。\n{BODY}",
    )
    assert plan.plan.issuers == ("青岚市人民代表大会常务委员会",)
    assert str(plan.plan.issued_on) == "2021-03-08"
    assert plan.plan.title == "青岚市河道条例立法工作计划"


def test_what_another_plan_says_is_shared_out(tmp_path: Path) -> None:
    plan, _ = read(
        tmp_path,
        "青岚市人民政府办公厅关于印发青岚市应急体系“十三五”规划责任分解的通知\n各县（市、区）人民政府：\n"
        "现将《青岚市应急体系“十三五”规划》责任分解印发给你们，请认真组织实施。\n青岚市人民政府办公厅\n2017年4月13日\n2017年4月13日\n"
        f"青岚市应急体系“十三五”规划责任分解\n为提高能力，现进行责任分解。\n{BODY}",
    )
    assert plan.plan.title == "青岚市应急体系“十三五”规划责任分解"
    assert str(plan.plan.issued_on) == "2017-04-13"


def test_a_sort_of_news_before_a_title_is_none_of_it(tmp_path: Path) -> None:
    plan, _ = read(tmp_path, f"【政策学习】 青岚市2018年河道工作要点\n\n加强管护、美化家园\n{BODY}")
    assert plan.plan.title == "青岚市2018年河道工作要点"


def test_words_of_a_sentence_are_no_header(tmp_path: Path) -> None:
    text = (
        "二、按时报告。各责任事项牵头单位要于2019年4月15日、7月15日前,将责任事项完成情况报送至市人民政府督查室(样式附后),"
        "由市人民政府督查室负责每季度在市人民政府网站公开。\n\n\n三、强化检查。市绩效考评办要将2019年市《政府工作报告》目标任务纳入考核。\n"
    )
    path = tmp_path / "plan.txt"
    path.write_text(f"青岚市督查工作方案\n\n一、加强领导。各单位要重视。\n\n\n{text}", encoding="utf-8")
    _, document = extract(path)[0]
    assert all(block.kind == "paragraph" for block in document.blocks)
