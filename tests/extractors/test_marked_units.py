"""Tables with a column for each unit, in whose cells a sign says what the unit does in the row."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.tables.mark_legends import read_legend
from schemas import Plan

UNITS = ("县教育局", "县水利局", "县林业局")
MARKS = {"疏浚河道": ("", "★", "▲"), "修缮校舍": ("★", "", ""), "绿化校园": ("★", "▲", "▲")}
LEADS = {("疏浚河道", "县水利局"), ("修缮校舍", "县教育局"), ("绿化校园", "县教育局")}
SUPPORTS = {("疏浚河道", "县林业局"), ("绿化校园", "县水利局"), ("绿化校园", "县林业局")}


def row(*texts: str) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


def plan_of(
    folder: Path, caption: str = "", head: str = "", foot: str = "", below: str = "", units: tuple[str, ...] = UNITS
) -> Plan:
    """Return a plan with a table of marks, with texts where a legend may stand."""
    body = "".join(row(str(number), task, *marks) for number, (task, marks) in enumerate(MARKS.items(), 1))
    page = (
        "<p>青岚县乡村建设实施方案</p><p>一、总体要求</p><p>坚持建管并重。</p>"
        f"<p>附件 任务分工表{caption}</p><table>{head or row('序号', '重点任务', *units)}{body}{foot}</table>{below}"
    )
    path = folder / "plan.html"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    return extract(path)[0][0]


def duties(plan: Plan, role: str) -> set[tuple[str, str]]:
    titles = {task.id: task.title for task in plan.tasks}
    return {(titles[duty.subject], duty.name) for duty in plan.responsibilities if duty.role == role}


LEGEND = "★为牵头单位，▲为配合单位"
ABOVE = f"<tr><td rowspan=2>序号</td><td rowspan=2>重点任务</td><td colspan=3>责任单位（{LEGEND}）</td></tr>" + row(
    *UNITS
)


@pytest.mark.parametrize(
    "legend",
    [
        {"caption": f"（{LEGEND}）"},
        {"head": ABOVE},
        {"foot": f"<tr><td colspan=5>注：{LEGEND}。</td></tr>"},
        {"below": f"<p>注：{LEGEND}。</p>"},
    ],
    ids=["caption", "header", "last row", "note"],
)
def test_signs_with_a_legend_say_who_leads_and_helps(tmp_path: Path, legend: dict[str, str]) -> None:
    plan = plan_of(tmp_path, **legend)
    assert (duties(plan, "lead"), duties(plan, "support")) == (LEADS, SUPPORTS)
    assert {duty.relation for duty in plan.responsibilities} == {"leads", "supports"}
    first = plan.responsibilities[0]
    assert (first.evidence.quote, first.label, first.doubt) == ("县水利局", "牵头单位", None)
    assert [passage for passage in plan.coverage.passages if "★" in passage.evidence.quote] == []


def test_signs_without_a_legend_stay_unread_and_are_told(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert plan.responsibilities == ()
    assert [task.title for task in plan.tasks] == list(MARKS)
    told = [passage.evidence.quote for passage in plan.coverage.passages]
    assert all(any(task in quote and "★" in quote for quote in told) for task in MARKS)


def test_a_sign_that_the_legend_leaves_out_is_told(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, below="<p>注：★为牵头单位。</p>")
    assert (duties(plan, "lead"), duties(plan, "support")) == (LEADS, set())
    told = " ".join(passage.evidence.quote for passage in plan.coverage.passages)
    assert "疏浚河道" in told and "绿化校园" in told and "修缮校舍" not in told


def test_one_sign_alone_means_what_stands_above_the_units(tmp_path: Path) -> None:
    head = "<tr><td rowspan=2>序号</td><td rowspan=2>重点任务</td><td colspan=3>牵头单位</td></tr>" + row(*UNITS)
    body = "".join(
        row(str(number), task, *("√" if mark == "★" else "" for mark in marks))
        for number, (task, marks) in enumerate(MARKS.items(), 1)
    )
    path = tmp_path / "plan.html"
    path.write_text(f"<p>青岚县乡村建设实施方案</p><p>附件 任务分工表</p><table>{head}{body}</table>", encoding="utf-8")
    assert duties(extract(path)[0][0], "lead") == LEADS


def test_a_rule_on_the_order_of_lists_does_not_hold_for_columns(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, below="<p>注：★为责任单位，▲为配合单位。责任单位中列第一位的为牵头单位。</p>")
    assert duties(plan, "lead") == set()
    assert duties(plan, "responsible") == LEADS


def test_a_column_whose_unit_is_not_known_is_told(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, below=f"<p>注：{LEGEND}。</p>", units=("县教育局", "水利", "县林业局"))
    assert "水利" not in {duty.name for duty in plan.responsibilities}
    told = " ".join(passage.evidence.quote for passage in plan.coverage.passages)
    assert "疏浚河道" in told and "绿化校园" in told


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("★表示牵头单位；○表示配合单位。", {"★": "lead", "○": "support"}),
        ("（★牵头 ▲配合）", {"★": "lead", "▲": "support"}),
        ("“★”表示牵头、“√”表示配合", {"★": "lead", "√": "support"}),
        ("牵头单位（★）、配合单位（▲）", {"★": "lead", "▲": "support"}),
        ("●主责 ○协办", {"●": "lead", "○": "support"}),
        ("✓为责任单位", {"√": "responsible"}),
        ("责任单位（★", {}),
        ("★重点任务 ▲一般任务", {}),
        ("★牵头★配合", {}),
        ("带*的为约束性指标", {}),
    ],
)
def test_what_legends_say(text: str, expect: dict[str, str]) -> None:
    assert {sign: meaning.role for sign, meaning in read_legend(text).items()} == expect
