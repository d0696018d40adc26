"""What a sentence lists and nobody has to do, and documents that explain or report a plan: neither yields tasks."""

from pathlib import Path

import pytest

from extractors.plan import plans
from extractors.readers.base.limits import Limits
from extractors.readers.dump.read import read_text
from extractors.readers.markdown.read import read_markdown
from schemas import Plan


def plan_of(text: str) -> Plan:
    return plans(read_text(Path("sample.txt"), text.encode()), "sample")[0][0]


def test_conditions_stay_in_the_text_of_the_item_that_lists_them() -> None:
    plan = plan_of(
        "白塔县古树保护工作方案\n\n为保护古树名木，制定本方案。\n一、重点任务\n"
        "（一）严格审批。有下列情形之一的，不得移植古树：\n1.古树生长正常的；\n2.施工可以避让的。\n"
        "（二）加强巡护。每月巡护2次。（县林业局负责）\n"
    )
    assert [(task.title, task.text.split("\n")[1:]) for task in plan.tasks] == [
        ("严格审批", ["1.古树生长正常的；", "2.施工可以避让的。"]),
        ("加强巡护", []),
    ]
    assert plan.coverage.unread == 0


def test_who_is_named_below_a_list_of_conditions_does_what_stands_above_it() -> None:
    plan = plan_of(
        "白塔县养蜂补贴实施方案\n\n一、重点任务\n（一）发放补贴。给予蜂农补贴。有下列情形之一的不予补贴：\n\n1.未登记的；\n\n2.虚报蜂群的。\n\n"
        "（县农业农村局负责）\n"
    )
    assert [task.title for task in plan.tasks] == ["发放补贴"]
    assert [(row.subject, row.name) for row in plan.responsibilities] == [(plan.tasks[0].id, "县农业农村局")]


def test_conditions_below_a_heading_are_no_tasks() -> None:
    plan = plan_of(
        "白塔县养蜂补贴实施方案\n\n一、补贴对象\n县内养蜂户。存在以下情况的蜂群不予补贴：\n（一）未登记的蜂群；\n"
        "（二）已获其他补贴的蜂群。\n二、工作步骤\n（一）组织申报。蜂农在村委会申报。\n（二）发放补贴。10月底前发放。\n"
    )
    assert [task.title for task in plan.tasks] == ["组织申报", "发放补贴"]
    assert [heading.title for heading in plan.headings] == ["补贴对象", "工作步骤"]


def test_an_entry_that_names_who_does_it_is_a_task_all_the_same() -> None:
    plan = plan_of(
        "白塔县古树保护工作方案\n\n一、重点任务\n（一）整治以下行为：\n1.擅自移植古树。（县林业局负责）\n"
        "2.在古树旁堆物。（县城管局负责）\n"
    )
    assert [task.title for task in plan.tasks] == ["擅自移植古树", "在古树旁堆物"]


@pytest.mark.parametrize(
    "head",
    [
        "《白塔县古树保护工作方案》政策解读\n\n为便于理解，作如下说明。\n",
        "白塔县出台古树保护办法\n\n近日，白塔县印发《白塔县古树保护工作方案》，现解读如下。\n",
        "白塔县保护古树\n\n本报讯 近日，白塔县印发《白塔县古树保护工作方案》。\n",
    ],
)
def test_a_document_about_a_plan_yields_headings_and_a_finding(head: str) -> None:
    plan = plan_of(head + "一、主要内容\n一是开展普查。登记古树300株。\n二是加强巡护。每月巡护2次。\n")
    assert not plan.tasks
    assert not plan.commitments
    assert [heading.title for heading in plan.headings] == ["主要内容"]
    assert [finding.code for finding in plan.findings] == ["explains-a-plan"]


def test_the_caption_of_a_table_is_no_text_of_the_item_above_it() -> None:
    rows = "| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n| 1 | 普查古树 | 县林业局 |\n"
    text = f"# 白塔县古树保护工作方案\n\n一、重点任务\n\n1.加强巡护。\n\n任务分工表\n\n单位：株\n\n{rows}"
    (plan, document), *_ = plans(read_markdown(Path("sample.md"), text.encode(), Limits()), "sample")
    assert [task.text for task in plan.tasks] == ["加强巡护。", "普查古树"]
    assert [block.table.caption for block in document.blocks if block.table] == ["任务分工表"]
    assert plan.coverage.unread == 0


@pytest.mark.parametrize("label", ["分送：", "（四）参加单位", "附件\n\n工作小组成员单位"])
def test_lists_of_names_are_no_tasks(label: str) -> None:
    plan = plan_of(
        "白塔县古树保护工作方案\n\n一、重点任务\n（一）加强巡护。每月巡护2次。（县林业局负责）\n（二）建立档案。登记古树。\n"
        f"（三）开展宣传。每季一次。\n{label}\n1.县林业局\n2.县财政局、县文旅局\n3.各乡镇人民政府\n"
    )
    assert [task.title for task in plan.tasks] == ["加强巡护", "建立档案", "开展宣传"]
    assert plan.coverage.unread == 0


def test_terms_that_an_annex_explains_are_no_tasks() -> None:
    plan = plan_of(
        "白塔县古树保护工作方案\n\n一、重点任务\n（一）加强巡护。每月巡护2次。（县林业局负责）\n附件\n名词解释\n"
        "1.古树：指树龄一百年以上的树木。\n2.名木：指有纪念意义的树木。\n"
    )
    assert [task.title for task in plan.tasks] == ["加强巡护"]


@pytest.mark.parametrize(
    "title",
    [
        "白塔县林业局关于古树保护先进个人拟表彰名单的公示",
        "关于2026年古树保护补助项目拟立项名单的公告",
        "白塔县古树防雷工程招标公告",
        "白塔县人民政府关于废止部分文件的决定",
        "白塔县人民政府关于表彰古树保护先进单位的决定",
    ],
)
def test_what_a_public_list_names_is_no_task(title: str) -> None:
    plan = plan_of(
        f"{title}\n\n现将有关情况公布如下。\n\n1.东乡古树复壮项目（申报单位：东乡人民政府）\n\n2.赵一山\n\n白塔县林业局\n\n2026年4月2日\n"
    )
    assert not plan.tasks
    assert [finding.code for finding in plan.findings] == ["explains-a-plan"]


def test_a_plan_about_public_lists_keeps_its_tasks() -> None:
    plan = plan_of(
        "白塔县政务公开工作方案\n\n为规范公示工作，制定本方案。\n一、重点任务\n（一）关于评审结果的公示。公示5天。（县审改办负责）\n"
        "（二）规范招标公告。\n"
    )
    assert [task.title for task in plan.tasks] == ["关于评审结果的公示", "规范招标公告"]
