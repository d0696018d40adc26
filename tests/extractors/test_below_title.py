"""Who issued a document and when, where it is printed with the title and not in a signature."""

from pathlib import Path

import pytest

from tests.support.text_plans import plan_of

TASKS = "一、重点任务\n（一）修桥。修缮古桥12座。（责任单位：县交通局）\n（二）清河。疏浚河道8公里。（责任单位：县水务局）\n"


@pytest.mark.parametrize(
    ("head", "issuers", "day"),
    [
        ("中共青岚县委 青岚县人民政府\n关于加强古桥保护的实施意见\n（2026年3月10日）", ["中共青岚县委", "青岚县人民政府"], "2026-03-10"),
        ("中共青岚县委\n青岚县人民政府\n关于加强古桥保护的实施意见\n（2026年3月10日）", ["中共青岚县委", "青岚县人民政府"], "2026-03-10"),
        ("青岚县人民政府\n关于加强古桥保护的实施意见\n2026年3月10日", ["青岚县人民政府"], "2026-03-10"),
        ("青岚县古桥保护工作方案（征求意见稿）\n青岚县文化和旅游局\n2026年3月", ["青岚县文化和旅游局"], None),
        ("青岚县政府工作报告重点任务分工\n县政府办公室  2026年2月6日", ["县政府办公室"], "2026-02-06"),
        ("中共青岚县委办公室 青岚县人民政府办公室印发\n《青岚县古桥保护工作方案》\n近日，县委办公室、县政府办公室印发了《青岚县古桥保护工作方案》，并发出通知，要求认真贯彻落实。\n全文如下。",
         ["中共青岚县委办公室", "青岚县人民政府办公室"], None),
    ],
)  # fmt: skip
def test_bodies_and_day_beside_the_title(tmp_path: Path, head: str, issuers: list[str], day: str | None) -> None:
    plan = plan_of(tmp_path, f"{head}\n{TASKS}")
    assert [element.value for element in plan.notice.issuers] == issuers
    assert list(plan.plan.issuers) == issuers
    assert plan.plan.issued_on == day
    assert len(plan.tasks) == 2


def test_a_body_below_a_heading_of_the_text_issued_nothing(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, f"青岚县古桥保护工作方案\n为保护古桥，制定本方案。\n县文化和旅游局\n2026年3月10日\n{TASKS}"
    )
    assert (plan.plan.issuers, plan.plan.issued_on) == ((), None)


@pytest.mark.parametrize(
    "text",
    [
        "县交通局\n1.修缮古桥12座，完善标志。\n2.新建便桥2座。\n县水务局\n1.疏浚河道8公里，清理滩地。\n",
        "一、清河\n疏浚河道8公里。\n县农业农村局\n关于农田沟渠\n新修沟渠10公里。\n",
    ],
)
def test_a_body_above_its_tasks_issued_nothing(tmp_path: Path, text: str) -> None:
    assert plan_of(tmp_path, f"青岚县2026年重点工作任务分解\n{text}").plan.issuers == ()


@pytest.mark.parametrize("title", ["青岚县2026年为民办实事项目", "青岚县古桥保护重点工程（节选）"])
def test_the_only_line_above_the_text_is_its_title(tmp_path: Path, title: str) -> None:
    assert plan_of(tmp_path, f"{title}\n{TASKS}").plan.title == title


def test_each_field_of_a_page_is_a_line_of_its_own(tmp_path: Path) -> None:
    head = (
        "索引号：0123/2026-00012\n发布机构：青岚县文化和旅游局\n成文日期：2026-03-10\n标题：青岚县古桥保护工作方案\n文号：青文〔2026〕9号\n"
        "青岚县古桥保护工作方案\n来源：县文旅局 发布时间：2026-03-12 09:30 浏览次数：123\n"
    )
    plan = plan_of(tmp_path, head + TASKS)
    header = plan.plan
    assert (header.title, header.issuers) == ("青岚县古桥保护工作方案", ("青岚县文化和旅游局",))
    assert (header.issued_on, header.number) == ("2026-03-10", "青文〔2026〕9号")
    assert plan.coverage.passages == ()


def test_who_published_a_page_is_no_unit_of_a_duty(tmp_path: Path) -> None:
    notice = (
        "发文机构：青岚县文化和旅游局\n文号：青文〔2026〕9号\n\n关于印发青岚县古桥保护工作方案的通知\n各乡镇人民政府：\n现将方案印发给你们。\n"
        "青岚县文化和旅游局\n2026年3月10日\n\n青岚县古桥保护工作方案\n"
    )
    assert plan_of(tmp_path, notice + TASKS).coverage.passages == ()


def test_a_page_names_its_path_and_time_around_the_title(tmp_path: Path) -> None:
    head = (
        "当前位置：首页\n>> 专题专栏 >> 归档专题 >> 重点工作（已归档）\n青岚县政府工作报告责任分解（2026年）\n"
        "时间：2026-07-11 17:01 浏览次数： 信息来源： 青岚县政府\n"
    )
    assert plan_of(tmp_path, head + TASKS).plan.title == "青岚县政府工作报告责任分解（2026年）"


def test_a_notice_without_title_names_the_plan_that_it_issues_and_what_it_carries_out(tmp_path: Path) -> None:
    notice = (
        "青政办字〔2026〕1号\n各乡镇人民政府，县政府各部门：\n为贯彻落实《国务院关于支持古桥保护的意见》（国发〔2025〕18号），经县政府同意，"
        "现将《青岚县古桥保护分工落实方案》（以下简称《方案》）印发给你们，请认真贯彻实施。\n"
    )
    plan = plan_of(tmp_path, notice + TASKS + "青岚县人民政府办公室\n2026年1月5日\n")
    assert plan.plan.title == "青岚县古桥保护分工落实方案"


def test_a_title_over_three_lines_begins_with_who_issues_it(tmp_path: Path) -> None:
    notice = (
        "青岚自治旗人民政府办公室\n关于印发2026年《政府工作报告》\n重点任务责任落实分工的通知\n各苏木乡镇人民政府，旗政府各部门：\n"
        "现将《2026年〈政府工作报告〉重点任务责任落实分工》印发给你们，请认真贯彻落实。\n2026年2月21日\n"
    )
    header = plan_of(tmp_path, notice).plan
    assert (header.issuers, header.issued_on) == (("青岚自治旗人民政府办公室",), "2026-02-21")


def test_fields_in_rows_of_a_table_that_lost_its_frame(tmp_path: Path) -> None:
    head = (
        "青岚县人民政府办公室关于印发《青岚县古桥保护方案》的通知\n索 引 号 | 150102/2026-00016 | 主题分类 | |\n"
        "公开责任部门 | 青岚县人民政府办公室 | 公开形式: | 主动公开 |\n文 号 | 青政办发〔2026〕88号 | 成文日期: | 2026年09月28日 |\n"
        "经县政府同意，现将《青岚县古桥保护方案》印发给你们，请遵照执行。\n青岚县古桥保护方案\n"
    )
    header = plan_of(tmp_path, head + TASKS).plan
    assert (header.title, header.number, header.issued_on) == (
        "青岚县古桥保护方案",
        "青政办发〔2026〕88号",
        "2026-09-28",
    )


def test_fields_of_a_page_behind_blanks(tmp_path: Path) -> None:
    head = "发布机构 青岚县人民政府\n文  号 青政发[2026]105号\n成文日期 2026-12-15\n\n青岚县人民政府关于落实规划任务分工的通知\n\n各乡镇人民政府：\n\n"
    header = plan_of(tmp_path, head + TASKS).plan
    assert (header.number, header.issued_on) == ("青政发[2026]105号", "2026-12-15")


def test_a_draft_with_its_plan_below_is_that_plan(tmp_path: Path) -> None:
    notice = (
        "关于《青岚县古桥保护政策三十条》公开征求意见的公告\n\n起草了《青岚县古桥保护政策三十条（征求意见稿）》，现将征求意见稿全文公布。\n"
        "1.登录网站提出意见。\n2.来信提出意见。\n附件：1.《青岚县古桥保护政策三十条》（征求意见稿）\n\n青岚县文化和旅游局\n2026年6月2日\n\n附件1：\n\n"
        "青岚县古桥保护政策（三十条）\n\n（征求意见稿）\n\n为保护古桥，制定以下政策。\n\n"
    )
    plan = plan_of(tmp_path, notice + TASKS)
    assert (plan.plan.title, plan.plan.status) == ("青岚县古桥保护政策（三十条）", "征求意见稿")
    assert [row.name for row in plan.responsibilities] == ["县交通局", "县水务局"]
