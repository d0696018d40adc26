"""Rules that a document states for its own lists, from the sentence to the responsibilities they shape."""

from pathlib import Path

import pytest

from extractors import extract
from tests.support.text_plans import plan_of

HEAD = "江北市优化服务行动方案\n\n一、主要任务\n\n"


def told(tmp_path: Path, *items: str) -> list[str]:
    """Extract a plan with these items; each responsibility as ``item name role relation rule``, inherited ones with +."""
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + "\n\n".join(f"{n}．{item}" for n, item in enumerate(items, 1)) + "\n", encoding="utf-8")
    ((plan, _),) = extract(path)
    markers = {task.id: task.marker for task in plan.tasks}
    return [
        " ".join(filter(None, (markers[r.subject], "+" * r.inherited + r.name, r.role, r.relation, r.rule)))
        for r in plan.responsibilities
    ]


def test_first_leads_holds_from_its_item_on(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "优化登记。推行联办。（责任单位：市财政局、市水务局）",
        "优化审批。推行联办。（责任单位：市司法局、市教育局。列第一位者为牵头单位，下同）",
        "优化监管。推行联查。（责任单位：市审计局、市民政局）",
    ) == [
        "1 市财政局 responsible assigned",
        "1 市水务局 responsible assigned",
        "2 市司法局 lead leads first-leads",
        "2 市教育局 responsible supports",
        "3 市审计局 lead leads first-leads",
        "3 市民政局 responsible supports",
    ]


def test_a_printed_lead_is_the_lead_whatever_the_rule(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "优化审批。推行联办。（责任单位：市司法局、市教育局。列第一位者为牵头单位，下同）",
        "优化监管。推行联查。（牵头单位：市审计局；责任单位：市民政局、市水务局）",
    )[2:] == ["2 市审计局 lead leads", "2 市民政局 responsible supports", "2 市水务局 responsible supports"]


def test_before_the_comma_leads(tmp_path: Path) -> None:
    assert told(
        tmp_path, "优化审批。推行联办。〔责任单位：市司法局、市教育局，市水务局（逗号前为牵头单位，下同）〕"
    ) == [
        "1 市司法局 lead leads before-comma-leads",
        "1 市教育局 lead leads before-comma-leads",
        "1 市水务局 responsible supports",
    ]


@pytest.mark.parametrize(
    "rule", ["以下均需各县区人民政府落实，不再列出", "以下任务均需各县区人民政府落实，不再一一列出", "各县区人民政府均为责任单位，以下不再列出"]
)  # fmt: skip
def test_also_responsible_is_inherited_where_it_is_not_printed(tmp_path: Path, rule: str) -> None:
    lines = told(
        tmp_path,
        f"优化审批。推行联办。（市司法局牵头。{rule}）",
        "优化监管。推行联查。（市审计局牵头）",
        "优化服务。推行联查。（市水务局牵头，各县区人民政府配合）",
    )
    assert "2 +各县区人民政府 responsible supports also-responsible" in lines
    assert [line for line in lines if line.startswith("3")] == [
        "3 市水务局 lead leads",
        "3 各县区人民政府 support supports",
    ]


def test_a_rule_of_the_notice_holds_for_the_plan_that_it_issues(tmp_path: Path) -> None:
    notice = (
        "江北市人民政府办公室关于印发《江北市重点工作责任分解》的通知\n\n各区人民政府：\n\n"
        "《江北市重点工作责任分解》已经市政府同意，现印发给你们。责任分解中，列第一位的责任单位为牵头单位或汇总单位。\n\n"
        "江北市人民政府办公室\n2027年3月1日\n\n江北市重点工作责任分解\n\n"
        "1．修缮泵站3座。（责任单位：市水利局、市财政局）\n"
    )
    plan = plan_of(tmp_path, notice)
    assert [(duty.name, duty.role, duty.rule) for duty in plan.responsibilities] == [
        ("市水利局", "lead", "first-leads"),
        ("市财政局", "responsible", ""),
    ]


def test_a_printed_lead_is_the_lead_also_on_a_line_of_its_own(tmp_path: Path) -> None:
    notice = "江北市任务清单\n\n列第一位的责任单位为牵头单位。\n\n一、主要任务\n\n1．修缮泵站。\n\n牵头单位：市水利局\n\n责任单位：市财政局、市住建局\n"
    plan = plan_of(tmp_path, notice)
    assert [(duty.name, duty.role, duty.rule) for duty in plan.responsibilities] == [
        ("市水利局", "lead", ""), ("市财政局", "responsible", ""), ("市住建局", "responsible", ""),
    ]  # fmt: skip


def test_those_responsible_lead_where_a_plan_says_so(tmp_path: Path) -> None:
    notice = (
        "江北市重点任务分解\n\n各牵头单位（无牵头单位的，责任单位即为牵头单位，下同）要制订方案。\n\n一、主要任务\n\n"
        "1．修缮泵站。责任单位：市水利局、市财政局\n\n2．清理水草。\n\n牵头单位：市林业局\n\n责任单位：各区人民政府\n"
    )
    plan = plan_of(tmp_path, notice)
    assert [(duty.name, duty.relation, duty.rule) for duty in plan.responsibilities] == [
        ("市水利局", "leads", "responsible-leads"), ("市财政局", "leads", "responsible-leads"),
        ("市林业局", "leads", ""), ("各区人民政府", "supports", ""),
    ]  # fmt: skip


def test_a_column_of_leads_is_not_overruled(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "# 江北市任务清单\n\n| 序号 | 任务 | 牵头单位 | 责任单位 |\n|---|---|---|---|\n| 1 | 修缮泵站 | 市水利局 | 市财政局、市住建局 |\n"
        "| 2 | 清理水草 | 市林业局 | 市财政局、各镇 |\n\n注：责任单位中列第一位的为牵头单位。\n",
        encoding="utf-8",
    )
    ((plan, _),) = extract(path)
    assert [duty.name for duty in plan.responsibilities if duty.role == "lead"] == ["市水利局", "市林业局"]


@pytest.mark.parametrize(
    ("first", "other"), [("主要责任单位", "其他责任单位"), ("主要责任单位", "责任单位"), ("第一责任单位", "责任单位")]
)
def test_the_main_body_leads_beside_others_that_are_responsible(tmp_path: Path, first: str, other: str) -> None:
    assert told(tmp_path, f"优化审批。推行联办。{first}：市司法局；{other}：市教育局、市水务局") == [
        "1 市司法局 responsible leads",
        "1 市教育局 responsible supports",
        "1 市水务局 responsible supports",
    ]
    assert told(tmp_path, f"优化审批。推行联办。{first}：市司法局、市教育局") == [
        "1 市司法局 responsible assigned",
        "1 市教育局 responsible assigned",
    ]


def told_of_table(tmp_path: Path, note: str, *units: str) -> list[str]:
    """Extract a table with these units per row and a note below it; each responsibility as ``name role rule``."""
    rows = "\n".join(f"| {n} | 修缮{n}号泵站 | {names} |" for n, names in enumerate(units, 1))
    path = tmp_path / "plan.md"
    path.write_text(
        f"# 江北市任务清单\n\n| 序号 | 任务 | 责任单位 |\n|---|---|---|\n{rows}\n\n{note}\n", encoding="utf-8"
    )
    ((plan, _),) = extract(path)
    return [" ".join(filter(None, (duty.name, duty.role, duty.rule))) for duty in plan.responsibilities]


@pytest.mark.parametrize(
    "note",
    [
        "注：责任单位中列第一位的为牵头单位。",
        "备注：排名第一的为牵头单位",
        "（注：排在首位的单位为牵头单位，其余为配合单位）",
        "说明：1. 任务按年度推进。2. 位列第一的责任单位为牵头单位。",
    ],
)
def test_a_note_below_a_table_is_about_its_rows(tmp_path: Path, note: str) -> None:
    assert told_of_table(tmp_path, note, "市水利局、市财政局", "市住建局、市城管局") == [
        "市水利局 lead first-leads",
        "市财政局 responsible",
        "市住建局 lead first-leads",
        "市城管局 responsible",
    ]


@pytest.mark.parametrize(
    ("note", "sign"),
    [
        ("注：带*的为牵头单位；未标注的，列第一位的为牵头单位。", "*"),
        ("注：标“★”的为牵头单位，排名第一的为牵头单位。", "★"),
        ("备注：单位后加▲号者为牵头单位；未标注的列第一位者为牵头单位。", "▲"),
    ],
)
def test_a_sign_on_a_unit_says_more_than_its_place(tmp_path: Path, note: str, sign: str) -> None:
    assert told_of_table(tmp_path, note, f"市水利局、市财政局{sign}", "市住建局、市城管局") == [
        "市水利局 responsible",
        "市财政局 lead marked-leads",
        "市住建局 lead first-leads",
        "市城管局 responsible",
    ]


def test_a_rule_between_tables_is_about_those_below_it_unless_it_is_a_note(tmp_path: Path) -> None:
    below = "下列任务中，列第一位者为牵头单位，下同。"
    assert told_of_table(tmp_path, below, "市水利局、市财政局") == ["市水利局 responsible", "市财政局 responsible"]


def test_a_rule_at_the_end_of_a_list_is_about_that_list_alone(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "优化审批。推行联办。（责任单位：市司法局、市教育局，列第一位的为牵头单位）",
        "优化监管。推行联查。（责任单位：市审计局、市民政局）",
    ) == [
        "1 市司法局 lead leads first-leads",
        "1 市教育局 responsible supports",
        "2 市审计局 responsible assigned",
        "2 市民政局 responsible assigned",
    ]


@pytest.mark.parametrize(
    ("note", "role"),
    [("（排名第一的为牵头单位）", "responsible"), ("（排名第一的为牵头单位，下同）", "lead")],
)
def test_a_rule_in_brackets_behind_a_list_is_about_that_list_alone(tmp_path: Path, note: str, role: str) -> None:
    rows = told(
        tmp_path,
        f"优化登记。推行联办。责任单位：市财政局、市水务局{note}。",
        "优化审批。推行联办。责任单位：市司法局、市教育局。",
    )
    assert rows[0] == "1 市财政局 lead leads first-leads"
    assert rows[2].split()[2] == role


def test_a_sentence_about_who_leads_is_no_list_that_a_rule_adds_to(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "东岗县河道治理方案\n一、主要任务\n1.清淤。（责任单位：县水利局。以下任务均需各乡镇人民政府落实，不再列出）\n2.绿化。（责任单位：县林业局）\n"
        "二、保障措施\n（一）加强领导。建立由县水利局牵头，县财政局等部门参与的联席会议机制。\n",
    )
    of = {task.title: [d.name for d in plan.responsibilities if d.subject == task.id] for task in plan.tasks}
    assert of["绿化"] == ["各乡镇人民政府", "县林业局"] and of["加强领导"] == ["县水利局"]


def test_what_a_name_includes_is_in_its_brackets_also_before_the_same_below(tmp_path: Path) -> None:
    text = "东岗市治水方案\n一、主要任务\n1.清淤。\n责任单位：市水利局、各县人民政府（含开发区、景区管委会，下同）\n"
    plan = plan_of(tmp_path, text)
    assert [duty.name for duty in plan.responsibilities] == ["市水利局", "各县人民政府（含开发区、景区管委会，下同）"]
